"""Telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.values.phone import parse_mobile, parse_phone
from host_assistant.values.unreadable import Unreadable


@pytest.mark.parametrize(
    "text",
    ["0901234567", "090 123 4567", "090.123.4567", "+84901234567", "+84 90 123 4567",
     "84901234567", "0084901234567", "(090) 123-4567", "+84 (0)90 123 4567"],
)  # fmt: skip
def test_every_way_of_writing_a_mobile_number(text: str) -> None:
    assert parse_mobile(text) == "0901234567"
    assert parse_phone(text) == "0901234567"


@pytest.mark.parametrize(
    "text", ["", "090123456", "09012345678", "0101234567", "0601234567", "số 0901234567", "٠٩٠١٢٣"]
)
def test_what_is_no_mobile_number_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_mobile(text)
    assert refusal.value.reason == "not_a_phone"


@given(st.sampled_from("35789"), st.integers(0, 10**8 - 1))
def test_any_mobile_number_reads_back(prefix: str, rest: int) -> None:
    number = f"0{prefix}{rest:08d}"
    assert parse_mobile(number) == number
    assert parse_mobile(f"+84{number[1:]}") == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+81 90-1234-5678", "+819012345678"),
        ("+1 (212) 555-0100", "+12125550100"),
        ("024 3825 3831", "02438253831"),
    ],
)
def test_numbers_abroad_and_landlines(text: str, number: str) -> None:
    assert parse_phone(text) == number


@pytest.mark.parametrize("text", ["", "12345", "+999 1234 5678", "1-800-FLOWERS", "0000000000"])
def test_what_is_no_number_anywhere_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_phone(text)
    assert refusal.value.reason == "not_a_phone"
