"""The time line shows what happened, where it happened."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from host_assistant.replay.lanes import Lanes, PriceMark, Span
from host_assistant.replay.timeline import Timeline
from host_assistant.show import commands as cmd
from host_assistant.show.events import SessionContinued
from host_assistant.show.state import Note
from tests.support.shows import Log, opening, order, play, steps

Steps = list[tuple[cmd.Command, int]]


def lanes_of(*timed: tuple[int, cmd.Command]) -> Lanes:
    """Of a live show with these commands at these offsets."""
    log = Log(opening(mode="live"))
    for at_ms, command in timed:
        refused = log.take(command, after_ms=at_ms - log.now_ms)
        assert refused is None
    return Timeline(log.records).lanes()


def test_scenes_follow_the_host_and_the_stage() -> None:
    lanes = lanes_of(
        (1_000, cmd.ChooseScene(scene="camera")),
        (1_100, cmd.NoticeScene(scene="camera", name="Lên Sóng: camera", by_us=True)),
        (5_000, cmd.NoticeScene(scene=None, name="Vườn vải", by_us=False)),
        (9_000, cmd.EndSession()),
    )
    assert lanes.scenes == (
        Span(0, 1_000, "opening"),
        Span(1_000, 5_000, "camera"),
        Span(5_000, 9_000, "Vườn vải"),
    )


def test_a_break_takes_the_card_away_and_brings_it_back() -> None:
    lanes = lanes_of(
        (1_000, cmd.ShowProduct(sku="VT1")),
        (2_000, cmd.ShowProduct(sku="VT5")),
        (3_000, cmd.StartBreak()),
        (4_000, cmd.EndBreak()),
        (5_000, cmd.AddNote(text="hết")),
    )
    assert lanes.products == (
        Span(1_000, 2_000, "VT1"),
        Span(2_000, 3_000, "VT5"),
        Span(4_000, 5_000, "VT5"),
    )
    assert lanes.breaks == (Span(3_000, 4_000, "break"),)
    assert Span(3_000, 4_000, "break") in lanes.scenes
    assert lanes.notes == (Note(5_000, "hết"),)


def test_prices_mark_special_ones_and_their_end() -> None:
    lanes = lanes_of(
        (1_000, cmd.ChangePrice(sku="VT1", price_vnd=30_000)),
        (2_000, cmd.ChangePrice(sku="VT1", price_vnd=20_000, for_s=10)),
        (4_000, cmd.EndSpecialPrice(sku="VT1")),
    )
    assert lanes.prices == (
        PriceMark(1_000, "VT1", 30_000),
        PriceMark(2_000, "VT1", 20_000, until_ms=12_000),
        PriceMark(4_000, "VT1", 30_000),
    )


def test_stream_recording_and_trouble() -> None:
    lanes = lanes_of(
        (1_000, cmd.NoticeStream(state="on")),
        (2_000, cmd.NoticeRecording(state="on")),
        (3_000, cmd.NoticeStream(state="dropped")),
        (4_000, cmd.NoticeStream(state="on")),
        (5_000, cmd.NoticeLink(up=False)),
        (6_000, cmd.NoticeLink(up=True)),
        (7_000, cmd.NoticeTrouble(code="part_missing")),
        (8_000, cmd.NoticeStream(state="off")),
        (9_000, cmd.AddNote()),
    )
    assert lanes.stream == (Span(1_000, 3_000, "on"), Span(4_000, 8_000, "on"))
    assert lanes.recording == (Span(2_000, 9_000, "on"),)
    assert [span for span in lanes.trouble if span.value != "stream_stopped"] == [
        Span(3_000, 4_000, "stream_dropped"),
        Span(5_000, 6_000, "stage_link_lost"),
        Span(7_000, 7_000, "part_missing"),
    ]


def test_a_crash_is_marked() -> None:
    log = Log(opening())
    log.take(cmd.ContinueSession(), after_ms=3_000)
    assert isinstance(log.records[-1].event, SessionContinued)
    lanes = Timeline(log.records).lanes()
    assert lanes.trouble == (Span(3_000, 3_000, "session_continued"),)


def test_orders_count_in_the_minute_of_their_confirmation() -> None:
    lanes = lanes_of(
        (1_000, order("o1")),
        (2_000, order("o2", confirmed=False)),
        (3_000, order("o3")),
        (61_000, cmd.ConfirmOrder(order_id="o2")),
        (62_000, cmd.CancelOrder(order_id="o3")),
    )
    assert lanes.orders_per_minute == ((0, 1), (1, 1))


@settings(max_examples=60)
@given(steps())
def test_spans_say_what_the_state_says_at_any_moment(commands: Steps) -> None:
    log = Log(opening(mode="live"))
    list(play(log, commands))
    timeline = Timeline(log.records)
    lanes = timeline.lanes()
    moments = sorted({record.offset_ms for record in log.records} - {timeline.duration_ms})
    for at_ms in moments:
        state = timeline.state_at(at_ms)
        assert _value(lanes.products, at_ms) == (state.product or "")
        assert _value(lanes.stream, at_ms) == ("on" if state.stream == "on" else "")
        assert bool(_value(lanes.breaks, at_ms)) is (state.phase == "break")
    counted = Counter(dict(lanes.orders_per_minute))
    assert counted.total() == timeline.last.counters.orders


def _value(spans: tuple[Span, ...], at_ms: int) -> str:
    found = [span.value for span in spans if span.start_ms <= at_ms < span.end_ms]
    assert len(found) <= 1
    return found[0] if found else ""
