"""The tables, triggers and views of the session log, as migrations that run once each."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("host_assistant")

# `sessions.last_sequence` and `last_hash` are a head of the chain, of a few seconds ago while the
# show runs and the last one once it has ended: without them nobody could tell that rows had been
# cut off. `seen_ms` is the running time of that head: after a crash the show goes on from there.
_TABLES = """
CREATE TABLE sessions (
    session_id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    mode TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    last_sequence INTEGER NOT NULL,
    last_hash TEXT NOT NULL,
    seen_ms INTEGER NOT NULL DEFAULT 0
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

# Both migrations have these columns; the second adds to them and knows buyers better.
_PLACED_FOR = "json_extract(data, '$.buyer_id')"


def _orders(buyer_id: str) -> str:
    return f"""\
CREATE VIEW orders AS
SELECT
    session_id, order_id, at AS placed_at,
    CASE
        WHEN is_cancelled THEN 'cancelled'
        WHEN confirmed_ms IS NOT NULL THEN 'confirmed'
        ELSE 'pending'
    END AS status,
    coalesce(json_extract(data, '$.source'), '') AS source,
    {buyer_id} AS buyer_id,
    json_extract(data, '$.total_vnd') AS total_vnd,
    (SELECT sum(json_extract(value, '$.weight_g')) FROM json_each(data, '$.lines')) AS weight_g,
    sequence,
    offset_ms AS placed_ms,
    confirmed_ms"""


# Counted from the events each time they are asked for, so that no second copy can disagree.
# `placed_orders` is the others' ground; quantities are public in selling units.
_VIEWS = f"""
CREATE VIEW placed_orders AS
SELECT
    session_id, sequence, at, offset_ms, data,
    json_extract(data, '$.order_id') AS order_id,
    CASE WHEN json_extract(data, '$.confirmed') THEN offset_ms ELSE (
        SELECT settled.offset_ms FROM events AS settled INDEXED BY orders_settled
        WHERE settled.session_id = placed.session_id AND settled.type = 'OrderConfirmed'
        AND json_extract(settled.data, '$.order_id') = json_extract(placed.data, '$.order_id')
    ) END AS confirmed_ms,
    EXISTS (
        SELECT 1 FROM events AS settled INDEXED BY orders_settled
        WHERE settled.session_id = placed.session_id AND settled.type = 'OrderCancelled'
        AND json_extract(settled.data, '$.order_id') = json_extract(placed.data, '$.order_id')
    ) AS is_cancelled
FROM events AS placed WHERE type = 'OrderPlaced';

{_orders(_PLACED_FOR)}
FROM placed_orders;

CREATE VIEW order_lines AS
SELECT
    session_id, order_id, key + 1 AS line,
    json_extract(value, '$.sku') AS sku,
    json_extract(value, '$.name') AS name,
    CASE json_extract(value, '$.quantity_milli') % 1000
        WHEN 0 THEN json_extract(value, '$.quantity_milli') / 1000
        ELSE json_extract(value, '$.quantity_milli') / 1000.0
    END AS quantity,
    json_extract(value, '$.unit') AS unit,
    json_extract(value, '$.unit_price_vnd') AS unit_price_vnd,
    json_extract(value, '$.amount_vnd') AS amount_vnd,
    json_extract(value, '$.weight_g') AS weight_g
FROM placed_orders, json_each(data, '$.lines');

CREATE VIEW sales_by_product AS
SELECT
    session_id,
    json_extract(value, '$.sku') AS sku,
    json_extract(value, '$.name') AS name,
    json_extract(value, '$.unit') AS unit,
    count(DISTINCT order_id) AS orders,
    CASE sum(json_extract(value, '$.quantity_milli')) % 1000
        WHEN 0 THEN sum(json_extract(value, '$.quantity_milli')) / 1000
        ELSE sum(json_extract(value, '$.quantity_milli')) / 1000.0
    END AS quantity,
    sum(json_extract(value, '$.amount_vnd')) AS amount_vnd,
    sum(json_extract(value, '$.weight_g')) AS weight_g
FROM placed_orders, json_each(data, '$.lines')
WHERE confirmed_ms IS NOT NULL AND NOT is_cancelled
GROUP BY session_id, json_extract(value, '$.sku'), json_extract(value, '$.unit');

CREATE VIEW sales_by_minute AS
SELECT
    session_id,
    confirmed_ms / 60000 AS minute,
    strftime('%Y-%m-%dT%H:%M:%SZ', min(at - offset_ms + confirmed_ms) / 1000, 'unixepoch') AS clock,
    count(*) AS orders,
    sum(total_vnd) AS revenue_vnd,
    sum(weight_g) AS weight_g
FROM (SELECT *, placed_at AS at, placed_ms AS offset_ms FROM orders WHERE status = 'confirmed')
GROUP BY session_id, confirmed_ms / 60000;
"""

# The words of comments, beside the log, so that they can be erased. The platform's ids of the
# comment and of its author are personal as well.
_COMMENTS = """
CREATE TABLE comments (
    session_id TEXT NOT NULL REFERENCES sessions,
    comment_id TEXT NOT NULL,
    salt TEXT NOT NULL,
    platform TEXT NOT NULL,
    outer_id TEXT NOT NULL,
    author_id TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (session_id, comment_id)
) WITHOUT ROWID;

CREATE TRIGGER comments_are_never_changed BEFORE UPDATE ON comments
BEGIN SELECT RAISE(ABORT, 'comments may be erased, not changed'); END;

CREATE VIEW comments_read AS
SELECT
    session_id,
    json_extract(data, '$.comment_id') AS comment_id,
    at AS received_at,
    json_extract(data, '$.platform') AS platform,
    json_extract(data, '$.kind') AS kind,
    coalesce(json_extract(data, '$.sure'), 0) AS sure,
    coalesce(json_extract(data, '$.repeats'), '') AS repeats,
    coalesce(json_extract(data, '$.on_card'), '') AS on_card,
    sequence
FROM events WHERE type = 'CommentReceived';
"""

# What was said of an order's buyer last, after it was placed.
_GIVEN = """(
        SELECT json_extract(given.data, '$.{field}') FROM events AS given INDEXED BY buyers_given
        WHERE given.session_id = placed_orders.session_id AND given.type = 'BuyerGiven'
        AND json_extract(given.data, '$.order_id') = placed_orders.order_id
        ORDER BY given.sequence DESC LIMIT 1
    )"""
_BUYER_NOW = f"coalesce({_GIVEN.format(field='buyer_id')}, {_PLACED_FOR})"

_ORDERS_THAT_WAIT = f"""
CREATE INDEX buyers_given ON events (session_id, json_extract(data, '$.order_id'))
WHERE type = 'BuyerGiven';

DROP VIEW orders;

{_orders(_BUYER_NOW)},
    coalesce(json_extract(data, '$.waiting'), 0) AS waiting,
    coalesce(json_extract(data, '$.by_rule'), 0) OR EXISTS (
        SELECT 1 FROM events AS settled INDEXED BY orders_settled
        WHERE settled.session_id = placed_orders.session_id AND settled.type = 'OrderConfirmed'
        AND json_extract(settled.data, '$.order_id') = placed_orders.order_id
        AND json_extract(settled.data, '$.by_rule')
    ) AS by_rule,
    coalesce(
        {_GIVEN.format(field="buyer_label")}, json_extract(data, '$.buyer_label'), ''
    ) AS buyer_label
FROM placed_orders;
"""


@MIGRATIONS()
def m001_the_session_log(db: Database) -> None:
    _run(db, _TABLES, _INDEXES, _TRIGGERS, _VIEWS)


@MIGRATIONS()
def m002_comments(db: Database) -> None:
    _run(db, _COMMENTS, _ORDERS_THAT_WAIT)


def _run(db: Database, *scripts: str) -> None:
    for script in scripts:
        for statement in _statements(script):
            db.execute(statement)


def _statements(script: str) -> list[str]:
    """One by one: `executescript` would commit the migration's own transaction first."""
    return [part.strip() for part in script.split("\n\n") if part.strip()]
