"""Money: every form of the trade is read, what is printed reads back, nonsense never counts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.values.money import MAX_VND, format_vnd, format_vnd_short, parse_vnd
from host_assistant.values.unreadable import Unreadable
from host_assistant.values.vietnamese import fold, speak_number

AMOUNTS = st.integers(0, MAX_VND)


@pytest.mark.parametrize(
    ("text", "amount_vnd"),
    [
        ("35.000 đ", 35_000),
        ("35.000đ", 35_000),
        ("35.000\u00a0₫", 35_000),
        ("₫ 35.000", 35_000),
        ("35.000 đồng", 35_000),
        ("35000 VND", 35_000),
        ("35000 vnđ", 35_000),
        ("1.250.000 đ", 1_250_000),
        ("1.250.000,00", 1_250_000),
        ("35,000", 35_000),
        ("35000", 35_000),
        ("55.000", 55_000),
        ("0", 0),
        ("35k", 35_000),
        ("35 K", 35_000),
        ("35,5k", 35_500),
        ("35k5", 35_500),
        ("35 nghìn", 35_000),
        ("35 ngàn", 35_000),
        ("35 ngan dong", 35_000),
        ("320 nghìn", 320_000),
        ("1tr2", 1_200_000),
        ("1TR25", 1_250_000),
        ("1tr250", 1_250_000),
        ("1tr05", 1_050_000),
        ("1,5tr", 1_500_000),
        ("1.5 triệu", 1_500_000),
        ("1 triệu rưỡi", 1_500_000),
        ("1 trieu ruoi", 1_500_000),
        ("1 triệu 200 nghìn", 1_200_000),
        ("nửa triệu", 500_000),
        ("một triệu hai", 1_200_000),
        ("hai trăm năm mươi nghìn", 250_000),
        ("ba nghìn hai trăm", 3200),
        ("35 nghìn rưỡi", 35_500),
        ("1 tỷ 2", 1_200_000_000),
        ("1 tỉ", 10**9),
        ("1.000 tỷ", MAX_VND),
    ],
)
def test_every_form_of_the_trade_is_read(text: str, amount_vnd: int) -> None:
    assert parse_vnd(text) == amount_vnd


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \t", "empty"),
        ("ba lăm", "not_a_number"),
        ("đ", "not_a_number"),
        ("k", "not_a_number"),
        ("nghìn", "not_a_number"),
        ("35.000đ/kg", "not_a_number"),
        ("35k-40k", "not_a_number"),
        ("12.34.567", "not_a_number"),
        ("1 nghìn 2 triệu", "not_a_number"),
        ("1e6", "not_a_number"),
        ("٣٥٠٠٠", "not_a_number"),
        ("--5", "not_a_number"),
        ("-abc", "not_a_number"),
        ("-5k", "negative"),
        ("−35.000 đ", "negative"),
        ("1.5", "not_whole"),
        ("35,0005k", "not_whole"),
        ("1tr50", "ambiguous"),
        ("1,250 k", "ambiguous"),
        ("một triệu hai trăm", "ambiguous"),
        ("nghìn năm", "not_a_number"),
        ("999999999999999999999", "too_large"),
        ("1.000.000.000.001", "too_large"),
        ("9" * 99, "too_large"),
        ("5 " * 5000, "not_a_number"),
    ],
)
def test_nonsense_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_vnd(text)
    assert refusal.value.reason == reason


@given(AMOUNTS)
def test_what_is_printed_parses_back(amount_vnd: int) -> None:
    assert parse_vnd(format_vnd(amount_vnd)) == amount_vnd
    assert parse_vnd(str(amount_vnd)) == amount_vnd


@given(st.integers(1, 10**9).map(lambda thousands: thousands * 1000))
def test_what_is_said_parses_back_with_and_without_marks(amount_vnd: int) -> None:
    said = f"{speak_number(amount_vnd)} đồng"
    assert parse_vnd(said) == amount_vnd
    assert parse_vnd(fold(said)) == amount_vnd


@given(AMOUNTS)
def test_the_short_form_never_says_more_and_misses_less_than_a_hundredth(amount_vnd: int) -> None:
    shown_vnd = parse_vnd(format_vnd_short(amount_vnd))
    assert shown_vnd <= amount_vnd
    assert (amount_vnd - shown_vnd) * 100 <= amount_vnd


@given(st.text(max_size=30))
def test_any_text_is_whole_money_or_refused(text: str) -> None:
    try:
        amount_vnd = parse_vnd(text)
    except Unreadable:
        return
    assert type(amount_vnd) is int
    assert 0 <= amount_vnd <= MAX_VND
    assert re.search(r"[0-9]|nghìn|ngàn|triệu|tỷ|tỉ|nghin|ngan|trieu|ty|ti|k|tr", text.lower())


@pytest.mark.parametrize(
    ("amount_vnd", "printed", "short"),
    [
        (0, "0 đ", "0 đ"),
        (500, "500 đ", "500 đ"),
        (35_000, "35.000 đ", "35k"),
        (35_500, "35.500 đ", "35.500 đ"),
        (1_259_999, "1.259.999 đ", "1,25 tr"),
        (2_300_000_000, "2.300.000.000 đ", "2,3 tỷ"),
        (-5000, "-5.000 đ", "-5k"),
    ],
)
def test_money_as_it_is_printed(amount_vnd: int, printed: str, short: str) -> None:
    assert format_vnd(amount_vnd) == printed
    assert format_vnd_short(amount_vnd) == short
