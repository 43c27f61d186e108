"""Whether the user's OBS lets other programs steer it, as its saved settings say: read only.

Up to OBS 30.1 the settings of obs-websocket are in `global.ini`, later in a file of their own.
"""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Final

import msgspec

from host_assistant.stage.obs.address import DEFAULT_PORT
from host_assistant.stage.obs.program import ini_text
from host_assistant.stage.obs.program.installed import settings_folders
from host_assistant.stage.obs.program.machine import this_machine

NEW_FILE: Final = Path("plugin_config/obs-websocket/config.json")
OLD_FILE: Final = Path("global.ini")
SECTION: Final = "OBSWebSocket"


class ServerSettings(msgspec.Struct, frozen=True):
    """What OBS's settings say about steering it. `password` is "" where none is asked for."""

    enabled: bool
    port: int
    password: str

    @property
    def address(self) -> str:
        return f"ws://127.0.0.1:{self.port}"


class _NewSettings(msgspec.Struct):
    """obs-websocket's own file, of which we read these; absent ones have its defaults."""

    server_enabled: bool = False
    server_port: int = DEFAULT_PORT
    auth_required: bool = True
    server_password: str = ""


def read_settings() -> ServerSettings | None:
    """What the user's OBS says, or None where no OBS has been started yet.

    Where several OBS left settings, the one that is on counts, then the one used last.
    """
    found = [
        (settings, file.stat().st_mtime)
        for folder in settings_folders(this_machine())
        if (both := _settings_in(folder))
        for file, settings in [both]
    ]
    if not found:
        return None
    return max(found, key=lambda each: (each[0].enabled, each[1]))[0]


def settings_in(folder: Path, *, even_unused: bool = False) -> ServerSettings | None:
    """What the OBS that keeps its settings in `folder` says, or None where it left none.

    With `even_unused`, `password` is also one that stands there and is not asked for.
    """
    found = _settings_in(folder, even_unused=even_unused)
    return found and found[1]


def is_server_off(host: str) -> bool:
    """Whether this is our machine and its OBS is set to let nobody steer it."""
    if not is_this_machine(host):
        return False
    settings = read_settings()
    return settings is not None and not settings.enabled


def is_this_machine(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _settings_in(folder: Path, *, even_unused: bool = False) -> tuple[Path, ServerSettings] | None:
    """The older file counts only where the newer is not there."""
    for file, read in ((folder / NEW_FILE, _read_new), (folder / OLD_FILE, _read_old)):
        try:
            return file, read(file, even_unused)
        except (OSError, ValueError, msgspec.DecodeError):
            continue
    return None


def _read_new(file: Path, even_unused: bool) -> ServerSettings:
    kept = msgspec.json.decode(file.read_bytes(), type=_NewSettings)
    password = kept.server_password if kept.auth_required or even_unused else ""
    return ServerSettings(kept.server_enabled, kept.server_port, password)


def _read_old(file: Path, even_unused: bool) -> ServerSettings:
    kept = ini_text.values(file.read_text(encoding="utf-8", errors="replace"), SECTION)
    port = kept.get("serverport", "")
    asks = even_unused or _is_on(kept.get("authrequired", "true"))
    return ServerSettings(
        enabled=_is_on(kept.get("serverenabled", "")),
        port=int(port) if port.isdecimal() else DEFAULT_PORT,
        password=kept.get("serverpassword", "") if asks else "",
    )


def _is_on(value: str) -> bool:
    """`config_get_bool` in libobs/util/config-file.c: the word true, or a number but 0."""
    return value.lower() == "true" or (value.isdecimal() and int(value) != 0)
