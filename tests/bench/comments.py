"""How well comments are read, and how many a second beside bare folding of their letters."""

from __future__ import annotations

import statistics
import time

from host_assistant.values.vietnamese import fold
from tests.bench.figures import Figure
from tests.orders.labelled import PARTS, Part, Score, labelled, reader, score

ROUNDS = 9
COPIES = 4


def measure() -> list[Figure]:
    figures = [figure for part in PARTS for figure in _of_part(part, part.replace("_", " "))]
    return [*figures, *_without_marks(), *_speed()]


def _of_part(part: Part, name: str) -> list[Figure]:
    got = score(part)
    goals = part == "held_out"
    return [
        _share(f"comments {name}: kind right", got.kind, got.count, 97 if goals else None),
        _share(
            f"comments {name}: lines exactly right", got.lines, got.count, 95 if goals else None
        ),
        _share(f"comments {name}: phone right", got.phone, got.count, 99 if goals else None),
        _share(f"comments {name}: place of an order right", got.place, got.orders, None),
        _share(f"comments {name}: orders, precision", got.found, got.called, None),
        _share(f"comments {name}: orders, recall", got.found, got.orders, None),
        _share(f"comments {name}: orders read as sure", got.sure, got.orders, None),
        *_wrong(name, got),
    ]


def _without_marks() -> list[Figure]:
    """The same held-out comments, typed the way of those who type no marks at all."""
    got = score("held_out", typed=fold)
    name = "held out, without marks"
    return [_share(f"comments {name}: kind right", got.kind, got.count, None), *_wrong(name, got)]


def _wrong(name: str, got: Score) -> list[Figure]:
    return [
        Figure(
            f"comments {name}: no order, but read as a sure one",
            str(got.wrong_sure),
            "none",
            got.wrong_sure == 0,
        ),
        Figure(
            f"comments {name}: sure, but with wrong lines",
            str(got.sure_wrong_lines),
            "none",
            got.sure_wrong_lines == 0,
        ),
    ]


def _share(what: str, good: int, count: int, goal: int | None) -> Figure:
    share = 100 * good / count
    if goal is None:
        return Figure(what, f"{share:.1f} % of {count}")
    return Figure(what, f"{share:.1f} % of {count}", f"at least {goal} %", share >= goal)


def _speed() -> list[Figure]:
    """In turns, and the median of many. Time of the processor: what runs beside does not count."""
    known = reader("luc-ngan")
    texts = [
        one.text for part in PARTS for one in labelled(part) if one.sheet == "luc-ngan"
    ] * COPIES
    for text in texts:
        known.read(text, "VT1")
    rates, bare_rates = [], []
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in texts:
            known.read(text, "VT1")
        between = time.process_time()
        for text in texts:
            fold(text)
        ended = time.process_time()
        rates.append(len(texts) / (between - began))
        bare_rates.append(len(texts) / (ended - between))
    rate, bare = statistics.median(rates), statistics.median(bare_rates)
    return [
        Figure("folding the letters of a comment alone", f"{bare:,.0f} a second"),
        Figure(
            "comments read on one core",
            f"{rate:,.0f} a second = {rate / bare:.2f}",
            "at least 20,000 a second",
            rate >= 20_000,
        ),
    ]
