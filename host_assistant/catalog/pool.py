"""One harvest sold as several products: its stock is kept once, in grams.

A product whose weight is not known cannot share: it counts by itself, whatever its row says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from host_assistant.catalog.product import Product
from host_assistant.catalog.selling import sold_by_weight, unit_g, weight_g
from host_assistant.values.vietnamese import fold


class Pool(msgspec.Struct, frozen=True):
    """The products of one harvest, in their order; `stock_g` is None where no row counts it."""

    name: str
    products: tuple[Product, ...]

    @property
    def stock_g(self) -> int | None:
        """What its rows say together."""
        said = [weight for weight in map(row_g, self.products) if weight is not None]
        return sum(said) if said else None


def pool_key(product: Product) -> str:
    """What products of one pool have in common; "" for a product that counts by itself."""
    return fold(product.pool) if product.pool and unit_g(product) else ""


def row_g(product: Product) -> int | None:
    """Grams of the stock that the product's own row gives; None where it gives none."""
    return None if product.stock_milli is None else weight_g(product, product.stock_milli)


def pools_of(products: Iterable[Product]) -> dict[str, Pool]:
    """Every pool by its key, in the order in which they first appear."""
    members: dict[str, list[Product]] = {}
    for product in products:
        if key := pool_key(product):
            members.setdefault(key, []).append(product)
    return {key: Pool(rows[0].pool, tuple(rows)) for key, rows in members.items()}


def units_in(product: Product, grams: int) -> int:
    """Thousandths of the selling unit that `grams` make: whole ones of what is not weighed out.

    Rounded down, so that never more is promised than there is.
    """
    one_g = unit_g(product)
    if not one_g:
        return 0
    if sold_by_weight(product.unit):
        return grams * 1000 // one_g
    return grams // one_g * 1000


def rows_without(rows: Sequence[Product], sold_g: int) -> tuple[Product, ...]:
    """The rows of one pool after `sold_g` grams were sold from it; never below nothing.

    What is weighed out gives first, in the order of the rows, for it can give any amount. Others
    give whole units, and what is left over in an opened one goes to a row that is weighed out.
    """
    left: dict[str, Product] = {row.sku: row for row in rows}
    counted = [row for row in rows if row_g(row)]
    for row in sorted(counted, key=lambda row: not sold_by_weight(row.unit)):
        if sold_g <= 0:
            break
        held_g = row_g(row) or 0
        kept = units_in(row, max(held_g - sold_g, 0))
        left[row.sku] = replace(row, stock_milli=kept)
        sold_g -= held_g - (weight_g(row, kept) or 0)
    if sold_g < 0:
        _put_back(left, -sold_g)
    return tuple(left[row.sku] for row in rows)


def _put_back(left: dict[str, Product], grams: int) -> None:
    weighed = [
        row for row in left.values() if sold_by_weight(row.unit) and row.stock_milli is not None
    ]
    if weighed:
        finest = min(weighed, key=lambda row: unit_g(row) or 0)
        stock_milli = (finest.stock_milli or 0) + units_in(finest, grams)
        left[finest.sku] = replace(finest, stock_milli=stock_milli)
