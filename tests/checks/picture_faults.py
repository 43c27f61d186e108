"""Each fault of a picture, in degrees from hardly seen to plain."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import numpy

from host_assistant.checks.picture import Frame, look
from host_assistant.stage.opencv import opencv
from tests.checks.picture_material import (
    FOREHEAD,
    HEIGHT,
    WIDTH,
    Scene,
    blurred,
    exposed,
    frames,
    metered,
    smeared,
)

cv2 = opencv()


class Degree(msgspec.Struct, frozen=True):
    """`clear` where anybody would call the picture bad; `make` gives None where it cannot be."""

    codes: tuple[str, ...]
    label: str
    clear: bool
    make: Callable[[Scene], list[Frame] | None]
    every: int = 1
    """One scene in so many will do where the fault leaves little of it."""


def caught(degree: Degree, scene: Scene) -> bool | None:
    """Whether a look at the scene made so bad names the fault; None where there is none."""
    made = degree.make(scene)
    if made is None:
        return None
    return bool({one.code for one in look(made, host=bool(scene.host))} & set(degree.codes))


def blamed(scene: Scene) -> tuple[str, ...]:
    """What a look at the good scene finds fault with."""
    found = look(frames(scene.image), host=bool(scene.host))
    return tuple(one.code for one in found if one.level in ("bad", "doubtful"))


def degrees() -> Iterator[Degree]:
    for stops, clear in ((-2, False), (-3, False), (-4, True), (-5, True)):
        yield Degree(("too_dark", "black"), f"{stops} stops", clear, _exposed(stops))
    for stops, clear in ((1, False), (2, False), (3, True), (4, True)):
        yield Degree(("too_bright",), f"+{stops} stops", clear, _exposed(stops))
    for backlight, clear in ((1.0, False), (2.0, False), (3.0, True), (4.0, True)):
        yield Degree(("backlit",), f"±{backlight:.0f} stops", clear, _backlit(backlight))
    for sigma, clear in ((1.5, False), (2.5, False), (4.0, True), (6.0, True)):
        yield Degree(("blurred",), f"σ {sigma} px", clear, _blurred(sigma))
    for length, clear in ((9, False), (15, False), (25, True), (35, True)):
        yield Degree(("blurred",), f"moved {length} px", clear, _smeared(length))
    for noise in (0.0, 2.0, 6.0):
        yield Degree(("black",), f"covered, noise {noise:.0f}", True, _black(noise), every=6)
    for colour in ((0, 135, 0), (128, 128, 128), (200, 60, 30)):
        yield Degree(("one_colour",), f"driver's {colour}", True, _one_colour(colour), every=6)
    for seconds, clear in ((1.0, False), (3.0, True), (10.0, True)):
        yield Degree(("frozen",), f"for {seconds:.0f} s", clear, _frozen(seconds), every=6)
    for fps, clear in ((18, False), (12, True), (7, True)):
        yield Degree(("low_frame_rate",), f"{fps} a second", clear, _slow(fps), every=6)
    yield Degree(("upside_down",), "by 180°", True, _turned(cv2.ROTATE_180))
    yield Degree(("sideways",), "by 90°", True, _turned(cv2.ROTATE_90_CLOCKWISE))
    yield Degree(("sideways",), "by 270°", True, _turned(cv2.ROTATE_90_COUNTERCLOCKWISE))
    yield Degree(("nobody",), "host away", True, _away)
    yield Degree(("head_cut_off", "nobody"), "head above the edge", True, _beheaded)


def _exposed(stops: float) -> Callable[[Scene], list[Frame]]:
    return lambda scene: frames(exposed(metered(scene.image), stops))


def _backlit(stops: float) -> Callable[[Scene], list[Frame] | None]:
    def make(scene: Scene) -> list[Frame] | None:
        return frames(scene.backlit(stops)) if scene.host else None

    return make


def _blurred(sigma: float) -> Callable[[Scene], list[Frame]]:
    return lambda scene: frames(blurred(scene.image, sigma))


def _smeared(length: int) -> Callable[[Scene], list[Frame]]:
    return lambda scene: frames(smeared(scene.image, length, len(scene.name) * 37.0))


def _black(noise: float) -> Callable[[Scene], list[Frame]]:
    lid = numpy.full((HEIGHT, WIDTH, 3), 16, numpy.uint8)
    return lambda scene: frames(lid, noise=noise)


def _one_colour(bgr: tuple[int, int, int]) -> Callable[[Scene], list[Frame]]:
    flat = numpy.full((HEIGHT, WIDTH, 3), bgr, numpy.uint8)
    return lambda scene: frames(flat, noise=0.0)


def _frozen(seconds: float) -> Callable[[Scene], list[Frame]]:
    def make(scene: Scene) -> list[Frame]:
        moving = frames(scene.image, 4, every_s=0.25)
        last = moving[-1]
        count = int(seconds / 0.25)
        return moving + [Frame(last.image, last.at_s + 0.25 * n) for n in range(1, count + 1)]

    return make


def _slow(fps: int) -> Callable[[Scene], list[Frame]]:
    def make(scene: Scene) -> list[Frame]:
        fresh = frames(scene.image, 2 * fps + 1, every_s=1 / fps)
        return [Frame(fresh[int(n / 30 * fps)].image, n / 30) for n in range(60)]

    return make


def _turned(way: int) -> Callable[[Scene], list[Frame] | None]:
    def make(scene: Scene) -> list[Frame] | None:
        return frames(cv2.rotate(scene.image, way)) if scene.host else None

    return make


def _away(scene: Scene) -> list[Frame] | None:
    if not scene.host:
        return None
    return frames(blurred(scene.behind, 0.5))


def _beheaded(scene: Scene) -> list[Frame] | None:
    if not scene.host:
        return None
    above = HEIGHT * (1 - scene.size) + HEIGHT * scene.size * FOREHEAD[scene.host]
    return frames(scene.image[round(above) :])
