"""Faces in a picture, found without a downloaded model, and which way up they are.

OpenCV 4's wheels carry Viola and Jones's cascades for faces that look at the camera; OpenCV 5's no
longer do, and there nothing is said about people. A face in profile, under a wide hat or smaller
than a twentieth of the picture is not found: so "nobody" is a hint, never a verdict.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from host_assistant.stage.opencv import opencv

if TYPE_CHECKING:
    import numpy as np

Turn = Literal["half", "clockwise", "counterclockwise"]
TURNS: Final[tuple[Turn, ...]] = ("half", "clockwise", "counterclockwise")

_SIDE_PX: Final = 480
_SMALLEST_FACE_PX: Final = 24
# The face of a host two metres from a laptop's camera (about 70° wide) is 27 of 480 pixels wide.
_STEP: Final = 1.15
_NEIGHBOURS: Final = 4
_NEIGHBOURS_TURNED: Final = 6
# A picture that "stands on its head" is said to be bad, so a phantom costs more there.
_CEILINGS: Final = (110, 75)
_CASCADE: Final = "haarcascade_frontalface_alt2.xml"
# Fewer phantoms in leaves and cloth than the cascade called default.

HEAD_AT_EDGE: Final = 0.03
"""The box begins at the forehead, with hair and hat still above it."""

HEAD_LOW: Final = 0.66
"""A face's middle in the lowest third: mostly ceiling on the picture, and no room for the goods."""


_threads_own = threading.local()


class Face(msgspec.Struct, frozen=True):
    """A face's box in parts of the picture's width and height."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def can_see() -> bool:
    """Whether this OpenCV knows what a face is."""
    return _cascade() is not None


def upright_face(image: np.ndarray[Any, Any]) -> Face | None:
    """The largest face of a BGR picture that is the right way up, give or take twenty degrees."""
    cascade = _cascade()
    return None if cascade is None else _largest(cascade, _grey(image))


def shaded_face(image: np.ndarray[Any, Any]) -> Face | None:
    """The largest upright face that is in the shade before something bright.

    The cascade weighs each window by its contrast, and a bright rim drowns a dark face: so the
    lights are held down to where the shadows have the contrast to themselves.
    """
    cascade = _cascade()
    if cascade is None:
        return None
    import numpy

    grey = _grey(image)
    for ceiling in _CEILINGS:
        shadows = (numpy.minimum(grey, ceiling).astype(numpy.float32) * (255 / ceiling)).astype(
            numpy.uint8
        )
        if (face := _largest(cascade, shadows)) is not None:
            return face
    return None


def turn_of(image: np.ndarray[Any, Any], ways: Sequence[Turn] = TURNS) -> Turn | None:
    """The way the picture must be turned for a face in it to be upright; None where none helps."""
    cascade = _cascade()
    if cascade is None:
        return None
    cv2 = opencv()
    grey = _grey(image)
    turns = (cv2.ROTATE_180, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE)
    for way, turn in zip(TURNS, turns, strict=True):
        if (
            way in ways
            and _largest(cascade, cv2.rotate(grey, turn), _NEIGHBOURS_TURNED) is not None
        ):
            return way
    return None


def _grey(image: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    cv2 = opencv()
    height, width = image.shape[:2]
    scale = min(_SIDE_PX / max(height, width), 1.0)
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    grey: np.ndarray[Any, Any] = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    return grey


def _largest(
    cascade: Any, grey: np.ndarray[Any, Any], neighbours: int = _NEIGHBOURS
) -> Face | None:
    rows, columns = grey.shape
    smallest = (_SMALLEST_FACE_PX, _SMALLEST_FACE_PX)
    boxes = cascade.detectMultiScale(grey, _STEP, neighbours, 0, smallest)
    if not len(boxes):
        return None
    x, y, width, height = (int(part) for part in max(boxes, key=lambda box: box[2] * box[3]))
    return Face(x / columns, y / rows, width / columns, height / rows)


def _cascade() -> Any:
    """This thread's own cascade, since one serves one thread at a time; None without any."""
    if not hasattr(_threads_own, "cascade"):
        _threads_own.cascade = _read_cascade()
    return _threads_own.cascade


def _read_cascade() -> Any:
    cv2 = opencv()
    if not hasattr(cv2, "CascadeClassifier"):
        return None
    path = Path(cv2.data.haarcascades) / _CASCADE
    if not path.is_file():
        return None
    cascade = cv2.CascadeClassifier()
    # Read by Python: OpenCV cannot open a path with Vietnamese letters on Windows.
    storage = cv2.FileStorage(
        path.read_text(encoding="utf-8"), cv2.FILE_STORAGE_READ | cv2.FILE_STORAGE_MEMORY
    )
    try:
        return cascade if cascade.read(storage.getFirstTopLevelNode()) else None
    finally:
        storage.release()
