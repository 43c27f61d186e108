"""The catalogue as a reader of comments needs it: codes, words of names, units, each indexed.

Sets of products are bit masks: the product at place `i` is the bit `1 << i`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from host_assistant.catalog.product import Product
from host_assistant.catalog.selling import BadQuantity, BadQuantityReason, quantity_milli_for
from host_assistant.orders.lexicon import lexicon, plain_key
from host_assistant.orders.reading import Why, WhyCode
from host_assistant.orders.spellings import (
    ENDINGS,
    canonical_unit_or,
    code_spellings,
    strength_of,
    typed_forms,
)
from host_assistant.values.quantity import GRAMS, Quantity
from host_assistant.values.vietnamese import fold

_MEASURES: Final = re.compile(
    r"\([^)]*\)|\d+(?:[.,]\d+)?\s*(?:g|gr|kg|ml|l|lít|cm)\b|\d+\s*[×x]\s*\d+"
)
_GRADE: Final = re.compile(r"\bloại (\w+)")
_BAD: Final[dict[str, WhyCode]] = {
    "not_whole": "not_whole", "too_large": "too_much", "zero": "too_much",
}  # fmt: skip
_MOST_BARE: Final = 20_000  # a larger number without a unit may be anything
_MAX_CONVERTED: Final = 10_000


class Known(msgspec.Struct, frozen=True):
    """A word of names: the products that have it, and how well it names them."""

    mask: int
    strength: int


class Meant(msgspec.Struct, frozen=True):
    """What a mention and a quantity come to; `doubt` where a person should look."""

    sku: str | None
    quantity_milli: int | None
    why: Why
    doubt: Why | None = None


class Written(msgspec.Struct, frozen=True):
    """A quantity in a comment: thousandths of `unit`, None where it is left open.

    `in_tens` says that it was counted by the chục, which goods may also be sold by.
    """

    number_milli: int | None
    unit: str | None
    said: str
    doubt: WhyCode | None = None
    in_tens: bool = False


class Goods:
    """The indexes over `products`; made once for a catalogue."""

    def __init__(self, products: Sequence[Product]) -> None:
        self.products: Final = tuple(products)
        self.place_of: Final = {product.sku: place for place, product in enumerate(products)}
        self.codes: Final = {
            spelt: place
            for place, product in reversed(list(enumerate(products)))
            for spelt in code_spellings(product.sku)
        }
        self.number_codes: Final = {
            spelt: place
            for place, product in enumerate(products)
            if product.sku.isdecimal()
            for spelt in (product.sku, product.sku.lstrip("0"))
        }
        self.code_starts: Final = frozenset(
            found[0] for code in self.codes if (found := re.match(r"[a-z]+(?=\d)", code))
        )
        self._converted: Final[dict[tuple[int, int, str | None], int | BadQuantityReason]] = {}
        self.units: Final = [canonical_unit_or(product.unit) for product in products]
        self.unit_masks: Final[dict[str, int]] = {}
        for place, unit in enumerate(self.units):
            self.unit_masks[unit] = self.unit_masks.get(unit, 0) | 1 << place
        self.words: Final[dict[str, Known]] = {}
        self.heads: Final[dict[str, int]] = {}
        # The first words of names, three and more, without their marks.
        self.beginnings: Final[dict[str, int]] = {}
        self.grades: Final[dict[str, int]] = {}
        for place, product in enumerate(products):
            self._index_name(place, product)

    def _index_name(self, place: int, product: Product) -> None:
        bit = 1 << place
        name = plain_key(product.name)
        for grade in _GRADE.findall(name):
            self.grades[grade] = self.grades.get(grade, 0) | bit
        words = [
            word
            for word in re.findall(r"[^\W_]+", _MEASURES.sub(" ", _GRADE.sub(" ", name)))
            if len(word) > 1 or word.isalpha()
        ]
        # "Thùng 5 kg", sold by the thùng: the word counts such goods, it does not name them.
        if words and words[0] == plain_key(product.unit):
            del words[0]
        for count in range(3, len(words) + 1):
            begun = fold(" ".join(words[:count]))
            self.beginnings[begun] = self.beginnings.get(begun, 0) | bit
        known = lexicon()
        own_units = {plain_key(product.unit) for product in self.products} | known.unit_names
        origin = {fold(word) for word in re.findall(r"[^\W_]+", plain_key(product.origin))}
        for number, word in enumerate(words):
            if number and (word in own_units or (word.isdecimal() and len(word) < 3)):
                continue
            for form in typed_forms(word):
                if number == 0:
                    self.heads[form] = self.heads.get(form, 0) | bit
                if number and form != word and known.words.get(form) in ENDINGS:
                    continue
                strength = strength_of(form, word, head=number == 0, origin=origin)
                before = self.words.get(form)
                if before:
                    strength = max(strength, before.strength)
                self.words[form] = Known((before.mask if before else 0) | bit, strength)

    def unit_named(self, word: str) -> str | None:
        """The canonical unit that `word` is, of this catalogue or of trade; None if it is none."""
        folded = fold(word) if not word.isascii() else word
        if folded in self.unit_masks and (word.isascii() or canonical_unit_or(word) == folded):
            return folded
        return lexicon().units.get(word)

    def abbreviated(self, letter: str) -> str | None:
        """The one unit of this catalogue that begins with `letter`."""
        found = {unit for unit in self.unit_masks if unit.startswith(letter) and unit not in GRAMS}
        return found.pop() if len(found) == 1 else None

    def sold_by(self, unit: str) -> tuple[str, int]:
        """The unit under which goods are sold that is meant by `unit`, and which goods they are."""
        for name in (unit, lexicon().same_units.get(unit, unit)):
            if mask := self.unit_masks.get(name, 0):
                return name, mask
        return unit, 0

    def meant(
        self, mask: int, said: str, written: Written, card: int | None, *, by_code: bool = False
    ) -> Meant:
        """One line of an order: `mask` of the products that `said` may mean, 0 if none is named."""
        unit = written.unit
        place, why = self._choose(mask, said, written, card)
        if place is None:
            return Meant(None, None, why, why)
        product = self.products[place]
        if written.number_milli is None:
            doubt = Why(written.doubt or "how_many", written.said or said, product.sku)
            return Meant(product.sku, None, why, doubt)
        number_milli = written.number_milli
        if self.units[place] == "chuc":
            if written.in_tens:
                number_milli //= 10
            elif unit is not None:
                doubt = Why("other_unit", written.said, product.sku, product.unit)
                return Meant(product.sku, None, why, doubt)
        milli = self._in_units(place, number_milli, unit)
        if not isinstance(milli, int):
            doubt = Why(_BAD.get(milli, "other_unit"), written.said, product.sku, product.unit)
            return Meant(product.sku if mask else None, None, why, doubt)
        if (
            unit is None
            and not written.doubt
            and mask
            and not by_code
            and self.units[place] in GRAMS
        ):
            # "3 bưởi" may be three kilos or three pieces.
            return Meant(product.sku, milli, why, Why("no_unit", written.said or said, product.sku))
        if unit is None and number_milli > _MOST_BARE and not by_code and not written.doubt:
            return Meant(product.sku, milli, why, Why("only_a_number", written.said))
        if written.said in self.number_codes and not by_code:
            # With codes like 12, a bare 12 is as likely a code as a quantity.
            return Meant(product.sku, milli, why, Why("which_product", written.said))
        unsure = Why(written.doubt, written.said, product.sku) if written.doubt else None
        return Meant(product.sku, milli, why, unsure)

    def _in_units(self, place: int, number_milli: int, unit: str | None) -> int | BadQuantityReason:
        """Thousandths of the product's selling unit, or why they are none; remembered."""
        key = (place, number_milli, unit)
        known = self._converted.get(key)
        if known is not None:
            return known
        if len(self._converted) >= _MAX_CONVERTED:
            self._converted.clear()
        name = self.sold_by(unit)[0] if unit is not None and unit not in GRAMS else unit
        try:
            milli: int | BadQuantityReason = quantity_milli_for(
                self.products[place], Quantity(number_milli, name)
            )
        except BadQuantity as bad:
            milli = bad.reason
        self._converted[key] = milli
        return milli

    def _choose(
        self, mask: int, said: str, written: Written, card: int | None
    ) -> tuple[int | None, Why]:
        unit = written.unit
        shown = 0 if card is None else 1 << card
        if unit is None:
            return self._by_name(mask, said, shown) if mask else self._by_card(card, written.said)
        if unit in GRAMS:
            fitting = sum(m for name, m in self.unit_masks.items() if name in GRAMS)
        else:
            _name, fitting = self.sold_by(unit)
            if not fitting and not mask:
                if card is not None and self._takes(card, written):
                    return self._by_card(card, written.said)
                return None, Why("unit_of_none", written.said, unit=written.unit or "")
        if not mask:
            if shown & fitting or (
                unit in GRAMS and card is not None and self._takes(card, written)
            ):
                return self._by_card(card, written.said)
            if unit not in GRAMS and _is_one(fitting):
                place = fitting.bit_length() - 1
                return place, Why(
                    "unit_decides",
                    written.said,
                    self.products[place].sku,
                    self.products[place].unit,
                )
            return None, Why("which_product" if card is not None else "no_product", written.said)
        return self._by_name(mask & fitting or mask, said, shown)

    def _by_card(self, card: int | None, said: str) -> tuple[int | None, Why]:
        if card is None:
            return None, Why("no_product", said)
        return card, Why("card", said, self.products[card].sku)

    def _by_name(self, mask: int, said: str, shown: int) -> tuple[int | None, Why]:
        place = (mask & shown or mask).bit_length() - 1
        if not mask & shown and not _is_one(mask):
            return None, Why("which_product", said)
        return place, Why("named", said, self.products[place].sku)

    def _takes(self, place: int, written: Written) -> bool:
        if written.number_milli is None:
            return self.units[place] in GRAMS or self.products[place].unit_weight_g is not None
        taken = self._in_units(place, written.number_milli, written.unit)
        return isinstance(taken, int) or taken == "too_large"


def _is_one(mask: int) -> bool:
    return mask != 0 and mask & (mask - 1) == 0
