"""The orders of a session with their buyers, as helpers and the morning after need them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from host_assistant.journal.errors import JournalUnreadable, typed
from host_assistant.journal.journal import Journal
from host_assistant.show.buyer import Buyer
from host_assistant.show.events import OrderLine
from host_assistant.show.vocabulary import OrderStatus


class OrderRow(msgspec.Struct, frozen=True, kw_only=True):
    """An order as it stands. `placed_at` is UTC in ms, `placed_ms` the session offset.

    `buyer` is None where none was given or where the data was erased since; `buyer_label` is
    what viewers may see. `weight_g` is None where no line has a weight. One that is `waiting`
    for the next harvest holds no goods; `replaces` is the order that was mended into this one.
    `words` are those of the comment that it was made of, and of those that said nothing but its
    telephone number, for as long as they are kept; `all_orders` alone looks for them.
    """

    order_id: str
    sequence: int
    placed_at: int
    placed_ms: int
    status: OrderStatus
    source: str
    total_vnd: int
    weight_g: int | None
    buyer_id: str | None
    buyer_label: str
    buyer: Buyer | None
    lines: tuple[OrderLine, ...]
    waiting: bool = False
    replaces: str = ""
    words: str = ""


_SELECT = """
SELECT orders.order_id, orders.sequence, placed_at, placed_ms, status, source, total_vnd, weight_g,
    orders.buyer_id, buyer_label,
    buyers.name, phone, address, country, json_extract(events.data, '$.lines'),
    status = 'pending' AND waiting,
    coalesce(json_extract(events.data, '$.replaces'), '')
FROM orders
JOIN events USING (session_id, sequence)
LEFT JOIN buyers ON buyers.session_id = orders.session_id AND buyers.buyer_id = orders.buyer_id
WHERE orders.session_id = :session_id
"""
# Each order's own comment first, then those that said nothing but its number.
_WORDS = """
WITH received AS MATERIALIZED (
    SELECT data, sequence, json_extract(data, '$.comment_id') AS comment_id FROM events
    WHERE session_id = :session_id AND type = 'CommentReceived'
),
said AS (
    SELECT comment_id AS item_id, comment_id, 0 AS sequence FROM received
    WHERE json_extract(data, '$.kind') = 'order'
    UNION ALL
    SELECT item.value, comment_id, sequence FROM received, json_each(data, '$.number_for') AS item
    WHERE json_extract(data, '$.kind') <> 'order' OR json_extract(data, '$.repeats') = item.value
    UNION ALL
    SELECT comment_id, json_extract(data, '$.number_from'), sequence FROM received
    WHERE json_extract(data, '$.number_from') <> ''
)
SELECT item_id, text FROM said
JOIN comments ON comments.session_id = :session_id AND comments.comment_id = said.comment_id
ORDER BY item_id, said.sequence
"""
_PAGE = """
AND (:status IS NULL OR status = :status) AND (:before IS NULL OR orders.sequence < :before)
ORDER BY orders.sequence DESC LIMIT :limit
"""

_SOME = "AND orders.order_id IN (SELECT value FROM json_each(:ids)) ORDER BY orders.sequence"

_lines = msgspec.json.Decoder(tuple[OrderLine, ...]).decode


def list_orders(
    journal: Journal,
    session_id: str,
    status: OrderStatus | None = None,
    limit: int = 50,
    before: int | None = None,
) -> list[OrderRow]:
    """The newest first. For the next page give the last one's `sequence` as `before`."""
    values = {"session_id": session_id, "status": status, "limit": limit, "before": before}
    return list(_order_rows(journal, _SELECT + _PAGE, values))


def all_orders(journal: Journal, session_id: str) -> Iterator[OrderRow]:
    """Every order of the session in the order of their placing."""
    said: dict[str, list[str]] = defaultdict(list)
    values = {"session_id": session_id}
    for item_id, text in _rows(journal, _WORDS, values):
        said[item_id].append(text)
    for row in _order_rows(journal, _SELECT + "ORDER BY orders.sequence", values):
        # One that was mended still has the words that it was made of.
        said[row.order_id] = [*said.pop(row.replaces, ()), *said[row.order_id]]
        yield msgspec.structs.replace(row, words=" · ".join(said[row.order_id]))


_BUYER = """
SELECT name, phone, address, country FROM buyers WHERE session_id = ? AND buyer_id = ?
"""


def buyer_called(journal: Journal, session_id: str, buyer_id: str) -> Buyer | None:
    """The buyer of that id, None where there is none or where the data was erased."""
    try:
        row = journal.connection.execute(_BUYER, (session_id, buyer_id)).fetchone()
    except sqlite3.Error as error:
        raise typed(error, journal.path) from error
    return None if row is None else Buyer(**dict(zip(Buyer.__struct_fields__, row, strict=True)))


def orders_of(journal: Journal, session_id: str, order_ids: Iterable[str]) -> dict[str, OrderRow]:
    """Those among `order_ids` that the session knows, by their ids."""
    ids = msgspec.json.encode(list(order_ids)).decode()
    rows = _order_rows(journal, _SELECT + _SOME, {"session_id": session_id, "ids": ids})
    return {row.order_id: row for row in rows}


def _order_rows(journal: Journal, sql: str, values: dict[str, Any]) -> Iterator[OrderRow]:
    try:
        for row in _rows(journal, sql, values):
            yield _order_row(*row)
    except msgspec.DecodeError as error:
        raise JournalUnreadable(journal.path, str(error)) from error


def _rows(journal: Journal, sql: str, values: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    try:
        yield from journal.connection.execute(sql, values)
    except sqlite3.Error as error:
        raise typed(error, journal.path) from error


def _order_row(*row: Any) -> OrderRow:
    *order, name, phone, address, country, lines, waiting, replaces = row
    buyer = None
    if name is not None:
        buyer = Buyer(name=name, phone=phone, address=address, country=country)
    known = dict(zip(OrderRow.__struct_fields__, order, strict=False))
    return OrderRow(
        **known, buyer=buyer, lines=_lines(lines), waiting=bool(waiting), replaces=replaces
    )
