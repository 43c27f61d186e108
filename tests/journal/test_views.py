"""The public views count what the show itself counted."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given, settings

from host_assistant.journal import Journal
from host_assistant.journal.opening import state_of
from host_assistant.show import commands as cmd
from host_assistant.show.events import Event, OrderCancelled, OrderConfirmed, SessionOpened
from tests.journal.support import BEGAN_MS, LYCHEE, SESSION, SHOES, line, opened, order, records
from tests.support.shows import Log, opening, play, steps

Steps = list[tuple[cmd.Command, int]]


@settings(max_examples=40)
@given(steps())
def test_counters_equal_the_views(commands: Steps) -> None:
    log = Log(opening(mode="live"))
    list(play(log, commands))
    state = log.state
    assert isinstance(log.records[0].event, SessionOpened)
    session = log.records[0].event.session_id
    with (
        tempfile.TemporaryDirectory() as folder,
        Journal.open(Path(folder) / "lensong.db") as journal,
    ):
        journal.append(session, log.records)
        assert state_of(journal, session) == state
        query = journal.connection.execute
        counted = query(
            "SELECT count(*), coalesce(sum(total_vnd), 0), coalesce(sum(weight_g), 0)"
            " FROM orders WHERE status = 'confirmed'"
        ).fetchone()
        statuses = dict(query("SELECT status, count(*) FROM orders GROUP BY status"))
        minutes = dict(query("SELECT minute, orders FROM sales_by_minute"))
        sold: Counter[str] = Counter()
        for sku, quantity in query("SELECT sku, quantity FROM sales_by_product"):
            sold[sku] += round(quantity * 1000)
        (row,) = journal.sessions()
    counters = state.counters
    assert counted == (counters.orders, counters.revenue_vnd, counters.weight_g)
    assert (row.orders, row.revenue_vnd, row.weight_g) == counted
    assert statuses == Counter(each.status for each in state.orders.values())
    assert minutes == {minute: count for minute, count in state.trend if count}
    assert sold == {
        sku: on_sale.sold_milli for sku, on_sale in state.products.items() if on_sale.sold_milli
    }


def test_the_columns_that_others_rely_on(journal: Journal) -> None:
    """`interfaces.md`, "Database": these names come first, in this order."""
    public = {
        "orders": "session_id order_id placed_at status source buyer_id total_vnd weight_g",
        "order_lines": "session_id order_id line sku name quantity unit unit_price_vnd amount_vnd"
        " weight_g",
        "sales_by_product": "session_id sku name unit orders quantity amount_vnd weight_g",
        "sales_by_minute": "session_id minute clock orders revenue_vnd weight_g",
    }
    for view, columns in public.items():
        cursor = journal.connection.execute(f"SELECT * FROM {view}")
        names = [column[0] for column in cursor.description]
        assert names[: len(columns.split())] == columns.split()


def test_quantities_are_in_selling_units(journal: Journal) -> None:
    bought = order("o1", line(LYCHEE, 5_000), line(LYCHEE, 2_500), line(SHOES, 2_000))
    journal.append(SESSION, records(opened(), bought))
    lines = journal.connection.execute(
        "SELECT line, sku, name, quantity, unit, unit_price_vnd, amount_vnd, weight_g"
        " FROM order_lines ORDER BY line"
    ).fetchall()
    assert lines == [
        (1, "A1", "Vải thiều", 5, "kg", 35_000, 175_000, 5_000),
        (2, "A1", "Vải thiều", 2.5, "kg", 35_000, 87_500, 2_500),
        (3, "B1", "Giày da", 2, "đôi", 450_000, 900_000, None),
    ]
    sales = journal.connection.execute(
        "SELECT sku, orders, quantity, amount_vnd, weight_g FROM sales_by_product ORDER BY sku"
    ).fetchall()
    assert sales == [("A1", 1, 7.5, 262_500, 7_500), ("B1", 1, 2, 900_000, None)]


def test_only_what_stands_confirmed_is_sold(journal: Journal) -> None:
    events: list[Event] = [
        opened(),
        order("later", confirmed=False),
        order("pending", confirmed=False),
        order("taken back"),
        order("dropped", confirmed=False),
        OrderConfirmed(order_id="later"),
        OrderCancelled(order_id="taken back"),
        OrderCancelled(order_id="dropped"),
    ]
    journal.append(SESSION, records(*events))
    statuses = dict(journal.connection.execute("SELECT order_id, status FROM orders"))
    assert statuses == {
        "later": "confirmed",
        "pending": "pending",
        "taken back": "cancelled",
        "dropped": "cancelled",
    }
    sold = journal.connection.execute("SELECT sku, orders, quantity FROM sales_by_product")
    assert sold.fetchall() == [("A1", 1, 5)]


def test_a_sale_counts_in_the_minute_of_its_confirmation(journal: Journal) -> None:
    waiting = [order(f"o{number}", confirmed=False) for number in range(50)]
    journal.append(SESSION, records(opened(), *waiting, OrderConfirmed(order_id="o0")))
    minutes = journal.connection.execute(
        "SELECT minute, clock, orders, revenue_vnd, weight_g FROM sales_by_minute"
    ).fetchall()
    assert BEGAN_MS + 51 * 1_500 == 1_785_000_076_500
    assert minutes == [(1, "2026-07-25T17:21:16Z", 1, 175_000, 5_000)]


def test_a_look_back_stops_at_its_moment(journal: Journal) -> None:
    journal.append(SESSION, records(opened(), order("o1"), order("o2"), order("o3")))
    assert state_of(journal, SESSION, up_to_ms=3_000).counters.orders == 2
    assert state_of(journal, SESSION, up_to_ms=2_999).counters.orders == 1
    assert state_of(journal, SESSION).counters.orders == 3
