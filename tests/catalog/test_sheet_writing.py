"""What is exported imports back to the same goods, and runs no formula on the way."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from host_assistant.catalog.columns import read_header
from host_assistant.catalog.product import Product
from host_assistant.catalog.sheet import read_sheet
from host_assistant.catalog.sheet_problems import SheetRefused
from host_assistant.catalog.sheet_writing import SheetNotWritten, write_sheet
from host_assistant.values.vietnamese import clean_text, fold
from tests.catalog.samples import DATA, png, product

# Sheets are text, one line a cell, without what is stripped from every text on its way in.
TEXT = st.text(max_size=30).map(clean_text)
NAMED = st.text(min_size=1, max_size=20).map(clean_text).filter(bool)


def _is_free(column: str) -> bool:
    try:
        return len(read_header(["mã", "tên", "giá", column]).unknown) == 1
    except SheetRefused:
        return False


@st.composite
def goods(draw: st.DrawFn) -> tuple[Product, ...]:
    columns = draw(st.lists(NAMED.filter(_is_free), max_size=2, unique=True))
    codes = draw(st.lists(NAMED.filter(fold), min_size=1, max_size=4, unique_by=fold))
    return tuple(draw(products(code, columns)) for code in codes)


@st.composite
def products(draw: st.DrawFn, sku: str, columns: list[str]) -> Product:
    unit, weighs_g = draw(
        st.sampled_from([("kg", 1000), ("tạ", 100_000), ("thùng", 5000), ("sọt to", None)])
    )
    stock = draw(st.none() | st.integers(0, 10**9))
    pool = draw(st.sampled_from(["", "Vườn nhà", "=1"])) if weighs_g else ""
    whole = unit in ("thùng", "sọt to")
    return Product(
        sku=sku,
        name=draw(NAMED),
        price_vnd=draw(st.integers(1, 10**12)),
        unit=unit,
        unit_weight_g=weighs_g,
        stock_milli=None if stock is None else stock * 1000 if whole else stock,
        origin=draw(TEXT),
        seller=draw(TEXT),
        papers=draw(TEXT),
        story=draw(TEXT),
        name_en=draw(TEXT),
        story_en=draw(TEXT),
        ocop=draw(st.sampled_from([None, 3, 4, 5])),
        pool=pool,
        extra={name: text for name in columns if (text := draw(TEXT))},
    )


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".CSV"])
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(goods())
def test_what_is_exported_imports_back(
    suffix: str, tmp_path: Path, exported: tuple[Product, ...]
) -> None:
    sheet = tmp_path / f"goods{suffix}"
    write_sheet(exported, sheet)
    reading = read_sheet(sheet, tmp_path)
    assert reading.errors == ()
    assert reading.products == exported


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("name", ["luc-ngan", "phu-xuyen", "quang-ninh"])
def test_the_districts_goods_come_back(name: str, suffix: str, tmp_path: Path) -> None:
    exported = read_sheet(DATA / f"{name}.csv", tmp_path).products
    write_sheet(exported, tmp_path / f"goods{suffix}")
    assert read_sheet(tmp_path / f"goods{suffix}", tmp_path).products == exported


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_pictures_travel_with_the_sheet(suffix: str, tmp_path: Path) -> None:
    (tmp_path / "vai.png").write_bytes(png())
    (tmp_path / "goods.csv").write_text("mã,tên,giá,ảnh\nA,a,5k,vai.png\n", encoding="utf-8")
    imported = read_sheet(tmp_path / "goods.csv", tmp_path / "kept").products
    (tmp_path / "stick").mkdir()
    write_sheet(imported, tmp_path / "stick" / f"goods{suffix}", tmp_path / "kept")
    again = read_sheet(tmp_path / "stick" / f"goods{suffix}", tmp_path / "other")
    assert again.products == imported
    assert again.findings == ()


@pytest.mark.parametrize("name", ["=1+1", "+84 901", "-5", "@SUM(A1)", "'=x", "＝1"])
def test_no_cell_is_taken_for_a_formula(name: str, tmp_path: Path) -> None:
    goods_named = (Product(sku="A", name=name, price_vnd=5000, unit="cái", extra={name: name}),)
    for suffix in (".csv", ".xlsx"):
        write_sheet(goods_named, tmp_path / f"goods{suffix}")
        assert read_sheet(tmp_path / f"goods{suffix}", tmp_path).products == goods_named
    assert f",'{name}," in (tmp_path / "goods.csv").read_text(encoding="utf-8-sig")
    cell = openpyxl.load_workbook(tmp_path / "goods.xlsx").worksheets[0]["B2"]
    assert (cell.value, cell.data_type) == (f"'{name}", "s")


def test_csv_opens_in_excel_as_utf_8(tmp_path: Path) -> None:
    write_sheet([product()], tmp_path / "goods.csv")
    assert (tmp_path / "goods.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_numbers_of_a_workbook_are_read_exactly(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["mã", "tên", "giá", "đơn vị", "tồn kho", "ghi chú"])
    sheet.append([101, "Vải", 35_000.0, "kg", 1.125, 0.1])
    sheet.append(["=A2", "Cam", 1.2e6, "kg", 40_000, True])
    sheet.append([None] * 6)
    sheet.append([103, "Mật", 0.5, "chai", 3, "#N/A"])
    book.save(tmp_path / "goods.xlsx")
    reading = read_sheet(tmp_path / "goods.xlsx", tmp_path)
    # A formula that no program has calculated yet is an empty cell.
    assert [(e.line, e.column, e.reason) for e in reading.errors] == [
        (3, "mã", "missing"),
        (5, "giá", "not_whole"),
    ]
    sheet["A3"], sheet["C5"] = 102, 500_000
    book.save(tmp_path / "goods.xlsx")
    first, second, third = read_sheet(tmp_path / "goods.xlsx", tmp_path).products
    assert (first.sku, first.price_vnd, first.stock_milli) == ("101", 35_000, 1125)
    assert (second.price_vnd, second.stock_milli) == (1_200_000, 40_000_000)
    assert [p.extra["ghi chú"] for p in (first, second, third)] == ["0,1", "True", "#N/A"]


def test_a_workbook_of_an_office_has_a_title_and_a_total(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "DANH SÁCH HÀNG HÓA"
    sheet.merge_cells("A1:D1")
    sheet["A3"], sheet["B3"], sheet["C3"], sheet["D3"] = "Mã", "Tên", "Giá", "ĐVT"
    sheet["A4"], sheet["B4"], sheet["C4"], sheet["D4"] = "VT1", "Vải", 35_000, "kg"
    sheet["A5"], sheet["C5"] = "Tổng cộng", 35_000
    book.save(tmp_path / "goods.xlsx")
    reading = read_sheet(tmp_path / "goods.xlsx", tmp_path)
    assert [product.sku for product in reading.products] == ["VT1"]
    assert [one.line for one in reading.skipped_lines] == [1, 5]


def test_another_kind_of_file_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(SheetNotWritten, match=r"\.csv or \.xlsx"):
        write_sheet([product()], tmp_path / "goods.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(SheetNotWritten, match="unchanged"):
        write_sheet([product()], tmp_path / "nowhere" / "goods.csv")
    (tmp_path / "goods.csv").mkdir()
    with pytest.raises(SheetNotWritten, match="Close the file"):
        write_sheet([product()], tmp_path / "goods.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["goods.csv"]
