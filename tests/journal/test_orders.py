"""The list of orders, as helpers page through it."""

from __future__ import annotations

import pytest

from host_assistant.journal import Journal
from host_assistant.journal.orders import all_orders, list_orders
from host_assistant.show.events import Event, OrderCancelled
from host_assistant.show.vocabulary import OrderStatus
from tests.journal.support import (
    BEGAN_MS,
    LYCHEE,
    SESSION,
    SHOES,
    hoa,
    line,
    opened,
    order,
    records,
)


@pytest.fixture
def seven(journal: Journal) -> Journal:
    buyer = hoa()
    events: list[Event] = [
        opened(),
        order("o1", line(LYCHEE), line(SHOES, 1_000), buyer=buyer),
        *(order(f"o{number}", confirmed=number % 2 == 0) for number in range(2, 8)),
        OrderCancelled(order_id="o7"),
    ]
    journal.append(SESSION, records(*events), [buyer])
    return journal


def ids(journal: Journal, status: OrderStatus | None = None, **paging: int) -> list[str]:
    return [row.order_id for row in list_orders(journal, SESSION, status, **paging)]


def test_newest_first_in_pages(seven: Journal) -> None:
    assert ids(seven, limit=3) == ["o7", "o6", "o5"]
    last = list_orders(seven, SESSION, limit=3)[-1].sequence
    assert ids(seven, limit=3, before=last) == ["o4", "o3", "o2"]
    assert ids(seven, limit=3, before=2) == []


def test_by_status(seven: Journal) -> None:
    assert ids(seven, "confirmed") == ["o6", "o4", "o2", "o1"]
    assert ids(seven, "pending") == ["o5", "o3"]
    assert ids(seven, "cancelled") == ["o7"]


def test_an_order_with_its_buyer_and_lines(seven: Journal) -> None:
    first = next(all_orders(seven, SESSION))
    assert first.buyer == hoa().buyer
    assert first.buyer_label == hoa().label
    assert first.lines == (line(LYCHEE), line(SHOES, 1_000))
    assert (first.sequence, first.placed_at, first.placed_ms) == (2, BEGAN_MS + 1_500, 1_500)
    assert (first.status, first.source) == ("confirmed", "desk")
    assert (first.total_vnd, first.weight_g) == (625_000, 5_000)


def test_an_erased_buyer_leaves_the_order(seven: Journal) -> None:
    seven.connection.execute("DELETE FROM buyers")
    first = next(all_orders(seven, SESSION))
    assert (first.buyer, first.buyer_id, first.total_vnd) == (None, "b1", 625_000)


def test_the_orders_of_another_session_are_not_among_them(seven: Journal) -> None:
    seven.append("other", records(opened("other"), order("x")))
    assert "x" not in ids(seven)
    assert [row.order_id for row in list_orders(seven, "other")] == ["x"]
