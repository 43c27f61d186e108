"""Opening the file: pragmas, migrations, and telling apart why it cannot be opened."""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from host_assistant.journal.errors import (
    JournalMissing,
    JournalNewer,
    JournalUnreadable,
    typed,
)
from host_assistant.journal.schema import MIGRATIONS

BUSY_TIMEOUT_S = 5.0


def connect(path: Path, *, read_only: bool) -> Database:
    """Open the file and, if need be, make or migrate it. Raises `JournalError`."""
    if not path.parent.is_dir() or (read_only and not path.exists()):
        raise JournalMissing(path)
    if path.is_dir():
        raise JournalUnreadable(path, "a folder")
    try:
        return _to_read(path) if read_only else _to_write(path)
    except sqlite3.Error as error:
        raise typed(error, path) from error


def _to_write(path: Path) -> Database:
    db = _database(path, "rwc")
    try:
        _refuse_others(db, path)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        if MIGRATIONS.pending(db):
            _migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _to_read(path: Path) -> Database:
    db = _database(path, "ro")
    try:
        _refuse_others(db, path)
        outdated = bool(MIGRATIONS.pending(db))
    except BaseException:
        db.close()
        raise
    if not outdated:
        return db
    db.close()
    _to_write(path).close()
    return _database(path, "ro")


def _database(path: Path, mode: str) -> Database:
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
    )
    # Recursive triggers guard against REPLACE as well, which else deletes unasked.
    return Database(connection, recursive_triggers=True, execute_plugins=False)


def _migrate(db: Database) -> None:
    """All that is pending or nothing; whoever opens at the same time waits, then finds it done."""
    db.execute("BEGIN IMMEDIATE")
    try:
        MIGRATIONS.apply(db)
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _refuse_others(db: Database, path: Path) -> None:
    applied = {migration.name for migration in MIGRATIONS.applied(db)}
    if not applied and db.table_names():
        raise JournalUnreadable(path, "the database of another program")
    if unknown := applied - _known():
        raise JournalNewer(path, ", ".join(sorted(unknown)))


@cache
def _known() -> frozenset[str]:
    empty = Database(memory=True, execute_plugins=False)
    try:
        return frozenset(migration.name for migration in MIGRATIONS.pending(empty))
    finally:
        empty.close()
