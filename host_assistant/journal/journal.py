"""The session log: append-only, one SQLite file for all sessions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Self

import msgspec
from sqlite_utils import Database

from host_assistant.journal.chain import first_hash, row_hash
from host_assistant.journal.connection import connect
from host_assistant.journal.errors import JournalOutOfStep, typed
from host_assistant.journal.reading import recorded
from host_assistant.journal.sessions import SESSIONS, SessionRow, session_row
from host_assistant.show.buyer import SealedBuyer
from host_assistant.show.comment import SealedComment
from host_assistant.show.events import Recorded, SessionEnded, SessionOpened, Unknown

# Small pages stay in the processor's cache, and the memory of one serves the next.
_PAGE = 256

_READ = """
SELECT sequence, at, offset_ms, type, version, data FROM events
WHERE session_id = ? AND sequence > ? ORDER BY sequence LIMIT ?
"""
_INSERT_SESSION = "INSERT INTO sessions VALUES (?, ?, ?, ?, NULL, 0, ?, 0)"
_EVENT_COLUMNS = 9
_ROWS_AT_ONCE = 64
# The same buyer may have sent the same order twice.
_INSERT_BUYER = "INSERT INTO buyers VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_INSERT_COMMENT = "INSERT INTO comments VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_MOVE_HEAD = "UPDATE sessions SET last_sequence = ?, last_hash = ? WHERE session_id = ?"
_END_SESSION = "UPDATE sessions SET ended_at = ? WHERE session_id = ?"
_TOUCH = """
UPDATE sessions SET seen_ms = ?, last_sequence = ?, last_hash = ? WHERE session_id = ?
"""
_SEEN = "SELECT seen_ms FROM sessions WHERE session_id = ?"
_HEAD = """
SELECT sequence, hash FROM events WHERE session_id = ? ORDER BY sequence DESC LIMIT 1
"""

_encode = msgspec.json.Encoder().encode


@cache
def _insert_events(rows: int) -> str:
    """One statement for many rows: at each statement all waiting threads want Python's lock."""
    row = f"({', '.join('?' * _EVENT_COLUMNS)})"
    return f"INSERT INTO events VALUES {', '.join([row] * rows)}"


