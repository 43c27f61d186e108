"""Reading goods sheets: the real ones as they are, bad ones whole or not at all."""

from pathlib import Path

import pytest

from host_assistant.catalog.product import Product
from host_assistant.catalog.sheet import SheetReading, SheetRefused, read_sheet
from host_assistant.catalog.sheet_source import MAX_ROWS
from tests.catalog.samples import DATA, png

HEADER = "mã,tên,giá,đơn vị,quy đổi,tồn kho,ocop,ảnh\n"


def read(folder: Path, text: str) -> SheetReading:
    sheet = folder / "goods.csv"
    sheet.write_text(text, encoding="utf-8")
    return read_sheet(sheet, folder / "pictures")


def product_of(folder: Path, text: str) -> Product:
    reading = read(folder, text)
    assert reading.errors == ()
    return reading.products[0]


def problems(reading: SheetReading) -> list[tuple[int, str, str]]:
    assert reading.products == ()
    return [(error.line, error.column, error.reason) for error in reading.errors]


@pytest.mark.parametrize(("name", "count"), [("luc-ngan", 8), ("phu-xuyen", 3), ("quang-ninh", 4)])
def test_the_districts_sheets_import_as_they_are(name: str, count: int, tmp_path: Path) -> None:
    reading = read_sheet(DATA / f"{name}.csv", tmp_path)
    assert len(reading.products) == count
    assert reading.errors == ()
    assert reading.findings == ()


def test_the_first_product_of_luc_ngan_is_read_in_full(tmp_path: Path) -> None:
    assert read_sheet(DATA / "luc-ngan.csv", tmp_path).products[0] == Product(
        sku="VT1",
        name="Vải thiều Lục Ngạn loại 1",
        price_vnd=35_000,
        unit="kg",
        unit_weight_g=1000,
        stock_milli=40_000_000,
        origin="Lục Ngạn, Bắc Ninh",
        seller="HTX Nông nghiệp sạch Lục Ngạn",
        papers="VietGAP-TT-12-03-24-0017",
        story="Quả đỏ tươi, hạt nhỏ, cùi dày; hái trước 6 giờ sáng, đóng thùng lạnh trong ngày",
        name_en="Luc Ngan lychee grade 1",
        ocop=4,
    )


def test_prices_and_weights_as_the_sheets_write_them(tmp_path: Path) -> None:
    luc_ngan = read_sheet(DATA / "luc-ngan.csv", tmp_path).products
    assert [product.price_vnd for product in luc_ngan] == [
        35_000, 170_000, 28_000, 95_000, 55_000, 1_200_000, 120_000, 30_000,
    ]  # fmt: skip
    quang_ninh = read_sheet(DATA / "quang-ninh.csv", tmp_path).products
    assert [product.unit_weight_g for product in quang_ninh] == [500, 200, 50, 1600]
    assert quang_ninh[0].origin == "Hạ Long, Quảng Ninh"


