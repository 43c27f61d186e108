"""Whether a picture moves: frozen, or fewer frames a second than the eye takes for motion."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    import numpy as np

FROZEN_AFTER_S: Final = 2.0
"""Long enough for a camera that starts slowly, short enough to be told within five seconds."""

FEWEST_FROZEN: Final = 4
"""Frames that must be the same, byte for byte: a sensor's noise differs in each."""

DENSE_EVERY_S: Final = 0.055
"""Only frames that come at least so often can show that some repeat."""

FEWEST_FPS: Final = 15.0
"""Under it hands and lips jerk; laptop cameras fall to 15 or 10 where light is short."""


class Timed(Protocol):
    @property
    def image(self) -> np.ndarray[Any, Any]: ...
    @property
    def at_s(self) -> float: ...


def standstill_s(frames: Sequence[Timed]) -> float:
    """For how long, up to the last frame, the picture has been exactly the same."""
    import numpy

    if not frames:
        return 0.0
    last = frames[-1]
    since = last.at_s
    for frame in reversed(frames[:-1]):
        if not numpy.array_equal(frame.image, last.image):
            break
        since = frame.at_s
    return last.at_s - since


def frozen(frames: Sequence[Timed]) -> bool:
    stood_s = standstill_s(frames)
    same = sum(frame.at_s >= frames[-1].at_s - stood_s for frame in frames)
    return stood_s >= FROZEN_AFTER_S and same >= FEWEST_FROZEN


def new_frames_fps(frames: Sequence[Timed]) -> float | None:
    """New pictures a second; None where the frames are too few or too far apart to tell."""
    import numpy

    if len(frames) < 2:
        return None
    span_s = frames[-1].at_s - frames[0].at_s
    if span_s < 1.0 or span_s / (len(frames) - 1) > DENSE_EVERY_S:
        return None
    changes = sum(
        not numpy.array_equal(before.image, after.image)
        for before, after in itertools.pairwise(frames)
    )
    return changes / span_s
