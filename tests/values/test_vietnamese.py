"""Vietnamese text and numbers in words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.values.unreadable import Unreadable
from host_assistant.values.vietnamese import (
    MAX_SPOKEN,
    clean_text,
    fold,
    initials,
    read_number,
    speak_number,
)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("không", 0),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("hai mươi lăm", 25),
        ("HAI MUOI LAM", 25),
        ("ba mươi tư", 34),
        ("một trăm linh năm", 105),
        ("một trăm lẻ năm", 105),
        ("ba nghìn hai trăm", 3200),
        ("ba ngàn không trăm linh hai", 3002),
        ("một triệu hai trăm năm mươi nghìn", 1_250_000),
        ("hai nghìn tỷ", 2 * 10**12),
    ],
)
def test_numbers_in_words_are_read(words: str, number: int) -> None:
    assert read_number(words) == number


@pytest.mark.parametrize(
    "words",
    ["", "ba lăm", "ba nghìn hai", "một trăm hai", "mươi", "trăm", "một một", "bà", "không trăm",
     "hai mươi mười", "nghìn nghìn", "một nghìn nghìn", "hai mươi không", "không nghìn"],
)  # fmt: skip
def test_halves_of_numbers_and_other_words_are_refused(words: str) -> None:
    with pytest.raises(Unreadable):
        read_number(words)


@given(st.integers(0, MAX_SPOKEN) | st.integers(0, 20_000))
def test_what_is_said_reads_back_with_and_without_marks(number: int) -> None:
    said = speak_number(number)
    assert read_number(said) == number
    assert read_number(fold(said)) == number
    assert read_number(unicodedata.normalize("NFD", said.upper())) == number


@pytest.mark.parametrize("number", [-1, MAX_SPOKEN + 1])
def test_numbers_without_words_are_not_said(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        speak_number(number)


def test_folding_takes_every_vietnamese_mark() -> None:
    assert fold("Đặc sản VẢI THIỀU Lục Ngạn ưỡn ẹo ý") == "dac san vai thieu luc ngan uon eo y"
    assert fold(unicodedata.normalize("NFD", "Đường")) == "duong"


@given(st.text())
def test_folding_twice_is_folding_once_and_case_says_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_clean_text_is_clean(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in clean)
    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert clean == clean.strip()


def test_clean_text_keeps_emoji_and_right_to_left_letters() -> None:
    assert clean_text(" Vải 👨‍👩‍👧\t\u202eخالد\u202c \x00ngon ") == "Vải 👨‍👩‍👧 خالد ngon"


@pytest.mark.parametrize(
    ("text", "letters"),
    [("Vải thiều Lục Ngạn", "VT"), ("mật", "M"), ("500 g đường", "GĐ"), ("😀 12", ""), ("", "")],
)
def test_initials_stand_for_a_name(text: str, letters: str) -> None:
    assert initials(text) == letters


@given(st.text())
def test_initials_are_two_letters_at_most(text: str) -> None:
    assert len(initials(text)) <= 2
