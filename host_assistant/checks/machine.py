"""What the laptop itself can carry: room on the disk, power, and work to spare."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import msgspec

from host_assistant.checks.finding import Figures, Finding, Level

# The log, pictures and the system itself want room beside the recording.
SPARE_BYTES: Final = 1_000_000_000
# Hundreds of times what a day of orders takes.
LOG_BYTES: Final = 300_000_000
# What is sure to be enough although the recording turns out larger than it should.
SURE_TIMES: Final = 1.5

LOW_BATTERY_PERCENT: Final = 20
# OBS itself may take half of two old cores: only near the end of what there is does it stutter.
BUSY_PERCENT: Final = 85
LITTLE_MEMORY_BYTES: Final = 700_000_000
_LOOK_AT_LOAD_S: Final = 2.0


class Battery(msgspec.Struct, frozen=True):
    """`minutes` is how long it lasts, None while it is not known."""

    percent: int
    plugged_in: bool
    minutes: int | None = None


class Load(msgspec.Struct, frozen=True):
    """What the processor does already, over all its cores, and the memory that is free."""

    processor_percent: int
    free_memory_bytes: int


def look_at_disk(folder: Path, bitrate_kbps: int, hours: float) -> tuple[Finding, ...]:
    """Whether `hours` of recording at `bitrate_kbps` (picture and sound) fit on `folder`'s disk."""
    try:
        free_bytes = shutil.disk_usage(_existing(folder)).free
    except OSError:
        return (Finding(check="disk", level="unknown", code="unreadable"),)
    return (judge_disk(free_bytes, bitrate_kbps, hours),)


def look_at_log_disk(data_dir: Path) -> tuple[Finding, ...]:
    """Bad where the orders themselves could soon not be written; nothing to say otherwise."""
    try:
        free_bytes = shutil.disk_usage(_existing(data_dir)).free
    except OSError:
        return ()
    if free_bytes >= LOG_BYTES:
        return ()
    figures: Figures = {"free_gb": round(free_bytes / 1e9, 1)}
    return (
        Finding(
            check="disk", level="bad", code="log_too_small", figures=figures, remedy="look_again"
        ),
    )


def judge_disk(free_bytes: int, bitrate_kbps: int, hours: float) -> Finding:
    recording_bytes = bitrate_kbps * 125 * hours * 3600
    level: Level
    if free_bytes < recording_bytes + SPARE_BYTES:
        level, code = "bad", "too_small"
    elif free_bytes < recording_bytes * SURE_TIMES + SPARE_BYTES:
        level, code = "doubtful", "tight"
    else:
        level, code = "good", "enough"
    lasts_hours = max(free_bytes - SPARE_BYTES, 0) / (bitrate_kbps * 125 * 3600)
    return Finding(
        check="disk",
        level=level,
        code=code,
        figures={
            "free_gb": round(free_bytes / 1e9, 1),
            "needed_gb": round((recording_bytes + SPARE_BYTES) / 1e9, 1),
            "hours": hours,
            "lasts_hours": round(lasts_hours, 1),
        },
        remedy=None if level == "good" else "look_again",
    )


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there: OBS makes its own when it records."""
    return next((each for each in (folder, *folder.parents) if each.is_dir()), folder)


def look_at_power(hours: float) -> tuple[Finding, ...]:
    """Whether the power lasts for `hours`."""
    return (judge_power(_battery(), hours),)


def judge_power(battery: Battery | None, hours: float) -> Finding:
    """`battery` is None where the machine has none."""
    if battery is None:
        return Finding(check="power", level="good", code="no_battery")
    figures: Figures = {"percent": battery.percent, "hours": hours}
    if battery.plugged_in:
        low = battery.percent < LOW_BATTERY_PERCENT
        return Finding(
            check="power",
            level="doubtful" if low else "good",
            code="charging" if low else "plugged_in",
            figures=figures,
            remedy="look_again" if low else None,
        )
    if battery.minutes is not None:
        figures["minutes"] = battery.minutes
    short = battery.minutes is not None and battery.minutes < hours * 60
    if battery.percent < LOW_BATTERY_PERCENT or short:
        code = "ends_early" if short else "nearly_empty"
        return Finding(check="power", level="bad", code=code, figures=figures, remedy="look_again")
    return Finding(
        check="power", level="doubtful", code="on_battery", figures=figures, remedy="look_again"
    )


def _battery() -> Battery | None:
    import psutil

    # Missing where psutil knows no way to ask (its documentation, `sensors_battery`).
    ask = getattr(psutil, "sensors_battery", None)
    try:
        told = ask() if ask else None
    except OSError:
        return None
    if told is None:
        return None
    minutes = int(told.secsleft) // 60 if told.secsleft > 0 else None
    return Battery(round(told.percent), bool(told.power_plugged), minutes)


def battery_minutes_left() -> float | None:
    """None while plugged in or without a battery. Where the system does not say how long it
    lasts, each percent counts as a minute: an old laptop under load does little better."""
    battery = _battery()
    if battery is None or battery.plugged_in:
        return None
    return battery.percent if battery.minutes is None else battery.minutes


def look_at_load() -> tuple[Finding, ...]:
    """What the laptop is busy with; takes two seconds."""
    import psutil

    busy = round(psutil.cpu_percent(_LOOK_AT_LOAD_S))
    return (judge_load(Load(busy, psutil.virtual_memory().available)),)


def judge_load(load: Load) -> Finding:
    figures: Figures = {
        "busy_percent": load.processor_percent,
        "free_memory_gb": round(load.free_memory_bytes / 1e9, 1),
    }
    if load.processor_percent >= BUSY_PERCENT:
        code = "busy"
    elif load.free_memory_bytes < LITTLE_MEMORY_BYTES:
        code = "little_memory"
    else:
        return Finding(check="load", level="good", code="fine", figures=figures)
    return Finding(check="load", level="doubtful", code=code, figures=figures, remedy="look_again")
