"""The tables, triggers and views of the session log, as migrations that run once each."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("host_assistant")

# `sessions.last_sequence` and `last_hash` are the head of the chain: without them nobody could
# tell that the latest rows of a session had been cut off.
_TABLES = """
CREATE TABLE sessions (
    session_id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    mode TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    last_sequence INTEGER NOT NULL,
    last_hash TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE events (
    session_id TEXT NOT NULL REFERENCES sessions,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    offset_ms INTEGER NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    data TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (session_id, sequence)
) WITHOUT ROWID;

CREATE TABLE buyers (
    session_id TEXT NOT NULL REFERENCES sessions,
    buyer_id TEXT NOT NULL,
    salt TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    country TEXT NOT NULL,
    PRIMARY KEY (session_id, buyer_id)
) WITHOUT ROWID;
"""

# Partial: placing an order, the commonest event by far, pays nothing for it.
_INDEXES = """
CREATE INDEX orders_settled ON events (session_id, json_extract(data, '$.order_id'), type)
WHERE type = 'OrderConfirmed' OR type = 'OrderCancelled';
"""

_TRIGGERS = """
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

CREATE TRIGGER sessions_are_never_deleted BEFORE DELETE ON sessions
BEGIN SELECT RAISE(ABORT, 'sessions are never deleted'); END;

CREATE TRIGGER buyers_are_never_changed BEFORE UPDATE ON buyers
BEGIN SELECT RAISE(ABORT, 'buyers may be erased, not changed'); END;
"""

_VIEWS = """
CREATE VIEW orders AS
SELECT
    placed.session_id AS session_id,
    json_extract(placed.data, '$.order_id') AS order_id,
    placed.at AS placed_at,
    CASE
        WHEN EXISTS (
            SELECT 1 FROM events AS settled
            WHERE settled.session_id = placed.session_id
            AND json_extract(settled.data, '$.order_id') = json_extract(placed.data, '$.order_id')
            AND settled.type = 'OrderCancelled'
        ) THEN 'cancelled'
        WHEN json_extract(placed.data, '$.confirmed') OR EXISTS (
            SELECT 1 FROM events AS settled
            WHERE settled.session_id = placed.session_id
            AND json_extract(settled.data, '$.order_id') = json_extract(placed.data, '$.order_id')
            AND settled.type = 'OrderConfirmed'
        ) THEN 'confirmed'
        ELSE 'pending'
    END AS status,
    coalesce(json_extract(placed.data, '$.source'), '') AS source,
    json_extract(placed.data, '$.buyer_id') AS buyer_id,
    json_extract(placed.data, '$.total_vnd') AS total_vnd,
    (
        SELECT sum(json_extract(line.value, '$.weight_g'))
        FROM json_each(placed.data, '$.lines') AS line
    ) AS weight_g,
    placed.sequence AS sequence,
    placed.offset_ms AS offset_ms
FROM events AS placed
WHERE placed.type = 'OrderPlaced';

CREATE VIEW order_lines AS
SELECT
    placed.session_id AS session_id,
    json_extract(placed.data, '$.order_id') AS order_id,
    line.key + 1 AS line,
    json_extract(line.value, '$.sku') AS sku,
    json_extract(line.value, '$.name') AS name,
    CASE
        WHEN json_extract(line.value, '$.quantity_milli') % 1000 = 0
        THEN json_extract(line.value, '$.quantity_milli') / 1000
        ELSE json_extract(line.value, '$.quantity_milli') / 1000.0
    END AS quantity,
    json_extract(line.value, '$.unit') AS unit,
    json_extract(line.value, '$.unit_price_vnd') AS unit_price_vnd,
    json_extract(line.value, '$.amount_vnd') AS amount_vnd,
    json_extract(line.value, '$.weight_g') AS weight_g,
    json_extract(line.value, '$.quantity_milli') AS quantity_milli
FROM events AS placed, json_each(placed.data, '$.lines') AS line
WHERE placed.type = 'OrderPlaced';

CREATE VIEW sales_by_product AS
SELECT
    lines.session_id AS session_id,
    lines.sku AS sku,
    lines.name AS name,
    lines.unit AS unit,
    count(DISTINCT lines.order_id) AS orders,
    CASE
        WHEN sum(lines.quantity_milli) % 1000 = 0 THEN sum(lines.quantity_milli) / 1000
        ELSE sum(lines.quantity_milli) / 1000.0
    END AS quantity,
    sum(lines.amount_vnd) AS amount_vnd,
    sum(lines.weight_g) AS weight_g
FROM orders JOIN order_lines AS lines USING (session_id, order_id)
WHERE orders.status = 'confirmed'
GROUP BY lines.session_id, lines.sku, lines.unit;

CREATE VIEW sales_by_minute AS
SELECT
    orders.session_id AS session_id,
    orders.offset_ms / 60000 AS minute,
    strftime(
        '%Y-%m-%dT%H:%MZ', (min(orders.placed_at)) / 1000, 'unixepoch'
    ) AS clock,
    count(*) AS orders,
    sum(orders.weight_g) AS weight_g,
    sum(orders.total_vnd) AS revenue_vnd
FROM orders
WHERE orders.status = 'confirmed'
GROUP BY orders.session_id, orders.offset_ms / 60000;
"""


@MIGRATIONS()
def m001_the_session_log(db: Database) -> None:
    for script in (_TABLES, _INDEXES, _TRIGGERS, _VIEWS):
        for statement in _statements(script):
            db.execute(statement)


def _statements(script: str) -> list[str]:
    """One by one: `executescript` would commit the migration's own transaction first."""
    return [part.strip() for part in script.split("\n\n") if part.strip()]
