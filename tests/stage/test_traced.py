"""Every number that viewers see is traced to rows of the log, by SQL that knows nothing of states.

What is compared with is what stands printed on the cards. No text with a figure in it may stand on
a card that is neither traced nor somebody's own words.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from host_assistant.journal import Journal
from host_assistant.orders.bank_qr import bank_memo
from host_assistant.show import commands as cmd
from host_assistant.show.events import SessionOpened
from host_assistant.show.vocabulary import OVERLAY_SLOTS, OverlaySlot, Shape, ShowSetup
from host_assistant.stage.overlay.cards import (
    BankQr,
    Card,
    HowToOrder,
    OrderCounter,
    ProductCard,
    Ticker,
)
from host_assistant.stage.picture import TICKER_LINES, TICKER_MS, picture_of
from host_assistant.values.quantity import format_milli, format_weight
from tests.stage.log_rows import LATEST, SHOWN, Rows
from tests.support.shows import GOODS, Log, opening, order, play, steps
from tests.support.vietqr import read_payload

Steps = list[tuple[cmd.Command, int]]
SETUP = ShowSetup(
    host_name="Ngô Văn Cường",
    bank_bin="970436",
    bank_account="0123456789",
    bank_holder="Ngô Văn Cường",
)
# What the words around the numbers say; the numbers themselves come from the rows.
LEFT = re.compile(r"chỉ còn (.+)")


def check_counter(card: OrderCounter, rows: Rows) -> None:
    orders, weight_g = rows.one(
        "SELECT count(*), sum(weight_g) FROM orders WHERE status = 'confirmed'"
    )
    assert int(card.orders.replace(".", "")) == orders
    if weight_g:
        assert isinstance(weight_g, int)
        assert card.weight == format_weight(weight_g)
        return
    (pieces,) = rows.one(
        "SELECT sum(quantity) FROM order_lines JOIN orders USING (session_id, order_id)"
        " WHERE status = 'confirmed' AND order_lines.weight_g IS NULL"
    )
    if pieces:
        assert isinstance(pieces, int | float)
        assert card.weight == format_milli(round(pieces * 1000))
    else:
        assert card.weight == ""


def check_product(card: ProductCard, rows: Rows) -> None:
    assert rows.one(SHOWN) == (card.code,)
    price, usual = rows.prices(card.code)
    assert dong(card.price) == price
    if card.regular_price:
        assert dong(card.regular_price) == usual > price
    if card.special:
        promised = int(card.special.strip("−% "))
        assert 0 < promised <= (usual - price) * 100 / usual
    if left := LEFT.fullmatch(card.left):
        left_milli = rows.left_milli(card.code)
        assert left_milli is not None
        # By the kilogram the quantity is a weight, and thousandths of a unit are grams.
        by_weight = format_weight(left_milli) if card.unit == "kg" else ""
        assert left[1] in (by_weight, f"{format_milli(left_milli)} {card.unit}")
    elif card.left:
        assert card.left == "đã hết hàng"
        assert (rows.left_milli(card.code) or 0) <= 0


def check_ticker(card: Ticker, rows: Rows) -> None:
    order_id, status = rows.one(LATEST)
    assert status == "confirmed"
    lines = rows.all(
        "SELECT quantity, unit FROM order_lines WHERE order_id = :order_id ORDER BY line",
        order_id=order_id,
    )
    said = ", ".join(
        f"{format_milli(round(quantity * 1000))} {unit}"  # type: ignore[operator]
        for quantity, unit in lines[:TICKER_LINES]
    )
    assert card.ordered == f"– {said}" + ("…" if len(lines) > TICKER_LINES else "")


def check_bank(card: BankQr, rows: Rows) -> None:
    transfer = read_payload(card.payload)
    account = rows.one(
        "SELECT json_extract(data, '$.setup.bank_bin'), json_extract(data, '$.setup.bank_account')"
        " FROM events WHERE type = 'SessionOpened'"
    )
    assert (transfer.bin, transfer.account) == account
    if transfer.amount_vnd is None:
        assert (card.amount, card.amount_of, card.memo, transfer.memo) == ("", "", "", "")
        return
    (sku,) = rows.one(SHOWN)
    assert isinstance(sku, str)
    price, _usual = rows.prices(sku)
    assert transfer.amount_vnd == dong(card.amount) == price
    assert transfer.memo == bank_memo(sku)
    assert card.memo == f"Nội dung: {transfer.memo}"
    assert card.amount_of.startswith("1 ")


def check_how(card: HowToOrder, rows: Rows) -> None:
    assert rows.one(SHOWN) == (card.code,)


CHECKS: dict[OverlaySlot, object] = {
    "order_counter": check_counter,
    "product_card": check_product,
    "ticker": check_ticker,
    "bank_qr": check_bank,
    "how_to_order": check_how,
}
# Where a figure may stand: in a text that a check above compares, or in words of somebody's own.
TRACED: dict[OverlaySlot, set[str]] = {
    "order_counter": {"orders", "weight"},
    "product_card": {"price", "regular_price", "special", "left", "code"},
    "ticker": {"ordered"},
    "bank_qr": {"payload", "amount", "amount_of", "memo"},
    "how_to_order": {"code"},
}
OWN_WORDS: dict[OverlaySlot, set[str]] = {
    "product_card": {"name", "unit", "origin", "picture"},
    "ticker": {"thanks"},
    "host_banner": {"name", "title"},
    "notice": {"lines"},
    "bank_qr": {"product", "bank", "holder"},
}


def dong(printed: str) -> int:
    assert printed.endswith(" đ")
    return int(printed.removesuffix(" đ").replace(".", ""))


def check_all(overlays: Mapping[OverlaySlot, Card], rows: Rows) -> None:
    for slot, card in overlays.items():
        check = CHECKS.get(slot)
        if check is not None:
            check(card, rows)  # type: ignore[operator]
        for field, value in msgspec.structs.asdict(card).items():
            if re.search(r"\d", str(value)) and field != "ocop":
                assert field in TRACED.get(slot, set()) | OWN_WORDS.get(slot, set()), (slot, value)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def written(log: Log, folder: Path) -> Journal:
    path = folder / "lensong.db"
    for old in folder.glob("lensong.db*"):
        old.unlink()
    journal = Journal.open(path)
    first = log.records[0].event
    assert isinstance(first, SessionOpened)
    journal.append(first.session_id, log.records)
    return journal


@settings(max_examples=80)
@given(
    commands=steps(),
    sku=st.sampled_from(["VT1", "VT5", "GD01", None]),
    shape=st.sampled_from(["wide", "upright"]),
    paying=st.booleans(),
    wait_ms=st.sampled_from([0, TICKER_MS]),
)
def test_the_numbers_of_any_show_are_in_its_log(
    folder: Path, commands: Steps, sku: str | None, shape: Shape, paying: bool, wait_ms: int
) -> None:
    log = Log(opening(setup=replace(SETUP, shape=shape)))
    list(play(log, commands))
    last: tuple[cmd.Command, ...] = (
        cmd.EndBreak(),
        cmd.ChooseScene(scene="product"),
        cmd.ShowProduct(sku=sku),
        *(cmd.SetOverlay(slot=slot, shown=True) for slot in OVERLAY_SLOTS),
        cmd.SetOverlay(slot="bank_qr", shown=paying),
    )
    for command in last:
        log.take(command)
    with written(log, folder) as journal:
        check_all(picture_of(log.state, log.now_ms + wait_ms).overlays, Rows(journal.connection))


def test_a_show_with_every_number_on_the_picture(folder: Path) -> None:
    log = Log(
        opening(setup=SETUP, products=GOODS),
        cmd.ChooseScene(scene="product"),
        order("o1", ("VT5", 10_000), ("VT1", 2_500)),
        order("o2", ("VT5", 1_000)),
        cmd.CancelOrder(order_id="o2"),
        order("o3", ("VT5", 1_000), confirmed=False),
        cmd.ListProduct(product=replace(GOODS[1], stock_milli=13_000)),
        order("o4", ("VT5", 2_000), ("VT1", 1_000), ("GD01", 1_000), allow_oversell=True),
        cmd.ChangePrice(sku="VT5", price_vnd=149_000, for_s=60),
        cmd.ShowProduct(sku="VT5"),
    )
    overlays = dict(picture_of(log.state, log.now_ms).overlays)
    log.take(cmd.SetOverlay(slot="bank_qr", shown=True))
    overlays["bank_qr"] = picture_of(log.state, log.now_ms).overlays["bank_qr"]
    card, counter, ticker = (
        overlays["product_card"],
        overlays["order_counter"],
        overlays["ticker"],
    )
    assert isinstance(card, ProductCard)
    assert (card.price, card.regular_price, card.left) == (
        "149.000 đ",
        "170.000 đ",
        "chỉ còn 1 thùng",
    )
    assert isinstance(counter, OrderCounter)
    assert (counter.orders, counter.weight) == ("2", "63,5 kg")
    assert isinstance(ticker, Ticker)
    assert ticker.ordered == "– 2 thùng, 1 kg…"
    assert set(overlays) == set(CHECKS)
    with written(log, folder) as journal:
        check_all(overlays, Rows(journal.connection))


def test_a_number_that_no_row_says_is_noticed(folder: Path) -> None:
    log = Log(opening(setup=SETUP), cmd.ChooseScene(scene="camera"), order("o1"))
    overlays = dict(picture_of(log.state, log.now_ms).overlays)
    counter = overlays["order_counter"]
    assert isinstance(counter, OrderCounter)
    with written(log, folder) as journal:
        rows = Rows(journal.connection)
        check_all(overlays, rows)
        for inflated in (
            replace(counter, orders="2"),
            replace(counter, weight="5,1 kg"),
            replace(counter, weight_word="hơn 100 đơn hôm nay"),
        ):
            with pytest.raises(AssertionError):
                check_all({**overlays, "order_counter": inflated}, rows)


def test_what_is_left_of_a_shared_harvest_is_in_the_log(folder: Path) -> None:
    kilo = replace(GOODS[0], stock_milli=30_000, pool="Đồi sau")
    boxes = replace(GOODS[1], stock_milli=4_000, pool="Đồi sau")
    log = Log(
        opening(setup=SETUP, products=(kilo, boxes)),
        cmd.ChooseScene(scene="product"),
        cmd.ShowProduct(sku="VT5"),
        order("o1", ("VT1", 28_500)),
        order("o2", ("VT5", 3_000), confirmed=False),
        cmd.ConfirmOrder(order_id="o2"),
    )
    card = picture_of(log.state, log.now_ms).overlays["product_card"]
    assert isinstance(card, ProductCard)
    assert card.left == "chỉ còn 1 thùng"
    with written(log, folder) as journal:
        rows = Rows(journal.connection)
        begun_g = rows.number(
            "SELECT sum(json_extract(value, '$.stock_milli') * json_extract(value,"
            " '$.unit_weight_g') / 1000) FROM events, json_each(data, '$.products')"
            " WHERE events.type = 'SessionOpened' AND json_extract(value, '$.pool') = 'Đồi sau'"
        )
        sold_g = rows.number("SELECT sum(weight_g) FROM orders WHERE status = 'confirmed'")
    assert (begun_g - sold_g) // 5_000 == 1
