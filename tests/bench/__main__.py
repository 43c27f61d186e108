"""`python -m tests.bench [NAME …]`: run the benchmarks and print one table.

Names: orders, comments, card, replay, start, stall, flood, sound, picture. Without a name all are
run, which takes about nine minutes. Machines are noisy: only the ratios mean anything.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import tests.bench.card
import tests.bench.comments
import tests.bench.flood
import tests.bench.orders
import tests.bench.picture
import tests.bench.replay
import tests.bench.sound
import tests.bench.stall
import tests.bench.start
from tests.bench.figures import Figure

BENCHMARKS: dict[str, Callable[[], list[Figure]]] = {
    "orders": tests.bench.orders.measure,
    "comments": tests.bench.comments.measure,
    "card": tests.bench.card.measure,
    "replay": tests.bench.replay.measure,
    "start": tests.bench.start.measure,
    "stall": tests.bench.stall.measure,
    "flood": tests.bench.flood.measure,
    "sound": tests.bench.sound.measure,
    "picture": tests.bench.picture.measure,
}


def main(names: list[str]) -> int:
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        print(__doc__, file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    figures = [figure for name in names or BENCHMARKS for figure in BENCHMARKS[name]()]
    width = max(len(figure.what) for figure in figures)
    for figure in figures:
        verdict = "" if figure.holds is None else "holds" if figure.holds else "MISSED"
        print(f"{figure.what.ljust(width)}  {figure.value:>24}  {figure.goal:<34} {verdict}")
    return 1 if any(figure.holds is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
