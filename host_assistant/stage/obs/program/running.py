"""Whether OBS runs, how many of it, and where a running one was told to let itself be steered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from host_assistant.stage.obs.program.installed import FoundObs, find_all, find_obs, settings_folder
from host_assistant.stage.obs.program.machine import Machine, Process

_NAMES: Final = {"win32": ("obs64.exe", "obs32.exe"), "darwin": ("OBS", "obs")}


class RunningObs(msgspec.Struct, frozen=True):
    """`port` and `password` are what it was started with, which overrides its saved settings."""

    pid: int
    port: int | None = None
    password: str | None = None


def running_obs(machine: Machine, *folders: Path) -> tuple[RunningObs, ...]:
    """Every OBS that runs on the settings in one of `folders`.

    One that keeps its settings elsewhere, as another user's does, is none of ours; one that we
    may not look into counts.
    """
    names = _NAMES.get(machine.platform, ("obs",))
    return tuple(
        RunningObs(
            process.pid,
            port=_number(_told(process, "--websocket_port")),
            password=_told(process, "--websocket_password"),
        )
        for process in machine.processes(names)
        if _may_use(machine, process, folders)
    )


def users_obs(machine: Machine) -> FoundObs | None:
    """The OBS to work with: the one that runs, else the one used last; None where none is."""
    found = find_obs(machine)
    if found is None or running_obs(machine, found.settings_folder):
        return found
    return next(
        (obs for obs in find_all(machine) if running_obs(machine, obs.settings_folder)), found
    )


def _may_use(machine: Machine, process: Process, folders: tuple[Path, ...]) -> bool:
    if process.environ is None:
        return True
    home = process.environ.get("HOME")
    where = msgspec.structs.replace(
        machine, environ=process.environ, home=Path(home) if home else machine.home
    )
    # Within its box, Flatpak sets XDG_CONFIG_HOME and Snap sets HOME: what is the box's own home
    # outside reads as a plain program's inside.
    used = settings_folder(where, "program").resolve()
    return any(used == folder.resolve() for folder in folders)


def _told(process: Process, option: str) -> str | None:
    """The value after an option, as obs-websocket reads it: `--option value` or `--option=value`.

    Utils::Platform::GetCommandLineArgument, which leaves the parsing to QCommandLineParser.
    """
    return next(_values(process.arguments or (), option), None)


def _values(arguments: tuple[str, ...], option: str) -> Iterator[str]:
    for place, argument in enumerate(arguments):
        if argument == option and place + 1 < len(arguments):
            yield arguments[place + 1]
        elif argument.startswith(f"{option}="):
            yield argument.partition("=")[2]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and 0 < int(text) < 65536 else None
