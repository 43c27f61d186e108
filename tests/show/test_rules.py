"""The rules of the show, one by one."""

from __future__ import annotations

from typing import Literal

import pytest
from msgspec.structs import replace

from host_assistant.show import commands as cmd
from host_assistant.show import events as ev
from host_assistant.show import refusals as no
from host_assistant.show.buyer import seal
from host_assistant.show.fold import fold
from tests.support.shows import BOX, LYCHEE, Log, hoa, opening, order


@pytest.fixture
def log() -> Log:
    return Log(opening())


@pytest.mark.parametrize(
    "command",
    [order("o1"), cmd.ShowProduct(sku="VT1"), cmd.EndSession(), cmd.NoticeLink(up=False)],
    ids=lambda command: type(command).__name__,
)
def test_outside_an_open_session_everything_is_refused(command: cmd.Command) -> None:
    before = Log()
    after = Log(opening(), cmd.EndSession())
    assert before.take(command) == no.ShowNotOpen()
    assert after.take(command) == no.ShowNotOpen()


def test_a_second_show_is_refused_until_the_first_has_ended(log: Log) -> None:
    assert log.take(opening(session_id="s2")) == no.ShowAlreadyOpen("s1")
    log.take(cmd.EndSession())
    assert log.take(opening(session_id="s2")) is None
    assert log.state.session == "s2"


def test_an_order_keeps_the_price_at_which_it_was_placed(log: Log) -> None:
    log.take(order("o1", ("VT1", 2_000)))
    log.take(cmd.ChangePrice(sku="VT1", price_vnd=30_000))
    log.take(order("o2", ("VT1", 2_000)))
    assert log.state.orders["o1"].total_vnd == 70_000
    assert log.state.orders["o2"].total_vnd == 60_000
    assert log.state.counters.revenue_vnd == 130_000


def test_a_pending_order_keeps_its_price_when_it_is_confirmed_later(log: Log) -> None:
    log.take(order("o1", ("VT1", 1_000), confirmed=False))
    log.take(cmd.ChangePrice(sku="VT1", price_vnd=99_000))
    log.take(cmd.ConfirmOrder(order_id="o1"))
    assert log.state.counters.revenue_vnd == 35_000


def test_pending_orders_stay_out_of_every_public_number(log: Log) -> None:
    log.take(order("o1", ("VT5", 2_000), confirmed=False))
    assert log.state.counters.orders == 0
    assert log.state.counters.weight_g == 0
    assert log.state.counters.pending == 1
    assert log.state.products["VT5"].left_milli == 12_000
    log.take(cmd.ConfirmOrder(order_id="o1"))
    assert log.state.counters.orders == 1
    assert log.state.counters.weight_g == 10_000
    assert log.state.counters.pending == 0
    assert log.state.products["VT5"].left_milli == 10_000


def test_pending_orders_hold_their_goods(log: Log) -> None:
    log.take(order("o1", ("VT5", 10_000), confirmed=False))
    assert log.take(order("o2", ("VT5", 3_000))) == no.OutOfStock("VT5", 2_000, 3_000)
    log.take(cmd.CancelOrder(order_id="o1"))
    assert log.take(order("o2", ("VT5", 3_000))) is None


def test_two_lines_of_the_same_goods_count_together(log: Log) -> None:
    refusal = log.take(order("o1", ("VT5", 7_000), ("VT5", 6_000)))
    assert refusal == no.OutOfStock("VT5", 12_000, 13_000)


def test_the_helper_may_say_that_more_is_coming(log: Log) -> None:
    assert log.take(order("o1", ("VT5", 13_000), allow_oversell=True)) is None
    assert log.state.products["VT5"].left_milli == -1_000
    placed = log.records[-1].event
    assert isinstance(placed, ev.OrderPlaced)
    assert placed.oversold


