"""Opening the file: pragmas, migrations, and telling apart why it cannot be opened."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from functools import cache
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from host_assistant.journal.errors import (
    JournalMissing,
    JournalNewer,
    JournalReadOnly,
    JournalUnreadable,
    typed,
)
from host_assistant.journal.schema import MIGRATIONS

BUSY_TIMEOUT_S = 5.0


def connect(path: Path, *, read_only: bool) -> Database:
    """Open the file and, if need be, make or migrate it. Raises `JournalError`."""
    try:
        if not path.parent.is_dir() or (read_only and not path.exists()):
            raise JournalMissing(path)
        if path.is_dir():
            raise JournalUnreadable(path, "a folder")
        return _to_read(path) if read_only else _to_write(path)
    except OSError as error:  # a folder on the way may not be entered
        raise JournalReadOnly(path, str(error)) from error
    except sqlite3.Error as error:
        raise typed(error, path) from error


def _to_write(path: Path) -> Database:
    _keep_to_owner(path)
    db = _database(path, "mode=rwc")
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


def _keep_to_owner(path: Path) -> None:
    """Buyers' numbers lie in it. SQLite gives the files beside it the same mode as it has."""
    if os.name != "posix":
        return
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        # A file of somebody else's, or on a disk without modes, stays as it is.
        with contextlib.suppress(OSError):
            if each.stat().st_mode & 0o077:
                each.chmod(0o600)


def _to_read(path: Path) -> Database:
    try:
        db, outdated = _looked_at(path, "mode=ro")
    except sqlite3.OperationalError as error:
        if not (_is_read_only(error) and _is_complete(path)):
            raise
        # A write-ahead log needs a folder that can be written, unless nothing is in it.
        db, outdated = _looked_at(path, "mode=ro&immutable=1")
    if not outdated:
        return db
    db.close()
    _to_write(path).close()
    return _database(path, "mode=ro")


def _looked_at(path: Path, parameters: str) -> tuple[Database, bool]:
    """The database, and whether it waits for a migration."""
    db = _database(path, parameters)
    try:
        _refuse_others(db, path)
        return db, bool(MIGRATIONS.pending(db))
    except BaseException:
        db.close()
        raise


def _is_read_only(error: sqlite3.Error) -> bool:
    return isinstance(typed(error, Path()), JournalReadOnly)


def _is_complete(path: Path) -> bool:
    """Whether all that was written is in the file itself, and not yet in the log beside it."""
    beside = path.with_name(f"{path.name}-wal")
    return not beside.exists() or beside.stat().st_size == 0


def _database(path: Path, parameters: str) -> Database:
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{parameters}",
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