def test_the_messy_sheet_is_refused_whole_and_names_its_seven_bad_rows(tmp_path: Path) -> None:
    reading = read_sheet(DATA / "messy.csv", tmp_path)
    assert problems(reading) == [
        (3, "mã", "missing"),
        (4, "tên", "missing"),
        (5, "giá", "unreadable"),
        (6, "giá", "negative"),
        (7, "mã", "duplicate"),
        (9, "tồn kho", "unreadable"),
        (10, "giá", "too_large"),
    ]
    assert reading.unknown_columns == ("ghi chú nội bộ",)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("A,a,0,kg,,,,", "giá", "zero"),
        ("A,a,,kg,,,,", "giá", "missing"),
        ("A,a,1.5,kg,,,,", "giá", "not_whole"),
        ("A,a,1tr50,kg,,,,", "giá", "ambiguous"),
        ("A,a,5k,tàn,,,,", "đơn vị", "bad_unit"),
        ("A,a,5k,thùng,5,,,", "quy đổi", "needs_unit"),
        ("A,a,5k,thùng,0 kg,,,", "quy đổi", "zero"),
        ("A,a,5k,kg,5 kg,,,", "quy đổi", "weight_differs"),
        ("A,a,5k,kg,,-1,,", "tồn kho", "negative"),
        ("A,a,5k,thùng,,5 kg,,", "tồn kho", "other_unit"),
        ('A,a,5k,thùng,,"0,5",,', "tồn kho", "not_whole"),
        ('A,a,5k,kg,,"40,000",,', "tồn kho", "ambiguous"),
        ("A,a,5k,kg,,,6,", "ocop", "bad_ocop"),
        (f"A,{'a' * 301},5k,kg,,,,", "tên", "too_long"),
        (f"{'A' * 41},a,5k,kg,,,,", "mã", "too_long"),
        ("A,a,35.000 đ,kg,,,,,thừa", "", "extra_cells"),
    ],
)
def test_a_bad_cell_is_named(row: str, column: str, reason: str, tmp_path: Path) -> None:
    reading = read(tmp_path, f"{HEADER}B,b,5k,kg,,,,\n{row}\n")
    assert problems(reading) == [(3, column, reason)]
    assert "{" not in reading.errors[0].message


def test_a_row_names_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    reading = read(tmp_path, f"{HEADER},,đắt,kg,,ít,7,\n")
    assert [column for _line, column, _reason in problems(reading)] == [
        "mã", "tên", "giá", "ocop", "tồn kho",
    ]  # fmt: skip


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    reading = read(tmp_path, '\nsku,name,price\n\nA,"hai\ndòng",5k\nB,b,đắt\n')
    assert problems(reading) == [(6, "price", "unreadable")]


@pytest.mark.parametrize("header", ["sku,name,price", "MÃ,Ten,GIÁ (đ)", "Mã sản phẩm,tên_hàng,gia"])
def test_headers_in_either_language_and_any_spelling(header: str, tmp_path: Path) -> None:
    assert product_of(tmp_path, f"{header}\nA,a,5k\n").price_vnd == 5000


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_separator_and_any_order(delimiter: str, tmp_path: Path) -> None:
    rows = [["giá", "đơn vị", "tên", "mã"], ["35.000", "kg", "Vải", "A"]]
    text = "\n".join(delimiter.join(row) for row in rows)
    product = product_of(tmp_path, text)
    assert (product.sku, product.name, product.price_vnd) == ("A", "Vải", 35_000)


def test_excels_own_hint_of_the_separator_is_followed(tmp_path: Path) -> None:
    reading = read(tmp_path, "sep=;\nmã;tên;giá\nA;a;đắt\n")
    assert problems(reading) == [(3, "giá", "unreadable")]


OFFICE = (
    "ỦY BAN NHÂN DÂN XÃ CHŨ;;;;\n"
    "DANH SÁCH HÀNG HÓA, THÁNG 6;;;;\n"
    ";;;;\n"
    "STT;Mã;Tên hàng;Đơn giá;Số lượng\n"
    "1;VT1;Vải thiều;35.000;{stock}\n"
    "2;VT2;Vải u hồng;28.000;50\n"
    "{total}\n"
)


@pytest.mark.parametrize(
    "total",
    ["Tổng cộng;;;;250", ";;Tổng:;;250", ";TONG CONG;;63.000;", ";;;Cộng;250", "Tổng cộng"],
)
def test_titles_and_totals_are_left_out_and_named(total: str, tmp_path: Path) -> None:
    reading = read(tmp_path, OFFICE.format(stock=200, total=total))
    assert reading.errors == ()
    assert [product.sku for product in reading.products] == ["VT1", "VT2"]
    assert [(one.line, one.text) for one in reading.skipped_lines] == [
        (1, "ỦY BAN NHÂN DÂN XÃ CHŨ"),
        (2, "DANH SÁCH HÀNG HÓA, THÁNG 6"),
        (7, total.strip(";").split(";")[0]),
    ]
    assert str(reading.skipped_lines[0]) == "1 “ỦY BAN NHÂN DÂN XÃ CHŨ”"


