"""The watch: each harm is told in time, one at a time, and a good show raises nothing."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from host_assistant.control_room.watch import ONCE_IN_MS, Facts, Watch
from host_assistant.show.vocabulary import AlarmCode

STEP_MS = 500
FPS = 30


def good_show(minutes: float, seed: int = 1) -> Iterator[Facts]:
    """A host who speaks, breathes and falls silent, before a camera with its noise."""
    chance = random.Random(seed)
    for step in range(int(minutes * 60_000 / STEP_MS)):
        at_ms = step * STEP_MS
        frames = at_ms * FPS // 1000
        silent = chance.random() < 0.3
        yield Facts(
            at_ms=at_ms,
            microphones_muted=False,
            sound_dbfs=chance.uniform(-58, -45) if silent else chance.uniform(-30, -12),
            camera_black=False,
            camera_moves=chance.random() < 0.98,
            picture_changes=chance.random() < 0.98,
            network_dropped=frames // 500,
            network_frames=frames,
            load_dropped=frames // 200,
            load_frames=frames,
            recording=True,
            recording_wanted=True,
            disk_minutes=300.0,
            battery_minutes=None,
        )


def alarms(facts: Iterable[Facts]) -> list[tuple[int, AlarmCode | None]]:
    """Each change of the alarm with its moment."""
    watch, last = Watch(), None
    changes: list[tuple[int, AlarmCode | None]] = []
    for each in facts:
        now = watch.see(each)
        if now != last:
            changes.append((each.at_ms, now))
        last = now
    return changes


def from_then_on(begins_ms: int, ends_ms: int, **wrong: Any) -> Iterator[Facts]:
    for facts in good_show(minutes=5):
        yield replace(facts, **wrong) if begins_ms <= facts.at_ms < ends_ms else facts


@pytest.mark.parametrize("seed", range(3))
def test_half_an_hour_of_a_good_show_raises_nothing(seed: int) -> None:
    assert alarms(good_show(minutes=30, seed=seed)) == []


@pytest.mark.parametrize(
    ("code", "wrong", "limit_ms"),
    [
        ("obs_not_answering", {"obs_answers": False}, 0),
        ("microphone_muted", {"microphones_muted": True}, 3_000),
        ("microphone_dead", {"sound_dbfs": -120.0}, 4_000),
        ("microphone_silent", {"sound_dbfs": -70.0}, 21_000),
        ("picture_black", {"camera_black": True}, 4_000),
        ("picture_frozen", {"camera_moves": False}, 4_000),
        ("stream_not_arriving", {"stream": "asked"}, 15_000),
        ("stream_dropped", {"stream": "dropped"}, 0),
        ("recording_stopped", {"recording": False}, 3_000),
        ("disk_filling", {"disk_minutes": 3.0}, 5_000),
        ("battery_low", {"battery_minutes": 10.0}, 10_000),
        ("picture_still", {"picture_changes": False}, 181_000),
    ],
)
def test_each_harm_is_told_within_its_limit_and_ends_when_mended(
    code: AlarmCode, wrong: dict[str, Any], limit_ms: int
) -> None:
    begins_ms, ends_ms = 30_000, 260_000
    (raised_ms, raised), (cleared_ms, cleared) = alarms(from_then_on(begins_ms, ends_ms, **wrong))
    assert (raised, cleared) == (code, None)
    assert begins_ms <= raised_ms <= begins_ms + limit_ms
    assert ends_ms <= cleared_ms <= ends_ms + 6_000


@pytest.mark.parametrize(
    ("code", "counter"), [("network_slow", "network_dropped"), ("laptop_slow", "load_dropped")]
)
def test_lost_frames_are_told_while_they_are_being_lost(code: AlarmCode, counter: str) -> None:
    def losing() -> Iterator[Facts]:
        for facts in good_show(minutes=3):
            lost = max(0, min(facts.at_ms, 90_000) - 30_000) * FPS // 1000 // 4
            yield replace(facts, **{counter: getattr(facts, counter) + lost})

    (raised_ms, raised), (cleared_ms, cleared) = alarms(losing())
    assert (raised, cleared) == (code, None)
    assert 30_000 < raised_ms <= 45_000
    assert 90_000 < cleared_ms <= 105_000


def test_counters_that_begin_anew_are_no_loss() -> None:
    def restarted() -> Iterator[Facts]:
        for facts in good_show(minutes=2):
            if facts.at_ms >= 60_000:
                facts = replace(facts, network_frames=(facts.at_ms - 60_000) * FPS // 1000)
                facts = replace(facts, network_dropped=0)
            yield facts

    assert alarms(restarted()) == []


def test_the_most_harmful_goes_first_and_the_other_comes_back() -> None:
    def both() -> Iterator[Facts]:
        for facts in good_show(minutes=2):
            if facts.at_ms >= 10_000:
                facts = replace(facts, recording=False)
            if 20_000 <= facts.at_ms < 40_000:
                facts = replace(facts, microphones_muted=True)
            yield facts

    assert [code for _, code in alarms(both())] == [
        "recording_stopped",
        "microphone_muted",
        "recording_stopped",
    ]


def test_a_loose_cable_is_not_told_of_twice_a_minute() -> None:
    def loose() -> Iterator[Facts]:
        for facts in good_show(minutes=5):
            yield replace(facts, camera_black=(facts.at_ms // 5_000) % 2 == 1)

    raised = [at_ms for at_ms, code in alarms(loose()) if code is not None]
    assert len(raised) >= 3
    assert all(later - earlier >= ONCE_IN_MS for earlier, later in pairwise(raised))


@pytest.mark.parametrize(
    "wrong",
    [
        {"microphones_muted": True, "sound_dbfs": -120.0},
        {"camera_moves": False},
        {"camera_black": True},
    ],
)
def test_a_break_is_silent_and_still_on_purpose(wrong: dict[str, Any]) -> None:
    assert alarms(from_then_on(10_000, 100_000, on_break=True, **wrong)) == []


def test_what_cannot_be_seen_is_no_alarm() -> None:
    assert alarms(Facts(at_ms=at_ms) for at_ms in range(0, 600_000, STEP_MS)) == []


_ANY_FACTS = st.lists(
    st.tuples(
        st.integers(100, 5_000),
        st.fixed_dictionaries(
            {
                "on_break": st.booleans(),
                "obs_answers": st.booleans(),
                "microphones_muted": st.sampled_from([None, True, False]),
                "sound_dbfs": st.sampled_from([None, -120.0, -70.0, -20.0]),
                "camera_black": st.sampled_from([None, True, False]),
                "camera_moves": st.sampled_from([None, True, False]),
                "stream": st.sampled_from(["off", "asked", "on", "dropped"]),
                "network_dropped": st.sampled_from([None, 0, 10, 1_000]),
                "network_frames": st.sampled_from([None, 0, 1_000, 10_000]),
                "recording": st.sampled_from([None, True, False]),
                "recording_wanted": st.booleans(),
                "disk_minutes": st.sampled_from([None, 1.0, 100.0]),
            }
        ),
    ),
    max_size=60,
)


@given(_ANY_FACTS)
def test_no_cause_begins_twice_a_minute_whatever_happens(
    steps: list[tuple[int, dict[str, Any]]],
) -> None:
    watch, at_ms, last = Watch(), 0, None
    ended: dict[AlarmCode, bool] = {}
    begun_ms: dict[AlarmCode, int] = {}
    for pause_ms, seen in steps:
        at_ms += pause_ms
        now = watch.see(Facts(at_ms=at_ms, **seen))
        if now is None:
            ended = dict.fromkeys(begun_ms, True)
        elif now != last and ended.get(now, True):
            assert at_ms - begun_ms.get(now, -ONCE_IN_MS) >= ONCE_IN_MS
            begun_ms[now] = at_ms
            ended[now] = False
        last = now
