"""A session's log, asked in SQL that knows nothing of states."""

from __future__ import annotations

from sqlite3 import Connection

SHOWN = """
SELECT json_extract(data, '$.sku') FROM events
WHERE type = 'ProductShown' ORDER BY sequence DESC LIMIT 1
"""
LISTED = """
SELECT sequence, json_extract(value, '$.' || :field) FROM events, json_each(data, '$.products')
WHERE events.type = 'SessionOpened' AND json_extract(value, '$.sku') = :sku
UNION ALL
SELECT sequence, json_extract(data, '$.product.' || :field) FROM events
WHERE type = 'ProductListed' AND json_extract(data, '$.product.sku') = :sku
ORDER BY sequence
"""
PRICES = """
SELECT type, json_extract(data, '$.price_vnd'), json_extract(data, '$.until_ms') FROM events
WHERE type IN ('PriceChanged', 'SpecialPriceEnded') AND json_extract(data, '$.sku') = :sku
ORDER BY sequence
"""
COUNTED = """
SELECT sequence, json_extract(data, '$.left_milli') FROM events
WHERE type = 'StockSet' AND json_extract(data, '$.sku') = :sku ORDER BY sequence DESC LIMIT 1
"""
# What confirmed orders hold of a product, as the log stood after the event `upto`.
SOLD = """
WITH changes AS (
    SELECT json_extract(data, '$.order_id') AS order_id, sequence, type, data FROM events
    WHERE sequence <= :upto
),
standing AS (
    SELECT order_id, data FROM changes AS placed
    WHERE type = 'OrderPlaced'
    AND (json_extract(data, '$.confirmed') OR EXISTS (
        SELECT 1 FROM changes WHERE type = 'OrderConfirmed' AND order_id = placed.order_id))
    AND NOT EXISTS (
        SELECT 1 FROM changes WHERE type = 'OrderCancelled' AND order_id = placed.order_id)
)
SELECT coalesce(sum(json_extract(value, '$.quantity_milli')), 0)
FROM standing, json_each(data, '$.lines') WHERE json_extract(value, '$.sku') = :sku
"""
LATEST = """
SELECT orders.order_id, status FROM events JOIN orders USING (session_id)
WHERE orders.order_id = json_extract(data, '$.order_id')
AND (type = 'OrderConfirmed' OR (type = 'OrderPlaced' AND json_extract(data, '$.confirmed')))
ORDER BY events.sequence DESC LIMIT 1
"""


class Rows:
    """The log, asked in SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def one(self, sql: str, **values: object) -> tuple[object, ...]:
        found: tuple[object, ...] = self._connection.execute(sql, values).fetchone() or ()
        return found

    def all(self, sql: str, **values: object) -> list[tuple[object, ...]]:
        return self._connection.execute(sql, values).fetchall()

    def number(self, sql: str, **values: object) -> int:
        (found,) = self.one(sql, **values)
        assert isinstance(found, int)
        return found

    def prices(self, sku: str) -> tuple[int, int]:
        """What it costs, and what it usually costs."""
        (first, *_later) = self.all(LISTED, field="price_vnd", sku=sku)
        price = usual = first[1]
        for kind, price, until_ms in self.all(PRICES, sku=sku):
            usual = usual if kind == "PriceChanged" and until_ms is not None else price
        assert isinstance(price, int)
        assert isinstance(usual, int)
        return price, usual

    def left_milli(self, sku: str) -> int | None:
        """What was counted last, without what confirmed orders took since."""
        sold_milli = self.number(SOLD, sku=sku, upto=1 << 60)
        if counted := self.one(COUNTED, sku=sku):
            upto, left_milli = counted
            if not isinstance(left_milli, int):
                return None
            return left_milli + self.number(SOLD, sku=sku, upto=upto) - sold_milli
        begun = self.all(LISTED, field="stock_milli", sku=sku)[0][1]
        return begun - sold_milli if isinstance(begun, int) else None
