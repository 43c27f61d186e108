"""One row of a goods sheet to one product, or to all that is wrong with the row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

import msgspec

from host_assistant.catalog.columns import Columns
from host_assistant.catalog.formulas import plain
from host_assistant.catalog.product import Product
from host_assistant.catalog.selling import (
    BadQuantity,
    stock_milli_for,
    unit_g,
    unit_weight_g,
    weight_in_name_g,
)
from host_assistant.catalog.sheet_problems import ErrorReason, SheetError
from host_assistant.values.money import parse_vnd
from host_assistant.values.quantity import canonical_unit, parse_weight_g
from host_assistant.values.unreadable import Unreadable
from host_assistant.values.vietnamese import clean_text, fold

# What goods are sold in where the sheet does not say.
PIECE: Final = "cái"
MAX_NAME: Final = 300
_LONGEST: Final = {"sku": 40, "unit": 30, "name": MAX_NAME, "name_en": MAX_NAME, "origin": 200,
                   "seller": 200, "papers": 300, "picture": 300, "pool": 80}  # fmt: skip
_LONGEST_TEXT: Final = 5000
_OCOP: Final = re.compile(r"(?:ocop )?([345])(?: ?(?:sao|stars?|\*|★|⭐))?|([★⭐]{3,5})")

Read = TypeVar("Read")


class RowReader:
    """Reads the cells of one row; what cannot be read gathers in `errors`."""

    def __init__(self, columns: Columns, line: int, cells: Sequence[str]) -> None:
        self._columns = columns
        self._line = line
        self._cells = [plain(clean_text(cell)) for cell in cells]
        self.errors: list[SheetError] = []

    def read(self) -> Product | None:
        """The product, its `picture` still as the sheet names it; None with `errors` if bad."""
        self._refuse_extra_cells()
        sku = self._needed("sku")
        name = self._needed("name")
        price_vnd = self._price()
        unit = self._unit()
        product = Product(
            sku=sku,
            name=name,
            price_vnd=price_vnd,
            unit=unit,
            unit_weight_g=self._unit_weight(unit),
            picture=self._text("picture") or None,
            origin=self._text("origin"),
            seller=self._text("seller"),
            papers=self._text("papers"),
            story=self._text("story"),
            name_en=self._text("name_en"),
            story_en=self._text("story_en"),
            ocop=self._read("ocop", _ocop),
            pool=self._text("pool"),
            extra=self._extra(),
        )
        stock_milli = self._read("stock", lambda text: stock_milli_for(product, text))
        self._refuse_pool_without_weight(product)
        if self.errors:
            return None
        return msgspec.structs.replace(product, stock_milli=stock_milli)

    @property
    def sku(self) -> str:
        """The row's code as it is written, "" where it is missing."""
        return self._cell(self._columns.known["sku"])

    @property
    def says_unit(self) -> bool:
        """Whether the row says what its goods are sold in."""
        return bool(self._cell(self._columns.known.get("unit")))

    def refuse(self, field: str, reason: ErrorReason, value: str) -> None:
        """Notes that the cell of `field` is bad."""
        column = self._columns.header(field)
        self.errors.append(SheetError(self._line, column, reason, value, field))

    def _cell(self, place: int | None) -> str:
        return "" if place is None or place >= len(self._cells) else self._cells[place]

    def _text(self, field: str) -> str:
        text = self._cell(self._columns.known.get(field))
        if len(text) > _LONGEST.get(field, _LONGEST_TEXT):
            self.refuse(field, "too_long", text)
        return text

    def _needed(self, field: str) -> str:
        text = self._text(field)
        if not text:
            self.refuse(field, "missing", "")
        return text

    def _read(self, field: str, reader: Callable[[str], Read]) -> Read | None:
        text = self._text(field)
        if not text:
            return None
        try:
            return reader(text)
        except Unreadable as unreadable:
            self.refuse(field, _reason(unreadable), text)
        except BadQuantity as bad:
            self.refuse(field, "other_unit" if bad.reason == "no_weight" else bad.reason, text)
        except _BadOcop:
            self.refuse(field, "bad_ocop", text)
        return None

    def _price(self) -> int:
        if not self._needed("price"):
            return 0
        price_vnd = self._read("price", parse_vnd)
        if price_vnd == 0:
            self.refuse("price", "zero", self._text("price"))
        return price_vnd or 0

    def _unit(self) -> str:
        unit = self._text("unit")
        try:
            canonical_unit(unit)
        except Unreadable:
            self.refuse("unit", "bad_unit", unit)
            return PIECE
        return unit or PIECE

    def _unit_weight(self, unit: str) -> int | None:
        own_g = unit_weight_g(unit)
        written_g = self._read("unit_weight", parse_weight_g)
        if written_g == 0:
            self.refuse("unit_weight", "zero", self._text("unit_weight"))
        elif own_g and written_g and own_g != written_g:
            self.refuse("unit_weight", "weight_differs", self._text("unit_weight"))
        return written_g or own_g or weight_in_name_g(unit)

    def _refuse_pool_without_weight(self, product: Product) -> None:
        said = {"unit", "unit_weight"} & {error.field for error in self.errors}
        if product.pool and not unit_g(product) and not said:
            self.refuse("pool", "pool_without_weight", product.pool)

    def _extra(self) -> dict[str, str]:
        extra = {name: self._cell(place) for place, name in self._columns.unknown}
        for name, text in extra.items():
            if len(text) > _LONGEST_TEXT:
                self.errors.append(SheetError(self._line, name, "too_long", text))
        return {name: text for name, text in extra.items() if text}

    def _refuse_extra_cells(self) -> None:
        beyond = [cell for cell in self._cells[self._columns.width :] if cell]
        if beyond:
            self.errors.append(SheetError(self._line, "", "extra_cells", beyond[0]))


class _BadOcop(ValueError):
    """Not a number of OCOP stars."""


def _ocop(text: str) -> int:
    stars = _OCOP.fullmatch(fold(text))
    if stars is None:
        raise _BadOcop
    return int(stars[1]) if stars[1] else len(stars[2])


def _reason(unreadable: Unreadable) -> ErrorReason:
    match unreadable.reason:
        case "unknown_unit":
            return "needs_unit"
        case "negative" | "too_large" | "not_whole" | "ambiguous":
            return unreadable.reason
    return "unreadable"
