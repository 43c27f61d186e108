"""Orders as parcels: what one buyer ordered in several comments goes into one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from host_assistant.journal.orders import OrderRow
from host_assistant.show.buyer import Buyer
from host_assistant.values.phone import parse_phone
from host_assistant.values.unreadable import Unreadable
from host_assistant.values.vietnamese import fold


class Goods(msgspec.Struct, frozen=True, kw_only=True):
    """So much of one product; `weight_g` is None where the product has no weight."""

    sku: str
    name: str
    unit: str
    quantity_milli: int
    weight_g: int | None


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """Confirmed orders that go to one person, numbered as the first of them was placed.

    `weight_g` is None where a product in it has no weight: then nobody knows all of it. With
    `other_address` the same telephone number has a second parcel that goes elsewhere.
    """

    number: int
    orders: tuple[OrderRow, ...]
    buyer: Buyer
    goods: tuple[Goods, ...]
    total_vnd: int
    weight_g: int | None
    other_address: bool = False

    @property
    def recipient(self) -> str:
        """The name, or what viewers saw of it."""
        return self.buyer.name or self.orders[0].buyer_label


class Share(NamedTuple):
    """What of a product goes into one parcel."""

    parcel: Parcel
    goods: Goods


class Picked(msgspec.Struct, frozen=True):
    """All of one product that must be picked, and how it is shared out."""

    goods: Goods
    shares: tuple[Share, ...]


def parcels_of(orders: Iterable[OrderRow]) -> list[Parcel]:
    """The confirmed ones of `orders`, those with the same phone and address together.

    An address that is only the end of another one ("Hà Nội"), or none at all, means that other
    one, if the telephone number has no third.
    """
    confirmed = [order for order in orders if order.status == "confirmed"]
    written: dict[str, set[str]] = {}
    for order in confirmed:
        if phone := _phone(order):
            written.setdefault(phone, set()).add(_address(order))
    together: dict[tuple[str, str], list[OrderRow]] = {}
    for order in confirmed:
        phone = _phone(order)
        key = (phone, _meant(_address(order), written[phone])) if phone else ("", order.order_id)
        together.setdefault(key, []).append(order)
    places = Counter(phone for phone, _place in together)
    return [
        _parcel(number, key[0], tuple(rows), other=bool(key[0]) and places[key[0]] > 1)
        for number, (key, rows) in enumerate(together.items(), start=1)
    ]


def _meant(address: str, written: set[str]) -> str:
    """The fullest of the addresses written with the same phone that ends as `address` does."""
    fuller = {one for one in written if f" {one}".endswith(f" {address}".rstrip())}
    fullest = [
        one
        for one in fuller
        if not any(other != one and f" {other}".endswith(f" {one}".rstrip()) for other in fuller)
    ]
    return fullest[0] if len(fullest) == 1 else address


def picked(parcels: Iterable[Parcel]) -> list[Picked]:
    """What must be picked of each product, by its code."""
    shares: dict[tuple[str, str, str], list[Share]] = {}
    for parcel in parcels:
        for goods in parcel.goods:
            key = (goods.sku, goods.unit, goods.name)
            shares.setdefault(key, []).append(Share(parcel, goods))
    return [
        Picked(_sum([share.goods for share in some]), tuple(some))
        for _key, some in sorted(shares.items(), key=lambda item: item[0])
    ]


def _parcel(number: int, phone: str, orders: tuple[OrderRow, ...], *, other: bool) -> Parcel:
    buyers = [order.buyer for order in orders if order.buyer is not None]
    lines: dict[tuple[str, str, str], list[Goods]] = {}
    for order in orders:
        for line in order.lines:
            goods = Goods(
                sku=line.sku,
                name=line.name,
                unit=line.unit,
                quantity_milli=line.quantity_milli,
                weight_g=line.weight_g,
            )
            lines.setdefault((line.sku, line.unit, line.name), []).append(goods)
    all_goods = tuple(_sum(some) for some in lines.values())
    return Parcel(
        number=number,
        orders=orders,
        buyer=Buyer(
            name=next((buyer.name for buyer in buyers if buyer.name), ""),
            phone=phone or next((buyer.phone for buyer in buyers if buyer.phone), ""),
            address=max((buyer.address for buyer in buyers), key=len, default=""),
            country=next((buyer.country for buyer in buyers if buyer.country), ""),
        ),
        goods=all_goods,
        total_vnd=sum(order.total_vnd for order in orders),
        weight_g=_weight([goods.weight_g for goods in all_goods]),
        other_address=other,
    )


def _sum(some: list[Goods]) -> Goods:
    return msgspec.structs.replace(
        some[0],
        quantity_milli=sum(goods.quantity_milli for goods in some),
        weight_g=_weight([goods.weight_g for goods in some]),
    )


def _weight(weights: list[int | None]) -> int | None:
    known = [grams for grams in weights if grams is not None]
    return sum(known) if len(known) == len(weights) else None


def _phone(order: OrderRow) -> str:
    """The telephone number that orders are put together by; half a number is none."""
    try:
        return parse_phone(order.buyer.phone) if order.buyer else ""
    except Unreadable:
        return ""


def _address(order: OrderRow) -> str:
    if order.buyer is None:
        return ""
    return " ".join(re.findall(r"\w+", fold(f"{order.buyer.address} {order.buyer.country}")))
