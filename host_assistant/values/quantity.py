"""Weights in whole grams, and quantities as people write them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import msgspec

from host_assistant.values.decimals import (
    MINUS,
    read_decimal,
    scaled,
    write_decimal,
    written_tokens,
)
from host_assistant.values.unreadable import Unreadable
from host_assistant.values.vietnamese import fold, read_number, spellings

MAX_WEIGHT_G: Final = 10**13
MAX_NUMBER_MILLI: Final = 10**15

# Grams of each canonical unit; the Vietnamese measures are those of daily trade.
GRAMS: Final = {"g": 1, "lang": 100, "kg": 1000, "yen": 10_000, "ta": 100_000, "tan": 1_000_000}
# Units that only count: how many single units stand in one.
COUNTS: Final = {"chuc": 10, "dozen": 12}

_KILOGRAM: Final = spellings(
    "kilogam", "kilôgam", "kilogram", "kilo", "kilô", "ký lô", "kí lô", "ki lô"
)
_CANONICAL: Final = {
    form: unit
    for unit, forms in {
        "g": spellings("g", "gr", "gam", "gram"),
        "lang": spellings("lạng"),
        "kg": spellings("kg", "kgs", "ký", "kí", "cân") | _KILOGRAM,
        "yen": spellings("yến"),
        "ta": spellings("tạ"),
        "tan": spellings("tấn"),
        "chuc": spellings("chục"),
        # Without its mark "tá", a dozen, is the same letters as "tạ", which sells far more often.
        "dozen": frozenset({"tá"}),
    }.items()
    for form in forms
}
_HALF: Final = spellings("nửa") | {"½"}
_HALF_MORE: Final = spellings("rưỡi")
_MAX_UNIT_WORDS: Final = 4


class Quantity(msgspec.Struct, frozen=True):
    """What a person wrote: "5 kg", "2 thùng", "3".

    `number_milli` counts thousandths of `unit`. `unit` is canonical ("kg", "ta", "chuc") where
    it is one of ours, else folded ("thung"), or None for a bare number.
    """

    number_milli: int
    unit: str | None = None


def canonical_unit(name: str) -> str:
    """The one spelling under which a unit's name is compared: "Ký" is "kg", "Thùng" is "thung".

    Raises Unreadable for a word that is one of our weights but for a wrong mark ("tàn").
    """
    words = " ".join(unicodedata.normalize("NFC", name).lower().split())
    if known := _CANONICAL.get(words):
        return known
    folded = fold(words)
    if folded in _CANONICAL:
        raise Unreadable("unknown_unit", name)
    return folded


def parse_quantity(text: str) -> Quantity:
    """Reads `5 kg`, `2,5kg`, `nửa tạ`, `1 tạ rưỡi`, `2 thùng`, `một chục`, `3`; raises Unreadable.

    The number may be zero: whether that is allowed is the caller's to say.
    """
    tokens = written_tokens(text)
    if tokens[0] in MINUS and len(tokens) > 1 and tokens[1] not in MINUS:
        parse_quantity(" ".join(tokens[1:]))
        raise Unreadable("negative", text)
    number, rest = _number(tokens, text)
    if not rest:
        return _quantity(number, None, text)
    return _with_unit(number, rest, text)


def _with_unit(number: tuple[int, int], rest: list[str], text: str) -> Quantity:
    unit, after = _unit(rest, text)
    if not after:
        return _quantity(number, unit, text)
    if len(after) == 1 and after[0] in _HALF_MORE:
        return _quantity(_plus(number, (5, 1)), unit, text)
    if unit in COUNTS and after[0][0].isalpha():
        inner = _with_unit(number, after, text)
        return _checked(Quantity(inner.number_milli * COUNTS[unit], inner.unit), text)
    if unit not in GRAMS:
        raise Unreadable("unknown_unit", text)
    if len(after) == 1 and re.fullmatch("[1-9]", after[0]):
        return _quantity(_plus(number, (int(after[0]), 1)), unit, text)
    return _and_less(number, unit, after, text)


def _and_less(number: tuple[int, int], unit: str, after: list[str], text: str) -> Quantity:
    """A weight in two measures: "1 cân 2 lạng"."""
    small = parse_quantity(" ".join(after))
    if small.unit not in GRAMS or GRAMS[small.unit] >= GRAMS[unit]:
        raise Unreadable("unknown_unit", text)
    more_g, odd = divmod(small.number_milli * GRAMS[small.unit], 1000)
    if odd or more_g >= GRAMS[unit]:
        raise Unreadable("not_whole", text)
    return _checked(Quantity((scaled(number, GRAMS[unit], text) + more_g) * 1000, "g"), text)


def _number(tokens: list[str], text: str) -> tuple[tuple[int, int], list[str]]:
    """The number in front and the tokens after it."""
    first = tokens[0]
    if first in _HALF or first == "1/2":
        if len(tokens) == 1:
            raise Unreadable("not_a_number", text)
        return (5, 1), tokens[1:]
    if first[0].isdecimal():
        return read_decimal(first), tokens[1:]
    # "Ký rưỡi" is one and a half.
    if len(tokens) == 2 and tokens[1] in _HALF_MORE and first.isalpha():
        return (1, 0), tokens
    for end in range(len(tokens), 0, -1):
        try:
            return (read_number(" ".join(tokens[:end])), 0), tokens[end:]
        except Unreadable:
            continue
    raise Unreadable("not_a_number", text)


def _unit(tokens: list[str], text: str) -> tuple[str, list[str]]:
    """The unit in front and the tokens after it: ours if it is one, else all the words left."""
    for length in (2, 1):
        if known := _CANONICAL.get(" ".join(tokens[:length])):
            return known, tokens[length:]
    words, after = tokens, tokens[:0]
    if tokens[-1] in _HALF_MORE:
        words, after = tokens[:-1], tokens[-1:]
    if not 1 <= len(words) <= _MAX_UNIT_WORDS or not all(word.isalpha() for word in words):
        raise Unreadable("unknown_unit", text)
    return canonical_unit(" ".join(words)), after


def _plus(number: tuple[int, int], tenths: tuple[int, int]) -> tuple[int, int]:
    digits, scale = number
    more, _one = tenths
    # Halves and tenths follow whole numbers: "2,5 ký rưỡi" says nothing.
    if scale:
        raise Unreadable("not_a_number", str(digits))
    return digits * 10 + more, 1


def _quantity(number: tuple[int, int], unit: str | None, text: str) -> Quantity:
    try:
        return _checked(Quantity(scaled(number, 1000, text), unit), text)
    except Unreadable as unreadable:
        if unreadable.reason != "not_whole" or unit not in GRAMS:
            raise
    return _checked(Quantity(scaled(number, GRAMS[unit] * 1000, text), "g"), text)


def _checked(quantity: Quantity, text: str) -> Quantity:
    if quantity.number_milli > MAX_NUMBER_MILLI:
        raise Unreadable("too_large", text)
    return quantity


def parse_weight_g(text: str) -> int:
    """Grams of `5 kg`, `2 lạng`, `nửa tạ`, `12,6 tấn`; raises Unreadable, also without a unit."""
    quantity = parse_quantity(text)
    if quantity.unit not in GRAMS:
        raise Unreadable("unknown_unit", text)
    weight_g = scaled((quantity.number_milli, 3), GRAMS[quantity.unit], text)
    if weight_g > MAX_WEIGHT_G:
        raise Unreadable("too_large", text)
    return weight_g


def format_weight(weight_g: int) -> str:
    """A weight for viewers: "12,6 tấn", "5 kg", "500 g"; cut down, never rounded up."""
    if weight_g >= 1_000_000:
        return f"{write_decimal(weight_g // 100_000, 1)} tấn"
    if weight_g >= 1000:
        return f"{write_decimal(weight_g // 100, 1)} kg"
    return f"{write_decimal(weight_g, 0)} g"


def format_weight_exact(weight_g: int) -> str:
    """A weight to the gram, in the measure that reads best; parse_weight_g gives the same back."""
    if weight_g >= 1_000_000 and weight_g % 1000 == 0:
        return f"{write_decimal(weight_g, 6)} tấn"
    if weight_g >= 1000:
        return f"{write_decimal(weight_g, 3)} kg"
    return f"{write_decimal(weight_g, 0)} g"


def format_milli(quantity_milli: int) -> str:
    """Thousandths as a number: 2500 as "2,5", 40000000 as "40.000"."""
    return write_decimal(quantity_milli, 3)
