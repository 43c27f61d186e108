"""What can be written about a product: how each field is shown, and how a written one is read.

What is typed into the table goes through the same reader as a row of a sheet, so that both take
and refuse the same things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import msgspec

from host_assistant.catalog.columns import Columns
from host_assistant.catalog.pool import Pool, row_g
from host_assistant.catalog.product import Product
from host_assistant.catalog.rows import RowReader
from host_assistant.catalog.selling import unit_weight_g, weight_in_name_g
from host_assistant.language import _
from host_assistant.values.money import format_vnd
from host_assistant.values.quantity import format_milli, format_weight_exact
from host_assistant.values.vietnamese import fold

FieldKey = Literal[
    "sku",
    "name",
    "price",
    "unit",
    "unit_weight",
    "stock",
    "ocop",
    "pool",
    "origin",
    "seller",
    "papers",
    "story",
    "name_en",
    "story_en",
]
IN_TABLE: Final[tuple[FieldKey, ...]] = (
    "sku",
    "name",
    "price",
    "unit",
    "unit_weight",
    "stock",
    "ocop",
)
IN_DETAILS: Final[tuple[FieldKey, ...]] = (
    "pool",
    "origin",
    "seller",
    "papers",
    "story",
    "name_en",
    "story_en",
)
WIDE_ONLY: Final[tuple[FieldKey, ...]] = ("unit", "unit_weight", "stock", "ocop")
"""Of the table's fields, those that move to the details where there is little room."""

FIGURES: Final = frozenset({"price", "unit_weight", "stock"})
_ALL: Final[tuple[FieldKey, ...]] = (*IN_TABLE, *IN_DETAILS)
_COLUMNS: Final = Columns(len(_ALL), {key: place for place, key in enumerate(_ALL)}, (), _ALL)
_ATTRIBUTES: Final[Mapping[FieldKey, tuple[str, ...]]] = {
    "price": ("price_vnd",),
    "unit": ("unit", "unit_weight_g"),
    "unit_weight": ("unit_weight_g",),
    "stock": ("stock_milli",),
}


class Unwritten(ValueError):
    """What was written cannot be taken. `problems` says of each field why, in a person's words."""

    def __init__(self, problems: Mapping[FieldKey, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


def heading(key: FieldKey) -> str:
    """The field's name on the screen."""
    return {
        "sku": _("Code"),
        "name": _("Name"),
        "price": _("Price"),
        "unit": _("Unit"),
        "unit_weight": _("Weight of one"),
        "stock": _("In stock"),
        "ocop": _("OCOP stars"),
        "pool": _("Shared stock"),
        "origin": _("Origin"),
        "seller": _("Seller"),
        "papers": _("Papers"),
        "story": _("What to say about it"),
        "name_en": _("Name in English"),
        "story_en": _("Story in English"),
    }[key]


def example(key: FieldKey) -> str:
    """What people may write there; empty where anything goes."""
    return {
        "price": _("for example 35k or 35.000"),
        "unit": _("for example kg, box, pair"),
        "unit_weight": _("for example 5 kg; empty where weight says nothing"),
        "stock": _("for example 200 or 2 tấn; empty when you do not count"),
        "ocop": _("3, 4 or 5; empty for none"),
        "pool": _("same name for goods of one harvest"),
        "origin": _("for example Lục Ngạn, Bắc Ninh"),
        "papers": _("certificate numbers"),
    }.get(key, "")


def written(key: FieldKey, product: Product) -> str:
    """The field as a person would write it; `read` takes it back unchanged."""
    if key == "price":
        return format_vnd(product.price_vnd)
    if key == "unit_weight":
        return "" if product.unit_weight_g is None else format_weight_exact(product.unit_weight_g)
    if key == "stock":
        return "" if product.stock_milli is None else format_milli(product.stock_milli)
    if key == "ocop":
        return "" if product.ocop is None else str(product.ocop)
    return str(getattr(product, key))


def shown(key: FieldKey, product: Product, pool: Pool | None) -> str:
    """The field as a table shows it: the stock of a pool is the same for all of its goods."""
    if key == "ocop":
        return "★" * (product.ocop or 0)
    if key == "stock" and pool is not None and pool.stock_g is not None:
        return format_weight_exact(pool.stock_g)
    return written(key, product) or "–"


def read(key: FieldKey, product: Product, text: str, others: Sequence[Product] = ()) -> Product:
    """`product` with this field as written. Raises Unwritten; `others` hold the codes in use."""
    texts = {field: written(field, product) for field in _ALL} | {key: text}
    if key == "unit" and any(map(_says_weight, (product.unit, text))):
        # From what a kilogram weighs nothing follows for a box, nor the other way round.
        texts["unit_weight"] = ""
    changed = read_all(texts, others)
    # Only what was written changes; a reader may tidy up other fields, which nobody asked for.
    attributes = _ATTRIBUTES.get(key, (key,))
    return msgspec.structs.replace(
        product, **{attribute: getattr(changed, attribute) for attribute in attributes}
    )


def read_all(texts: Mapping[FieldKey, str], others: Sequence[Product] = ()) -> Product:
    """The product of which these fields are written, the others being empty. Raises Unwritten."""
    row = RowReader(_COLUMNS, 1, [texts.get(key, "") for key in _ALL])
    product = row.read()
    problems: dict[FieldKey, str] = {}
    for error in row.errors:
        problems.setdefault(_key(error.column), error.message)
    for other in others:
        if fold(other.sku) == fold(row.sku) and row.sku:
            problems["sku"] = _(
                "The code {code} belongs to “{name}” already. Write another one."
            ).format(code=other.sku, name=other.name)
    if product is None or problems:
        raise Unwritten(problems)
    return product


def pool_words(pool: Pool) -> str:
    """What the products of one harvest have to sell together, and which of them says how much."""
    goods = ", ".join(
        product.sku
        if said_g is None
        else _("{code} (says {amount})").format(
            code=product.sku, amount=format_weight_exact(said_g)
        )
        for product in pool.products
        for said_g in [row_g(product)]
    )
    if pool.stock_g is None:
        return _(
            "The shared stock “{pool}” is not counted: write how much there is at one of {goods}."
        ).format(pool=pool.name, goods=goods)
    return _("The shared stock “{pool}” has {amount} for {goods}.").format(
        pool=pool.name, amount=format_weight_exact(pool.stock_g), goods=goods
    )


def _says_weight(unit: str) -> bool:
    return unit_weight_g(unit) is not None or weight_in_name_g(unit) is not None


def _key(column: str) -> FieldKey:
    return next(key for key in _ALL if key == column)
