"""What is sold: one line of the goods sheet."""

from __future__ import annotations

import msgspec


class Product(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One kind of goods and how it is sold.

    `price_vnd` is whole đồng for one selling `unit`. `unit_weight_g` is what one selling unit
    weighs, in grams, or None where weight says nothing (shoes). `stock_milli` counts thousandths
    of a selling unit, None where stock is not counted. `pool` names the harvest that it shares with
    other products, "" where it has its own: see `catalog.pool`. `picture` names a file in the data
    folder's `pictures/`. `ocop` is 3 to 5 stars of "One Commune One Product". `extra` keeps the
    columns of the sheet that the program does not know.
    """

    sku: str
    name: str
    price_vnd: int
    unit: str
    unit_weight_g: int | None = None
    stock_milli: int | None = None
    picture: str | None = None
    origin: str = ""
    seller: str = ""
    papers: str = ""
    story: str = ""
    name_en: str = ""
    story_en: str = ""
    ocop: int | None = None
    pool: str = ""
    extra: dict[str, str] = msgspec.field(default_factory=dict)
