"""Looking through the camera itself, before OBS has it.

Nothing here waits for ever: a driver that hangs is left to its thread, which lets go of the camera
whenever it comes back.
"""

from __future__ import annotations

import itertools
import os
import queue
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from host_assistant.checks.finding import Finding, Level, Remedy
from host_assistant.checks.picture import Frame, look
from host_assistant.checks.picture_motion import FEWEST_FPS
from host_assistant.stage.camera import (
    OPEN_WITHIN_S,
    PICTURE_SUFFIXES,
    hold,
    let_go,
    open_capture,
    picture_of_file,
)
from host_assistant.stage.camera_devices import line_of, opencv_source
from host_assistant.stage.opencv import opencv

if TYPE_CHECKING:
    import numpy as np

FRAME_WITHIN_S: Final = 3.0
LET_GO_WITHIN_S: Final = 2.0
SETTLING_S: Final = 0.8
"""A camera needs so long to find the light; what it shows before is not judged."""
UNUSABLE_FPS: Final = 5.0

_LARGEST_SIDE_PX: Final = 640
_USUAL_FPS: Final = 25.0

End = Literal["not_opened", "stopped", "superseded"]


class CameraLook(msgspec.Struct, frozen=True):
    """What was found, about the camera first; `picture` (BGR) is the last that it gave."""

    findings: tuple[Finding, ...]
    picture: np.ndarray[Any, Any] | None = None
    fps: float | None = None


def holder_of(device: Path) -> str | None:
    """The name of another program that has the device open, where Linux lets us see it."""
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if link.readlink() == device and link.parts[2] != str(os.getpid()):
                return line_of(Path("/proc") / link.parts[2] / "comm") or None
        except OSError:
            continue
    return None


def look_through(
    source: str,
    seconds: float = 3.0,
    *,
    listed: bool | None = None,
    host: bool = True,
    enough: threading.Event | None = None,
) -> CameraLook:
    """Opens a camera as the host chose it, looks for some seconds, and lets go.

    `source` is a device's number, OBS's id for it, a file or an address.
    `listed` says whether the system lists the camera, where the caller knows. Takes at most
    `OPEN_WITHIN_S` + `seconds` + `LET_GO_WITHIN_S`, whatever the camera does, and waits in the
    first of them for whoever else of ours reads it. A look that nobody wants any more, as
    `enough` says, lets go at once and finds nothing.
    """
    source = opencv_source(source)
    if (early := _cannot(source, listed)) is not None:
        return CameraLook((early,))
    if Path(source).suffix.lower() in PICTURE_SUFFIXES:
        return _look_at_still(Path(source), host=host)
    reading = _Reading(source, seconds, enough)
    frames, end = reading.take()
    if end == "superseded":
        return CameraLook(())
    if not frames:
        return CameraLook((_silent(source, end, reading.hangs),))
    picture = frames[-1].image
    if end is not None:
        return CameraLook((_finding("bad", "stopped", "restart_camera"),), picture)
    settled = [frame for frame in frames if frame.at_s - frames[0].at_s >= SETTLING_S] or frames
    fps = _rate(settled)
    of_camera = _of_rate(fps, picture)
    of_picture = tuple(
        finding
        for finding in look(settled, host=host)
        if finding.code != "low_frame_rate" or of_camera.level == "good"
    )
    return CameraLook((of_camera, *of_picture), picture, fps)


def _look_at_still(path: Path, *, host: bool) -> CameraLook:
    """A picture that stands in for the camera may stand still."""
    pixels = picture_of_file(path)
    if pixels is None:
        return CameraLook((_finding("bad", "unreadable", "choose_camera"),))
    picture = _smaller(opencv(), pixels)
    found = look([Frame(picture, 0.0)], moving=False, host=host)
    return CameraLook((_finding("good", "still"), *found), picture)


