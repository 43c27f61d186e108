"""Where in a sheet the goods stand: below its heading row, and above a line of totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

import msgspec

from host_assistant.catalog.columns import Columns, needed_columns, read_header
from host_assistant.catalog.sheet_problems import SkippedLine
from host_assistant.catalog.sheet_source import HEADING_WITHIN, Row, empty_sheet
from host_assistant.values.vietnamese import clean_text, fold

_TOTALS: Final = frozenset({"tong cong", "tong", "cong"})


class Heading(msgspec.Struct, frozen=True):
    """The row that names the columns, and the titles above it."""

    line: int
    columns: Columns
    above: tuple[SkippedLine, ...]


def find_heading(rows: Iterator[Row]) -> tuple[Heading, Iterator[Row]]:
    """The heading row and what stands below it; raises SheetRefused where no row can be one.

    It is the first near the top that names all needed columns. Where none does, the one that
    names most of them says what is missing.
    """
    top = list(islice(rows, HEADING_WITHIN))
    if not top:
        raise empty_sheet()
    place = max(range(len(top)), key=lambda place: needed_columns(top[place][1]))
    line, cells = top[place]
    heading = Heading(line, read_header(cells), tuple(skipped(*row) for row in top[:place]))
    return heading, chain(top[place + 1 :], rows)


def with_last(rows: Iterator[Row]) -> Iterator[tuple[int, list[str], bool]]:
    """Each row, and whether it is the last."""
    before = next(rows, None)
    while before is not None:
        after = next(rows, None)
        yield *before, after is None
        before = after


def is_total(columns: Columns, cells: Sequence[str]) -> bool:
    """Whether a row adds up the goods: it begins with such a word and has no product code.

    A title over several cells stands in the first of them, which may be that of the code.
    """
    texts = [clean_text(cell) for cell in cells]
    first = next((place for place, text in enumerate(texts) if text), None)
    if first is None or fold(texts[first]).rstrip(" .:") not in _TOTALS:
        return False
    texts += [""] * columns.width
    code, name = columns.known["sku"], columns.known["name"]
    return not texts[code] or (first == code and not texts[name])


def skipped(line: int, cells: Sequence[str]) -> SkippedLine:
    """A row that is no goods, named by the first thing that stands in it."""
    return SkippedLine(line, next((text for cell in cells if (text := clean_text(cell))), ""))
