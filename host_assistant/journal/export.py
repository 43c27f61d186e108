"""The session for other programs: a sheet for the accountant, every event for the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from host_assistant.journal.carriers import carrier_csv_of, carrier_xlsx_of
from host_assistant.journal.errors import typed
from host_assistant.journal.export_sheets import csv_of, xlsx_of
from host_assistant.journal.journal import Journal
from host_assistant.language import _
from host_assistant.whole_file import write_whole

ExportFormat = Literal["csv", "xlsx", "jsonl", "carrier-csv", "carrier-xlsx"]


def suffix_of(format: ExportFormat) -> str:
    """What a file of the format is named by: "csv" for carrier-csv."""
    return format.rpartition("-")[2]


class ExportFailed(Exception):
    """The file could not be written; a file that stood there before is as it was."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail

    def sentence(self) -> str:
        return _(
            "The file {path} could not be written. The session itself is safe. Close the file if "
            "it is open in another program, or choose another folder, then export again."
        ).format(path=self.path)


def export(journal: Journal, session_id: str, format: ExportFormat, path: Path) -> None:
    """Write the session to `path`, whole or not at all; an older file there is replaced.

    csv: one row an order line, columns named as in the view `order_lines`, UTF-8 with a BOM so
    that spreadsheets see Vietnamese. xlsx: the confirmed orders by order, by product and by parcel,
    then all orders, the same lines, and the sales by product and by place. jsonl: the events with
    their hashes, one a line. carrier-csv, carrier-xlsx: a row for each parcel, as carriers ask.
    Raises ExportFailed, NothingToSend (of the carriers' two) or `JournalError`.
    """
    writers: dict[ExportFormat, Callable[[Journal, str], bytes]] = {
        "csv": csv_of,
        "xlsx": xlsx_of,
        "jsonl": _jsonl_of,
        "carrier-csv": carrier_csv_of,
        "carrier-xlsx": carrier_xlsx_of,
    }
    try:
        content = writers[format](journal, session_id)
    except sqlite3.Error as error:
        raise typed(error, journal.path) from error
    try:
        write_whole(path, content)
    except OSError as error:
        raise ExportFailed(path, str(error)) from error


_EVENTS = """
SELECT session_id, sequence, at, offset_ms, type, version, data, previous_hash, hash
FROM events WHERE session_id = ? ORDER BY sequence
"""


def _jsonl_of(journal: Journal, session_id: str) -> bytes:
    """`data` goes out byte for byte, so that the hashes can be checked from the file alone."""
    cursor = journal.connection.execute(_EVENTS, (session_id,))
    names = [column[0] for column in cursor.description]
    events = []
    for row in cursor:
        cells = dict(zip(names, row, strict=True))
        events.append(cells | {"data": msgspec.Raw(cells["data"].encode())})
    return msgspec.json.Encoder().encode_lines(events)
