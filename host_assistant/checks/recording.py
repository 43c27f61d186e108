"""What OBS is set to record, and whether it keeps up with its own picture."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

import msgspec

from host_assistant.checks.finding import Finding, Level
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.setup.encoding import OBS_BITRATE_KBPS

# OBS's own for a new profile in simple output, as the picture's.
_SOUND_KBPS: Final = 160
# Recorded at constant quality, OBS says no rate: a busy 720p picture stays under these.
_QUALITY_KBPS: Final = {"Small": 6_000, "HQ": 12_000, "Lossless": 150_000}
_ADVANCED_KBPS: Final = 12_000

_LOOK_S: Final = 2.0
# Viewers notice one frame in a hundred; at one in twenty it stutters.
DOUBTFUL_SHARE: Final = 0.01
BAD_SHARE: Final = 0.05


class Recording(msgspec.Struct, frozen=True):
    """Where a recording goes, and how many kilobits it takes each second, sound and all."""

    folder: Path
    bitrate_kbps: int


def default_recording(folder: Path) -> Recording:
    """What is reckoned with while OBS cannot be asked."""
    return Recording(folder, _QUALITY_KBPS["Small"] + _SOUND_KBPS)


def read_recording(link: ObsLink) -> Recording:
    """What the current profile of OBS says. Raises `LinkError` or `LinkDown`."""
    folder = Path(link.call("GetRecordDirectory")["recordDirectory"])
    if _parameter(link, "Output", "Mode", "Simple") == "Advanced":
        return Recording(folder, _ADVANCED_KBPS)
    quality = _parameter(link, "SimpleOutput", "RecQuality", "Stream")
    sound_kbps = _number(_parameter(link, "SimpleOutput", "ABitrate", ""), _SOUND_KBPS)
    picture_kbps = _QUALITY_KBPS.get(quality)
    if picture_kbps is None:
        picture_kbps = _number(_parameter(link, "SimpleOutput", "VBitrate", ""), OBS_BITRATE_KBPS)
    return Recording(folder, picture_kbps + sound_kbps)


def look_at_load(link: ObsLink) -> tuple[Finding, ...]:
    """Whether OBS skips frames now; takes two seconds. Raises `LinkError` or `LinkDown`."""
    before = link.call("GetStats")
    time.sleep(_LOOK_S)
    after = link.call("GetStats")
    return tuple(
        finding
        for code, skipped, total in (
            ("obs_draws_late", "renderSkippedFrames", "renderTotalFrames"),
            ("obs_encodes_late", "outputSkippedFrames", "outputTotalFrames"),
        )
        if (
            finding := judge_load(
                code, after[skipped] - before[skipped], after[total] - before[total]
            )
        )
    )


def judge_load(code: str, skipped: int, total: int) -> Finding | None:
    """None where nothing was drawn or encoded, or next to nothing was skipped."""
    share = skipped / total if total > 0 else 0.0
    if share < DOUBTFUL_SHARE:
        return None
    level: Level = "bad" if share >= BAD_SHARE else "doubtful"
    return Finding(
        check="load",
        level=level,
        code=code,
        figures={"skipped_percent": round(share * 100)},
        remedy="look_again",
    )


def _parameter(link: ObsLink, category: str, name: str, fallback: str) -> str:
    told = link.call("GetProfileParameter", parameterCategory=category, parameterName=name)
    return str(told.get("parameterValue") or told.get("defaultParameterValue") or fallback)


def _number(text: str, fallback: int) -> int:
    return int(text) if text.isdecimal() else fallback
