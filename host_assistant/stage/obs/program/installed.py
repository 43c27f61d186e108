"""The OBS on a machine: how it is started, which version it is, where it keeps its settings."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import msgspec

from host_assistant.stage.obs.program import versions
from host_assistant.stage.obs.program.machine import Machine
from host_assistant.stage.obs.program.versions import TOO_OLD_BELOW, Version

Kind = Literal["program", "flatpak", "snap"]

FLATPAK_ID: Final = "com.obsproject.Studio"
_WINDOWS_PROGRAM: Final = Path("bin/64bit/obs64.exe")


class FoundObs(msgspec.Struct, frozen=True, kw_only=True):
    """An installed OBS; `command` begins with a file that exists.

    `start_in` is the folder that OBS must be started in, where it looks for its data from there.
    `settings_folder` may not exist yet. `version` is None where it could not be told.
    """

    kind: Kind
    command: tuple[str, ...]
    settings_folder: Path
    version: Version | None = None
    start_in: Path | None = None

    @property
    def too_old(self) -> bool:
        return self.version is not None and self.version < TOO_OLD_BELOW

    @property
    def ever_started(self) -> bool:
        return (self.settings_folder / "global.ini").exists()


def find_all(machine: Machine) -> tuple[FoundObs, ...]:
    """Every OBS on this machine, each once, likeliest first."""
    found: dict[Path, FoundObs] = {}
    for starter, obs in _candidates(machine):
        if starter.is_file() and os.access(starter, os.X_OK):
            found.setdefault(starter.resolve(), obs)
    return tuple(
        msgspec.structs.replace(obs, version=_version(machine, obs)) for obs in found.values()
    )


def find_obs(machine: Machine) -> FoundObs | None:
    """The OBS that the user uses: of several, the one whose settings were written last."""
    found = find_all(machine)
    return max(found, key=lambda obs: _last_used(obs.settings_folder), default=None)


def settings_folders(machine: Machine) -> tuple[Path, ...]:
    """Where each kind of OBS keeps its settings, whether there are any or not."""
    kinds: tuple[Kind, ...] = ("program",)
    if machine.platform not in ("win32", "darwin"):
        kinds = ("program", "flatpak", "snap")
    return tuple(settings_folder(machine, kind) for kind in kinds)


def settings_folder(machine: Machine, kind: Kind) -> Path:
    """`GetAppConfigPath` in OBS's frontend; inside Flatpak and Snap the same under their homes."""
    environ, home = machine.environ, machine.home
    match machine.platform, kind:
        case "win32", _:
            folder = Path(environ.get("APPDATA") or home / "AppData/Roaming")
        case "darwin", _:
            folder = home / "Library/Application Support"
        case _, "flatpak":
            folder = home / ".var/app" / FLATPAK_ID / "config"
        case _, "snap":
            folder = home / "snap/obs-studio/current/.config"
        case _:
            folder = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    return folder / "obs-studio"


def _candidates(machine: Machine) -> Iterator[tuple[Path, FoundObs]]:
    """A file that exists where this OBS is installed, and the OBS."""
    own = settings_folder(machine, "program")
    match machine.platform:
        case "win32":
            for folder in _windows_folders(machine):
                program = folder / _WINDOWS_PROGRAM
                yield (
                    program,
                    FoundObs(
                        kind="program",
                        command=(str(program),),
                        settings_folder=own,
                        start_in=program.parent,
                    ),
                )
        case "darwin":
            for folder in (machine.root / "Applications", machine.home / "Applications"):
                application = folder / "OBS.app"
                # Started by the system and not by us, OBS asks for the camera in its own name.
                command = ("/usr/bin/open", "-a", str(application), "--args")
                obs = FoundObs(kind="program", command=command, settings_folder=own)
                for name in ("OBS", "obs"):
                    yield application / "Contents/MacOS" / name, obs
        case _:
            snaps = machine.root / "snap/bin"
            on_path = shutil.which("obs", path=machine.environ.get("PATH", ""))
            if on_path and Path(on_path).parent != snaps:
                yield (
                    Path(on_path),
                    FoundObs(kind="program", command=(on_path,), settings_folder=own),
                )
            for installation in flatpak_installations(machine):
                starter = installation / "exports/bin" / FLATPAK_ID
                yield starter, _boxed(machine, "flatpak", starter)
            yield snaps / "obs-studio", _boxed(machine, "snap", snaps / "obs-studio")


def _boxed(machine: Machine, kind: Kind, starter: Path) -> FoundObs:
    folder = settings_folder(machine, kind)
    return FoundObs(kind=kind, command=(str(starter),), settings_folder=folder)


def flatpak_installations(machine: Machine) -> tuple[Path, ...]:
    """The user's own goes first, as Flatpak has it."""
    return machine.home / ".local/share/flatpak", machine.root / "var/lib/flatpak"


def _windows_folders(machine: Machine) -> Iterator[Path]:
    """Where OBS's installer says it is, where it would be, and where Steam puts it."""
    for software in (r"HKLM\SOFTWARE", r"HKLM\SOFTWARE\WOW6432Node"):
        if stated := machine.registry(rf"{software}\OBS Studio", ""):
            yield Path(stated)
    programs = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
    folders = [Path(machine.environ[name]) for name in programs if machine.environ.get(name)]
    yield from (folder / "obs-studio" for folder in folders)
    steam = machine.registry(r"HKCU\SOFTWARE\Valve\Steam", "SteamPath")
    for folder in [Path(steam)] if steam else [folder / "Steam" for folder in folders]:
        yield folder / "steamapps/common/OBS Studio"


def _version(machine: Machine, obs: FoundObs) -> Version | None:
    match machine.platform, obs.kind:
        case "win32", _:
            return versions.of_windows_program(Path(obs.command[0]))
        case "darwin", _:
            return versions.of_mac_application(Path(obs.command[2]))
        case _, "flatpak":
            return versions.of_flatpak(Path(obs.command[0]).parents[2], FLATPAK_ID)
        case _, "snap":
            return versions.of_snap(machine.root / "snap/obs-studio/current")
    return versions.of_program(Path(obs.command[0]))


def _last_used(settings: Path) -> float:
    try:
        return (settings / "global.ini").stat().st_mtime
    except OSError:
        return 0.0
