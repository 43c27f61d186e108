"""Orders as parcels, and what must be picked for them."""

from __future__ import annotations

from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from host_assistant.journal import Journal
from host_assistant.journal.export import export
from host_assistant.journal.morning_sheets import parcel_mark
from host_assistant.journal.orders import OrderRow
from host_assistant.journal.parcels import parcels_of, picked
from host_assistant.show.buyer import Buyer
from host_assistant.show.events import OrderLine, SessionEnded
from host_assistant.show.vocabulary import OrderStatus
from tests.journal.support import LYCHEE, SESSION, SHOES, hoa, line, opened, order, records


def row(
    order_id: str,
    *lines: OrderLine,
    phone: str = "",
    address: str = "",
    country: str = "",
    name: str = "",
    status: OrderStatus = "confirmed",
) -> OrderRow:
    bought = lines or (line(),)
    return OrderRow(
        order_id=order_id,
        sequence=1,
        placed_at=0,
        placed_ms=0,
        status=status,
        source="desk",
        total_vnd=sum(one.amount_vnd for one in bought),
        weight_g=sum(one.weight_g or 0 for one in bought),
        buyer_id=f"b-{order_id}",
        buyer_label="chị H.",
        buyer=Buyer(name=name, phone=phone, address=address, country=country),
        lines=bought,
    )


def orders_in(rows: list[OrderRow]) -> list[tuple[str, ...]]:
    return [tuple(one.order_id for one in parcel.orders) for parcel in parcels_of(rows)]


def test_orders_of_one_phone_number_go_into_one_parcel() -> None:
    rows = [
        row("a", phone="0901234567", address="12 Hàng Bạc, Hà Nội", name="chị Hoa"),
        row("b", phone="0907654321"),
        row("c", line(SHOES, 1_000), phone="+84 901 234 567"),
        row("d", line(quantity_milli=2_500), phone="0901234567", address="hà nội"),
    ]
    first, second = parcels_of(rows)
    assert [one.order_id for one in first.orders] == ["a", "c", "d"]
    assert (first.number, second.number) == (1, 2)
    assert first.buyer == Buyer(name="chị Hoa", phone="0901234567", address="12 Hàng Bạc, Hà Nội")
    assert [(goods.sku, goods.quantity_milli) for goods in first.goods] == [
        ("A1", 7_500),
        ("B1", 1_000),
    ]
    assert first.total_vnd == sum(rows[at].total_vnd for at in (0, 2, 3))
    assert "3 orders" in parcel_mark(first)
    assert parcel_mark(second) == ""


def test_nobody_knows_the_weight_of_a_parcel_with_goods_that_have_none() -> None:
    (parcel,) = parcels_of([row("a", line(), line(SHOES, 1_000), phone="0901234567")])
    assert parcel.weight_g is None


def test_two_addresses_of_one_phone_number_are_two_parcels_and_asked_about() -> None:
    rows = [
        row("a", phone="0901234567", address="12 Hàng Bạc, Hà Nội"),
        row("b", phone="0901234567", address="5 Trần Phú, Hà Nội"),
        row("c", phone="0901234567", address="Hà Nội"),
        row("d", phone="0901234567"),
        row("e", phone="0901234567", address="12 hang bac ha noi"),
    ]
    assert orders_in(rows) == [("a", "e"), ("b",), ("c",), ("d",)]
    assert all("another address" in parcel_mark(parcel) for parcel in parcels_of(rows))


def test_without_a_whole_phone_number_nothing_is_put_together() -> None:
    rows = [row(one, phone=phone) for one, phone in (("a", ""), ("b", ""), ("c", "0901"))]
    assert orders_in([*rows, row("d", phone="0901")]) == [("a",), ("b",), ("c",), ("d",)]
    assert not any(parcel.other_address for parcel in parcels_of(rows))


