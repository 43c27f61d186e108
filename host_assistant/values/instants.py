"""Moments and durations, both in whole milliseconds."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final, NewType

from host_assistant.values.unreadable import Unreadable

Instant = NewType("Instant", int)  # ms since 1970-01-01T00:00:00Z
DurationMs = NewType("DurationMs", int)

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_CLOCK: Final = re.compile(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,3}))?")
_ISO: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9:]{5})"
)


def format_duration(duration_ms: int) -> str:
    """5025999 as "01:23:45": whole seconds that have passed."""
    seconds = duration_ms // 1000
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def format_duration_exact(duration_ms: int) -> str:
    """5025999 as "01:23:45.999"; parse_duration gives the same back."""
    return f"{format_duration(duration_ms)}.{duration_ms % 1000:03d}"


def parse_duration(text: str) -> DurationMs:
    """Milliseconds of `HH:MM:SS` or `HH:MM:SS.mmm`; raises Unreadable."""
    clock = _CLOCK.fullmatch(text.strip())
    if clock is None:
        raise Unreadable("not_a_time", text)
    hours, minutes, seconds, fraction = clock.groups(default="0")
    return DurationMs(
        ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))
    )


def iso(at_ms: int) -> str:
    """UTC in ISO 8601 with milliseconds: "2026-07-25T13:15:00.250Z"."""
    moment = _EPOCH + timedelta(milliseconds=at_ms)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{at_ms % 1000:03d}Z"


def parse_iso(text: str) -> Instant:
    """The instant of an ISO 8601 time with its zone; raises Unreadable."""
    if not _ISO.fullmatch(text):
        raise Unreadable("not_a_time", text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Unreadable("not_a_time", text) from None
    return Instant((moment - _EPOCH) // timedelta(milliseconds=1))


def _local(at_ms: int) -> datetime:
    return (_EPOCH + timedelta(milliseconds=at_ms)).astimezone()


def local_time(at_ms: int) -> str:
    """The computer's clock then: "20:15"."""
    return f"{_local(at_ms):%H:%M}"


def local_date(at_ms: int) -> str:
    """The computer's date then, as it is written in Vietnam: "29/06/2025"."""
    return f"{_local(at_ms):%d/%m/%Y}"