class Journal:
    """One connection to the log; it belongs to the thread that opened it.

    Every method may raise a `JournalError`, which has words for the person at the laptop.
    """

    def __init__(self, db: Database, path: Path) -> None:
        self.path = path
        self._db = db
        self._execute = db.conn.execute
        self._heads: dict[str, tuple[int, str]] = {}

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open the log, making or migrating the file if need be.

        Raises JournalMissing (no folder; with `read_only` also no file), JournalUnreadable,
        JournalNewer, JournalReadOnly or another `JournalError`.
        """
        return cls(connect(path, read_only=read_only), path)

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """For the other modules of this room."""
        return self._db.conn

    def append(
        self,
        session_id: str,
        records: Sequence[Recorded],
        buyers: Sequence[SealedBuyer] = (),
        comments: Sequence[SealedComment] = (),
    ) -> None:
        """Write all of it in one transaction that is on disk when this returns, or nothing.

        `SessionOpened` makes the session's row, `SessionEnded` closes it. Raises JournalFull,
        JournalReadOnly, JournalBusy, or JournalOutOfStep when `records` do not follow the last.
        """
        execute = self._execute
        try:
            execute("BEGIN IMMEDIATE")
            head = self._write(session_id, records)
            for sealed in buyers:
                row = msgspec.structs.astuple(sealed.buyer)
                execute(_INSERT_BUYER, (session_id, sealed.buyer_id, sealed.salt, *row))
            for each in comments:
                said = each.comment
                row = (said.platform, said.outer_id, said.author_id, said.author, said.text)
                execute(_INSERT_COMMENT, (session_id, each.comment_id, each.salt, *row))
            execute("COMMIT")
        except BaseException as error:
            self._heads.pop(session_id, None)
            self._db.rollback()
            if isinstance(error, sqlite3.Error):
                raise typed(error, self.path) from error
            raise
        self._heads[session_id] = head

    def _write(self, session_id: str, records: Sequence[Recorded]) -> tuple[int, str]:
        execute = self._execute
        head = self._heads.get(session_id) or self._stored_head(session_id)
        values: list[object] = []
        ended_at: int | None = None
        for record in records:
            event = record.event
            if isinstance(event, Unknown):
                message = f"an event that this program cannot read: {event.type}"
                raise TypeError(message)
            if head is None:
                if type(event) is not SessionOpened:
                    raise JournalOutOfStep(self.path, "the session is not open")
                head = (0, first_hash(session_id))
                started = (session_id, event.title, event.mode, record.at_ms, head[1])
                execute(_INSERT_SESSION, started)
            if record.sequence != head[0] + 1:
                raise JournalOutOfStep(self.path, f"{record.sequence} after {head[0]}")
            kind, version, data = type(event).__name__, event.VERSION, _encode(event)
            columns = (session_id, record.sequence, record.at_ms, record.offset_ms, kind, version)
            digest = row_hash(head[1], columns, data)
            values += (*columns, data.decode(), head[1], digest)
            head = (record.sequence, digest)
            if type(event) is SessionEnded:
                ended_at = record.at_ms
        if head is None:
            raise JournalOutOfStep(self.path, "the session is not open")
        for start in range(0, len(values), _EVENT_COLUMNS * _ROWS_AT_ONCE):
            some = values[start : start + _EVENT_COLUMNS * _ROWS_AT_ONCE]
            execute(_insert_events(len(some) // _EVENT_COLUMNS), some)
        if ended_at is not None:
            execute(_END_SESSION, (ended_at, session_id))
            execute(_MOVE_HEAD, (*head, session_id))
        return head

    def _stored_head(self, session_id: str) -> tuple[int, str] | None:
        row: tuple[int, str] | None = self._execute(_HEAD, (session_id,)).fetchone()
        return row

    def read(self, session_id: str, after: int = 0) -> Iterator[Recorded]:
        """The events after that sequence, oldest first. Holds no lock between two of them."""
        while rows := self._fetch(_READ, (session_id, after, _PAGE)):
            yield from recorded(rows)
            after = rows[-1][0]

    def touch(self, session_id: str, offset_ms: int) -> None:
        """Note that the session ran at that running time, and how long its log was by then."""
        try:
            head = self._heads.get(session_id) or self._stored_head(session_id)
            if head is not None:
                self._execute(_TOUCH, (offset_ms, *head, session_id))
        except sqlite3.Error as error:
            raise typed(error, self.path) from error

    def seen_ms(self, session_id: str) -> int:
        """The running time of the latest `touch`, 0 where there was none."""
        rows = self._fetch(_SEEN, (session_id,))
        return int(rows[0][0]) if rows else 0

    def sessions(self) -> list[SessionRow]:
        """All sessions, newest first."""
        return [session_row(row) for row in self._fetch(SESSIONS.format(which="1"), ())]

    def session(self, session_id: str) -> SessionRow | None:
        """One session by its id; "last" names the one that began last."""
        if session_id == "last":
            which = (
                "session_id = (SELECT session_id FROM sessions ORDER BY started_at DESC LIMIT 1)"
            )
            rows = self._fetch(SESSIONS.format(which=which), ())
        else:
            rows = self._fetch(SESSIONS.format(which="session_id = ?"), (session_id,))
        return session_row(rows[0]) if rows else None

    def unfinished(self) -> SessionRow | None:
        """The latest session without an end: the program was cut off in the middle of it."""
        which = (
            "session_id = (SELECT session_id FROM sessions WHERE ended_at IS NULL "
            "ORDER BY started_at DESC LIMIT 1)"
        )
        rows = self._fetch(SESSIONS.format(which=which), ())
        return session_row(rows[0]) if rows else None

    def _fetch(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        try:
            return self._execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise typed(error, self.path) from error