def test_the_same_order_twice_is_one_order(log: Log) -> None:
    log.take(order("o1"))
    log.take(order("o1", ("VT5", 1_000)))
    assert log.state.counters.orders == 1
    assert [line.sku for line in log.state.orders["o1"].lines] == ["VT1"]


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (order("o1", ("XX", 1_000)), no.UnknownProduct("XX")),
        (order("o1", ("VT1", 0)), no.WrongQuantity("VT1", 0)),
        (order("o1", ("VT1", -5)), no.WrongQuantity("VT1", -5)),
        (cmd.PlaceOrder(order_id="o1", lines=()), no.EmptyOrder()),
        (cmd.ConfirmOrder(order_id="gone"), no.UnknownOrder("gone")),
        (cmd.CancelOrder(order_id="gone"), no.UnknownOrder("gone")),
        (cmd.TakeBackLastOrder(), no.NothingToTakeBack()),
        (cmd.ShowProduct(sku="XX"), no.UnknownProduct("XX")),
        (cmd.ChangePrice(sku="XX", price_vnd=1), no.UnknownProduct("XX")),
        (cmd.ChangePrice(sku="VT1", price_vnd=0), no.WrongPrice("VT1", 0)),
        (cmd.ChangePrice(sku="VT1", price_vnd=1, for_s=0), no.WrongDuration(0)),
        (cmd.EndSpecialPrice(sku="VT1"), no.NoSpecialPrice("VT1")),
        (cmd.EndSpecialPrice(sku="XX"), no.UnknownProduct("XX")),
        (cmd.EndBreak(), no.NotInBreak()),
        (cmd.AskStream(on=True), no.Rehearsal()),
    ],
)
def test_refusals_change_nothing(log: Log, command: cmd.Command, refusal: no.Refused) -> None:
    before = log.state
    assert log.take(command) == refusal
    assert log.state is before


def test_a_cancelled_order_gives_its_goods_back_and_cannot_be_confirmed(log: Log) -> None:
    log.take(order("o1", ("VT5", 2_000)))
    log.take(cmd.CancelOrder(order_id="o1", reason="khách đổi ý"))
    assert log.state.counters.orders == 0
    assert log.state.products["VT5"].left_milli == 12_000
    assert log.take(cmd.ConfirmOrder(order_id="o1")) == no.OrderCancelledBefore("o1")


def test_taking_back_goes_from_the_newest_backwards(log: Log) -> None:
    for number in (1, 2, 3):
        log.take(order(f"o{number}"))
    log.take(cmd.CancelOrder(order_id="o3"))
    log.take(cmd.TakeBackLastOrder())
    assert log.state.orders["o2"].status == "cancelled"
    assert log.state.orders["o1"].status == "confirmed"


def test_a_special_price_ends_by_itself(log: Log) -> None:
    log.take(cmd.ChangePrice(sku="VT1", price_vnd=29_000, for_s=60))
    assert log.state.products["VT1"].is_reduced
    log.take(cmd.TimePassed(), after_ms=59_999)
    assert log.state.products["VT1"].price_vnd == 29_000
    log.take(cmd.TimePassed(), after_ms=1)
    assert log.state.products["VT1"].price_vnd == 35_000
    assert log.state.products["VT1"].special_until_ms is None


def test_an_order_after_the_end_pays_the_regular_price_though_nobody_woke_the_clock(
    log: Log,
) -> None:
    log.take(cmd.ChangePrice(sku="VT1", price_vnd=29_000, for_s=60))
    log.take(order("o1", ("VT1", 1_000)), after_ms=60_000)
    assert log.state.orders["o1"].total_vnd == 35_000


def test_a_new_price_ends_the_special_one(log: Log) -> None:
    log.take(cmd.ChangePrice(sku="VT1", price_vnd=29_000, for_s=60))
    log.take(cmd.ChangePrice(sku="VT1", price_vnd=33_000))
    on_sale = log.state.products["VT1"]
    assert (on_sale.price_vnd, on_sale.regular_price_vnd) == (33_000, 33_000)
    assert on_sale.special_until_ms is None


