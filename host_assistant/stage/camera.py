"""The picture behind the overlays in a rehearsal, through OpenCV."""

from __future__ import annotations

import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from host_assistant.language import _
from host_assistant.stage.camera_devices import opencv_source
from host_assistant.stage.opencv import opencv

if TYPE_CHECKING:
    import numpy as np

Trouble = Literal["", "camera_missing", "camera_lost", "picture_unreadable"]

PICTURE_SUFFIXES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp"})
OPEN_WITHIN_S: Final = 10.0
"""Windows takes up to eight for some cameras."""

_HELD: Final[defaultdict[str, threading.Lock]] = defaultdict(threading.Lock)
_ASK_AGAIN_S: Final = 0.05
_LARGEST_SIDE_PX: Final = 1280
_USUAL_FPS: Final = 25.0


class Frame(msgspec.Struct, frozen=True):
    """One picture of a camera: `rgb` holds rows from the top, three bytes a pixel."""

    width: int
    height: int
    rgb: bytes


class Camera:
    """The newest frame of a source, or None while it has none; `trouble` then says why."""

    def __init__(self, *, still: Frame | None = None, trouble: Trouble = "") -> None:
        self._frame = still
        self._trouble: Trouble = trouble

    @property
    def trouble(self) -> Trouble:
        return self._trouble

    def latest(self) -> Frame | None:
        return self._frame

    def close(self) -> None:
        """Let go of the source; more than once does no harm."""


class MovingCamera(Camera):
    """A device, an address or a video file, read in a thread of its own."""

    def __init__(self, source: int | str, *, loops: bool) -> None:
        super().__init__()
        self._source = source
        self._loops = loops
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._read, name="camera", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closing.set()
        # A device that hangs must not keep the window from closing.
        self._thread.join(2.0)

    def _read(self) -> None:
        while not hold(self._source, self._closing, OPEN_WITHIN_S):
            if self._closing.is_set():
                return
            # A look whose driver hangs has it still; it may yet let go.
            self._trouble = "camera_missing"
        try:
            self._read_camera(opencv())
        finally:
            let_go(self._source)

    def _read_camera(self, cv2: Any) -> None:
        capture = open_capture(cv2, self._source)
        try:
            if not capture.isOpened():
                self._trouble = "camera_missing"
                return
            self._read_frames(cv2, capture)
        except cv2.error:
            self._trouble = "camera_lost"
        finally:
            capture.release()

    def _read_frames(self, cv2: Any, capture: Any) -> None:
        pause_s = 1 / (capture.get(cv2.CAP_PROP_FPS) or _USUAL_FPS) if self._loops else 0.0
        due = time.monotonic()
        fresh = True
        while not self._closing.is_set():
            there, pixels = capture.read()
            if not there:
                if not self._loops or fresh:
                    self._frame = None
                    self._trouble = "camera_lost"
                    return
                capture.set(cv2.CAP_PROP_POS_FRAMES, 0)
                fresh = True
                continue
            fresh = False
            self._frame = _frame(cv2, pixels)
            self._trouble = ""
            due = max(due + pause_s, time.monotonic())
            if self._loops:
                self._closing.wait(due - time.monotonic())


def open_camera(source: str | int | Path | None) -> Camera:
    """The camera of a device's number or OBS's id for it, an address, a video or a picture.

    None draws an orchard.
    Never fails: a source that cannot be used says so by `trouble`, and the orchard stands in.
    """
    if source is None or source == "":
        return Camera()
    if isinstance(source, str):
        source = opencv_source(source)
    if isinstance(source, int) or (isinstance(source, str) and source.isdecimal()):
        return MovingCamera(int(source), loops=False)
    if isinstance(source, str) and "://" in source:
        return MovingCamera(source, loops=False)
    path = Path(source)
    if not path.is_file():
        return Camera(trouble="camera_missing")
    if path.suffix.lower() in PICTURE_SUFFIXES:
        return _still(path)
    return MovingCamera(str(path), loops=True)


def hold(source: int | str, enough: threading.Event, within_s: float) -> bool:
    """Wait until nobody else in this program reads this camera; False where that took too long.

    False as well once it is `enough`. Two that read one camera would take it from each other, so
    whoever reads it holds it, and calls `let_go`, in any thread, after the capture was released.
    """
    until_s = time.monotonic() + within_s
    while not enough.is_set():
        left_s = max(until_s - time.monotonic(), 0.0)
        if _HELD[str(source)].acquire(timeout=min(left_s, _ASK_AGAIN_S)):
            return True
        if not left_s:
            break
    return False


def let_go(source: int | str) -> None:
    """The camera is free for the next who waits for it."""
    _HELD[str(source)].release()


def open_capture(cv2: Any, source: int | str) -> Any:
    """OpenCV's capture of a device's number, an address or a film, opened or not."""
    if isinstance(source, int) and sys.platform == "win32":
        # DirectShow, as OBS: Media Foundation takes half a minute to open some cameras, and
        # counts them in another order.
        return cv2.VideoCapture(source, cv2.CAP_DSHOW)
    return cv2.VideoCapture(source)


def sentence(trouble: Trouble) -> str:
    """What happened, what it means, what to do; empty when there is no trouble."""
    match trouble:
        case "":
            return ""
        case "picture_unreadable":
            return _(
                "The picture chosen in place of the camera cannot be read. The rehearsal shows a "
                "drawn orchard instead. Choose another picture in Settings."
            )
        case "camera_missing":
            return _(
                "The camera was not found, or another program holds it. The rehearsal shows a "
                "drawn orchard instead. Plug the camera in, close other programs that use it, "
                "and start the rehearsal again."
            )
        case "camera_lost":
            return _(
                "The camera stopped sending a picture. The rehearsal shows a drawn orchard "
                "instead. Check the camera's cable and start the rehearsal again."
            )


def picture_of_file(path: Path) -> np.ndarray[Any, Any] | None:
    """The pixels (blue-green-red) of a picture file; None where it cannot be read as one."""
    cv2 = opencv()
    import numpy

    try:
        # imread cannot open a path with Vietnamese letters on Windows; decoding bytes can.
        pixels: np.ndarray[Any, Any] | None = cv2.imdecode(
            numpy.fromfile(path, numpy.uint8), cv2.IMREAD_COLOR
        )
    except (OSError, cv2.error):
        return None
    return pixels


def _still(path: Path) -> Camera:
    pixels = picture_of_file(path)
    if pixels is None:
        return Camera(trouble="picture_unreadable")
    return Camera(still=_frame(opencv(), pixels))


def _frame(cv2: Any, pixels: np.ndarray[Any, Any]) -> Frame:
    height, width = pixels.shape[:2]
    scale = _LARGEST_SIDE_PX / max(height, width)
    if scale < 1:
        size = max(round(width * scale), 1), max(round(height * scale), 1)
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
        width, height = size
    return Frame(width, height, cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB).tobytes())
