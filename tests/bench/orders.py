"""Durable orders a second, beside hand-written sqlite3 with the same pragmas."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import threading
import time
from pathlib import Path

from host_assistant.control_room.director import Director
from host_assistant.journal.journal import Journal
from tests.bench.figures import Figure
from tests.support.shows import LYCHEE, opening, order

ROUNDS = 5
A_ROUND_S = 1.0
CALLERS = 64


def measure() -> list[Figure]:
    """Rounds are taken in turns, so that a slow minute of the disk hits all of them alike."""
    bare: list[float] = []
    alone: list[float] = []
    together: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            bare.append(_bare(Path(folder) / f"bare-{number}.db"))
            alone.append(_through_director(Path(folder) / f"alone-{number}.db", 1))
            together.append(_through_director(Path(folder) / f"many-{number}.db", CALLERS))
    middle = ROUNDS // 2
    bare_rate, one, many = sorted(bare)[middle], sorted(alone)[middle], sorted(together)[middle]
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


def _bare(path: Path) -> float:
    """What anybody would write by hand: one table, the order as JSON, a commit for each."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("CREATE TABLE orders (number INTEGER PRIMARY KEY, at INTEGER, data TEXT)")
    number, ends = 0, time.perf_counter() + A_ROUND_S
    began = time.perf_counter()
    while time.perf_counter() < ends:
        number += 1
        line = {"sku": "VT1", "name": LYCHEE.name, "quantity": 5, "price": 35_000}
        data = json.dumps({"order_id": f"o{number}", "lines": [line], "total": 175_000})
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO orders VALUES (?, ?, ?)", (number, time.time_ns() // 10**6, data)
        )
        connection.execute("COMMIT")
    took_s = time.perf_counter() - began
    connection.close()
    return number / took_s


def _through_director(path: Path, callers: int) -> float:
    director = Director(lambda: Journal.open(path))
    director.start()
    director.do(opening())
    counts = [0] * callers
    ends = time.perf_counter() + A_ROUND_S

    def call(caller: int) -> None:
        while time.perf_counter() < ends:
            director.do(order(f"{caller}-{counts[caller]}", ("VT1", 1_000), allow_oversell=True))
            counts[caller] += 1

    threads = [threading.Thread(target=call, args=(caller,)) for caller in range(callers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took_s = time.perf_counter() - began
    director.close()
    return sum(counts) / took_s
