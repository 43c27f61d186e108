"""What may be written about a product, and what is refused with which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.catalog.product import Product
from ui.pages.goods.fields import IN_DETAILS, IN_TABLE, Unwritten, read, read_all, written

LYCHEE = Product(
    sku="VT1",
    name="Vải thiều loại 1",
    price_vnd=35_000,
    unit="kg",
    unit_weight_g=1_000,
    stock_milli=40_000_000,
    picture="a.jpg",
    ocop=4,
    extra={"ghi chú": "hái sáng"},
)
BOX = Product(sku="VT5", name="Thùng vải", price_vnd=170_000, unit="thùng", unit_weight_g=5_000)


@pytest.mark.parametrize(
    ("key", "text", "attribute", "value"),
    [
        ("price", "38k", "price_vnd", 38_000),
        ("price", "1tr2", "price_vnd", 1_200_000),
        ("price", "35.000 đ", "price_vnd", 35_000),
        ("stock", "2 tấn", "stock_milli", 2_000_000),
        ("stock", "", "stock_milli", None),
        ("stock", "0", "stock_milli", 0),
        ("ocop", "5", "ocop", 5),
        ("ocop", "", "ocop", None),
        ("name", "  Vải   u hồng ", "name", "Vải u hồng"),
        ("origin", "Lục Nam", "origin", "Lục Nam"),
    ],
)
def test_what_people_write_is_read(key: str, text: str, attribute: str, value: object) -> None:
    changed = read(key, LYCHEE, text)  # type: ignore[arg-type]
    assert getattr(changed, attribute) == value
    assert changed.picture == "a.jpg"
    assert changed.extra == {"ghi chú": "hái sáng"}


@pytest.mark.parametrize(
    ("key", "text", "word"),
    [
        ("price", "ba lăm", "ba lăm"),
        ("price", "0", "zero"),
        ("price", "-5k", "less than zero"),
        ("price", "", "empty"),
        ("stock", "nhiều lắm", "nhiều lắm"),
        ("ocop", "7", "OCOP"),
        ("name", "", "empty"),
        ("name", "x" * 301, "too long"),
        ("unit_weight", "2 kg", "selling unit"),
    ],
)
def test_what_cannot_be_is_refused_in_words(key: str, text: str, word: str) -> None:
    with pytest.raises(Unwritten, match=word):
        read(key, LYCHEE, text)  # type: ignore[arg-type]


def test_a_code_is_taken_once() -> None:
    with pytest.raises(Unwritten, match="belongs to “Vải thiều loại 1”"):
        read("sku", BOX, "vt1", [LYCHEE])


def test_a_kilogram_weighs_nothing_for_a_box() -> None:
    assert read("unit", LYCHEE, "thùng").unit_weight_g is None
    assert read("unit", BOX, "giỏ").unit_weight_g == 5_000
    assert read("unit", BOX, "kg").unit_weight_g == 1_000


def test_a_unit_with_a_weight_in_its_name_weighs_that() -> None:
    changed = read("unit", BOX, "thùng 10kg")
    assert (changed.unit, changed.unit_weight_g) == ("thùng 10kg", 10_000)
    assert read("unit_weight", changed, "9,5 kg").unit_weight_g == 9_500
    assert read("unit", changed, "gói 500g").unit_weight_g == 500
    assert read("unit", changed, "thùng").unit_weight_g is None


def test_a_harvest_is_shared_only_by_what_has_a_weight() -> None:
    shared = read("pool", LYCHEE, "Vườn nhà")
    assert shared.pool == "Vườn nhà"
    assert read("stock", shared, "5").pool == "Vườn nhà"
    assert read("pool", shared, "").pool == ""
    for key, text in (("unit", "rổ"), ("unit", "")):
        with pytest.raises(Unwritten, match="weighs"):
            read(key, shared, text)  # type: ignore[arg-type]


def test_every_wrong_field_is_named_at_once() -> None:
    with pytest.raises(Unwritten) as refused:
        read_all({"sku": "", "name": "Vải", "price": "lắm tiền", "unit": "kg"})
    assert set(refused.value.problems) == {"sku", "price"}


@given(
    price=st.integers(1, 10**10),
    stock=st.integers(0, 10**7),
    weight=st.integers(1, 10**6),
    ocop=st.sampled_from([None, 3, 4, 5]),
)
def test_what_is_shown_reads_back(price: int, stock: int, weight: int, ocop: int | None) -> None:
    product = Product(
        sku="X1",
        name="Món",
        price_vnd=price,
        unit="thùng",
        unit_weight_g=weight,
        stock_milli=stock * 1000,
        ocop=ocop,
    )
    for key in (*IN_TABLE, *IN_DETAILS):
        assert read(key, product, written(key, product)) == product
