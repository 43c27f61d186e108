"""How light falls in a picture: black, of one colour, too dark, too bright, light from behind.

Levels are luma of 0 to 255 as the picture shows it; shares are of its area.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from host_assistant.checks.picture_people import Face
from host_assistant.stage.opencv import opencv

if TYPE_CHECKING:
    import numpy as np

Blank = Literal["", "black", "one_colour"]
LightFault = Literal["", "too_dark", "too_bright", "backlit"]

# Light is a matter of large areas: this small, noise is averaged away and a look costs nothing.
_SIDE_PX: Final = 160

BLACK_UP_TO: Final = 28
"""Video black is 16 in limited range; a covered lens adds a little noise."""

ONE_COLOUR_SPREAD: Final = 1.5
"""Standard deviation: even a bare wall varies more across a lens; a driver's blank picture not."""

DARK_MEAN: Final = 48
DARK_BRIGHTEST: Final = 115
"""Dark as a whole, and even its brightest tenth dim: a lamp in the evening lights more than that.
Photographs of 18 % grey lie at 118."""

VERY_DARK_MEAN: Final = 20
"""Hardly to be told from black on a phone in daylight."""

DARK_FACE: Final = 50
LIT_FACE: Final = 75
"""Mean of a face. One lit at least so much is seen, whatever the rest of the picture does."""

SHADED_FACE: Final = 95
"""Before a bright background a face must be lighter than that to be more than a shadow."""

BURNT: Final = 250
BURNT_SHARE: Final = 0.3
VERY_BURNT_SHARE: Final = 0.65
"""A white sky over an orchard burns out a fifth; more eats the goods as well."""

PALE_MEAN: Final = 182
PALE_BURNT_SHARE: Final = 0.15
PALE_DARKEST: Final = 110
"""So bright as a whole that only white things could be: and either part of it burns out, or
nothing dark is left anywhere. A white wall with somebody before it has both whites and darks."""

BRIGHT_BEHIND: Final = 170
BRIGHT_BEHIND_SHARE: Final = 0.35
DARK_BEFORE: Final = 60
DARK_BEFORE_SHARE: Final = 0.5
"""A window behind: much of the surroundings bright while most of the middle, where the host
stands, is dark."""


class Light(msgspec.Struct, frozen=True, kw_only=True):
    mean: float
    spread: float
    darkest: float
    brightest: float
    highest: float
    burnt_share: float
    bright_behind_share: float
    dark_before_share: float
    face: float | None


def measure(image: np.ndarray[Any, Any], face: Face | None) -> Light:
    """Measures a BGR picture; the face, where one was found, is in parts of width and height."""
    import numpy

    cv2 = opencv()
    height, width = image.shape[:2]
    scale = min(_SIDE_PX / max(height, width), 1.0)
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    luma = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    rows, columns = luma.shape
    # The host stands in the middle third, head to belt; around are the sides and what is above.
    middle = luma[rows // 4 : rows * 9 // 10, columns // 3 : columns - columns // 3]
    around = numpy.concatenate(
        [
            luma[: rows * 3 // 4, : columns // 4].ravel(),
            luma[: rows * 3 // 4, columns - columns // 4 :].ravel(),
            luma[: rows // 5].ravel(),
        ]
    )
    darkest, brightest, highest = numpy.percentile(luma, [5, 90, 99])
    return Light(
        mean=float(luma.mean()),
        spread=float(small.std(axis=(0, 1)).max()),
        darkest=float(darkest),
        brightest=float(brightest),
        highest=float(highest),
        burnt_share=float((luma >= BURNT).mean()),
        bright_behind_share=float((around >= BRIGHT_BEHIND).mean()) if around.size else 0.0,
        dark_before_share=float((middle <= DARK_BEFORE).mean()) if middle.size else 0.0,
        face=_mean_of(luma, face) if face else None,
    )


def blank(light: Light) -> Blank:
    """Whether there is no picture at all."""
    if light.highest <= BLACK_UP_TO:
        return "black"
    return "one_colour" if light.spread <= ONE_COLOUR_SPREAD else ""


def fault(light: Light) -> LightFault:
    """What is wrong with the light; the first that explains what is seen."""
    if _backlit(light):
        return "backlit"
    if _too_dark(light):
        return "too_dark"
    pale = light.mean >= PALE_MEAN and (
        light.burnt_share >= PALE_BURNT_SHARE or light.darkest >= PALE_DARKEST
    )
    return "too_bright" if pale or light.burnt_share >= BURNT_SHARE else ""


def extreme(light: Light) -> bool:
    """Whether viewers see next to nothing, so that going on air is no use."""
    return light.mean < VERY_DARK_MEAN or light.burnt_share >= VERY_BURNT_SHARE


def bright_behind(light: Light) -> bool:
    """Whether there may be somebody in the shade: worth a second look for a dark face."""
    return light.bright_behind_share >= BRIGHT_BEHIND_SHARE


def _backlit(light: Light) -> bool:
    if not bright_behind(light):
        return False
    if light.face is not None:
        return light.face < SHADED_FACE
    return light.dark_before_share >= DARK_BEFORE_SHARE


def _too_dark(light: Light) -> bool:
    if light.face is not None and light.face >= LIT_FACE:
        return False
    if light.face is not None and light.face < DARK_FACE:
        return True
    return light.mean < DARK_MEAN and light.brightest < DARK_BRIGHTEST


def _mean_of(luma: np.ndarray[Any, Any], face: Face) -> float | None:
    rows, columns = luma.shape
    # The inner part of the box: its corners show hair and what is behind.
    left, right = face.left + face.width * 0.2, face.left + face.width * 0.8
    top, bottom = face.top + face.height * 0.2, face.top + face.height * 0.85
    inside = luma[
        int(top * rows) : max(int(bottom * rows), int(top * rows) + 1),
        int(left * columns) : max(int(right * columns), int(left * columns) + 1),
    ]
    return float(inside.mean()) if inside.size else None
