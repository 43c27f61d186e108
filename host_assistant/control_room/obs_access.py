"""How to reach the user's OBS: as they said, else as OBS's own settings on this machine say."""

from __future__ import annotations

from host_assistant.control_room.show import ObsAccess
from host_assistant.data_folder import DataFolder
from host_assistant.secret_store import SecretStore
from host_assistant.settings import Settings
from host_assistant.stage.obs.settings_file import read_settings


def access_to_obs(folder: DataFolder, settings: Settings, password: str | None = None) -> ObsAccess:
    """A host need type nothing while OBS runs on the same machine.

    `password` None takes the one that was kept, then OBS's own.
    """
    url = settings.obs_url
    own = read_settings()
    if own is not None and url == Settings().obs_url:
        url = own.address
    if password is None:
        password = SecretStore(folder.path).get("obs_password")
        if not password and own is not None and url == own.address:
            password = own.password
    return ObsAccess(url=url, password=password, scenes=settings.scenes)
