"""Comments with the readings that people want of them.

`given` came with the task; `tuned` was looked at while the grammar was made; `held_out` was
written before it and its single errors were not looked at; `fresh` was written when it was done.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import msgspec

from host_assistant.catalog.product import Product
from host_assistant.catalog.sheet import read_sheet
from host_assistant.orders.reader import Reader
from host_assistant.orders.reading import Reading
from host_assistant.show.comment import CommentKind

COMMENTS = Path(__file__).parent / "comments"
SHEETS = Path(__file__).parents[1] / "catalog" / "data"

Part = Literal["given", "tuned", "held_out", "fresh"]
PARTS: tuple[Part, ...] = get_args(Part)


class Labelled(msgspec.Struct, frozen=True):
    """`lines` are codes with a number of selling units, None where it is left open."""

    text: str
    kind: CommentKind
    lines: tuple[tuple[str, float | None], ...]
    phone: str | None
    place: str | None
    sheet: str
    card: str | None


class Score(msgspec.Struct):
    """How many of `count` comments were read right; `orders` of them are orders."""

    count: int = 0
    kind: int = 0
    lines: int = 0
    phone: int = 0
    orders: int = 0
    place: int = 0  # of the orders
    found: int = 0  # orders that were read as orders
    called: int = 0  # comments that were read as orders
    sure: int = 0  # orders that were read as sure ones
    wrong_sure: int = 0  # no orders, but read as sure ones
    sure_wrong_lines: int = 0


@cache
def labelled(part: Part) -> tuple[Labelled, ...]:
    rows = (COMMENTS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(msgspec.json.decode(row, type=Labelled) for row in rows)


@cache
def goods(sheet: str) -> tuple[Product, ...]:
    own = COMMENTS / f"{sheet}.csv"
    return read_sheet(own if own.exists() else SHEETS / f"{sheet}.csv", COMMENTS).products


@cache
def reader(sheet: str) -> Reader:
    return Reader(goods(sheet))


def read(comment: Labelled, typed: Callable[[str], str] = str) -> Reading:
    """The reading of a comment; `typed` changes its letters first."""
    return reader(comment.sheet).read(typed(comment.text), comment.card)


def lines_of(reading: Reading) -> list[tuple[str, float | None]]:
    return [
        (line.sku, None if line.quantity_milli is None else line.quantity_milli / 1000)
        for line in reading.lines
    ]


def score(part: Part, typed: Callable[[str], str] = str) -> Score:
    total = Score()
    for comment in labelled(part):
        reading = read(comment, typed)
        right_lines = sorted(lines_of(reading), key=str) == sorted(
            ((sku, None if many is None else float(many)) for sku, many in comment.lines), key=str
        )
        is_order, called = comment.kind == "order", reading.kind == "order"
        total.count += 1
        total.kind += reading.kind == comment.kind
        total.lines += right_lines
        total.phone += reading.phone == comment.phone
        total.orders += is_order
        total.place += is_order and reading.place == comment.place
        total.found += is_order and called
        total.called += called
        total.sure += is_order and called and reading.sure
        total.wrong_sure += reading.sure and not is_order
        total.sure_wrong_lines += reading.sure and is_order and not right_lines
    return total
