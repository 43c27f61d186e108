"""What the host is about to do, gathered for the checks from what is kept."""

from __future__ import annotations

from host_assistant.catalog.product import Product
from host_assistant.checks.usual import Plans
from host_assistant.control_room.obs_access import access_to_obs
from host_assistant.control_room.obs_setup import chosen_target
from host_assistant.data_folder import DataFolder
from host_assistant.settings import Asked, Settings


def plans_for(
    folder: DataFolder,
    settings: Settings,
    asked: Asked,
    products: tuple[Product, ...],
    hours: float,
) -> Plans:
    """Slow, as it asks for the key store and the programs that run: for a worker thread."""
    obs = access_to_obs(folder, settings, asked)
    return Plans(
        data_dir=folder.path,
        pictures=folder.pictures,
        products=products,
        hours=hours,
        obs_url=obs.url,
        obs_password=obs.password,
        setup=settings.setup,
        target=chosen_target(folder, settings),
        camera=settings.camera,
        microphone=settings.microphone,
    )
