"""How wide the edges of a picture are: the blur of a lens out of focus or of a moving camera.

Blurring a picture once more by a known amount flattens a sharp edge much and a soft one little.
For a step blurred by `s`, the steepest slope after a Gaussian of width `g` is proportional to
1/√(s² + g²), so the ratio of the slopes after two Gaussians gives `s` in pixels, whatever the
contrast. (The idea of re-blurring: Zhuo and Sim, "Defocus map estimation from a single image",
Pattern Recognition 44, 2011.) Noise and fine texture look sharp to it, which errs to the good side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from host_assistant.stage.opencv import opencv

if TYPE_CHECKING:
    import numpy as np

SIDE_PX: Final = 640
"""All widths are in pixels of a picture whose longer side has this many."""

_FIRST_PX: Final = 1.5
_SECOND_PX: Final = 3.5
# Both are wide enough to quieten a webcam's noise, and far enough apart to tell widths of 1 to 8.

SOFT_PX: Final = 1.9
"""Sharp photographs measure 0 to 1.2; print on goods can no longer be read at 2 to 3."""

SMEARED_PX: Final = 2.6
"""In one direction only: the camera moves. Sharp photographs reach 1.6 in their worst."""

VERY_SOFT_PX: Final = 4.2
"""A face two metres away is no longer a face."""

_FEWEST_EDGE_PIXELS: Final = 80
_FEWEST_IN_A_DIRECTION: Final = 300
_DIRECTIONS: Final = 4
_LOWEST_SLOPE: Final = 2.0
# Levels a pixel. Under it, noise and what a codec leaves behind pass for edges.
_OF_STEEPEST: Final = 0.3
_SHARPEST_QUARTER: Final = 25


class Sharpness(msgspec.Struct, frozen=True):
    """Widths of the sharpest quarter of the strong edges; None where there are too few edges."""

    width_px: float | None
    worst_direction_px: float | None


def measure(image: np.ndarray[Any, Any]) -> Sharpness:
    """Measures a BGR picture of any size."""
    import numpy

    cv2 = opencv()
    height, width = image.shape[:2]
    scale = SIDE_PX / max(height, width)
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    if scale < 1:
        size = max(round(width * scale), 1), max(round(height * scale), 1)
        grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
        scale = 1.0
    grey = grey.astype(numpy.float32)
    across, down = _slopes(cv2, grey, _FIRST_PX)
    first = cv2.magnitude(across, down)
    strong = first > max(_LOWEST_SLOPE, _OF_STEEPEST * float(numpy.percentile(first, 99.5)))
    if int(strong.sum()) < _FEWEST_EDGE_PIXELS:
        return Sharpness(None, None)
    second = cv2.magnitude(*_slopes(cv2, grey, _SECOND_PX))[strong]
    flatter = numpy.maximum((first[strong] / numpy.maximum(second, 1e-3)) ** 2, 1.0001)
    squares = (_SECOND_PX**2 - flatter * _FIRST_PX**2) / (flatter - 1)
    widths = numpy.sqrt(numpy.clip(squares, 0.0, 400.0)) * scale
    angles = numpy.arctan2(down[strong], across[strong]) / numpy.pi * _DIRECTIONS
    direction = numpy.round(angles).astype(int) % _DIRECTIONS
    by_direction = [
        float(numpy.percentile(widths[direction == number], _SHARPEST_QUARTER))
        for number in range(_DIRECTIONS)
        if int((direction == number).sum()) >= _FEWEST_IN_A_DIRECTION
    ]
    return Sharpness(
        float(numpy.percentile(widths, _SHARPEST_QUARTER)), max(by_direction, default=None)
    )


def _slopes(cv2: Any, grey: np.ndarray[Any, Any], blur_px: float) -> tuple[Any, Any]:
    softened = cv2.GaussianBlur(grey, (0, 0), blur_px)
    # A Scharr kernel's weights add up to 32: so scaled, slopes are levels a pixel.
    return (
        cv2.Scharr(softened, cv2.CV_32F, 1, 0, scale=1 / 32),
        cv2.Scharr(softened, cv2.CV_32F, 0, 1, scale=1 / 32),
    )
