"""What was sold is not offered a second time at the next broadcast."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from host_assistant.catalog.selling import weight_g
from host_assistant.catalog.shelf import Shelf
from host_assistant.control_room.stock_left import keep_stock_left
from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import Mode
from tests.support.shows import GOODS, Log, opening, order

SOLD, OTHER = GOODS[0], GOODS[1]


def sold_in(mode: Mode, *more: cmd.Command) -> Log:
    return Log(
        opening(mode=mode, products=(replace(SOLD, stock_milli=200_000), OTHER)),
        order("confirmed", (SOLD.sku, 50_000), confirmed=True),
        order("pending", (SOLD.sku, 20_000), confirmed=False),
        *more,
    )


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.replace((replace(SOLD, stock_milli=200_000), OTHER))
    return shelf


def test_a_live_session_leaves_what_was_not_sold(shelf: Shelf) -> None:
    keep_stock_left(shelf, sold_in("live", cmd.EndSession(reason="asked")).state)
    assert shelf.products() == (replace(SOLD, stock_milli=150_000), OTHER)


@pytest.mark.parametrize(
    "log", [sold_in("rehearsal", cmd.EndSession(reason="asked")), sold_in("live")]
)
def test_a_rehearsal_sells_nothing_and_an_open_session_may_go_on(shelf: Shelf, log: Log) -> None:
    before = shelf.path.read_bytes()
    keep_stock_left(shelf, log.state)
    assert shelf.path.read_bytes() == before


def test_goods_that_are_not_counted_or_gone_stay_as_they_are(shelf: Shelf) -> None:
    shelf.replace((replace(SOLD, stock_milli=None), OTHER))
    keep_stock_left(shelf, sold_in("live", cmd.EndSession(reason="asked")).state)
    assert shelf.products() == (replace(SOLD, stock_milli=None), OTHER)
    shelf.replace((OTHER,))
    keep_stock_left(shelf, sold_in("live", cmd.EndSession(reason="asked")).state)
    assert shelf.products() == (OTHER,)


def test_what_was_oversold_leaves_none(shelf: Shelf) -> None:
    shelf.put(replace(SOLD, stock_milli=30_000))
    keep_stock_left(shelf, sold_in("live", cmd.EndSession(reason="asked")).state)
    assert shelf.products()[0].stock_milli == 0


def test_a_shelf_that_cannot_be_read_is_left_alone(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    shelf.path.write_bytes(b"{")
    keep_stock_left(shelf, sold_in("live", cmd.EndSession(reason="asked")).state)
    assert shelf.path.read_bytes() == b"{"
    assert "could not be brought up to date" in caplog.text


def test_what_a_harvest_sold_leaves_its_rows_once(tmp_path: Path) -> None:
    kilo = replace(SOLD, stock_milli=200_000, pool="Vườn nhà")
    box = replace(OTHER, stock_milli=None, pool="vườn nhà")
    shelf = Shelf(tmp_path)
    shelf.replace((box, kilo, GOODS[2]))
    log = Log(
        opening(mode="live", products=shelf.products()),
        order("o1", (box.sku, 4_000)),
        order("o2", (kilo.sku, 10_000)),
        order("o3", (box.sku, 4_000), confirmed=False),
        cmd.EndSession(reason="asked"),
    )
    keep_stock_left(shelf, log.state)
    assert shelf.products() == (box, replace(kilo, stock_milli=170_000), GOODS[2])


def test_a_harvest_that_was_shared_only_on_the_shelf_loses_what_was_sold(tmp_path: Path) -> None:
    log = sold_in("live", cmd.EndSession(reason="asked"))
    shelf = Shelf(tmp_path)
    shelf.replace((replace(SOLD, stock_milli=200_000, pool="Vườn nhà"), OTHER))
    keep_stock_left(shelf, log.state)
    assert shelf.products()[0].stock_milli == 150_000


@pytest.mark.parametrize("pool", ["Vườn nhà", ""])
def test_goods_that_moved_between_harvests_leave_the_shelf_as_the_show_left_them(
    pool: str, tmp_path: Path
) -> None:
    kilo = replace(SOLD, stock_milli=100_000, pool="Vườn nhà")
    box = replace(OTHER, stock_milli=10_000, pool="" if pool else "Vườn nhà")
    shelf = Shelf(tmp_path)
    shelf.replace((kilo, replace(box, pool=pool)))
    log = Log(
        opening(mode="live", products=(kilo, box)),
        order("o1", (kilo.sku, 10_000)),
        order("o2", (box.sku, 8_000)),
        cmd.ListProduct(product=replace(box, pool=pool)),
        order("o3", (box.sku, 1_000)),
        cmd.EndSession(reason="asked"),
    )
    keep_stock_left(shelf, log.state)
    left_g = sum(weight_g(one, one.stock_milli or 0) or 0 for one in shelf.products())
    assert left_g == 100_000 + 50_000 - 10_000 - 45_000
