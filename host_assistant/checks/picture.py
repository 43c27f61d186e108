"""Looking at the camera's picture as a viewer would, and saying what is wrong with it.

Pure: pictures in, findings out. What stands over the camera is measured too, so give it the camera
alone: from the camera itself, or OBS's screenshot of the camera's input rather than of the scene.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec

from host_assistant.checks import picture_light as light
from host_assistant.checks import picture_motion as motion
from host_assistant.checks import picture_people as people
from host_assistant.checks import picture_sharpness as sharpness
from host_assistant.checks.finding import Finding, Level, Remedy

if TYPE_CHECKING:
    import numpy as np

_FRAMES_MEASURED: Final = 3
# Spread over the whole look: one frame may be an odd one, and thirty tell no more than three.


class Frame(msgspec.Struct, frozen=True):
    """One picture: `image` is uint8, height × width × 3, blue-green-red; `at_s` on any clock."""

    image: np.ndarray[Any, Any]
    at_s: float


def look(frames: Sequence[Frame], *, moving: bool = True, host: bool = True) -> tuple[Finding, ...]:
    """What is wrong with the picture, worst first, or the single finding that it is fine.

    `moving=False` is for a picture that may stand still, such as a drawn one; `host=False` where
    nobody need be in front of the camera. Frozen is told from two seconds on; few frames a second
    only from frames closer together than 55 ms.
    """
    if not frames:
        return (_finding("unknown", "not_seen"),)
    found = _of_standing(frames) if moving else []
    measured = _spread(frames, _FRAMES_MEASURED)
    lights = [light.measure(frame.image, None) for frame in measured]
    if blank := _commonest([light.blank(one) for one in lights]):
        return (*found, _finding("bad", blank, "restart_camera"))
    face = _face(measured, in_shade=light.bright_behind(lights[-1])) if host else None
    if face:
        lights = [light.measure(frame.image, face) for frame in measured]
    found += _of_light(lights)
    found += _of_sharpness([sharpness.measure(frame.image) for frame in measured])
    if face:
        found += _of_place(face)
    elif host and people.can_see() and not found:
        found += _of_absence(measured)
    if moving and not found:
        found += _of_motion(frames)
    found.sort(key=lambda finding: finding.level != "bad")
    return tuple(found) or (_finding("good", "fine"),)


def _of_standing(frames: Sequence[Frame]) -> list[Finding]:
    if not motion.frozen(frames):
        return []
    stood_s = round(motion.standstill_s(frames))
    return [_finding("bad", "frozen", "restart_camera", seconds=stood_s)]


def _of_light(lights: Sequence[light.Light]) -> list[Finding]:
    wrong = _commonest([light.fault(one) for one in lights])
    if not wrong:
        return []
    middle = sorted(lights, key=lambda one: one.mean)[len(lights) // 2]
    level: Level = "bad" if wrong != "backlit" and light.extreme(middle) else "doubtful"
    return [_finding(level, wrong, brightness_percent=round(middle.mean / 2.55))]


def _of_sharpness(measured: Sequence[sharpness.Sharpness]) -> list[Finding]:
    # The sharpest frame speaks: a hand that moves or a camera that is just focusing is no fault.
    widths = [one.width_px for one in measured if one.width_px is not None]
    smears = [one.worst_direction_px for one in measured if one.worst_direction_px is not None]
    width = min(widths, default=0.0)
    smear = min(smears, default=0.0)
    if width < sharpness.SOFT_PX and smear < sharpness.SMEARED_PX:
        return []
    level: Level = "bad" if width >= sharpness.VERY_SOFT_PX else "doubtful"
    return [_finding(level, "blurred", edge_px=round(max(width, smear), 1))]


def _face(measured: Sequence[Frame], *, in_shade: bool) -> people.Face | None:
    """The first face in any of them: people turn their heads, and noise hides a face at times."""
    for frame in measured:
        if (face := people.upright_face(frame.image)) is not None:
            return face
    return people.shaded_face(measured[-1].image) if in_shade else None


def _of_place(face: people.Face) -> list[Finding]:
    if face.top < people.HEAD_AT_EDGE:
        return [_finding("doubtful", "head_cut_off")]
    return [_finding("doubtful", "head_low")] if face.middle > people.HEAD_LOW else []


def _of_absence(measured: Sequence[Frame]) -> list[Finding]:
    turn = people.turn_of(measured[0].image)
    # A phantom face shows in one frame; a turned camera turns all of them.
    if turn and people.turn_of(measured[-1].image, [turn]):
        return [_finding("bad", "upside_down" if turn == "half" else "sideways")]
    return [_finding("doubtful", "nobody")]


def _of_motion(frames: Sequence[Frame]) -> list[Finding]:
    rate = motion.new_frames_fps(frames)
    if rate is None or rate >= motion.FEWEST_FPS:
        return []
    return [_finding("doubtful", "low_frame_rate", "restart_camera", fps=round(rate))]


def _commonest(codes: Sequence[str]) -> str:
    return max(codes, key=lambda code: (codes.count(code), code))


def _spread(frames: Sequence[Frame], count: int) -> list[Frame]:
    """At most `count` of them, evenly spread, the last one among them."""
    if len(frames) <= count:
        return list(frames)
    step = (len(frames) - 1) / (count - 1)
    return [frames[round(number * step)] for number in range(count)]


def _finding(
    level: Level, code: str, remedy: Remedy | None = None, **figures: str | int | float
) -> Finding:
    if remedy is None and level in ("bad", "doubtful"):
        remedy = "look_again"
    return Finding(check="picture", level=level, code=code, figures=figures, remedy=remedy)
