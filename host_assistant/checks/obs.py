"""Is OBS there, does it run, does it let itself be steered, and by one button what if not?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from host_assistant.checks.finding import Finding, Level, Remedy
from host_assistant.stage.obs.address import parse_address
from host_assistant.stage.obs.errors import (
    BadAddress,
    NotObs,
    ObsTooOld,
    WrongPassword,
)
from host_assistant.stage.obs.link import linked
from host_assistant.stage.obs.program.installed import FoundObs, settings_folders
from host_assistant.stage.obs.program.machine import Machine, this_machine
from host_assistant.stage.obs.program.running import running_obs, users_obs
from host_assistant.stage.obs.program.sandbox import may_read
from host_assistant.stage.obs.program.settings_file import is_this_machine, settings_in
from host_assistant.stage.stage import StageError


def look(
    url: str, password: str, pictures: Path, *, machine: Machine | None = None
) -> tuple[Finding, ...]:
    """What stands between us and OBS; `pictures` is a folder of ours that OBS must read.

    Takes a few seconds at most. With an OBS on another machine, only the answer can be told.
    """
    machine = machine or this_machine()
    try:
        version = _ask(url, password)
    except StageError as error:
        return tuple(_why_not(error, url, pictures, machine))
    good = _finding("good", "answers", version=version)
    return good, *_besides(users_obs(machine), url, pictures, machine)


def _ask(url: str, password: str) -> str:
    """OBS's version, from itself. Raises StageError."""
    with linked(url, password) as link:
        return str(link.call("GetVersion")["obsVersion"])


def _why_not(error: StageError, url: str, pictures: Path, machine: Machine) -> Iterator[Finding]:
    match error:
        case BadAddress():
            yield _finding("bad", "bad_address", "type_password")
            return
        case WrongPassword():
            yield _finding("bad", "wrong_password", "type_password")
            yield from _besides(users_obs(machine), url, pictures, machine)
            return
        case ObsTooOld():
            yield _finding("bad", "too_old", "get_obs")
            return
    if not is_this_machine(parse_address(url)[0]):
        yield _finding("bad", "far_away", "look_again")
        return
    obs = users_obs(machine)
    if obs is None:
        yield _finding("bad", "not_installed", "get_obs")
    elif obs.too_old:
        yield _finding("bad", "too_old", "get_obs", version=str(obs.version))
    else:
        yield _unanswered(error, obs, machine)
        yield from _besides(obs, url, pictures, machine)


def _unanswered(error: StageError, obs: FoundObs, machine: Machine) -> Finding:
    """This OBS can be steered, and does not answer."""
    running = running_obs(machine, obs.settings_folder)
    saved = settings_in(obs.settings_folder)
    if saved is None and not running:
        return _finding("bad", "never_started", "turn_on_server")
    if saved is None or not saved.enabled:
        code = "server_off_open" if running else "server_off"
        return _finding("bad", code, "turn_on_server")
    if not running:
        return _finding("bad", "not_running", "start_obs")
    if isinstance(error, NotObs):
        return _finding("bad", "door_taken", "start_obs")
    return _finding("bad", "not_answering", "look_again")


def _besides(obs: FoundObs | None, url: str, pictures: Path, machine: Machine) -> Iterator[Finding]:
    """What is wrong with our own machine's OBS whether it answers or not."""
    if obs is None or not is_this_machine(parse_address(url)[0]):
        return
    count = len(running_obs(machine, *settings_folders(machine)))
    if count > 1:
        yield _finding("doubtful", "two_running", "close_other_obs", count=count)
    if not may_read(machine, obs, pictures):
        if obs.kind == "flatpak":
            yield _finding("bad", "flatpak_closed_off", "turn_on_server")
        else:
            yield _finding("bad", "snap_closed_off", "get_obs")


def _finding(
    level: Level, code: str, remedy: Remedy | None = None, **figures: str | int
) -> Finding:
    return Finding(check="obs", level=level, code=code, remedy=remedy, figures={**figures})
