"""What a check found: a value that the screen and the command line put words to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

CheckName = Literal[
    "obs",
    "scenes",
    "stream",
    "camera",
    "picture",
    "microphone",
    "sound",
    "goods",
    "claims",
    "disk",
    "power",
    "load",
    "upload",
    "clock",
]
"""In the order of the page."""

STOPS: Final[tuple[CheckName, ...]] = ("obs", "scenes", "stream", "goods", "disk")
"""Red here, and nobody should go on air."""

MAY_BE_WRONG: Final[tuple[CheckName, ...]] = ("camera", "picture", "microphone", "sound")
"""A look at a picture or at a second of sound can be wrong: it is told, and keeps nobody off."""

Level = Literal["good", "doubtful", "bad", "unknown"]
"""Green, amber, red; unknown where nothing could be measured, which is never a reason to wait."""

Remedy = Literal[
    "get_obs",
    "start_obs",
    "turn_on_server",
    "close_other_obs",
    "type_password",
    "build_scenes",
    "choose_stream",
    "choose_camera",
    "restart_camera",
    "choose_microphone",
    "unmute_microphone",
    "listen",
    "open_goods",
    "answer_claims",
    "look_again",
]
"""What the button beside a finding does."""


Figure = str | int | float | tuple[str, ...]
"""A tuple holds several names, which may have commas of their own."""

Figures = dict[str, Figure]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One finding of one check.

    `code` names it within its check, such as "too_dark"; `figures` are what was measured, with
    units in their names, and fill the places in the sentence.
    """

    check: CheckName
    level: Level
    code: str
    figures: Mapping[str, Figure] = msgspec.field(default_factory=dict)
    remedy: Remedy | None = None


def worst(findings: tuple[Finding, ...]) -> Level:
    """The level that stands for all of them: unknown only where nothing is known."""
    levels = {finding.level for finding in findings}
    order: tuple[Level, ...] = ("bad", "doubtful", "good")
    return next((level for level in order if level in levels), "unknown")
