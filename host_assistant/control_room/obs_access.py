"""How to reach the user's OBS: as they said, else as OBS's own settings on this machine say."""

from __future__ import annotations

from host_assistant.control_room.show import ObsAccess
from host_assistant.data_folder import DataFolder
from host_assistant.secret_store import SecretStore
from host_assistant.settings import Asked, Settings
from host_assistant.stage.obs.settings_file import read_settings


def access_to_obs(folder: DataFolder, settings: Settings, asked: Asked) -> ObsAccess:
    """A host need type nothing while OBS runs on the same machine.

    What was asked for this run goes before all; a password that was kept before OBS's own.
    """
    own = read_settings()
    url = asked.obs_url
    if url is None:
        url = settings.obs_url
        if own is not None and url == Settings().obs_url:
            url = own.address
    password = asked.obs_password
    if password is None:
        password = SecretStore(folder.path).get("obs_password")
        if not password and own is not None and url == own.address:
            password = own.password
    return ObsAccess(url=url, password=password, scenes=settings.scenes)
