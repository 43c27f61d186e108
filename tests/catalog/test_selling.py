"""What a buyer wrote, in selling units."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.catalog.selling import (
    MAX_QUANTITY_MILLI,
    BadQuantity,
    amount_vnd,
    listed_sku,
    quantity_milli_for,
    stock_milli_for,
    weight_g,
    weight_in_name_g,
)
from host_assistant.values.quantity import Quantity, format_milli, format_weight_exact
from tests.catalog.samples import product

KG = product()
BOX = product("thùng", 5000)
SHOES = product("đôi", None)


@pytest.mark.parametrize(
    ("written", "quantity_milli"),
    [
        ("5 kg", 5000),
        ("3 ký", 3000),
        ("2,5", 2500),
        ("2,5kg", 2500),
        ("2 tạ", 200_000),
        ("nửa tạ", 50_000),
        ("1 cân 2 lạng", 1200),
        ("500 g", 500),
        ("1 chục", 10_000),
        ("7", 7000),
        (7, 7000),
        (Decimal("1.125"), 1125),
        (Decimal("1E+2"), 100_000),
        (Quantity(5000, "kg"), 5000),
    ],
)
def test_goods_sold_by_weight(written: str | int | Decimal | Quantity, quantity_milli: int) -> None:
    assert quantity_milli_for(KG, written) == quantity_milli


@pytest.mark.parametrize(
    ("written", "quantity_milli"),
    [
        ("2 thùng", 2000),
        ("2 THUNG", 2000),
        ("10 kg", 2000),
        ("1 tạ", 20_000),
        ("3", 3000),
        ("1 chục", 10_000),
        ("1 chục thùng", 10_000),
        ("1 tá", 12_000),
        ("2 cái", 2000),
    ],
)
def test_goods_sold_by_the_box(written: str, quantity_milli: int) -> None:
    assert quantity_milli_for(BOX, written) == quantity_milli


def test_a_unit_of_ones_own_is_known_by_its_first_word() -> None:
    assert quantity_milli_for(product("sọt to", None), "2 sọt") == 2000


def test_a_product_sold_by_ten_is_ordered_by_ten() -> None:
    assert quantity_milli_for(product("chục", None), "2 chục") == 2000


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("nhiều", "unreadable"),
        ("", "unreadable"),
        ("-2", "unreadable"),
        (-2, "unreadable"),
        (Decimal("NaN"), "unreadable"),
        ("2 hộp", "other_unit"),
        ("7 kg", "not_whole"),
        ("2,5 thùng", "not_whole"),
        ("nửa thùng", "not_whole"),
        (Decimal("0.5"), "not_whole"),
        (Decimal("1.0005"), "not_whole"),
        ("0", "zero"),
        (0, "zero"),
        (1_000_001, "too_large"),
        ("999999999999999 thùng", "too_large"),
        (Decimal("1E+999999"), "too_large"),
    ],
)
def test_what_is_no_quantity_of_boxes(written: str | int | Decimal, reason: str) -> None:
    with pytest.raises(BadQuantity) as refusal:
        quantity_milli_for(BOX, written)
    assert refusal.value.reason == reason


def test_a_weight_of_what_has_none_cannot_be_counted() -> None:
    with pytest.raises(BadQuantity) as refusal:
        quantity_milli_for(SHOES, "5 kg")
    assert refusal.value.reason == "no_weight"


@pytest.mark.parametrize(
    ("written", "sku"),
    [("vt1", "VT1"), ("VT1", "VT1"), ("trà-1", "TRA-1"), ("ab", "AB"), ("Ab", "Ab"), ("x", None)],
)
def test_a_code_is_known_whatever_its_case(written: str, sku: str | None) -> None:
    assert listed_sku(("VT1", "TRA-1", "AB", "Ab"), written) == sku


@given(st.integers(1, MAX_QUANTITY_MILLI))
def test_what_is_printed_is_ordered(quantity_milli: int) -> None:
    assert quantity_milli_for(KG, f"{format_milli(quantity_milli)} kg") == quantity_milli


@given(st.integers(0, 10**12), st.integers(0, 10**6))
def test_whole_units_cost_their_price_each(price_vnd: int, units: int) -> None:
    assert amount_vnd(price_vnd, units * 1000) == price_vnd * units


def test_half_a_dong_goes_up() -> None:
    assert amount_vnd(35_001, 500) == 17_501
    assert amount_vnd(1, 499) == 0


def test_weights_of_quantities() -> None:
    assert weight_g(KG, 2500) == 2500
    assert weight_g(BOX, 2000) == 10_000
    assert weight_g(product("tạ", None), 500) == 50_000
    assert weight_g(SHOES, 2000) is None


def test_stock_may_be_zero() -> None:
    assert stock_milli_for(BOX, "0") == 0
    assert stock_milli_for(KG, "5 tấn") == 5_000_000


@pytest.mark.parametrize(
    ("unit", "weighs_g"),
    [
        ("gói 500g", 500),
        ("Gói 500 gr", 500),
        ("gói (500g)", 500),
        ("GOI 500G", 500),
        ("thùng 10 kg", 10_000),
        ("thung - 10kg", 10_000),
        ("chai 1,5 kg", 1500),
        ("sọt to 1 tạ", 100_000),
        ("túi nửa ký", 500),
        ("bao hai mươi cân", 20_000),
        ("túi 1 ký rưỡi", 1500),
        ("500g", 500),
        ("thùng", None),
        ("kg", None),
        ("chai 500ml", None),
        ("gói 0g", None),
        ("khăn 40x60 cm", None),
        ("gói 500g mới", None),
        ("thùng 12 gói 500g", None),
        ("thùng 12x500g", None),
        ("chục gói 500g", None),
        ("con 1,2-1,5 kg", None),
        ("gói 1,500 kg", None),
        ("đôi", None),
        ("", None),
    ],
)
def test_a_weight_in_a_units_name(unit: str, weighs_g: int | None) -> None:
    assert weight_in_name_g(unit) == weighs_g


@given(
    st.sampled_from(["gói", "Thùng", "chai to", "hũ", "bịch"]),
    st.integers(1, 10**7),
    st.booleans(),
    st.integers(1, 1000),
)
def test_what_weighs_as_its_unit_says_is_ordered_by_weight_and_by_the_piece(
    name: str, one_g: int, tight: bool, count: int
) -> None:
    weight = format_weight_exact(one_g)
    unit = f"{name} {weight.replace(' ', '') if tight else weight}"
    assert weight_in_name_g(unit) == one_g
    packed = product(unit, weight_in_name_g(unit))
    for written in (f"{count * one_g} g", f"{count} {unit}", f"{count} {name}", f"{count}"):
        assert quantity_milli_for(packed, written) == count * 1000, written
    assert weight_g(packed, count * 1000) == count * one_g
