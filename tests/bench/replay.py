"""Opening a long session for replay, and jumping about in it."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from pathlib import Path

from host_assistant.journal.journal import Journal
from host_assistant.replay.timeline import Timeline
from host_assistant.show import commands as cmd
from host_assistant.stage.picture import picture_of
from tests.bench.figures import Figure
from tests.support.shows import GOODS, Log, opening, order

EVENTS = 100_000
JUMPS = 200
ROUNDS = 5


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        write_long_session(path, EVENTS)
        with Journal.open(path, read_only=True) as journal:
            took_s = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                timeline = Timeline.load(journal, "s1")
                took_s.append(time.perf_counter() - began)
    rate = EVENTS / statistics.median(took_s)
    dice = random.Random(2025)
    jumps_ms = []
    for _ in range(JUMPS):
        offset_ms = dice.randrange(timeline.duration_ms // 1000) * 1000
        began = time.perf_counter()
        picture_of(timeline.state_at(offset_ms), offset_ms)
        jumps_ms.append((time.perf_counter() - began) * 1000)
    jump_ms = statistics.median(jumps_ms)
    return [
        Figure(
            f"opening {EVENTS:,} events for replay",
            f"{rate:,.0f} events a second",
            "at least 150,000 a second",
            rate >= 150_000,
        ),
        Figure(
            "jump to a random second, median",
            f"{jump_ms:.1f} ms",
            "within 50 ms",
            jump_ms <= 50,
        ),
    ]


def write_long_session(path: Path, events: int) -> None:
    """An evening as evenings are: nearly all orders, some confirmed later, cards and prices."""
    log = Log(opening())
    skus = [product.sku for product in GOODS]
    number = 0
    with Journal.open(path) as journal:
        written = 0
        while len(log.records) < events:
            number += 1
            later = number % 4 == 0
            sku = skus[number % len(skus)]
            log.take(
                order(f"o{number}", (sku, 1_000), confirmed=not later, allow_oversell=True), 200
            )
            if later:
                log.take(cmd.ConfirmOrder(order_id=f"o{number}"), 40)
            if number % 50 == 0:
                log.take(cmd.ShowProduct(sku=sku))
                log.take(cmd.ChangePrice(sku=sku, price_vnd=30_000 + number % 9_000))
            del log.states[:-1]
            if len(log.records) - written >= 5_000 or len(log.records) >= events:
                journal.append("s1", log.records[written:events])
                written = len(log.records)