def test_lines_keep_their_numbers_below_a_title(tmp_path: Path) -> None:
    reading = read(tmp_path, OFFICE.format(stock="nhiều", total="Tổng cộng;;;;250"))
    assert problems(reading) == [(5, "Số lượng", "unreadable")]
    assert [one.line for one in reading.skipped_lines] == [1, 2, 7]
    bare = read(tmp_path, "Hàng tháng 6\n\nmã,tên,giá\nA,a,5k\n")
    assert [(one.line, one.reason) for one in bare.findings] == [(3, "unit_missing")]


@pytest.mark.parametrize(
    "total",
    [
        "Tổng cộng;T1;Giỏ quà;63.000;250",
        ";Tổng;Giỏ quà Tổng;63.000;5",
        "Tổng cộng;;;;250\n3;VT3;Vải;5k;1",
        "Tổng hợp;;;;250",
    ],
)
def test_what_may_be_goods_is_never_left_out(total: str, tmp_path: Path) -> None:
    reading = read(tmp_path, OFFICE.format(stock=200, total=total))
    assert [one.line for one in reading.skipped_lines] == [1, 2]
    assert len(reading.products) == 3 or {error.line for error in reading.errors} == {7}


def test_the_columns_may_be_named_in_the_tenth_row_and_no_later(tmp_path: Path) -> None:
    titles = "".join(f"Dòng {number}\n\n" for number in range(1, 10))
    goods = "mã,tên,giá,đơn vị\nA,a,5k,kg\n"
    assert len(read(tmp_path, titles + goods).products) == 1
    with pytest.raises(SheetRefused) as refused:
        read(tmp_path, "Dòng\n" + titles + goods)
    assert refused.value.code == "missing_columns"
    with pytest.raises(SheetRefused, match=r"columns: mã\."):
        read(tmp_path, "Danh sách\ntên,giá\nVải,5k\n")


def test_as_many_goods_as_can_be_read_have_a_title_and_a_total(tmp_path: Path) -> None:
    titles = "".join(f"Dòng {number}\n" for number in range(9))
    rows = "".join(f"A{number},a,5k,kg\n" for number in range(MAX_ROWS))
    goods = f"{titles}mã,tên,giá,đơn vị\n{rows}"
    assert len(read(tmp_path, goods + ",Tổng cộng,,\n").products) == MAX_ROWS
    with pytest.raises(SheetRefused) as refused:
        read(tmp_path, goods + "B,b,5k,kg\n,Tổng cộng,,\n")
    assert refused.value.code == "too_many_rows"


def test_unknown_columns_are_kept_in_their_order(tmp_path: Path) -> None:
    text = "ngày hái,mã,tên,giá,,độ ngọt\n3/6,A,a,5k,x,18 Brix\n,B,b,5k,,\n"
    reading = read(tmp_path, text)
    assert reading.unknown_columns == ("ngày hái", "cột 5", "độ ngọt")
    extra = [product.extra for product in reading.products]
    assert extra == [{"ngày hái": "3/6", "cột 5": "x", "độ ngọt": "18 Brix"}, {}]


def test_a_code_is_the_same_in_any_case_and_without_marks(tmp_path: Path) -> None:
    reading = read(tmp_path, "mã,tên,giá\nĐV1,a,5k\ndv1,b,5k\n")
    assert problems(reading) == [(3, "mã", "duplicate")]


def test_what_has_no_unit_is_sold_by_the_piece_and_that_is_said(tmp_path: Path) -> None:
    reading = read(tmp_path, "mã,tên,giá\nA,a,5k\n")
    assert reading.products[0].unit == "cái"
    assert [(f.line, f.column, f.reason) for f in reading.findings] == [
        (1, "đơn vị", "unit_missing")
    ]
    reading = read(tmp_path, "mã,tên,giá,đơn vị\nA,a,5k,kg\nB,b,5k,\n")
    assert [(f.line, f.reason) for f in reading.findings] == [(3, "unit_missing")]
    assert "by the piece" in reading.findings[0].message


