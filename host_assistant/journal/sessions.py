"""The list of sessions with their totals, counted from the log itself."""

from __future__ import annotations

from typing import Any

import msgspec

from host_assistant.show.vocabulary import Mode


class SessionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A session and what it came to; `orders`, `weight_g`, `revenue_vnd` are of confirmed orders.

    `started_at` and `ended_at` are UTC in ms since 1970; `ended_at` is None for a session that
    still runs or was cut off. `duration_ms` reaches to the last event.
    """

    session_id: str
    title: str
    mode: Mode
    started_at: int
    ended_at: int | None
    events: int
    orders: int
    weight_g: int
    revenue_vnd: int
    duration_ms: int


SESSIONS = """
WITH chosen AS (SELECT * FROM sessions WHERE {which}),
totals AS (
    SELECT session_id, count(*) AS orders, sum(weight_g) AS weight_g, sum(total_vnd) AS revenue_vnd
    FROM orders WHERE status = 'confirmed' AND session_id IN (SELECT session_id FROM chosen)
    GROUP BY session_id
)
SELECT session_id, title, mode, started_at, ended_at, coalesce((
        SELECT max(sequence) FROM events WHERE events.session_id = chosen.session_id
    ), 0),
    coalesce(orders, 0), coalesce(weight_g, 0), coalesce(revenue_vnd, 0), coalesce((
        SELECT offset_ms FROM events WHERE events.session_id = chosen.session_id
        ORDER BY sequence DESC LIMIT 1
    ), 0)
FROM chosen LEFT JOIN totals USING (session_id)
ORDER BY started_at DESC, session_id DESC
"""


def session_row(row: tuple[Any, ...]) -> SessionRow:
    return SessionRow(**dict(zip(SessionRow.__struct_fields__, row, strict=True)))
