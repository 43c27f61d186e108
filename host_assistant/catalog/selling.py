"""What a buyer wrote, in terms of what is sold."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from host_assistant.catalog.product import Product
from host_assistant.values.decimals import written_tokens
from host_assistant.values.quantity import (
    COUNTS,
    GRAMS,
    Quantity,
    canonical_unit,
    parse_quantity,
    parse_weight_g,
)
from host_assistant.values.unreadable import Unreadable
from host_assistant.values.vietnamese import fold, read_number

# A million selling units in one order line; with the dearest price the amount stays in 64 bits.
MAX_QUANTITY_MILLI: Final = 10**9

BadQuantityReason = Literal[
    "unreadable", "other_unit", "no_weight", "not_whole", "zero", "too_large"
]

# Words that mean "one of it", whatever it is sold in.
_ANY_PIECE: Final = frozenset({"cai", "chiec", "sp", "san pham", "suat", "phan"})
_BRACKETS: Final = frozenset("()[]")


class BadQuantity(ValueError):
    """What was written is no quantity of this product; `reason` is a code."""

    def __init__(self, reason: BadQuantityReason) -> None:
        super().__init__(reason)
        self.reason: BadQuantityReason = reason


def quantity_milli_for(product: Product, written: Quantity | int | Decimal | str) -> int:
    """Thousandths of `product`'s selling unit in what a buyer wrote; raises BadQuantity.

    A bare number counts selling units. "10 kg" of a thùng of 5 kg is 2000; "1 chục" is 10000.
    A fraction is allowed only of what is sold by weight. Numbers out of JSON come as int or
    Decimal: as text, "1.125" would be read with the dot of Vietnamese thousands.
    """
    try:
        quantity_milli = _in_units(product, _quantity(product, written))
    except Unreadable as unreadable:
        raise BadQuantity(_reason(unreadable)) from unreadable
    if quantity_milli == 0:
        raise BadQuantity("zero")
    if quantity_milli > MAX_QUANTITY_MILLI:
        raise BadQuantity("too_large")
    return quantity_milli


def listed_sku(skus: Iterable[str], written: str) -> str | None:
    """The code among `skus` that was meant, as it stands there; None where there is none.

    The exact one goes first; else case and diacritics do not matter, as in a goods sheet, where
    two codes that differ in nothing else are refused.
    """
    folded = fold(written)
    meant = None
    for sku in skus:
        if sku == written:
            return sku
        if meant is None and fold(sku) == folded:
            meant = sku
    return meant


def stock_milli_for(product: Product, written: str) -> int:
    """Thousandths of the selling unit in a stock as it is written, which may be zero.

    Raises Unreadable or BadQuantity.
    """
    return _in_units(product, _written_quantity(product, written))


def _quantity(product: Product, written: Quantity | int | Decimal | str) -> Quantity:
    if isinstance(written, Quantity):
        return written
    if isinstance(written, str):
        return _written_quantity(product, written)
    number = Decimal(written)
    # An exponent like 1E+999999 must not become an integer of a million digits.
    if not number.is_finite() or number.adjusted() > 15:
        raise BadQuantity("unreadable" if not number.is_finite() else "too_large")
    if number < 0:
        raise BadQuantity("unreadable")
    milli = number.scaleb(3)
    if milli != milli.to_integral_value():
        raise BadQuantity("not_whole")
    return Quantity(int(milli))


def _written_quantity(product: Product, written: str) -> Quantity:
    """What was written, also with a unit that has a number in it: "2 gói 500g"."""
    try:
        return parse_quantity(written)
    except Unreadable:
        if not product.unit:
            raise
        words, unit = written_tokens(written), written_tokens(product.unit)
        number, named = words[: -len(unit)], words[-len(unit) :]
        if not number or list(map(fold, named)) != list(map(fold, unit)):
            raise
        return parse_quantity(" ".join(number))


def _reason(unreadable: Unreadable) -> BadQuantityReason:
    if unreadable.reason in ("not_whole", "too_large"):
        return unreadable.reason
    return "unreadable"


def _in_units(product: Product, quantity: Quantity) -> int:
    unit = canonical_unit(product.unit)
    milli = _convert(product, unit, quantity)
    if unit not in GRAMS and milli % 1000:
        raise BadQuantity("not_whole")
    return milli


def _convert(product: Product, unit: str, quantity: Quantity) -> int:
    number, written = quantity.number_milli, quantity.unit
    if written is None or written == unit:
        return number
    if written in COUNTS:
        return number * COUNTS[written]
    one_g = GRAMS.get(unit) or product.unit_weight_g
    if written in GRAMS and one_g:
        milli, rest = divmod(number * GRAMS[written], one_g)
        if rest:
            raise BadQuantity("not_whole")
        return milli
    if written in GRAMS:
        raise BadQuantity("no_weight")
    if unit not in GRAMS and (written in _ANY_PIECE or unit.startswith(f"{written} ")):
        return number
    raise BadQuantity("other_unit")


def amount_vnd(price_vnd: int, quantity_milli: int) -> int:
    """What `quantity_milli` thousandths cost, in whole đồng, half a đồng up."""
    return (price_vnd * quantity_milli + 500) // 1000


def weight_g(product: Product, quantity_milli: int) -> int | None:
    """Grams of that much of `product`, half a gram up; None where its weight is not known."""
    one_g = unit_g(product)
    return None if one_g is None else (one_g * quantity_milli + 500) // 1000


def unit_g(product: Product) -> int | None:
    """Grams of one selling unit of `product`, None where its weight is not known."""
    return product.unit_weight_g or unit_weight_g(product.unit)


def sold_by_weight(unit: str) -> bool:
    """Whether goods in this unit are weighed out, so that any part of it can be sold."""
    return unit_weight_g(unit) is not None


def weight_in_name_g(unit: str) -> int | None:
    """Grams of one selling unit whose name ends in a weight, as "gói 500g" does, else None.

    A second number in the name, as in "thùng 12 gói 500g", leaves open what the whole weighs.
    """
    try:
        words = [word for word in written_tokens(unit) if word not in _BRACKETS]
    except Unreadable:
        return None
    for start in range(len(words)):
        try:
            weight_g = parse_weight_g(" ".join(words[start:]))
        except Unreadable:
            if _is_number(words[start]):
                return None
        else:
            return weight_g or None
    return None


def _is_number(word: str) -> bool:
    try:
        return word[0].isdecimal() or canonical_unit(word) in COUNTS or read_number(word) >= 0
    except Unreadable:
        return False


@lru_cache(maxsize=256)
def unit_weight_g(unit: str) -> int | None:
    """Grams of one selling unit that is itself a weight, else None."""
    try:
        return GRAMS.get(canonical_unit(unit))
    except Unreadable:
        return None
