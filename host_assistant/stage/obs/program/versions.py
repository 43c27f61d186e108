"""Which version an installed OBS has, told without opening it."""

from __future__ import annotations

import mmap
import plistlib
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Final, NamedTuple
from xml.parsers.expat import ExpatError

_NUMBERS: Final = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?")
# VS_FIXEDFILEINFO begins with dwSignature 0xFEEF04BD and dwStrucVersion, then the file's version
# as two words of 32 bits (Microsoft, verrsrc.h).
_SIGNATURE: Final = bytes.fromhex("bd04effe")
_ASKING_TIMEOUT_S: Final = 5.0


class Version(NamedTuple):
    """Compares as OBS counts."""

    major: int
    minor: int
    patch: int = 0

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    @property
    def as_obs_writes_it(self) -> int:
        """MAKE_SEMANTIC_VERSION in OBS's libobs/util/c99defs.h and obs-config.h."""
        return self.major << 24 | self.minor << 16 | self.patch


TOO_OLD_BELOW: Final = Version(28, 0)
"""The first OBS that brings obs-websocket 5."""


def read_version(text: str) -> Version | None:
    found = _NUMBERS.search(text)
    return found and Version(*(int(part or 0) for part in found.groups()))


def of_program(program: Path) -> Version | None:
    """Ask it: `obs --version` prints one line and opens no window. Only where OBS prints at all."""
    try:
        said = subprocess.run(
            [program, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_ASKING_TIMEOUT_S,
            check=False,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return read_version(said.decode(errors="replace"))


def of_windows_program(program: Path) -> Version | None:
    """Read the version that its resources state."""
    try:
        with (
            program.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as all_,
        ):
            start = all_.find(_SIGNATURE)
            stated = all_[start + 8 : start + 16] if start >= 0 else b""
    except (OSError, ValueError):
        return None
    if len(stated) < 8:
        return None
    minor, major, _build, patch = (
        int.from_bytes(stated[place : place + 2], "little") for place in (0, 2, 4, 6)
    )
    return Version(major, minor, patch)


def of_mac_application(application: Path) -> Version | None:
    try:
        stated = plistlib.loads((application / "Contents/Info.plist").read_bytes())
    except (OSError, ValueError, ExpatError):
        return None
    return read_version(str(stated.get("CFBundleShortVersionString", "")))


def of_flatpak(installation: Path, application_id: str) -> Version | None:
    """The newest release that the application's own description names (AppStream, `releases`)."""
    folder = installation / "app" / application_id / "current/active/files/share/metainfo"
    try:
        release = ET.parse(folder / f"{application_id}.metainfo.xml").find("releases/release")
    except (OSError, ET.ParseError):
        return None
    return None if release is None else read_version(release.get("version", ""))


def of_snap(snap: Path) -> Version | None:
    try:
        described = (snap / "meta/snap.yaml").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    stated = re.search(r"^version:(.*)$", described, re.M)
    return stated and read_version(stated[1])
