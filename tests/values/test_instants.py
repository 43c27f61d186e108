"""Moments and durations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.values.instants import (
    format_duration,
    format_duration_exact,
    iso,
    local_date,
    local_time,
    parse_duration,
    parse_iso,
)
from host_assistant.values.unreadable import Unreadable

LAST_MS = 253_402_300_799_999  # the end of the year 9999


@given(st.integers(0, 999 * 3_600_000))
def test_durations_parse_back(duration_ms: int) -> None:
    assert parse_duration(format_duration_exact(duration_ms)) == duration_ms
    assert parse_duration(format_duration(duration_ms)) == duration_ms // 1000 * 1000


@given(st.integers(0, LAST_MS))
def test_instants_parse_back(at_ms: int) -> None:
    assert parse_iso(iso(at_ms)) == at_ms


@pytest.mark.parametrize(
    ("text", "duration_ms"), [("01:23:45", 5_025_000), ("00:00:01.5", 1500), (" 00:00:00 ", 0)]
)
def test_durations_are_read(text: str, duration_ms: int) -> None:
    assert parse_duration(text) == duration_ms


@pytest.mark.parametrize(
    "text", ["", "1", "12:00", "1:2:3", "00:60:00", "00:00:60", "-00:00:01", "00:00:00.1234", "x"]
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_duration(text)
    assert refusal.value.reason == "not_a_time"


def test_instants_are_read_in_any_zone() -> None:
    assert iso(1_782_739_800_250) == "2026-06-29T13:30:00.250Z"
    assert parse_iso("2026-06-29T20:30:00.250+07:00") == 1_782_739_800_250


@pytest.mark.parametrize(
    "text", ["", "2026-06-29", "2026-06-29T13:30:00", "2026-13-29T13:30:00Z", "20260629T133000Z"]
)
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_iso(text)
    assert refusal.value.reason == "not_a_time"


def test_local_time_is_that_of_the_computers_zone() -> None:
    import time

    at_ms = 1_782_739_800_000
    then = time.localtime(at_ms // 1000)
    assert local_time(at_ms) == time.strftime("%H:%M", then)
    assert local_date(at_ms) == time.strftime("%d/%m/%Y", then)
