"""What a product lacks before viewers may see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from host_assistant.catalog.product import Product

Missing = Literal["seller", "origin", "unit", "price"]


def missing_on_air(product: Product) -> tuple[Missing, ...]:
    """What buyers must be told of `product` and the sheet does not say; empty when it may go out.

    The Law on E-commerce 122/2025/QH15, article 24, has whoever sells in a livestream turn down
    goods whose seller does not say what article 23 asks for; that it comes down to these four
    columns is our reading of it.
    """
    missing: list[Missing] = []
    if not product.seller.strip():
        missing.append("seller")
    if not product.origin.strip():
        missing.append("origin")
    if not product.unit.strip():
        missing.append("unit")
    if product.price_vnd <= 0:
        missing.append("price")
    return tuple(missing)


def missing_among(products: Iterable[Product]) -> tuple[Missing, ...]:
    """Each thing that is missing anywhere, in the order in which they are first missed."""
    return tuple(dict.fromkeys(one for product in products for one in missing_on_air(product)))