class _Reading:
    """One camera read in a thread of its own, which may hang without harm."""

    def __init__(
        self, source: str, seconds: float, superseded: threading.Event | None = None
    ) -> None:
        self._source = source
        self._superseded = superseded or threading.Event()
        self._seconds = seconds
        self._inbox: queue.SimpleQueue[Frame | End] = queue.SimpleQueue()
        self._enough = threading.Event()
        self._thread = threading.Thread(target=self._read, name="camera check", daemon=True)
        self.hangs = False

    def take(self) -> tuple[list[Frame], End | None]:
        """The frames of the wanted seconds, and how it ended if before its time."""
        frames: list[Frame] = []
        end: End | None = None
        until = time.monotonic() + OPEN_WITHIN_S
        if not hold(self._source, self._superseded, OPEN_WITHIN_S):
            self.hangs = True
            return frames, "superseded" if self._superseded.is_set() else None
        self._thread.start()
        while (left_s := until - time.monotonic()) > 0:
            try:
                word = self._inbox.get(timeout=min(left_s, FRAME_WITHIN_S) if frames else left_s)
            except queue.Empty:
                end = None if frames and time.monotonic() >= until else "stopped"
                break
            if not isinstance(word, Frame):
                end = word
                break
            if not frames:
                until = time.monotonic() + self._seconds
            frames.append(word)
        if self._superseded.is_set():
            end = "superseded"
        elif frames and end is None and time.monotonic() - frames[-1].at_s >= FRAME_WITHIN_S:
            end = "stopped"
        self._enough.set()
        self._thread.join(LET_GO_WITHIN_S)
        self.hangs = self._thread.is_alive()
        return frames, end

    def _read(self) -> None:
        # Held until the driver has let go of it, however long nobody waits for that any more.
        try:
            self._read_camera(opencv())
        finally:
            let_go(self._source)

    def _read_camera(self, cv2: Any) -> None:
        source = self._source
        capture = open_capture(cv2, int(source) if source.isdecimal() else source)
        try:
            if not capture.isOpened():
                self._inbox.put("not_opened")
                return
            self._read_frames(cv2, capture)
        except cv2.error:
            self._inbox.put("stopped")
        finally:
            capture.release()

    def _read_frames(self, cv2: Any, capture: Any) -> None:
        is_file = _is_file(self._source)
        pause_s = 1 / (capture.get(cv2.CAP_PROP_FPS) or _USUAL_FPS) if is_file else 0.0
        due = time.monotonic()
        for number in itertools.count():
            if self._enough.is_set():
                return
            if self._superseded.is_set():
                self._inbox.put("superseded")
                return
            there, pixels = capture.read()
            if not there and is_file and number:
                capture.set(cv2.CAP_PROP_POS_FRAMES, 0)
                there, pixels = capture.read()
            if not there:
                self._inbox.put("stopped")
                return
            self._inbox.put(Frame(_smaller(cv2, pixels), time.monotonic()))
            due += pause_s
            if is_file:
                self._enough.wait(max(due - time.monotonic(), 0.0))


def _smaller(cv2: Any, pixels: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    height, width = pixels.shape[:2]
    scale = _LARGEST_SIDE_PX / max(height, width)
    if scale >= 1:
        return pixels
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    smaller: np.ndarray[Any, Any] = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return smaller


def _cannot(source: str, listed: bool | None) -> Finding | None:
    """Why there is no use in trying, where it can be told beforehand."""
    if not source:
        return _finding("bad", "none_chosen", "choose_camera")
    device = _device(source)
    if listed is False or (device is not None and not device.exists()):
        return _finding("bad", "missing", "choose_camera")
    if device is not None and not os.access(device, os.R_OK | os.W_OK):
        return _finding("bad", "not_allowed", "choose_camera")
    if device is None and "://" not in source and not source.isdecimal():
        return None if Path(source).is_file() else _finding("bad", "missing", "choose_camera")
    return None


def _silent(source: str, end: End | None, hangs: bool) -> Finding:
    """Why not one frame came."""
    device = _device(source)
    program = holder_of(device) if device is not None else None
    if program is not None:
        return _finding("bad", "held_by", "look_again", program=program)
    if source.isdecimal() or device is not None:
        return _finding("bad", "no_answer" if hangs else "held", "look_again")
    if end == "not_opened":
        return _finding("bad", "unreadable", "choose_camera")
    return _finding("bad", "no_answer", "look_again")


def _device(source: str) -> Path | None:
    """The device's file, where the system has one."""
    if source.isdecimal():
        return Path(f"/dev/video{source}") if sys.platform.startswith("linux") else None
    return Path(source) if source.startswith("/dev/") else None


def _is_file(source: str) -> bool:
    return not source.isdecimal() and "://" not in source and not source.startswith("/dev/")


def _rate(frames: list[Frame]) -> float | None:
    span_s = frames[-1].at_s - frames[0].at_s
    return (len(frames) - 1) / span_s if span_s > 0 else None


def _of_rate(fps: float | None, picture: np.ndarray[Any, Any]) -> Finding:
    if fps is not None and fps < FEWEST_FPS:
        level: Level = "bad" if fps < UNUSABLE_FPS else "doubtful"
        return _finding(level, "low_frame_rate", "look_again", fps=round(fps))
    height, width = picture.shape[:2]
    return _finding("good", "fine", fps=round(fps or 0), width_px=width, height_px=height)


def _finding(
    level: Level, code: str, remedy: Remedy | None = None, **figures: str | int | float
) -> Finding:
    return Finding(check="camera", level=level, code=code, figures=figures, remedy=remedy)
