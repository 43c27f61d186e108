"""Where the user's OBS is, and whether it lets other programs steer it: read, never written.

Up to OBS 30 the settings of obs-websocket are in `global.ini`, later in a file of their own.
"""

from __future__ import annotations

import configparser
import ipaddress
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

import msgspec

from host_assistant.stage.obs.address import DEFAULT_PORT

FLATPAK_ID: Final = "com.obsproject.Studio"
NEW_FILE: Final = Path("plugin_config/obs-websocket/config.json")
OLD_FILE: Final = Path("global.ini")

Kind = Literal["program", "flatpak", "snap"]


class ServerSettings(msgspec.Struct, frozen=True):
    """What OBS's settings say about steering it. `password` is "" where none is asked for."""

    enabled: bool
    port: int
    password: str

    @property
    def address(self) -> str:
        return f"ws://127.0.0.1:{self.port}"


class FoundObs(msgspec.Struct, frozen=True):
    """How to start OBS: an argument list whose first part is a file that exists."""

    kind: Kind
    command: tuple[str, ...]


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
        for folder in _folders(sys.platform, os.environ, Path.home())
        for file, settings in _settings_in(folder)
    ]
    if not found:
        return None
    return max(found, key=lambda each: (each[0].enabled, each[1]))[0]


def is_server_off(host: str) -> bool:
    """Whether this is our machine and its OBS is set to let nobody steer it."""
    if not _is_this_machine(host):
        return False
    settings = read_settings()
    return settings is not None and not settings.enabled


def find_obs() -> FoundObs | None:
    """The OBS on this machine, or None."""
    for kind, starter in _starters(sys.platform, os.environ, Path.home()):
        if starter.is_file() and os.access(starter, os.X_OK):
            return FoundObs(kind, (str(starter),))
    return None


def _starters(platform: str, environ: Mapping[str, str], home: Path) -> Iterator[tuple[Kind, Path]]:
    """Where OBS may be, likeliest first."""
    for name in ("obs", "obs64"):
        if on_path := shutil.which(name, path=environ.get("PATH", "")):
            yield "program", Path(on_path)
    if platform == "win32":
        for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
            if folder := environ.get(variable):
                yield "program", Path(folder) / "obs-studio/bin/64bit/obs64.exe"
    elif platform == "darwin":
        for applications in (Path("/Applications"), home / "Applications"):
            yield "program", applications / "OBS.app/Contents/MacOS/OBS"
    else:
        for root in (Path("/var/lib/flatpak"), home / ".local/share/flatpak"):
            yield "flatpak", root / "exports/bin" / FLATPAK_ID
        yield "snap", Path("/snap/bin/obs-studio")


def _folders(platform: str, environ: Mapping[str, str], home: Path) -> Iterator[Path]:
    """OBS's folders of settings, whether they exist or not."""
    if platform == "win32":
        yield Path(environ.get("APPDATA") or home / "AppData/Roaming") / "obs-studio"
        return
    if platform == "darwin":
        yield home / "Library/Application Support/obs-studio"
        return
    yield Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "obs-studio"
    yield home / ".var/app" / FLATPAK_ID / "config/obs-studio"
    yield home / "snap/obs-studio/current/.config/obs-studio"


def _settings_in(folder: Path) -> Iterator[tuple[Path, ServerSettings]]:
    """The settings in one folder; the older file counts only where the newer is not there."""
    for file, read in ((folder / NEW_FILE, _read_new), (folder / OLD_FILE, _read_old)):
        try:
            settings = read(file)
        except (OSError, ValueError, msgspec.DecodeError, configparser.Error):
            continue
        yield file, settings
        return


def _read_new(file: Path) -> ServerSettings:
    kept = msgspec.json.decode(file.read_bytes(), type=_NewSettings)
    password = kept.server_password if kept.auth_required else ""
    return ServerSettings(kept.server_enabled, kept.server_port, password)


def _read_old(file: Path) -> ServerSettings:
    parser = configparser.RawConfigParser(strict=False, delimiters=("=",), allow_no_value=True)
    # OBS writes these files with a byte order mark on some systems.
    parser.read_string(file.read_text(encoding="utf-8-sig"))
    section = "OBSWebSocket"
    asks = parser.getboolean(section, "AuthRequired", fallback=True)
    # OBS writes a backslash twice (config_save in libobs/util/config-file.c).
    password = parser.get(section, "ServerPassword", fallback="").replace("\\\\", "\\")
    return ServerSettings(
        enabled=parser.getboolean(section, "ServerEnabled", fallback=False),
        port=parser.getint(section, "ServerPort", fallback=DEFAULT_PORT),
        password=password if asks else "",
    )


def _is_this_machine(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