def test_the_break_hides_the_card_and_its_end_brings_scene_and_card_back(log: Log) -> None:
    log.take(cmd.ChooseScene(scene="product"))
    log.take(cmd.ShowProduct(sku="VT5"))
    log.take(cmd.StartBreak())
    assert (log.state.phase, log.state.scene, log.state.product) == ("break", "break", None)
    assert log.take(cmd.ShowProduct(sku="VT1")) == no.InBreak()
    log.take(cmd.EndBreak())
    assert (log.state.phase, log.state.scene, log.state.product) == ("open", "product", "VT5")


def test_choosing_the_break_scene_is_the_break_and_any_other_ends_it(log: Log) -> None:
    log.take(cmd.ShowProduct(sku="VT5"))
    log.take(cmd.ChooseScene(scene="break"))
    assert log.state.phase == "break"
    log.take(cmd.ChooseScene(scene="camera"))
    assert (log.state.phase, log.state.scene, log.state.product) == ("open", "camera", "VT5")


def test_a_scene_switched_by_others_is_followed_and_our_own_echo_is_not(log: Log) -> None:
    log.take(cmd.ChooseScene(scene="camera"))
    log.take(cmd.NoticeScene(scene="opening", name="Mở màn", by_us=True))
    assert (log.state.scene, log.state.role_on_stage) == ("camera", "opening")
    log.take(cmd.NoticeScene(scene="product", name="Cận cảnh", by_us=False))
    assert (log.state.scene, log.state.role_on_stage) == ("product", "product")
    log.take(cmd.NoticeScene(scene=None, name="Cảnh của tôi", by_us=False))
    assert (log.state.scene, log.state.scene_on_stage) == (None, "Cảnh của tôi")


def test_a_break_scene_chosen_in_obs_itself_is_a_break(log: Log) -> None:
    log.take(cmd.ChooseScene(scene="camera"))
    log.take(cmd.ShowProduct(sku="VT1"))
    log.take(cmd.NoticeScene(scene="break", name="Tạm nghỉ", by_us=False))
    assert (log.state.phase, log.state.product) == ("break", None)
    log.take(cmd.NoticeScene(scene="camera", name="Máy quay", by_us=False))
    assert (log.state.phase, log.state.scene, log.state.product) == ("open", "camera", "VT1")


def test_the_stream_as_asked_for_and_as_it_happens() -> None:
    log = Log(opening(mode="live"))
    log.take(cmd.AskStream(on=True))
    assert log.state.stream == "asked"
    log.take(cmd.NoticeStream(state="on"))
    log.take(cmd.NoticeStream(state="dropped", reason="1006"))
    assert (log.state.stream, log.state.trouble) == ("dropped", "stream_dropped")
    log.take(cmd.NoticeStream(state="on"))
    assert (log.state.stream, log.state.trouble) == ("on", "")
    log.take(cmd.EndSession())
    assert isinstance(log.records[-2].event, ev.StreamAsked)


def test_a_start_that_was_asked_for_can_be_taken_back() -> None:
    log = Log(opening(mode="live"))
    log.take(cmd.AskStream(on=True))
    log.take(cmd.AskStream(on=False))
    assert log.state.stream == "off"


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("before", ["on", "dropped"])
def test_a_stream_that_ends_unasked_is_told(asked: bool, before: Literal["on", "dropped"]) -> None:
    """OBS gives no reason: a server that hung up, or an OBS that was killed and came back."""
    log = Log(opening(mode="live"), cmd.AskStream(on=True), cmd.NoticeStream(state="on"))
    log.take(cmd.NoticeStream(state=before))
    if asked:
        log.take(cmd.AskStream(on=False))
    log.take(cmd.NoticeStream(state="off"))
    assert log.state.trouble == ("" if asked else "stream_stopped")


def test_a_trouble_that_is_over_is_taken_back_and_no_other() -> None:
    log = Log(opening(mode="live"))
    log.take(cmd.NoticeTrouble(code="obs_refused", detail="?"))
    log.take(cmd.NoticeRecovery(code="stage_failed"))
    assert log.state.trouble == "obs_refused"
    log.take(cmd.NoticeRecovery(code="obs_refused"))
    assert log.state.trouble == ""


