"""Several products of one harvest: what their rows say together, and what is left of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from host_assistant.catalog.pool import pool_key, pools_of, row_g, rows_without, units_in
from host_assistant.catalog.product import Product
from host_assistant.catalog.sheet import SheetReading, read_sheet
from host_assistant.catalog.shelf import Shelf
from tests.catalog.samples import product

HEADER = "mã,tên,giá,đơn vị,quy đổi,tồn kho,kho chung\n"
KILO = replace(product("kg", 1_000, "VT1"), stock_milli=100_000, pool="Vườn nhà")
BOX = replace(product("thùng", 5_000, "VT5"), stock_milli=20_000, pool="vuon nha")
TA = replace(product("tạ", 100_000, "VTA"), stock_milli=2_500, pool="Vườn nhà")


def read(folder: Path, rows: str) -> SheetReading:
    sheet = folder / "goods.csv"
    sheet.write_text(HEADER + rows, encoding="utf-8")
    return read_sheet(sheet, folder / "pictures")


def test_rows_of_one_harvest_are_added_up_and_the_sheet_says_so(tmp_path: Path) -> None:
    reading = read(
        tmp_path, "A,a,5k,kg,,100,Vườn nhà\nB,b,9k,thùng,5 kg,20,VƯỜN NHÀ\nC,c,1k,kg,,,\n"
    )
    assert [one.pool for one in reading.products] == ["Vườn nhà", "VƯỜN NHÀ", ""]
    (pool,) = pools_of(reading.products).values()
    assert (pool.name, pool.stock_g) == ("Vườn nhà", 200_000)
    (finding,) = reading.findings
    assert (finding.line, finding.column, finding.reason) == (2, "kho chung", "pool_added_up")
    assert "Vườn nhà" in finding.message
    assert "200 kg" in finding.message


def test_one_row_may_hold_the_stock_of_all(tmp_path: Path) -> None:
    reading = read(tmp_path, "A,a,5k,kg,,2 tấn,Vườn nhà\nB,b,9k,thùng,5 kg,,Vườn nhà\n")
    assert reading.findings == ()
    assert pools_of(reading.products)["vuon nha"].stock_g == 2_000_000


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("A,a,5k,kg,,100,Vườn nhà\nB,b,5k,kg,,,\n", "pool_alone"),
        ("A,a,5k,kg,,,Vườn nhà\nB,b,9k,thùng,5 kg,,Vườn nhà\n", "pool_uncounted"),
    ],
)
def test_a_harvest_that_is_not_shared_or_not_counted_is_told(
    rows: str, reason: str, tmp_path: Path
) -> None:
    (finding,) = read(tmp_path, rows).findings
    assert (finding.line, finding.reason) == (2, reason)
    assert "Vườn nhà" in finding.message


def test_goods_without_a_weight_cannot_share_a_harvest(tmp_path: Path) -> None:
    reading = read(tmp_path, "A,a,5k,kg,,100,Vườn nhà\nB,b,9k,rổ,,20,Vườn nhà\n")
    assert reading.products == ()
    (error,) = reading.errors
    assert (error.line, error.column, error.reason) == (3, "kho chung", "pool_without_weight")
    assert "5 kg" in error.message


def test_a_weight_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    (error,) = read(tmp_path, "B,b,9k,rổ,nặng,20,Vườn nhà\n").errors
    assert error.column == "quy đổi"


def test_the_shelf_keeps_the_harvest(tmp_path: Path) -> None:
    Shelf(tmp_path).replace((KILO, BOX))
    assert Shelf(tmp_path).products() == (KILO, BOX)


def test_what_has_no_weight_counts_by_itself() -> None:
    basket = replace(product("rổ", None), pool="Vườn nhà")
    assert pool_key(basket) == ""
    assert row_g(replace(basket, stock_milli=3_000)) is None
    assert units_in(basket, 5_000) == 0


@pytest.mark.parametrize(
    ("sold", "grams", "milli"),
    [
        (KILO, 12_345, 12_345),
        (TA, 250_000, 2_500),
        (BOX, 12_000, 2_000),
        (BOX, 4_999, 0),
        (BOX, -1, -1_000),
    ],
)
def test_grams_make_whole_units_of_what_is_not_weighed_out(
    sold: Product, grams: int, milli: int
) -> None:
    assert units_in(sold, grams) == milli


def stocks(*rows: Product) -> list[int | None]:
    return [row.stock_milli for row in rows]


def test_what_is_weighed_out_gives_first() -> None:
    assert stocks(*rows_without((BOX, KILO), 3_000)) == [20_000, 97_000]
    assert stocks(*rows_without((BOX, KILO), 103_000)) == [19_000, 2_000]
    assert stocks(*rows_without((BOX, KILO), 500_000)) == [0, 0]
    assert stocks(*rows_without((BOX, replace(KILO, stock_milli=None)), 3_000)) == [19_000, None]


ROWS = st.lists(st.sampled_from([KILO, BOX, TA]), unique_by=lambda row: row.sku, min_size=1)


@given(ROWS, st.integers(0, 600_000))
def test_a_sale_leaves_the_rows_once(rows: list[Product], sold_g: int) -> None:
    before_g = sum(row_g(row) or 0 for row in rows)
    after = rows_without(rows, sold_g)
    after_g = sum(row_g(row) or 0 for row in after)
    due_g = max(before_g - sold_g, 0)
    assert after_g <= due_g
    if KILO in rows:
        assert after_g == due_g
    assert [row.sku for row in after] == [row.sku for row in rows]
    assert all((row.stock_milli or 0) >= 0 for row in after)
