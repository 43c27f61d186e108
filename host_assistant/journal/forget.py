"""Erasing what is known of buyers: the one thing that is ever taken out of the file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec

from host_assistant.journal.errors import JournalError, typed
from host_assistant.journal.journal import Journal
from host_assistant.language import _, ngettext

_ENDED = "SELECT ended_at FROM sessions WHERE session_id = ?"
_ERASE = tuple(f"DELETE FROM {table} WHERE session_id = ?" for table in ("buyers", "comments"))
# A buyer has two rows if the telephone number came later or a helper mended the order.
_COUNTS = (
    "SELECT count(DISTINCT buyer_id) FROM orders JOIN buyers USING (session_id, buyer_id)"
    " WHERE session_id = :session_id AND order_id NOT IN ("
    "SELECT json_extract(data, '$.replaces') FROM placed_orders"
    " WHERE session_id = :session_id AND json_extract(data, '$.replaces') IS NOT NULL)",
    "SELECT count(*) FROM comments WHERE session_id = :session_id",
)
_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


class Forgotten(msgspec.Struct, frozen=True):
    """Of how many buyers the data was erased, and of how many comments the words."""

    buyers: int
    comments: int


class StillOpen(Exception):
    """The session has no end yet: its buyers are still needed."""

    def sentence(self) -> str:
        return _(
            "This session has not ended: it still runs, or was cut off and can be gone on with. "
            "Its buyers are still needed, so nothing was erased. End it first, then erase."
        )


class TracesLeft(JournalError):
    """The rows are gone, but their bytes may still lie in the file or beside it."""

    code = "traces_left"

    def sentence(self) -> str:
        return _(
            "The buyers were erased from the session, but traces of them may still lie on the "
            "disk: {path}. Another program holds the file open, or the disk is full. Close other "
            "programs and make room, then erase once more."
        ).format(path=self.path)


def erased_words(count: Forgotten) -> str:
    """What there is to erase, or was erased."""
    buyers = ngettext(
        "the data of {count} buyer", "the data of {count} buyers", count.buyers
    ).format(count=count.buyers)
    comments = ngettext(
        "the words of {count} comment", "the words of {count} comments", count.comments
    ).format(count=count.comments)
    if not count.comments:
        return buyers
    if not count.buyers:
        return comments
    return _("{buyers} and {comments}").format(buyers=buyers, comments=comments)


def forgettable(journal: Journal, session_id: str) -> Forgotten:
    """How much there is to erase."""
    try:
        return _counted(journal.connection, session_id)
    except sqlite3.Error as error:
        raise typed(error, journal.path) from error


def forget_buyers(path: Path, session_id: str) -> Forgotten:
    """Erase the session's rows of `buyers` and `comments`, and their bytes from the disk.

    Events, hashes and numbers stay as they are: the log holds digests with a salt, and the salts
    go too. Said again, it does what the first time left undone. Raises StillOpen, TracesLeft when
    the file could not be cleaned, or another `JournalError` when nothing was erased.
    """
    with Journal.open(path) as journal:
        connection = journal.connection
        try:
            # Writes zeros over what is deleted (SQLite, "PRAGMA secure_delete").
            connection.execute("PRAGMA secure_delete = ON").fetchall()
            connection.execute("BEGIN IMMEDIATE")
            ended = connection.execute(_ENDED, (session_id,)).fetchone()
            if ended is None or ended[0] is None:
                raise StillOpen
            erased = _counted(connection, session_id)
            for statement in _ERASE:
                connection.execute(statement, (session_id,))
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise typed(error, path) from error
        finally:
            if connection.in_transaction:
                connection.rollback()
        _clean(connection, path)
    return erased


def _clean(connection: sqlite3.Connection, path: Path) -> None:
    """Write the file anew without free pages, and empty the write-ahead log beside it.

    Old pages lie in that log until it is emptied, and bytes of moved rows in the pages themselves.
    Emptied first, it has room for all of the new file.
    """
    try:
        connection.execute(_EMPTY_LOG).fetchone()
        connection.execute("VACUUM")
        (busy, *_pages) = connection.execute(_EMPTY_LOG).fetchone()
    except sqlite3.Error as error:
        raise TracesLeft(path, str(error)) from error
    if busy:
        raise TracesLeft(path, "wal_checkpoint")


def _counted(connection: sqlite3.Connection, session_id: str) -> Forgotten:
    counts = (connection.execute(sql, {"session_id": session_id}).fetchone()[0] for sql in _COUNTS)
    return Forgotten(*counts)
