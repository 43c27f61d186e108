"""From a file to rows of cells: what kind of sheet it is, and whether it is one at all."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from host_assistant.catalog.columns import recognised
from host_assistant.catalog.encodings import decode_sheet
from host_assistant.catalog.sheet_problems import SheetRefused, not_a_sheet
from host_assistant.language import _

MAX_BYTES: Final = 20_000_000
MAX_ROWS: Final = 5000  # of goods, below the header
HEADING_WITHIN: Final = 10  # rows, blank ones not counted

Row = tuple[int, list[str]]  # the line in the sheet, and its cells

_DELIMITERS: Final = (",", ";", "\t")
_CELL_LIMIT: Final = 1_000_000


def open_rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV or XLSX sheet, blank ones left out; raises SheetRefused, also midway.

    It may stop after what stands above the goods, MAX_ROWS of them, a line of totals and one row
    more: the reader refuses such a sheet.
    """
    content = _content(path)
    if content.startswith(b"PK\x03\x04"):
        from host_assistant.catalog.xlsx import xlsx_rows

        return xlsx_rows(content)
    for start, refuse in _STRANGERS:
        if content.startswith(start):
            raise refuse()
    return _csv_rows(decode_sheet(content))


def _content(path: Path) -> bytes:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise _directory()
        if not stat.S_ISREG(about.st_mode):
            raise not_a_sheet()
        if about.st_size > MAX_BYTES:
            raise _too_large(about.st_size)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _nothing_there(path) from None
    except (OSError, ValueError):
        raise _locked(path) from None
    if len(content) > MAX_BYTES:
        raise _too_large(len(content))
    if not content.strip():
        raise empty_sheet()
    return content


def _csv_rows(text: str) -> Iterator[Row]:
    text, delimiter = _delimiter(text.removeprefix("\ufeff"))
    before = csv.field_size_limit(_CELL_LIMIT)
    try:
        rows = list(islice(_records(text, delimiter), HEADING_WITHIN + MAX_ROWS + 2))
    finally:
        csv.field_size_limit(before)
    return iter(rows)


def _delimiter(text: str) -> tuple[str, str]:
    """The separator under which a line near the top names most columns we know."""
    written = (line for line in text.splitlines() if line.strip())
    top = list(islice(written, HEADING_WITHIN))
    first = top[0] if top else ""
    if first.lower().startswith("sep=") and first[4:5] in _DELIMITERS:
        # Excel's own hint. The line stays, emptied, so that later lines keep their numbers.
        return text.replace(first, "", 1), first[4:5]
    found = [
        (max((recognised(_split(line, delimiter)) for line in top), default=0), delimiter)
        for delimiter in _DELIMITERS
    ]
    return text, max(found, key=lambda pair: pair[0])[1]


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:  # what is wrong with it is said once the line is read
        return []


def _records(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise _quotes(line) from None


def empty_sheet() -> SheetRefused:
    """The refusal of a sheet in which nothing is written."""
    return SheetRefused(
        "empty",
        _(
            "There is nothing in this sheet. No goods were taken from it. "
            "Write the columns' names and the goods into it, save, and import again."
        ),
    )


def _directory() -> SheetRefused:
    return SheetRefused(
        "directory",
        _(
            "This is a folder, not a goods sheet. No goods were taken from it. "
            "Open the folder and choose the sheet in it."
        ),
    )


def _nothing_there(path: Path) -> SheetRefused:
    return SheetRefused(
        "missing_file",
        _(
            "There is no file {file}. No goods were taken. Check the name, or choose another file."
        ).format(file=path),
    )


def _locked(path: Path) -> SheetRefused:
    return SheetRefused(
        "locked_file",
        _(
            "The file {file} cannot be opened. No goods were taken from it. "
            "Close it in Excel, or copy it to another folder, and import again."
        ).format(file=path),
    )


def _too_large(size: int) -> SheetRefused:
    return SheetRefused(
        "too_large",
        _(
            "This file has {size} MB; a goods sheet may have {limit}. No goods were taken from it. "
            "Take pictures and other sheets out of it, save, and import again."
        ).format(size=size // 1_000_000, limit=MAX_BYTES // 1_000_000),
    )


def _quotes(line: int) -> SheetRefused:
    return SheetRefused(
        "quotes",
        _(
            "A quotation mark in line {line} is opened and not closed. No goods were taken. "
            "Put it right in that line, save, and import again."
        ).format(line=line),
    )


def _pdf() -> SheetRefused:
    return SheetRefused(
        "pdf",
        _(
            "This is a PDF, not a goods sheet. No goods were taken from it. "
            "Ask for the Excel file it was made from, or type the goods in."
        ),
    )


def _old_excel() -> SheetRefused:
    return SheetRefused(
        "old_excel",
        _(
            "This sheet is in the old Excel form (.xls) or has a password. "
            "No goods were taken from it. "
            "Open it in Excel, choose “Save as”, then “Excel workbook (.xlsx)” without a password, "
            "and import that file."
        ),
    )


_STRANGERS: Final[tuple[tuple[bytes, Callable[[], SheetRefused]], ...]] = (
    (b"%PDF", _pdf),
    (b"\xd0\xcf\x11\xe0", _old_excel),
    (b"\x89PNG", not_a_sheet),
    (b"\xff\xd8\xff", not_a_sheet),
    (b"GIF8", not_a_sheet),
    (b"Rar!", not_a_sheet),
    (b"7z\xbc\xaf", not_a_sheet),
)
