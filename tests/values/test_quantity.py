"""Weights and quantities as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.values.quantity import (
    GRAMS,
    MAX_NUMBER_MILLI,
    Quantity,
    canonical_unit,
    format_milli,
    format_weight,
    format_weight_exact,
    parse_quantity,
    parse_weight_g,
)
from host_assistant.values.unreadable import Unreadable
from host_assistant.values.vietnamese import fold

WEIGHTS_G = st.integers(0, 10**12)


@pytest.mark.parametrize(
    ("text", "weight_g"),
    [
        ("500 g", 500),
        ("200g", 200),
        ("500 gram", 500),
        ("3 lạng", 300),
        ("3 lạng rưỡi", 350),
        ("5 kg", 5000),
        ("5KG", 5000),
        ("1.4 kg", 1400),
        ("0,5 kg", 500),
        ("0,500 kg", 500),
        ("2 cân", 2000),
        ("3 ký", 3000),
        ("3 kí", 3000),
        ("mười ký", 10_000),
        ("hai mươi lăm kg", 25_000),
        ("1 ký lô", 1000),
        ("1kg2", 1200),
        ("2 cân 3 lạng", 2300),
        ("ký rưỡi", 1500),
        ("nửa ký", 500),
        ("1/2 kg", 500),
        ("1 yến", 10_000),
        ("1 tạ", 100_000),
        ("nửa tạ", 50_000),
        ("1 tạ rưỡi", 150_000),
        ("1 tạ 2", 120_000),
        ("1 tấn", 1_000_000),
        ("12,6 tấn", 12_600_000),
        ("54 tấn", 54_000_000),
        ("1.250 kg", 1_250_000),
    ],
)
def test_every_measure_is_read_with_and_without_marks(text: str, weight_g: int) -> None:
    assert parse_weight_g(text) == weight_g
    assert parse_weight_g(fold(text)) == weight_g
    assert parse_weight_g(text.upper()) == weight_g


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("5", "unknown_unit"),
        ("5 thùng", "unknown_unit"),
        ("5 tàn", "unknown_unit"),
        ("1 tá", "unknown_unit"),
        ("kg", "not_a_number"),
        ("nhiều lắm", "not_a_number"),
        ("5-10 kg", "unknown_unit"),
        ("5kg 2 thùng", "unknown_unit"),
        ("2 lạng 3 cân", "unknown_unit"),
        ("2,5 kg rưỡi", "not_a_number"),
        ("1,500 kg", "ambiguous"),
        ("0,0001 kg", "not_whole"),
        ("-2 kg", "negative"),
        ("999999999999999 tấn", "too_large"),
        ("ký " * 9000, "not_a_number"),
    ],
)
def test_what_is_no_weight_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_weight_g(text)
    assert refusal.value.reason == reason


@given(WEIGHTS_G)
def test_the_exact_form_parses_back(weight_g: int) -> None:
    assert parse_weight_g(format_weight_exact(weight_g)) == weight_g


@given(WEIGHTS_G)
def test_the_shown_form_never_says_more_and_misses_less_than_a_tenth(weight_g: int) -> None:
    shown_g = parse_weight_g(format_weight(weight_g))
    assert shown_g <= weight_g
    assert (weight_g - shown_g) * 10 <= weight_g


@given(st.integers(0, MAX_NUMBER_MILLI))
def test_thousandths_parse_back(number_milli: int) -> None:
    assert parse_quantity(format_milli(number_milli)) == Quantity(number_milli)


@given(st.integers(1, 10**6), st.sampled_from(sorted(GRAMS)))
def test_a_whole_number_of_a_measure_is_that_many_grams(number: int, unit: str) -> None:
    assert parse_weight_g(f"{number} {unit}") == number * GRAMS[unit]


@given(st.text(max_size=30))
def test_any_text_is_a_quantity_in_whole_thousandths_or_refused(text: str) -> None:
    try:
        quantity = parse_quantity(text)
    except Unreadable:
        return
    assert type(quantity.number_milli) is int
    assert 0 <= quantity.number_milli <= MAX_NUMBER_MILLI


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("3", Quantity(3000)),
        ("2,5", Quantity(2500)),
        ("40.000", Quantity(40_000_000)),
        ("5 kg", Quantity(5000, "kg")),
        ("nửa tạ", Quantity(500, "ta")),
        ("2 thùng", Quantity(2000, "thung")),
        ("2 THUNG", Quantity(2000, "thung")),
        ("2 thùng rưỡi", Quantity(2500, "thung")),
        ("2 sọt to", Quantity(2000, "sot to")),
        ("một chục", Quantity(1000, "chuc")),
        ("2 chục quả", Quantity(20_000, "qua")),
        ("1 tá", Quantity(1000, "dozen")),
        ("mười hai hộp", Quantity(12_000, "hop")),
        ("0,1234 kg", Quantity(123_400, "g")),
        ("0", Quantity(0)),
    ],
)
def test_quantities_keep_what_was_written(text: str, quantity: Quantity) -> None:
    assert parse_quantity(text) == quantity


@pytest.mark.parametrize(
    "text", ["vài ký", "5kg bao nhiêu tiền?", "nửa", "2 thùng 0901234567", "40,000", "²"]
)
def test_what_leaves_the_number_open_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_quantity(text)


@pytest.mark.parametrize(
    ("weight_g", "shown", "exact"),
    [
        (0, "0 g", "0 g"),
        (500, "500 g", "500 g"),
        (5000, "5 kg", "5 kg"),
        (1449, "1,4 kg", "1,449 kg"),
        (999_999, "999,9 kg", "999,999 kg"),
        (12_699_999, "12,6 tấn", "12.699,999 kg"),
        (12_650_000, "12,6 tấn", "12,65 tấn"),
        (54_000_000, "54 tấn", "54 tấn"),
    ],
)
def test_weights_as_they_are_printed(weight_g: int, shown: str, exact: str) -> None:
    assert format_weight(weight_g) == shown
    assert format_weight_exact(weight_g) == exact


def test_a_quantity_below_zero_is_not_printed() -> None:
    with pytest.raises(ValueError, match="-1"):
        format_milli(-1)


def test_units_are_compared_by_one_spelling() -> None:
    assert {canonical_unit(name) for name in ("kg", "Ký", "kí", "CÂN", "ký  lô")} == {"kg"}
    assert canonical_unit("Thùng") == canonical_unit("thung") == "thung"
