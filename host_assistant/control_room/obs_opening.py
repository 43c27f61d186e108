"""What the buttons beside the OBS check do. Each takes seconds: for a worker thread.

Consent is the caller's to ask for, before `let_us_in` and `close_users_obs`.
"""

from __future__ import annotations

from host_assistant.data_folder import DataFolder
from host_assistant.language import _
from host_assistant.secret_store import SecretStore
from host_assistant.settings import Settings, SettingsStore
from host_assistant.stage.obs.address import parse_address
from host_assistant.stage.obs.errors import LinkError
from host_assistant.stage.obs.program.closing import close_obs, close_others
from host_assistant.stage.obs.program.installed import FoundObs, find_all
from host_assistant.stage.obs.program.machine import Machine, this_machine
from host_assistant.stage.obs.program.running import running_obs, users_obs
from host_assistant.stage.obs.program.sandbox import overrides
from host_assistant.stage.obs.program.server_switch import ObsIsOpen, ServerSwitch
from host_assistant.stage.obs.program.settings_file import is_this_machine
from host_assistant.stage.obs.program.starting import Started, start_obs
from host_assistant.stage.obs.setup.before import BeforeFile
from host_assistant.stage.obs.setup.ours import arguments_for

KEPT_IN = "obs-settings-before.json"


class NoObs(LinkError):
    """There is no OBS on this machine."""

    CODE = "obs_not_installed"

    def sentence(self) -> str:
        return _(
            "OBS is not on this computer any more. Nothing can go on air yet. "
            "Install OBS again, then press Look again."
        )


class ObsStaysOpen(LinkError):
    """OBS was asked to close and did not."""

    CODE = "obs_stays_open"

    def sentence(self) -> str:
        return _(
            "OBS did not close. Nothing was changed, and nothing can go on air yet. Look at its "
            "window: if it asks something, answer it; close it, then press the button again."
        )


def open_users_obs(
    folder: DataFolder,
    store: SettingsStore,
    *,
    let_us_in: bool,
    machine: Machine | None = None,
) -> Started:
    """Start the user's OBS, or wait for the one that runs, until it answers.

    What was built in it is chosen again: an OBS that was killed may have forgotten. With
    `let_us_in`, its saved settings are changed first where they keep us out. What was typed
    earlier about OBS on this machine gives way to what is now known to be true.
    Raises `NoObs`, `SwitchRefused` and what `start_obs` raises.
    """
    machine = machine or this_machine()
    obs = users_obs(machine)
    if obs is None:
        raise NoObs
    if let_us_in:
        server_switch(folder, machine).turn_on(obs)
    started = start_obs(obs, machine, options=arguments_for(BeforeFile(folder.path).read()))
    secrets = SecretStore(folder.path)
    if secrets.get("obs_password") not in ("", started.password):
        secrets.put("obs_password", "")
    if store.value.obs_url not in (Settings().obs_url, started.address):
        store.change(obs_url=Settings().obs_url)
    return started


def close_users_obs(machine: Machine | None = None) -> bool:
    """Ask the user's OBS to close, as must be before it can be let steer; says whether it did."""
    machine = machine or this_machine()
    obs = users_obs(machine)
    return obs is None or close_obs(machine, obs.settings_folder)


def close_other_obs(url: str, machine: Machine | None = None) -> bool:
    """Where OBS is open twice, close all but the one that answers at `url`; whether they did."""
    host, port = parse_address(url)
    return is_this_machine(host) and close_others(machine or this_machine(), port)


def keep_out_again(folder: DataFolder, machine: Machine | None = None) -> None:
    """Put OBS's settings back as they were before us. Raises `SwitchRefused`."""
    machine = machine or this_machine()
    changed = changed_obs(folder, machine)
    if any(running_obs(machine, obs.settings_folder) for obs in changed):
        raise ObsIsOpen
    if changed:
        server_switch(folder, machine).undo(changed[0])


def changed_obs(folder: DataFolder, machine: Machine) -> tuple[FoundObs, ...]:
    """Every OBS whose settings we changed: of several, not always the one in use today."""
    files = server_switch(folder, machine).changed
    boxes = overrides(machine)
    return tuple(
        obs
        for obs in find_all(machine)
        if any(file.is_relative_to(obs.settings_folder) for file in files)
        or (obs.kind == "flatpak" and boxes in files)
    )


def server_switch(folder: DataFolder, machine: Machine) -> ServerSwitch:
    return ServerSwitch(machine, folder.path / KEPT_IN)
