"""The cameras that the system lists, and which of them OBS's own name for one means."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

_LINUX: Final = Path("/sys/class/video4linux")


class CameraDevice(msgspec.Struct, frozen=True):
    """`source` is OpenCV's number for it; `id` is what Windows or macOS tells it apart by."""

    name: str
    source: str
    id: str = ""


def cameras(folder: Path = _LINUX) -> tuple[CameraDevice, ...]:
    """The cameras that are there now.

    On Linux a USB camera has further nodes for its metadata: the picture is on the one with
    index 0 (Linux's Documentation/ABI/stable/sysfs-class-video4linux has the files' meaning).
    """
    if not sys.platform.startswith("linux"):
        return _of_opencv()
    found = []
    for node in folder.glob("video*"):
        number = node.name.removeprefix("video")
        if not number.isdecimal() or line_of(node / "index") not in ("", "0"):
            continue
        found.append((int(number), line_of(node / "name") or node.name))
    return tuple(CameraDevice(name, str(number)) for number, name in sorted(found))


def opencv_source(chosen: str, there: Sequence[CameraDevice] | None = None) -> str:
    """What OpenCV opens for a camera that was chosen, which may be by OBS's id for it.

    OBS names a camera on Linux by its device's file; on Windows by its name and its path, where
    ":" is written "#3A" and "#" is "#22" (plugins/win-dshow/encode-dstr.hpp); on macOS by the
    system's unique id. What is no such id, or fits no camera, is given back as it is.
    """
    if chosen.startswith("/dev/"):
        name = Path(chosen).resolve().name
        number = name.removeprefix("video")
        return number if number != name and number.isdecimal() else chosen
    if not chosen or chosen.isdecimal() or "://" in chosen or Path(chosen).is_file():
        return chosen
    listed = cameras() if there is None else there
    name, _colon, path = chosen.partition(":")
    wanted = (chosen.casefold(), _plain(path).casefold())
    for each in listed:
        if each.id and each.id.casefold() in wanted:
            return each.source
    # In another socket it has another path, and still its name.
    return next((each.source for each in listed if each.name == _plain(name)), chosen)


def line_of(path: Path) -> str:
    """A small file's text; "" where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _plain(written: str) -> str:
    return written.replace("#3A", ":").replace("#22", "#")


def _of_opencv() -> tuple[CameraDevice, ...]:
    from host_assistant.stage.opencv import opencv

    cv2 = opencv()
    from cv2_enumerate_cameras import enumerate_cameras

    way = cv2.CAP_DSHOW if sys.platform == "win32" else cv2.CAP_AVFOUNDATION
    try:
        found = enumerate_cameras(way)
    except (OSError, RuntimeError):
        # A system that does not tell: the cameras' numbers can still be tried.
        return ()
    return tuple(CameraDevice(one.name, str(one.index), one.path or "") for one in found)
