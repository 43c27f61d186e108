"""Whether the box that OBS came in lets it read our pictures, and opening the box for them.

OBS shows a picture that it may not read as nothing, and says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from host_assistant.stage.obs.program import ini_text
from host_assistant.stage.obs.program.installed import FLATPAK_ID, FoundObs, flatpak_installations
from host_assistant.stage.obs.program.machine import Machine

SECTION: Final = "Context"
NAME: Final = "filesystems"
# Never shared with `host` (flatpak-metadata(5), filesystems).
_OUR_OWN_IN_THE_BOX: Final = ("/app", "/etc", "/proc", "/run", "/tmp", "/usr", "/var")
_XDG: Final = {
    "xdg-data": ".local/share",
    "xdg-config": ".config",
    "xdg-cache": ".cache",
}


def may_read(machine: Machine, obs: FoundObs, folder: Path) -> bool:
    """Whether `obs` can read files in `folder`; a box that does not tell is thought open."""
    match obs.kind:
        case "program":
            return True
        case "snap":
            # The interface `home` leaves out what begins with a dot (snapcraft.io, home).
            if not folder.is_relative_to(machine.home):
                return False
            return not "/".join(folder.relative_to(machine.home).parts).startswith(".")
        case "flatpak":
            granted = _granted(machine, Path(obs.command[0]).parents[2])
            return granted is None or any(
                _covers(machine, place, folder.absolute()) for place in granted
            )


def overrides(machine: Machine) -> Path:
    """The user's own exceptions for OBS, which `flatpak override --user` writes."""
    return flatpak_installations(machine)[0] / "overrides" / FLATPAK_ID


def opened(text: str, folder: Path) -> str:
    """The exceptions `text` and one more: `folder` may be read."""
    places = [*_listed(text), f"{folder.absolute()}:ro"]
    return ini_text.changed(text, SECTION, {NAME: ";".join(places) + ";"})


def _granted(machine: Machine, installation: Path) -> frozenset[str] | None:
    """The places that the box is open to, or None where nothing says so.

    The application's own wishes first, then the exceptions for all and for it, the system's
    before the user's (flatpak-override(1)); `!place` takes one back.
    """
    metadata = installation / "app" / FLATPAK_ID / "current/active/metadata"
    said = _read(metadata)
    if said is None:
        return None
    granted: set[str] = set()
    user, system = (each / "overrides" for each in flatpak_installations(machine))
    files = [folder / name for folder in (system, user) for name in ("global", FLATPAK_ID)]
    for text in (said, *filter(None, map(_read, files))):
        for entry in _listed(text):
            place = entry.removeprefix("!").split(":")[0]
            if not entry.startswith("!"):
                granted.add(place)
            elif entry == "!host:reset":
                granted.clear()
            else:
                granted.discard(place)
    return frozenset(granted)


def _listed(text: str) -> Iterator[str]:
    places = ini_text.values(text, SECTION).get(NAME, "").split(";")
    yield from (place.strip() for place in places if place.strip())


def _covers(machine: Machine, place: str, folder: Path) -> bool:
    if place == "host":
        return not any(folder.is_relative_to(own) for own in _OUR_OWN_IN_THE_BOX)
    first, _, rest = place.partition("/")
    if first in ("home", "~"):
        return folder.is_relative_to(machine.home / rest)
    if first in _XDG:
        return folder.is_relative_to(machine.home / _XDG[first] / rest)
    return place.startswith("/") and folder.is_relative_to(place)


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