def test_an_order_beyond_any_harvest_is_refused(log: Log) -> None:
    lines = [("GD01", 1_000_000_000)] * 3
    assert log.take(order("o1", *lines)) == no.OrderTooLarge("o1")
    heavy = [("VT1", 1_000_000_000)] * 101
    log.take(cmd.ChangePrice(sku="VT1", price_vnd=1))
    assert log.take(order("o2", *heavy, allow_oversell=True)) == no.OrderTooLarge("o2")


def test_without_a_link_no_stream_is_started() -> None:
    log = Log(opening(mode="live"))
    log.take(cmd.NoticeLink(up=False, reason="killed"))
    assert log.take(cmd.AskStream(on=True)) == no.StageAway()
    assert log.state.trouble == "stage_link_lost"
    log.take(cmd.NoticeLink(up=True))
    assert log.state.trouble == ""


def test_edited_goods_keep_what_was_sold(log: Log) -> None:
    log.take(order("o1", ("VT5", 2_000)))
    edited = replace(BOX, price_vnd=160_000, stock_milli=20_000)
    log.take(cmd.ListProduct(product=edited))
    on_sale = log.state.products["VT5"]
    assert on_sale.price_vnd == 160_000
    assert on_sale.left_milli == 18_000
    assert on_sale.sold_milli == 2_000


def test_goods_added_in_the_show_come_last(log: Log) -> None:
    log.take(cmd.ListProduct(product=replace(LYCHEE, sku="NEW")))
    assert log.state.skus[-1] == "NEW"


def test_events_carry_no_personal_data_but_the_masked_label(log: Log) -> None:
    sealed = seal(hoa(), buyer_id="b1", salt="salt")
    log.take(order("o1", buyer=sealed))
    placed = log.records[-1].event
    assert isinstance(placed, ev.OrderPlaced)
    assert placed.buyer_label == "chị H. (Hà Nội)"
    assert placed.buyer_digest == sealed.digest
    for secret in ("Hoa", "0912345678", "Cầu Giấy"):
        assert secret not in repr(log.records) + repr(log.state)


def test_an_event_of_an_unknown_type_is_skipped(log: Log) -> None:
    record = ev.Recorded(99, 0, 5_000, ev.Unknown("FireworksLit", 3))
    after = fold(log.state, record)
    assert after.sequence == 99
    assert after.offset_ms == 5_000
    assert after.counters == log.state.counters


def test_one_alarm_stands_at_a_time_and_each_has_its_end_in_the_log(log: Log) -> None:
    stood = []
    for code in ("picture_black", "picture_black", "microphone_muted", None):
        log.take(cmd.NoticeAlarm(code=code))
        stood.append(log.state.alarm)
    assert stood == ["picture_black", "picture_black", "microphone_muted", None]
    alarms = (ev.AlarmRaised, ev.AlarmCleared)
    assert [record.event for record in log.records if isinstance(record.event, alarms)] == [
        ev.AlarmRaised(code="picture_black"),
        ev.AlarmCleared(code="picture_black"),
        ev.AlarmRaised(code="microphone_muted"),
        ev.AlarmCleared(code="microphone_muted"),
    ]


@pytest.mark.parametrize("after", [cmd.EndSession(), cmd.ContinueSession()])
def test_no_alarm_outlives_the_show_or_the_crash(log: Log, after: cmd.Command) -> None:
    log.take(cmd.NoticeAlarm(code="picture_black"))
    log.take(after)
    assert log.state.alarm is None


def test_a_weak_signal_makes_a_break_that_asks_viewers_to_wait(log: Log) -> None:
    holding = []
    for command in (cmd.StartBreak(), cmd.StartBreak(holding=True), cmd.StartBreak()):
        log.take(command)
        holding.append(log.state.holding)
    assert holding == [False, True, True]
    log.take(cmd.EndBreak())
    assert not log.state.holding
    assert log.state.phase == "open"
