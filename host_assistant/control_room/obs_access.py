"""How to reach the user's OBS: as they said, else as OBS's own settings on this machine say."""

from __future__ import annotations

import msgspec

from host_assistant.control_room.show import ObsAccess
from host_assistant.data_folder import DataFolder
from host_assistant.secret_store import SecretStore
from host_assistant.settings import Asked, Settings
from host_assistant.stage.obs.program.installed import settings_folders
from host_assistant.stage.obs.program.machine import this_machine
from host_assistant.stage.obs.program.running import RunningObs, running_obs
from host_assistant.stage.obs.program.settings_file import read_settings


def access_to_obs(folder: DataFolder, settings: Settings, asked: Asked) -> ObsAccess:
    """A host need type nothing while OBS runs on the same machine.

    What was asked for this run goes before all; what a running OBS was started with before a
    password that was kept; that before the one in OBS's own settings.
    """
    own = read_settings()
    told = _started_with()
    if own is not None and told.port is not None:
        own = msgspec.structs.replace(own, port=told.port)
    url = asked.obs_url
    if url is None:
        url = settings.obs_url
        if own is not None and url == Settings().obs_url:
            url = own.address
    password = asked.obs_password
    if password is None and own is not None and url == own.address:
        password = told.password
    if password is None:
        password = SecretStore(folder.path).get("obs_password")
        if not password and own is not None and url == own.address:
            password = own.password
    return ObsAccess(url=url, password=password, scenes=settings.scenes)


def _started_with() -> RunningObs:
    """What the OBS that runs was told instead of its saved settings."""
    machine = this_machine()
    running = running_obs(machine, *settings_folders(machine))
    told = (obs for obs in running if obs.port is not None or obs.password is not None)
    return next(told, RunningObs(0))
