"""Small shows, written event by event."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
from hypothesis import strategies as st

from host_assistant.catalog.product import Product
from host_assistant.show.buyer import Buyer, SealedBuyer, seal
from host_assistant.show.events import (
    EVENT_TYPES,
    Event,
    Happened,
    OrderLine,
    OrderPlaced,
    Recorded,
    SessionOpened,
)
from host_assistant.show.vocabulary import ShowSetup

SESSION = "2026-07-25-a"
BEGAN_MS = 1_785_000_000_000
STEP_MS = 1_500

LYCHEE = Product(sku="A1", name="Vải thiều", price_vnd=35_000, unit="kg", unit_weight_g=1_000)
SHOES = Product(sku="B1", name="Giày da", price_vnd=450_000, unit="đôi")


def opened(session_id: str = SESSION) -> SessionOpened:
    return SessionOpened(
        session_id=session_id,
        title="Vải thiều đêm nay",
        mode="live",
        setup=ShowSetup(),
        products=(LYCHEE, SHOES),
    )


def line(product: Product = LYCHEE, quantity_milli: int = 5_000) -> OrderLine:
    grams = product.unit_weight_g
    return OrderLine(
        sku=product.sku,
        name=product.name,
        quantity_milli=quantity_milli,
        unit=product.unit,
        unit_price_vnd=product.price_vnd,
        amount_vnd=product.price_vnd * quantity_milli // 1000,
        weight_g=None if grams is None else grams * quantity_milli // 1000,
    )


def order(
    order_id: str,
    *lines: OrderLine,
    confirmed: bool = True,
    buyer: SealedBuyer | None = None,
    source: str = "desk",
) -> OrderPlaced:
    bought = lines or (line(),)
    return OrderPlaced(
        order_id=order_id,
        lines=bought,
        total_vnd=sum(each.amount_vnd for each in bought),
        confirmed=confirmed,
        source=source,
        buyer_id=buyer.buyer_id if buyer else None,
        buyer_digest=buyer.digest if buyer else None,
        buyer_label=buyer.label if buyer else "",
    )


def hoa(buyer_id: str = "b1") -> SealedBuyer:
    buyer = Buyer(name="chị Hoa", phone="0901234567", address="12 Hàng Bạc, Hà Nội")
    return seal(buyer, buyer_id=buyer_id, salt="c2FsdA")


def records(*events: Event, after: int = 0) -> list[Recorded]:
    """The events one and a half seconds apart."""
    return [
        Recorded(number, BEGAN_MS + (number - 1) * STEP_MS, (number - 1) * STEP_MS, event)
        for number, event in enumerate(events, start=after + 1)
    ]


def unguarded(path: Path) -> sqlite3.Connection:
    """The file as somebody with a database tool and bad intentions has it."""
    connection = sqlite3.connect(path, isolation_level=None)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        connection.execute(f"DROP TRIGGER {name}")
    return connection


_INTEGERS = st.integers(min_value=-(2**53), max_value=2**53)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    int: _INTEGERS,
    str: _TEXTS,
    int | None: st.none() | _INTEGERS,
    str | None: st.none() | _TEXTS,
    dict[str, str]: st.dictionaries(_TEXTS, _TEXTS, max_size=2),
}


def _any(kind: Any) -> st.SearchStrategy[Any]:
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = {
            name: _any(hint)
            for name, hint in get_type_hints(kind).items()
            if name in kind.__struct_fields__
        }
        return st.builds(kind, **fields)
    if kind == tuple[Product, ...]:
        return st.lists(_any(Product), max_size=2).map(tuple)
    if kind == tuple[OrderLine, ...]:
        return st.lists(_any(OrderLine), max_size=3).map(tuple)
    return st.from_type(kind)


def any_events() -> st.SearchStrategy[list[Happened]]:
    """Any events of any kind, in any order, after the opening of a session."""
    later = [kind for kind in EVENT_TYPES.values() if kind is not SessionOpened]
    return st.lists(st.one_of([_any(kind) for kind in later]), max_size=12).map(
        lambda events: [opened(), *events]
    )
