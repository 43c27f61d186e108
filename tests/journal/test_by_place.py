"""Where orders go: the province or country that the log itself keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from host_assistant.journal import Journal
from host_assistant.journal.by_place import PlaceRow, place_of, places_of
from host_assistant.journal.export import export
from host_assistant.journal.opening import state_of
from host_assistant.journal.orders import all_orders
from host_assistant.show.buyer import Buyer, SealedBuyer, seal
from host_assistant.show.events import OrderCancelled, SessionEnded
from host_assistant.values.buyers_name import mask_buyer
from host_assistant.values.places import country_in, province_in
from tests.journal.support import SESSION, SHOES, line, opened, order, records


def living_in(number: int, address: str, country: str = "") -> SealedBuyer:
    buyer = Buyer(name="chị Hoa", phone=f"09{number:08d}", address=address, country=country)
    return seal(buyer, buyer_id=f"b{number}", salt="c2FsdA")


@pytest.mark.parametrize(
    ("address", "province"),
    [
        ("12 Lê Lợi, Hải Châu, Đà Nẵng", "Đà Nẵng"),
        ("12 le loi hai chau da nang", "Đà Nẵng"),
        ("thành phố Hồ Chí Minh", "TP. Hồ Chí Minh"),
        ("TP Thái Bình", "Thái Bình"),
        ("Quận 7 Sài Gòn", "TP. Hồ Chí Minh"),
        ("phường 3 Đà Nẵng, Việt Nam", "Đà Nẵng"),
        ("Đông Anh – Hà Nội (gọi trước)", "Hà Nội"),
        ("12 Lê Lợi, Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Nam Định Vietnam", "Nam Định"),
        ("ngõ 5 Hà Nội", ""),
        ("số nhà 5 Thái Nguyên", ""),
        ("phố Huế", ""),
        ("gần chợ", ""),
    ],
)
def test_a_province_is_read_out_of_a_free_address(address: str, province: str) -> None:
    assert province_in(address) == province


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("Tokyo, Nhật", "Nhật Bản"),
        ("Seoul Hàn Quốc", "Hàn Quốc"),
        ("phố Hàn Quốc", ""),
        ("Nguyễn Văn Đức", ""),
        ("12 Hoàng Anh", ""),
        ("Hà Nội, Việt Nam", ""),
    ],
)
def test_a_country_is_read_only_where_it_can_mean_nothing_else(address: str, country: str) -> None:
    assert country_in(address) == country


@pytest.mark.parametrize(
    ("address", "country", "kind", "name"),
    [
        ("12 Cầu Giấy, Hà Nội", "", "province", "Hà Nội"),
        ("Lục Ngạn, Bắc Giang", "", "province", "Bắc Ninh"),
        ("Quy Nhơn, Bình Định", "VN", "province", "Gia Lai"),
        ("8 Kent St", "Australia", "abroad", "Úc"),
        ("Osaka, Nhật Bản", "", "abroad", "Nhật Bản"),
        ("gần cây đa", "", "unknown", ""),
        ("", "Wakanda", "unknown", ""),
    ],
)
def test_an_old_province_counts_to_the_one_of_today(
    address: str, country: str, kind: str, name: str
) -> None:
    place = place_of(mask_buyer("chị (Hà Nội) Hoa", address, country))
    assert (place.kind, place.name) == (kind, name)


def test_a_name_cannot_pass_for_a_place() -> None:
    assert place_of(mask_buyer("Hoa (Hà Nội)")).kind == "unknown"
    assert place_of("khách").kind == "unknown"
    assert place_of("").kind == "unknown"


@pytest.fixture
def sold(journal: Journal) -> Journal:
    buyers = [
        living_in(1, "12 Cầu Giấy, Hà Nội"),
        living_in(2, "Lạng Giang, Bắc Giang"),
        living_in(3, "Từ Sơn, Bắc Ninh"),
        living_in(4, "Tokyo", "Nhật Bản"),
    ]
    journal.append(
        SESSION,
        records(
            opened(),
            order("o1", buyer=buyers[0]),
            order("o2", buyer=buyers[1]),
            order("o3", line(SHOES, 1_000), buyer=buyers[2]),
            order("o4", buyer=buyers[3]),
            order("o5"),
            order("o6", buyer=buyers[0], confirmed=False),
            order("o7", buyer=buyers[0]),
            OrderCancelled(order_id="o7"),
            SessionEnded(),
        ),
        buyers,
    )
    return journal


def test_confirmed_orders_are_counted_by_place(sold: Journal) -> None:
    rows = places_of(all_orders(sold, SESSION))
    assert rows == (
        PlaceRow(kind="province", name="Bắc Ninh", orders=2, weight_g=5_000, revenue_vnd=625_000),
        PlaceRow(kind="province", name="Hà Nội", orders=1, weight_g=5_000, revenue_vnd=175_000),
        PlaceRow(kind="abroad", name="Nhật Bản", orders=1, weight_g=5_000, revenue_vnd=175_000),
        PlaceRow(kind="unknown", name="", orders=1, weight_g=5_000, revenue_vnd=175_000),
    )
    session = sold.session(SESSION)
    assert session is not None
    assert sum(row.orders for row in rows) == session.orders
    assert sum(row.revenue_vnd for row in rows) == session.revenue_vnd
    assert sum(row.weight_g for row in rows) == session.weight_g


def test_the_state_and_the_log_tell_the_same(sold: Journal) -> None:
    of_log = places_of(all_orders(sold, SESSION))
    assert places_of(state_of(sold, SESSION).orders.values()) == of_log
    sold.connection.execute("DELETE FROM buyers")
    assert places_of(all_orders(sold, SESSION)) == of_log


def test_places_have_a_sheet_of_their_own(sold: Journal, tmp_path: Path) -> None:
    export(sold, SESSION, "xlsx", tmp_path / "s.xlsx")
    book = load_workbook(tmp_path / "s.xlsx")
    rows = list(book["By place"].iter_rows(values_only=True))
    book.close()
    assert rows[1] == ("Bắc Ninh", 2, 5_000, 625_000)
    assert [row[0] for row in rows[2:]] == ["Hà Nội", "Nhật Bản (abroad)", "unknown place"]
