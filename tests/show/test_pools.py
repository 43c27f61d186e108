"""One harvest sold as several products: grams are promised once, whatever is done."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from host_assistant.catalog.pool import pool_key, row_g
from host_assistant.catalog.product import Product
from host_assistant.catalog.selling import weight_g
from host_assistant.show import commands as cmd
from host_assistant.show import refusals as no
from host_assistant.show.events import Event, Recorded
from host_assistant.show.fold import fold
from host_assistant.show.pools import line_g
from host_assistant.show.state import NO_SHOW, OnSale, Order, PoolStock, ShowState
from host_assistant.show.state_message import encode, state_message
from tests.support.shows import BOX, LYCHEE, SHOES, Log, opening, order, play

KILO = replace(LYCHEE, stock_milli=30_000, pool="Vườn nhà")
BOXES = replace(BOX, stock_milli=4_000, pool="vuon nha")
TA = replace(LYCHEE, sku="VTA", unit="tạ", unit_weight_g=100_000, stock_milli=300, pool="Vườn nhà")
BAG = replace(BOX, sku="VSK", unit="gói", unit_weight_g=500, stock_milli=6_000, pool="Vườn nhà")
HARVEST = (KILO, BOXES, TA, BAG)


def show(*goods: Product) -> Log:
    return Log(opening(products=goods or (KILO, replace(BOXES, stock_milli=None), SHOES)))


def pool_of(log: Log, sku: str = "VT1") -> PoolStock:
    pool = log.state.products[sku].pool_stock
    assert pool is not None
    return pool


def left(log: Log) -> list[int | None]:
    return [one.left_milli for one in log.state.on_sale()]


def test_every_product_shows_what_is_left_of_the_harvest() -> None:
    log = show()
    assert left(log) == [30_000, 6_000, None]
    assert pool_of(log) is pool_of(log, "VT5")
    log.take(order("o1", ("VT5", 2_000)))
    assert left(log) == [20_000, 4_000, None]
    log.take(order("o2", ("VT1", 2_500)))
    assert left(log) == [17_500, 3_000, None]
    assert (pool_of(log).sold_g, log.state.products["VT5"].sold_milli) == (12_500, 2_000)
    log.take(cmd.CancelOrder(order_id="o1"))
    assert left(log) == [27_500, 5_000, None]


def test_a_pending_order_holds_the_grams_of_all_and_a_waiting_one_none() -> None:
    log = show()
    log.take(order("held", ("VT5", 5_000), confirmed=False))
    log.take(order("later", ("VT5", 9_000), waiting=True))
    assert left(log) == [30_000, 6_000, None]
    assert [one.free_milli for one in log.state.on_sale()] == [5_000, 1_000, None]
    refused = log.take(order("o1", ("VT1", 5_001)))
    assert refused == no.OutOfStock("VT1", 5_000, 5_001)
    assert log.take(cmd.ConfirmOrder(order_id="later")) == no.OutOfStock("VT5", 1_000, 9_000)
    log.take(cmd.ConfirmOrder(order_id="held"))
    assert left(log) == [5_000, 1_000, None]
    assert pool_of(log).pending_g == 0


def test_lines_of_one_order_take_from_the_same_grams() -> None:
    log = show()
    refused = log.take(order("o1", ("VT1", 23_000), ("VT5", 2_000)))
    assert refused == no.OutOfStock("VT5", 1_000, 2_000)
    refused = log.take(order("o1", ("VT5", 6_000), ("VT1", 1)))
    assert refused == no.OutOfStock("VT1", 0, 1)
    assert log.take(order("o1", ("VT1", 20_000), ("VT5", 2_000))) is None
    assert left(log) == [0, 0, None]


def test_on_the_helpers_word_it_goes_below_nothing() -> None:
    log = show()
    log.take(order("o1", ("VT1", 32_000), allow_oversell=True))
    assert left(log) == [-2_000, -1_000, None]
    assert log.take(order("o2", ("VT5", 1_000))) == no.OutOfStock("VT5", 0, 1_000)


def test_a_mended_order_may_take_what_it_held_in_another_unit() -> None:
    log = show()
    log.take(order("o1", ("VT1", 30_000)))
    mended = cmd.MendOrder(order_id="o1", new_order_id="o2", lines=(cmd.Wanted("VT5", 6_000),))
    assert log.take(mended) is None
    assert left(log) == [0, 0, None]


def test_a_row_that_is_counted_anew_moves_the_harvest_by_as_much() -> None:
    log = show()
    log.take(order("o1", ("VT5", 2_000)))
    log.take(cmd.ListProduct(product=replace(KILO, stock_milli=50_000)))
    assert left(log) == [40_000, 8_000, None]
    log.take(cmd.ListProduct(product=replace(BOXES, stock_milli=1_000)))
    assert left(log) == [45_000, 9_000, None]
    log.take(cmd.ListProduct(product=replace(BOXES, stock_milli=1_000, unit_weight_g=10_000)))
    assert left(log) == [50_000, 5_000, None]
    log.take(cmd.ListProduct(product=replace(KILO, stock_milli=None)))
    log.take(cmd.ListProduct(product=replace(BOXES, stock_milli=None)))
    assert left(log) == [None, None, None]
    assert log.take(order("o2", ("VT5", 900_000))) is None
    log.take(cmd.ListProduct(product=replace(KILO, stock_milli=7_000)))
    assert left(log) == [7_000, 1_000, None]


@pytest.mark.parametrize("first", [0, 1])
def test_a_harvest_may_be_renamed_row_by_row(first: int) -> None:
    log = show()
    log.take(order("o1", ("VT5", 2_000)))
    log.take(order("o2", ("VT5", 1_000), confirmed=False))
    goods = [KILO, replace(BOXES, stock_milli=None)]
    for product in (goods[first], goods[1 - first]):
        log.take(cmd.ListProduct(product=replace(product, pool="Đồi sau")))
    assert left(log) == [20_000, 4_000, None]
    assert (pool_of(log).name, pool_of(log).pending_g) == ("Đồi sau", 5_000)


def test_what_leaves_a_harvest_takes_its_own_row_and_no_more() -> None:
    log = show(KILO, BOXES)
    log.take(order("o1", ("VT5", 5_000)))
    log.take(cmd.ListProduct(product=replace(BOXES, pool="")))
    assert log.state.products["VT5"].pool_stock is None
    assert left(log) == [25_000, 0]
    log.take(cmd.CancelOrder(order_id="o1"))
    assert left(log) == [25_000, 5_000]


def test_what_joins_a_harvest_brings_what_is_left_of_it() -> None:
    log = show(replace(KILO, pool=""), BOXES)
    log.take(order("o1", ("VT1", 10_000)))
    log.take(cmd.ListProduct(product=KILO))
    assert left(log) == [40_000, 8_000]
    log.take(cmd.ListProduct(product=TA))
    assert left(log) == [70_000, 14_000, 700]


def test_what_loses_its_weight_counts_by_itself() -> None:
    log = show(KILO, BOXES)
    log.take(cmd.ListProduct(product=replace(BOXES, unit_weight_g=None)))
    assert log.state.products["VT5"].pool_stock is None
    assert left(log) == [30_000, 4_000]


def test_the_public_state_names_the_harvest() -> None:
    said = json.loads(encode(state_message(show().state)))["products"]
    assert [one.get("pool") for one in said] == ["Vườn nhà", "Vườn nhà", None]
    assert [one["left"] for one in said] == [30, 6, None]


UNITS = {"VT1": [500, 1_000, 7_300], "VT5": [1_000, 3_000], "VTA": [10, 150], "VSK": [1_000, 9_000]}
WANTED = st.sampled_from(list(UNITS)).flatmap(
    lambda sku: st.builds(cmd.Wanted, st.just(sku), st.sampled_from(UNITS[sku]))
)
LINES = st.lists(WANTED, min_size=1, max_size=3).map(tuple)
IDS = st.sampled_from([f"o{number}" for number in range(9)])
ORDERS = st.one_of(
    st.builds(
        cmd.PlaceOrder,
        order_id=IDS,
        lines=LINES,
        confirmed=st.booleans(),
        waiting=st.sampled_from([False, False, True]),
    ),
    st.builds(cmd.ConfirmOrder, order_id=IDS),
    st.builds(cmd.CancelOrder, order_id=IDS),
    st.builds(cmd.MendOrder, order_id=IDS, new_order_id=IDS, lines=LINES),
    st.just(cmd.TakeBackLastOrder()),
)
POOLS = st.sampled_from(["", "Vườn nhà", "Đồi sau"])
MORE = st.builds(
    lambda product, pool, milli: cmd.ListProduct(
        product=replace(product, pool=pool, stock_milli=product.stock_milli + milli)
    ),
    st.sampled_from(HARVEST),
    POOLS,
    st.sampled_from([0, 0, 2_000]),
)
ANY_EDIT = st.builds(
    lambda product, pool, stock_milli, unit_weight_g: cmd.ListProduct(
        product=replace(product, pool=pool, stock_milli=stock_milli, unit_weight_g=unit_weight_g)
    ),
    st.sampled_from([BOXES, BAG]),
    POOLS,
    st.sampled_from([None, 0, 3_000]),
    st.sampled_from([None, 5_000, 10_000]),
)


def steps(commands: st.SearchStrategy[cmd.Command]) -> st.SearchStrategy[list[cmd.Command]]:
    return st.lists(commands, max_size=40)


def grams(orders: list[Order]) -> int:
    return sum(line.weight_g or 0 for one in orders for line in one.lines)


def assert_whole(state: ShowState) -> None:
    """Each pool is the same in all of its members, and holds what pending orders hold."""
    standing = [one for one in state.orders.values() if one.status == "pending" and not one.waiting]
    lines = [line for one in standing for line in one.lines]
    for sku, one in state.products.items():
        pool = one.pool_stock
        assert (pool is not None) == bool(pool_key(one.product))
        if pool is None:
            continue
        alike = [
            other
            for other, each in state.products.items()
            if pool_key(each.product) == pool_key(one.product)
        ]
        assert sorted(pool.members) == sorted(alike)
        assert all(state.products[other].pool_stock == pool for other in pool.members)
        held = [line for line in lines if line.sku in pool.members]
        assert pool.pending_g == sum(
            line_g(state.products[line.sku].product, line) for line in held
        ), sku
        assert_floored(one, pool)


def assert_floored(one: OnSale, pool: PoolStock) -> None:
    if pool.left_g is None:
        assert one.left_milli is None
        return
    assert one.left_milli is not None
    weighs = one.product.unit_weight_g or 0
    step = 1 if one.product.unit in ("kg", "tạ") else 1_000
    assert one.left_milli == pool.left_g * 1_000 // (weighs * step) * step


@given(steps(ORDERS | MORE))
@settings(max_examples=150)
def test_no_gram_is_promised_twice(commands: list[cmd.Command]) -> None:
    log = show(*HARVEST)
    for _ in play(log, ((command, 0) for command in commands)):
        state = log.state
        assert_whole(state)
        orders = list(state.orders.values())
        confirmed = [one for one in orders if one.status == "confirmed"]
        held = [one for one in orders if one.status == "pending" and not one.waiting]
        harvest_g = sum(row_g(one.product) or 0 for one in state.on_sale())
        assert grams(confirmed) + grams(held) <= harvest_g
        assert all((one.free_milli or 0) >= 0 for one in state.on_sale())
        left_g = {
            id(one.pool_stock): one.pool_stock.left_g or 0
            for one in state.on_sale()
            if one.pool_stock
        }
        alone_g = [
            weight_g(one.product, one.left_milli or 0) or 0
            for one in state.on_sale()
            if one.pool_stock is None
        ]
        assert sum(left_g.values()) + sum(alone_g) + grams(confirmed) <= harvest_g


@given(steps(ORDERS))
@settings(max_examples=100)
def test_the_harvest_is_what_its_orders_took(commands: list[cmd.Command]) -> None:
    log = show(*HARVEST)
    for _ in play(log, ((command, 0) for command in commands)):
        assert_whole(log.state)
        confirmed = [one for one in log.state.orders.values() if one.status == "confirmed"]
        assert pool_of(log) == PoolStock(
            "Vườn nhà", 83_000, grams(confirmed), pool_of(log).pending_g, tuple(UNITS)
        )


@given(steps(ORDERS | MORE | ANY_EDIT))
@settings(max_examples=150)
def test_replay_has_the_same_harvest_at_any_cut(commands: list[cmd.Command]) -> None:
    log = show(*HARVEST)
    list(play(log, ((command, 0) for command in commands)))
    state = NO_SHOW
    for number, record in enumerate(log.records, 1):
        event = msgspec.json.decode(msgspec.json.encode(record.event), type=Event)
        state = fold(state, Recorded(record.sequence, record.at_ms, record.offset_ms, event))
        assert state == log.states[number]
        assert_whole(state)
