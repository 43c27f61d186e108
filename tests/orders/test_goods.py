"""Catalogues that make reading hard."""

import pytest

from host_assistant.catalog.product import Product
from host_assistant.orders.reader import Reader
from tests.orders.labelled import lines_of


def product(sku: str, name: str, unit: str = "cái", weight_g: int | None = None) -> Product:
    return Product(sku=sku, name=name, price_vnd=50_000, unit=unit, unit_weight_g=weight_g)


def test_codes_that_are_numbers() -> None:
    reader = Reader([product("12", "Áo thêu"), product("07", "Khăn thêu"), product("5", "Túi cói")])
    for text in ("chốt mã 12", "lấy số 12", "ms 12 nhé", "mã hàng 12 1 cái"):
        reading = reader.read(text, "07")
        assert lines_of(reading) == [("12", 1)], text
        assert reading.sure
    assert lines_of(reader.read("mã 7 2 cái", "12")) == [("07", 2)]
    assert not reader.read("chốt 12", "07").sure
    assert reader.read("chốt 2", "07").sure


def test_codes_that_are_words() -> None:
    reader = Reader([product("CHO", "Chổi đót"), product("EM", "Đèn mây"), product("K", "Kệ tre")])
    for text in ("cho em 2 cái", "CHO EM 2 CÁI"):
        assert lines_of(reader.read(text, "CHO")) == [("CHO", 2)]
    assert reader.read("có ship không em", "CHO").kind == "question"


def test_a_word_of_two_names_is_not_guessed() -> None:
    reader = Reader([product("A1", "Nón lá Huế"), product("A2", "Nón quai thao")])
    reading = reader.read("lấy 2 nón", None)
    assert (reading.kind, reading.lines, reading.sure) == ("order", (), False)
    assert lines_of(reader.read("lấy 2 nón quai thao", None)) == [("A2", 2)]
    assert lines_of(reader.read("lấy 2 nón", "A1")) == [("A1", 2)]


def test_names_like_the_words_of_a_sentence() -> None:
    reader = Reader(
        [product("O1", "Ổi lê", "kg"), product("D1", "Dừa", "trái"), product("B1", "Bơ sáp", "kg")]
    )
    assert reader.read("em ơi", "O1").kind == "other"
    assert reader.read("em oi", "O1").kind == "other"
    assert lines_of(reader.read("2kg ổi", "D1")) == [("O1", 2)]
    assert lines_of(reader.read("2kg bơ", "D1")) == [("B1", 2)]
    assert reader.read("bỏ đơn giúp em", "B1").kind == "cancel"


@pytest.mark.parametrize("count", [1, 400])
def test_many_goods(count: int) -> None:
    reader = Reader([product(f"SP{n}", f"Mặt hàng thứ {n}") for n in range(1, count + 1)])
    assert lines_of(reader.read(f"sp{count} 2 cái", "SP1")) == [(f"SP{count}", 2)]


def test_empty_and_odd_names() -> None:
    reader = Reader([product("X", ""), product("-", "???", ""), product("Ω1", "Ωmega", "KG")])
    assert reader.read("chốt 5kg", "X").kind == "order"
    assert lines_of(reader.read("2 kg", "Ω1")) == [("Ω1", 2)]


def test_goods_sold_by_the_chuc() -> None:
    reader = Reader([product("NC", "Nem chua", "chục"), product("BR", "Bánh răng bừa", "cái")])
    assert lines_of(reader.read("lấy 3 chục nem chua", "BR")) == [("NC", 3)]
    assert lines_of(reader.read("chục rưỡi nem chua nhé", "BR")) == [("NC", None)]
    assert lines_of(reader.read("nem chua 2", "BR")) == [("NC", 2)]
    assert not reader.read("lấy 20 cái nem chua", "BR").sure
    assert lines_of(reader.read("bánh răng bừa 2 chục", "NC")) == [("BR", 20)]
    assert lines_of(reader.read("vài chục bánh răng bừa", "NC")) == [("BR", None)]


def test_a_name_that_begins_with_its_unit() -> None:
    reader = Reader(
        [product("VT5", "Thùng 5 kg", "thùng", 5_000), product("MO", "Mật ong", "chai")]
    )
    for text in ("chốt VT5 2 thùng", "VT5 2 thùng nhé", "lấy 2 thùng"):
        reading = reader.read(text, None)
        assert (lines_of(reading), reading.sure) == ([("VT5", 2)], True), text


SAMPLE = [
    product("VT1", "Vải thiều Lục Ngạn loại 1", "kg", 1_000),
    product("VUH", "Vải u hồng đầu mùa", "kg", 1_000),
    product("MCH", "Mỳ Chũ truyền thống 1 kg", "gói"),
]


@pytest.mark.parametrize("text", ["chot 10kg vai u hong", "vai u hong 10kg nha"])
def test_a_name_that_ends_like_another_word_when_typed_without_marks(text: str) -> None:
    reading = Reader(SAMPLE).read(text, "VT1")
    assert (reading.kind, lines_of(reading), reading.sure) == ("order", [("VUH", 10)], False)


@pytest.mark.parametrize("text", ["1kg vải 0909", "3kg vải 090912", "2kg vải thiều nhé 0912 34"])
def test_half_a_telephone_number_loses_no_order(text: str) -> None:
    reading = Reader(SAMPLE).read(text, "VT1")
    assert (reading.kind, reading.sure) == ("order", False)


def test_an_order_that_begins_with_a_sigh() -> None:
    reading = Reader(SAMPLE).read("à cho em 2kg vải 0912345678", "VT1")
    assert (lines_of(reading), reading.sure) == ([("VT1", 2)], True)
    assert Reader(SAMPLE).read("2kg vải à", "VT1").kind == "question"


def test_a_slip_put_right_is_an_order_to_be_looked_at() -> None:
    reading = Reader(SAMPLE).read("nhầm, 3 gói mỳ chũ nhé", "VT1")
    assert (reading.kind, lines_of(reading), reading.sure) == ("order", [("MCH", 3)], False)
