"""Durable orders a second, beside hand-written sqlite3 with the same pragmas."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from host_assistant.control_room.director import Director
from host_assistant.journal.journal import Journal
from tests.bench.figures import Figure
from tests.support.shows import LYCHEE, opening, order

SLICES = 12
A_SLICE_S = 0.4
CALLERS = 64

OneOrder = Callable[[str], object]


def measure() -> list[Figure]:
    """Short slices in turns, so that a slow moment of the disk hits all three alike."""
    with tempfile.TemporaryDirectory() as folder:
        bare = HandWritten(Path(folder) / "bare.db")
        director = Director(lambda: Journal.open(Path(folder) / "ours.db"))
        director.start()
        director.do(opening())

        def place(order_id: str) -> object:
            return director.do(order(order_id, ("VT1", 5_000), allow_oversell=True))

        done = {"bare": 0, "one": 0, "many": 0}
        took_s = {"bare": 0.0, "one": 0.0, "many": 0.0}
        for number in range(-1, SLICES):
            for name, act, callers in (
                ("bare", bare.place, 1),
                ("one", place, 1),
                ("many", place, CALLERS),
            ):
                count, seconds = _slice(f"{name}{number}", act, callers)
                if number >= 0:  # the first slice of each only warms up
                    done[name] += count
                    took_s[name] += seconds
        director.close()
        bare.close()
    bare_rate, one, many = (done[name] / took_s[name] for name in ("bare", "one", "many"))
    share, gain = one / bare_rate, many / one
    return [
        Figure("hand-written sqlite3, one transaction an order", f"{bare_rate:,.0f} a second"),
        Figure(
            "Director, one caller who waits for each",
            f"{one:,.0f} a second = {share:.2f}",
            "at least 0.60 of hand-written",
            share >= 0.6,
        ),
        Figure(
            f"Director, {CALLERS} callers at once",
            f"{many:,.0f} a second = {gain:.1f}",
            "at least 5 times one caller",
            gain >= 5,
        ),
    ]


class HandWritten:
    """What anybody would write by hand to keep the same order: one table, a commit for each."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        execute = self._connection.execute
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = FULL")
        execute("PRAGMA foreign_keys = ON")
        execute("CREATE TABLE orders (order_id TEXT PRIMARY KEY, at INTEGER, data TEXT)")

    def place(self, order_id: str) -> None:
        line = {
            "sku": LYCHEE.sku,
            "name": LYCHEE.name,
            "quantity_milli": 5_000,
            "unit": LYCHEE.unit,
            "unit_price_vnd": LYCHEE.price_vnd,
            "amount_vnd": 5 * LYCHEE.price_vnd,
            "weight_g": 5_000,
        }
        data = json.dumps({"order_id": order_id, "lines": [line], "total_vnd": line["amount_vnd"]})
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        execute("INSERT INTO orders VALUES (?, ?, ?)", (order_id, time.time_ns() // 10**6, data))
        execute("COMMIT")

    def close(self) -> None:
        self._connection.close()


def _slice(name: str, act: OneOrder, callers: int) -> tuple[int, float]:
    """How many orders were answered, and in how many seconds."""
    counts = [0] * callers
    began = time.perf_counter()
    ends = began + A_SLICE_S

    def call(caller: int) -> None:
        while time.perf_counter() < ends:
            act(f"{name}-{caller}-{counts[caller]}")
            counts[caller] += 1

    threads = [threading.Thread(target=call, args=(caller,)) for caller in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts), time.perf_counter() - began
