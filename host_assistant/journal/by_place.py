"""Where the orders of a session go, counted from what the log itself keeps of each buyer.

That is the province or the country in the label which viewers may see, so the numbers are the same
once buyers' data was erased.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, Protocol

import msgspec

from host_assistant.language import _
from host_assistant.show.events import OrderLine
from host_assistant.show.vocabulary import OrderStatus
from host_assistant.values.places import PROVINCES, country_called, province_now

PlaceKind = Literal["province", "abroad", "unknown"]

_PLACE: Final = re.compile(r"\(([^()]+)\)$")
_KINDS: Final[tuple[PlaceKind, ...]] = ("province", "abroad", "unknown")


class Place(msgspec.Struct, frozen=True):
    """A province of today, a country abroad, or nothing that could be told (no name)."""

    kind: PlaceKind
    name: str = ""


class PlaceRow(msgspec.Struct, frozen=True, kw_only=True):
    """The confirmed orders that go to one place."""

    kind: PlaceKind
    name: str
    orders: int
    weight_g: int
    revenue_vnd: int


UNKNOWN: Final = Place("unknown")


class Placed(Protocol):
    """An order out of the log or of a show's state."""

    @property
    def status(self) -> OrderStatus: ...
    @property
    def buyer_label(self) -> str: ...
    @property
    def lines(self) -> tuple[OrderLine, ...]: ...
    @property
    def total_vnd(self) -> int: ...


def place_of(buyer_label: str) -> Place:
    """The place in "chị H. (Bắc Giang)": the province that it belongs to since July 2025."""
    found = _PLACE.search(buyer_label)
    if found is None:
        return UNKNOWN
    return place_named(found[1])


def place_named(name: str) -> Place:
    """A province, of today or before, or a country abroad; anything else is unknown."""
    if name in PROVINCES:
        return Place("province", province_now(name))
    country = country_called(name)
    return Place("abroad", country) if country else UNKNOWN


def places_of(orders: Iterable[Placed]) -> tuple[PlaceRow, ...]:
    """The confirmed ones of `orders`: provinces, countries, the unknown; most orders first."""
    sums: dict[Place, tuple[int, int, int]] = {}
    for order in orders:
        if order.status != "confirmed":
            continue
        place = place_of(order.buyer_label)
        count, weight_g, revenue_vnd = sums.get(place, (0, 0, 0))
        weight_g += sum(line.weight_g or 0 for line in order.lines)
        sums[place] = (count + 1, weight_g, revenue_vnd + order.total_vnd)
    rows = [
        PlaceRow(kind=place.kind, name=place.name, orders=count, weight_g=grams, revenue_vnd=vnd)
        for place, (count, grams, vnd) in sums.items()
    ]
    return tuple(sorted(rows, key=lambda row: (_KINDS.index(row.kind), -row.orders, row.name)))


def place_words(row: PlaceRow) -> str:
    """How the place is called on screen and on paper."""
    if row.kind == "unknown":
        return _("unknown place")
    return _("{country} (abroad)").format(country=row.name) if row.kind == "abroad" else row.name
