"""Comments out of a file: one a line, or a sheet (CSV, XLSX) with columns `author,text`."""

from __future__ import annotations

import contextlib
import csv
import io
import stat
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from host_assistant.catalog.encodings import decode_sheet
from host_assistant.catalog.sheet_problems import SheetRefused
from host_assistant.catalog.xlsx import xlsx_rows
from host_assistant.language import _
from host_assistant.values.vietnamese import fold

MAX_BYTES: Final = 50_000_000
_DELIMITERS: Final = (",", ";", "\t")
_XLSX: Final = b"PK\x03\x04"
_CELL_LIMIT: Final = 1_000_000
# A header stands that far down in what other programs export.
_HEADER_WITHIN: Final = 10
_TEXT: Final = frozenset(
    {"text", "comment", "message", "content", "comment text", "binh luan", "noi dung"}
    | {"tin nhan", "noi dung binh luan", "cmt"}
)
_AUTHOR: Final = frozenset(
    {"author", "name", "user", "username", "user name", "commenter", "from", "buyer"}
    | {"ten", "ho ten", "nguoi viet", "nguoi binh luan", "nguoi dung", "ten nguoi dung"}
    | {"tai khoan", "ten tai khoan", "nguoi mua", "khach hang", "ten khach"}
)
_ID: Final = frozenset({"id", "comment id", "ma", "ma binh luan"})


class CommentsRefused(Exception):
    """The file holds no readable comments; `str()` says why in a sentence or three."""


class Comment(msgspec.Struct, frozen=True):
    """One comment as it was written; `id` is its own or its line in the file."""

    id: str
    author: str
    text: str


def read_comments(path: Path) -> list[Comment]:
    """The comments of a text, CSV or XLSX file, empty ones left out; raises CommentsRefused."""
    content = _content(path)
    if content.startswith(_XLSX):
        return _of_sheet(content)
    text = _text(content).removeprefix("\ufeff")
    table = table_in(text, is_csv=path.suffix.lower() == ".csv")
    return lines_in(text) if table is None else table


def text_of(path: Path) -> str | None:
    """The text in such a file, None for a sheet in XLSX; raises CommentsRefused."""
    content = _content(path)
    if content.startswith(_XLSX):
        return None
    return _text(content).removeprefix("\ufeff")


def table_in(text: str, *, is_csv: bool = False) -> list[Comment] | None:
    """The comments of a table whose first line names its columns, as CSV or as cells that were
    copied; None where there is none. Raises CommentsRefused."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    for delimiter in _DELIMITERS:
        names = _names(next(csv.reader([first], delimiter=delimiter), []))
        if _TEXT.intersection(names) and (len(names) > 1 or is_csv):
            return _of_csv(text, delimiter, names)
    return None


def lines_in(text: str) -> list[Comment]:
    """One comment a line, known by the line's number."""
    return [
        Comment(str(number), "", line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]


def _names(cells: list[str]) -> list[str]:
    return [" ".join(fold(name).split()) for name in cells]


def _of_sheet(content: bytes) -> list[Comment]:
    try:
        rows = xlsx_rows(content)
        for _line, cells in islice(rows, _HEADER_WITHIN):
            names = _names(cells)
            if _TEXT.intersection(names):
                said, author, own_id = (_column(names, one) for one in (_TEXT, _AUTHOR, _ID))
                return [
                    Comment(_cell(row, own_id) or str(line), _cell(row, author), words)
                    for line, row in rows
                    if (words := _cell(row, said).strip())
                ]
    except SheetRefused:
        pass
    raise CommentsRefused(
        _(
            "No column of comments was found in this sheet. No comment was read. Name the column "
            "“Bình luận” in its first row, save, and try again."
        )
    )


def _of_csv(text: str, delimiter: str, names: list[str]) -> list[Comment]:
    said, author, own_id = (_column(names, known) for known in (_TEXT, _AUTHOR, _ID))
    comments: list[Comment] = []
    before = csv.field_size_limit(_CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header_passed = False
    line = 1
    try:
        for cells in reader:
            if not header_passed:
                header_passed = any(cell.strip() for cell in cells)
            elif words := _cell(cells, said).strip():
                comments.append(
                    Comment(_cell(cells, own_id) or str(line), _cell(cells, author), words)
                )
            line = reader.line_num + 1
    except csv.Error:
        raise CommentsRefused(
            _(
                "A quotation mark in line {line} is opened and not closed. No comment was read. "
                "Put it right in that line, save, and try again."
            ).format(line=line)
        ) from None
    finally:
        csv.field_size_limit(before)
    return comments


def _column(names: list[str], known: frozenset[str]) -> int | None:
    return next((place for place, name in enumerate(names) if name in known), None)


def _cell(cells: list[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _content(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise CommentsRefused(
                _(
                    "{file} is no file of comments. No comment was read. Choose a text or CSV file."
                ).format(file=path)
            )
        if about.st_size > MAX_BYTES:
            raise CommentsRefused(
                _(
                    "This file has {size} MB; a file of comments may have {limit}. "
                    "No comment was read. Split it and try again."
                ).format(size=about.st_size // 1_000_000, limit=MAX_BYTES // 1_000_000)
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise CommentsRefused(
            _(
                "There is no file {file}. No comment was read. "
                "Check the name, or choose another file."
            ).format(file=path)
        ) from None
    except (OSError, ValueError):
        raise CommentsRefused(
            _(
                "The file {file} cannot be opened. No comment was read. "
                "Close it in other programs, or copy it to another folder, and try again."
            ).format(file=path)
        ) from None


def _text(content: bytes) -> str:
    try:
        return decode_sheet(content)
    except SheetRefused:
        # Comments may hold what a goods sheet may not: question marks within words, odd signs.
        with contextlib.suppress(UnicodeDecodeError):
            if "\0" not in (text := content.decode("utf-8")):
                return text
        raise CommentsRefused(
            _(
                "The letters of this file cannot be read. No comment was read. "
                "Save it as text in UTF-8 and try again."
            )
        ) from None
