"""Any second of a session is what it was then."""

from __future__ import annotations

import gc
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from host_assistant.journal import Journal
from host_assistant.replay import timeline as room
from host_assistant.replay.timeline import Timeline
from host_assistant.show import commands as cmd
from host_assistant.show.fold import fold_all
from host_assistant.show.state import NO_SHOW
from tests.support.shows import Log, opening, order, play, steps

Steps = list[tuple[cmd.Command, int]]


@settings(max_examples=60)
@given(commands=steps(), jumps=st.lists(st.integers(-10, 5_000_000), max_size=8))
def test_any_jump_is_the_fold_of_all_before_it(commands: Steps, jumps: list[int]) -> None:
    log = Log(opening(mode="live"))
    list(play(log, commands))
    with mock.patch.object(room, "CHECKPOINT_EVERY", 4):
        timeline = Timeline(log.records)
        for offset_ms in [*jumps, *sorted(jumps), log.now_ms, 0]:
            before = [record for record in log.records if record.offset_ms <= offset_ms]
            assert timeline.state_at(offset_ms) == fold_all(before)
    assert timeline.last == log.state


def test_a_session_out_of_its_file(tmp_path: Path) -> None:
    log = Log(opening(), order("o1"), cmd.ShowProduct(sku="VT1"))
    log.take(order("o2"), after_ms=90_000)
    with Journal.open(tmp_path / "lensong.db") as journal:
        journal.append("s1", log.records)
        timeline = Timeline.load(journal, "s1")
    assert timeline.records == log.records
    assert timeline.last == log.state
    assert timeline.duration_ms == 90_000
    assert timeline.state_at(89_999).counters.orders == 1


def test_a_session_that_is_not_there(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "lensong.db") as journal:
        timeline = Timeline.load(journal, "none")
    assert (timeline.duration_ms, timeline.records) == (0, [])
    assert timeline.state_at(5_000) == NO_SHOW
    assert timeline.lanes().scenes == ()


@pytest.mark.parametrize("is_on", [True, False])
def test_loading_leaves_the_collector_as_it_was(tmp_path: Path, is_on: bool) -> None:
    before = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        with Journal.open(tmp_path / "lensong.db") as journal:
            Timeline.load(journal, "none")
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if before else gc.disable)()