def test_only_confirmed_orders_are_packed() -> None:
    statuses: tuple[OrderStatus, ...] = ("pending", "cancelled", "confirmed")
    rows = [row(status, phone="0901234567", status=status) for status in statuses]
    assert orders_in(rows) == [("confirmed",)]


PHONES = st.sampled_from(["", "0901234567", "0907654321", "09"])
ADDRESSES = st.sampled_from(["", "Hà Nội", "12 Hàng Bạc, Hà Nội", "5 Trần Phú, Hà Nội", "Huế"])
LINES = st.builds(
    line, st.sampled_from([LYCHEE, SHOES]), st.integers(1, 9).map(lambda kg: kg * 1_000)
)
ROWS = st.lists(st.tuples(st.lists(LINES, min_size=1, max_size=3), PHONES, ADDRESSES), max_size=8)


@given(ROWS)
def test_nothing_is_lost_or_packed_twice(
    wanted: list[tuple[list[OrderLine], str, str]],
) -> None:
    rows = [
        row(f"o{at}", *lines, phone=phone, address=address)
        for at, (lines, phone, address) in enumerate(wanted)
    ]
    parcels = parcels_of(rows)
    packed = [one.order_id for parcel in parcels for one in parcel.orders]
    assert sorted(packed) == sorted(one.order_id for one in rows)
    assert sum(parcel.total_vnd for parcel in parcels) == sum(one.total_vnd for one in rows)
    for one in picked(parcels):
        lines = [each for order in rows for each in order.lines if each.sku == one.goods.sku]
        assert one.goods.quantity_milli == sum(each.quantity_milli for each in lines)
        assert one.goods.quantity_milli == sum(share.goods.quantity_milli for share in one.shares)


def test_the_sheets_say_what_to_pick_what_to_pack_and_what_waits(
    journal: Journal, tmp_path: Path
) -> None:
    buyer = hoa()
    waits = order("w", line(quantity_milli=9_000), buyer=buyer, confirmed=False)
    journal.append(
        SESSION,
        records(
            opened(),
            order("o1", buyer=buyer),
            order("o2", line(quantity_milli=2_500), line(SHOES, 1_000), buyer=buyer),
            order("o3"),
            order("o4", confirmed=False),
            msgspec.structs.replace(waits, waiting=True),
            SessionEnded(),
        ),
        [buyer],
    )
    export(journal, SESSION, "xlsx", tmp_path / "s.xlsx")
    book = load_workbook(tmp_path / "s.xlsx")
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    book.close()
    assert book.sheetnames[:4] == ["Packing", "Picking", "Parcels", "Pick tomorrow"]
    assert sheets["Picking"][2:] == [
        ("A1", "Vải thiều", 12.5, "kg", 12_500, None, "2 parcels"),
        (None, None, 7.5, "kg", 7_500, 1, "chị Hoa"),
        (None, None, 5, "kg", 5_000, 2, None),
        ("B1", "Giày da", 1, "đôi", None, None, "1 parcel"),
        (None, None, 1, "đôi", None, 1, "chị Hoa"),
    ]
    (first, second) = sheets["Parcels"][2:]
    assert first[:3] == (1, "chị Hoa", "0901234567")
    assert first[4] == "7,5 kg Vải thiều; 1 đôi Giày da"
    assert "2 orders of one phone number" in str(first[7])
    assert second[:3] == (2, None, None)
    (waiting,) = sheets["Pick tomorrow"][2:]
    assert waiting[5] == "9 kg Vải thiều"
    assert [row[2] for row in sheets["Orders"][1:]] == [
        *["confirmed"] * 3,
        "waiting",
        "pick tomorrow",
    ]


def test_without_a_waiting_list_there_is_no_sheet_for_it(journal: Journal, tmp_path: Path) -> None:
    journal.append(SESSION, records(opened(), order("o1"), SessionEnded()))
    export(journal, SESSION, "xlsx", tmp_path / "s.xlsx")
    book = load_workbook(tmp_path / "s.xlsx")
    book.close()
    assert "Pick tomorrow" not in book.sheetnames
