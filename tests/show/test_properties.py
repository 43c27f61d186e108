"""What must hold for any sequence of commands."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings

from host_assistant.show import commands as cmd
from host_assistant.show.events import Event, Recorded
from host_assistant.show.fold import fold, fold_all
from host_assistant.show.inbox import INBOX_SORTS, inbox_counts, standing
from host_assistant.show.state import NO_SHOW, ShowState
from tests.support.shows import Log, opening, play, steps

Steps = list[tuple[cmd.Command, int]]


@given(steps())
@settings(max_examples=150)
def test_the_stored_events_fold_to_the_live_state_at_any_cut(commands: Steps) -> None:
    log = Log(opening(mode="live"))
    list(play(log, commands))
    stored = [
        msgspec.json.decode(msgspec.json.encode(one.event), type=Event) for one in log.records
    ]
    state = NO_SHOW
    for number, (record, event) in enumerate(zip(log.records, stored, strict=True), 1):
        state = fold(state, Recorded(record.sequence, record.at_ms, record.offset_ms, event))
        assert state == log.states[number]


@given(steps())
@settings(max_examples=150)
def test_public_counters_are_those_of_the_confirmed_orders(commands: Steps) -> None:
    log = Log(opening(mode="live"))
    for _ in play(log, commands):
        _assert_counted(log.state)


def _assert_counted(state: ShowState) -> None:
    orders = list(state.orders.values())
    confirmed = [one for one in orders if one.status == "confirmed"]
    lines = [line for one in confirmed for line in one.lines]
    assert state.counters.orders == len(confirmed)
    assert state.counters.pending == sum(one.status == "pending" for one in orders)
    assert state.counters.revenue_vnd == sum(line.amount_vnd for line in lines)
    assert state.counters.weight_g == sum(line.weight_g or 0 for line in lines)
    assert sum(count for _, count in state.trend) == len(confirmed)
    for sku, on_sale in state.products.items():
        assert on_sale.sold_milli == sum(line.quantity_milli for line in lines if line.sku == sku)


@given(steps())
@settings(max_examples=150)
def test_the_inbox_holds_every_pending_order_and_is_counted(commands: Steps) -> None:
    log = Log(opening(mode="live"))
    for _ in play(log, commands):
        state = log.state
        pending = {one.order_id for one in state.orders.values() if one.status == "pending"}
        waiting = {one for one in pending if state.orders[one].waiting}
        sorts = {sort: _ids(state, sort) for sort in INBOX_SORTS}
        assert sorts["sure"] == pending - waiting
        assert sorts["waiting"] == waiting
        assert not (sorts["unsure"] | sorts["cancel"]) & set(state.orders)
        assert inbox_counts(state) == {sort: len(ids) for sort, ids in sorts.items()}
        meant = {one for item in state.inbox.values() for one in item.cancels}
        assert all(standing(state, one) == one for one in meant)
        held = {sku: one.pending_milli for sku, one in state.products.items()}
        assert held == {sku: _held(state, sku, pending - waiting) for sku in held}


def _ids(state: ShowState, sort: str) -> set[str]:
    return {one.item_id for one in state.inbox.values() if one.sort == sort}


def _held(state: ShowState, sku: str, ids: set[str]) -> int:
    lines = (line for one in ids for line in state.orders[one].lines)
    return sum(line.quantity_milli for line in lines if line.sku == sku)


@given(steps())
@settings(max_examples=150)
def test_stock_goes_below_zero_only_on_the_helpers_word(commands: Steps) -> None:
    log = Log(opening())
    honest = [
        (msgspec.structs.replace(one, allow_oversell=False), after)
        if isinstance(one, cmd.PlaceOrder)
        else (one, after)
        for one, after in commands
        if not isinstance(one, cmd.ListProduct)
    ]
    for _ in play(log, honest):
        for on_sale in log.state.products.values():
            assert on_sale.free_milli is None or on_sale.free_milli >= 0


@given(steps())
@settings(max_examples=100)
def test_doing_it_twice_is_doing_it_once_for_orders(commands: Steps) -> None:
    once, twice = Log(opening()), Log(opening())
    for command, after_ms in commands:
        once.take(command, after_ms)
        twice.take(command, after_ms)
        if isinstance(command, cmd.PlaceOrder | cmd.ConfirmOrder | cmd.CancelOrder):
            twice.take(command)
    assert once.records == twice.records


def test_folding_all_at_once_is_folding_one_by_one() -> None:
    log = Log(opening(), cmd.ShowProduct(sku="VT1"), cmd.StartBreak(), cmd.EndBreak())
    assert fold_all(log.records) == log.state