@pytest.mark.parametrize(
    "name",
    [
        "Vải " * 74 + "ngon",
        "Vải thiều 🍒👨‍👩‍👧 ngon",
        "ليتشي من لوك نغان",
        "Tranh 40×60 cm “khảm trai”",
    ],
)
def test_names_of_300_characters_emoji_and_right_to_left_text_survive(
    name: str, tmp_path: Path
) -> None:
    assert len(name) <= 300
    assert product_of(tmp_path, f"mã,tên,giá\nA,{name},5k\n").name == name


def test_marks_that_turn_the_writing_around_are_dropped(tmp_path: Path) -> None:
    assert product_of(tmp_path, "mã,tên,giá\nA,Vải\u202e ngon\u2066,5k\n").name == "Vải ngon"


@pytest.mark.parametrize(("written", "stars"), [("4", 4), ("5 sao", 5), ("⭐⭐⭐", 3), ("", None)])
def test_ocop_stars(written: str, stars: int | None, tmp_path: Path) -> None:
    assert product_of(tmp_path, f"mã,tên,giá,ocop\nA,a,5k,{written}\n").ocop == stars


def test_stock_is_counted_in_the_selling_unit(tmp_path: Path) -> None:
    reading = read(
        tmp_path, f"{HEADER}A,a,5k,kg,,5 tấn,,\nB,b,5k,thùng,5 kg,1 tạ,,\nC,c,5k,kg,,,,\n"
    )
    assert [p.stock_milli for p in reading.products] == [5_000_000, 20_000, None]


def test_a_unit_named_after_its_weight_weighs_that_unless_the_sheet_says_otherwise(
    tmp_path: Path,
) -> None:
    reading = read(
        tmp_path,
        HEADER + "A1,Chè,30k,gói 500g,,20 kg,,\nA2,Chè,30k,Gói 500g,450 g,,,\nA3,Mật,90k,"
        '"chai 1,5 kg",,,,\n',
    )
    assert reading.errors == ()
    assert [(one.unit, one.unit_weight_g, one.stock_milli) for one in reading.products] == [
        ("gói 500g", 500, 40_000),
        ("Gói 500g", 450, None),
        ("chai 1,5 kg", 1500, None),
    ]


def test_five_thousand_rows_are_read(tmp_path: Path) -> None:
    rows = "".join(f"A{number},a,5k\n" for number in range(MAX_ROWS))
    assert len(read(tmp_path, f"mã,tên,giá\n{rows}").products) == MAX_ROWS


def test_a_picture_beside_the_sheet_is_kept_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "vai.png").write_bytes(png())
    product = product_of(tmp_path, "mã,tên,giá,ảnh\nA,a,5k,vai.png\n")
    assert product.picture is not None
    assert (tmp_path / "pictures" / product.picture).read_bytes() == png()


def test_a_missing_picture_is_a_finding_and_no_error(tmp_path: Path) -> None:
    reading = read(tmp_path, "mã,tên,giá,đơn vị,ảnh\nA,a,5k,kg,vai.png\n")
    assert reading.products[0].picture is None
    assert [(f.line, f.column, f.reason, f.value) for f in reading.findings] == [
        (2, "ảnh", "picture_missing", "vai.png")
    ]
    assert "vai.png" in reading.findings[0].message


def test_no_picture_is_copied_for_a_sheet_with_errors(tmp_path: Path) -> None:
    (tmp_path / "vai.png").write_bytes(png())
    read(tmp_path, "mã,tên,giá,ảnh\nA,a,5k,vai.png\nB,b,đắt,\n")
    assert not (tmp_path / "pictures").exists()
