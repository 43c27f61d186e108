"""Putting OBS back as it was before us: what is in it, its own settings, and what is kept here."""

from __future__ import annotations

from msgspec.structs import replace

from host_assistant.control_room.obs_opening import (
    ObsStaysOpen,
    changed_obs,
    keep_out_again,
)
from host_assistant.control_room.obs_setup import clear_away, forget_target
from host_assistant.control_room.show import ObsAccess
from host_assistant.data_folder import DataFolder
from host_assistant.settings import SettingsStore
from host_assistant.stage.obs.address import parse_address
from host_assistant.stage.obs.link import linked
from host_assistant.stage.obs.program.closing import close_obs
from host_assistant.stage.obs.program.installed import FoundObs
from host_assistant.stage.obs.program.machine import Machine, this_machine
from host_assistant.stage.obs.program.running import running_obs
from host_assistant.stage.obs.program.settings_file import is_this_machine
from host_assistant.stage.obs.program.starting import start_obs
from host_assistant.stage.obs.setup.before import BeforeFile
from host_assistant.stage.obs.setup.undo import Undone, undo


def remove_ours(
    folder: DataFolder, store: SettingsStore, access: ObsAccess, machine: Machine | None = None
) -> Undone:
    """Take ours out of the OBS at `access`, and put back the settings of the one that we changed.

    An OBS on another machine leaves the one here alone. One here whose settings were changed is
    opened for it if it is closed, for OBS alone can take out what is in it, and asked to close,
    for it keeps its settings while it is open. What any other cannot let go of goes when the
    window opens with OBS closed. The stream that was chosen is forgotten.
    Raises LinkError, SwitchRefused or OSError; what was done by then stays done.
    """
    machine = machine or this_machine()
    is_here = is_this_machine(parse_address(access.url)[0])
    changed = changed_obs(folder, machine) if is_here else ()
    undone = _undo(folder, _opened(folder, access, changed, machine))
    forget_target(folder, store)
    if not changed:
        return undone
    if not all(close_obs(machine, obs.settings_folder) for obs in changed):
        raise ObsStaysOpen
    left = "" if clear_away(folder, machine) else undone.collection_left
    keep_out_again(folder, machine)
    return replace(undone, collection_left=left)


def _opened(
    folder: DataFolder, access: ObsAccess, changed: tuple[FoundObs, ...], machine: Machine
) -> ObsAccess | None:
    """Where OBS answers; None where it is closed and nothing of ours is in it."""
    if not changed or any(running_obs(machine, obs.settings_folder) for obs in changed):
        return access
    memory = BeforeFile(folder.path).read()
    if not memory.our_profile:
        return None
    started = start_obs(changed[0], machine)
    return replace(access, url=started.address, password=started.password)


def _undo(folder: DataFolder, access: ObsAccess | None) -> Undone:
    memory = BeforeFile(folder.path)
    if access is None:
        return Undone(memory.read().our_collection)
    with linked(access.url, access.password) as link:
        return undo(link, memory)
