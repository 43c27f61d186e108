"""Numbers with their units among the words of a comment."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from host_assistant.orders.goods import Written
from host_assistant.orders.lexicon import lexicon
from host_assistant.orders.parts import Part, parts_named
from host_assistant.orders.reading import WhyCode
from host_assistant.orders.tokens import Token
from host_assistant.values.quantity import GRAMS
from host_assistant.values.unreadable import Unreadable
from host_assistant.values.vietnamese import read_number

_WHOLE: Final = ("cả", "ca")  # "cả tạ", a whole one
_OPEN: Final = parts_named("some some_or_how_many")  # "vài thùng", "mấy chục quả"
_MOST_WORDS: Final = 8  # of a number: "chín trăm chín mươi chín" has five
_JOINS_RANGE: Final = parts_named("dash or")  # "5-10", "2 hoặc 3"


def amount_at(tokens: list[Token], here: int) -> tuple[Written | None, int]:
    """The quantity that begins at `here`, and where it ends; None where there is none.

    A bare number is none: whether it counts goods is for its neighbours to say.
    """
    part = tokens[here].part
    count = len(tokens)
    spoken = lexicon().spoken
    milli: int | None
    if part == Part.NUMBER:
        value = tokens[here].value
        milli, end = value if isinstance(value, int) else None, here + 1
        if end < count and (second := _range_end(tokens, end, milli)):
            return _in_units(tokens, here, None, second, "a_range")
    elif tokens[here].key in spoken:
        end = here + 1
        while end < min(count, here + _MOST_WORDS) and tokens[end].key in spoken:
            end += 1
        milli, end = _number_in_words(tokens, here, end)
        if milli is None:
            return None, here
    elif part == Part.HALF or tokens[here].key == "nua":
        milli, end = 500, here + 1
    elif part in _OPEN:
        milli, end = None, here + 1
        if tokens[here].key.endswith("chục"):
            return Written(
                None, _unit_at(tokens, end), _as_typed(tokens, here, end), "how_many"
            ), end
        return _in_units(tokens, here, None, end, "how_many")
    elif part == Part.TEN:
        milli, end = 1000, here
    else:
        return _half_more_of_one(tokens, here)
    return _in_units(tokens, here, milli, end, None)


def _number_in_words(tokens: list[Token], here: int, end: int) -> tuple[int | None, int]:
    """The number in words that `tokens` say; the longest that makes sense and has a unit."""
    while end > here:
        words = [token.key for token in tokens[here:end]]
        number = 1 if words[0] in _WHOLE and len(words) == 1 else _said_number(" ".join(words))
        if number is not None:
            return number * 1000, end
        end -= 1
    return None, here


@lru_cache(4096)
def _said_number(words: str) -> int | None:
    try:
        return read_number(words)
    except Unreadable:
        return None


def _range_end(tokens: list[Token], end: int, milli: int | None) -> int:
    """Where "5-10", "5 6" or "2kg hoặc 3" ends, 0 where no second number follows."""
    if (
        tokens[end].part in _JOINS_RANGE
        and end + 1 < len(tokens)
        and tokens[end + 1].part == Part.NUMBER
    ):
        return end + 2 if end + 2 < len(tokens) and tokens[end + 2].unit else 0
    close = tokens[end].part == Part.NUMBER and end + 1 < len(tokens) and tokens[end + 1].unit
    return end + 1 if close and tokens[end].value == (milli or 0) + 1000 else 0


def _in_units(
    tokens: list[Token], here: int, milli: int | None, end: int, doubt: WhyCode | None
) -> tuple[Written | None, int]:
    """The number so far with the chục, the unit and the half that follow it."""
    tens = end < len(tokens) and tokens[end].part == Part.TEN
    if tens:
        milli, end = milli * 10 if milli is not None else None, end + 1
    unit = _unit_at(tokens, end)
    if unit is not None:
        end += 1
    elif not tens:
        return None, here
    if end < len(tokens) and tokens[end].part == Part.HALF_MORE and milli is not None:
        milli, end = milli + (5000 if tens and unit is None else 500), end + 1
    elif unit in GRAMS and milli is not None and (less := _smaller_weight(tokens, end, unit)):
        grams, end = less
        milli, unit = milli * GRAMS[unit] + grams * 1000, "g"
    return Written(milli, unit, _as_typed(tokens, here, end), doubt, tens and unit is None), end


def _smaller_weight(tokens: list[Token], end: int, unit: str) -> tuple[int, int] | None:
    """The smaller weight of "1 cân 2 lạng" in grams, and where it ends."""
    if end + 1 < len(tokens) and tokens[end].part == Part.NUMBER:
        small, value = tokens[end + 1].unit, tokens[end].value
        if small in GRAMS and GRAMS[small] < GRAMS[unit] and isinstance(value, int):
            grams, odd = divmod(value * GRAMS[small], 1000)
            if not odd and grams < GRAMS[unit]:
                return grams, end + 2
    return None


def _half_more_of_one(tokens: list[Token], here: int) -> tuple[Written | None, int]:
    """One and a half: "ký rưỡi"."""
    if tokens[here].unit and here + 1 < len(tokens) and tokens[here + 1].part == Part.HALF_MORE:
        return Written(1500, tokens[here].unit, _as_typed(tokens, here, here + 2)), here + 2
    return None, here


def _unit_at(tokens: list[Token], end: int) -> str | None:
    return (tokens[end].unit or None) if end < len(tokens) else None


def _as_typed(tokens: list[Token], here: int, end: int) -> str:
    return " ".join([token.said for token in tokens[here:end]])
