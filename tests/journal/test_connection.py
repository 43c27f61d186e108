"""A log that cannot be opened or written says why, and what to press."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from host_assistant.journal import (
    Journal,
    JournalBusy,
    JournalError,
    JournalFull,
    JournalMissing,
    JournalNewer,
    JournalReadOnly,
    JournalUnreadable,
)
from host_assistant.journal.errors import typed
from host_assistant.journal.export import export
from host_assistant.journal.orders import list_orders
from host_assistant.journal.verify import verify
from host_assistant.show.events import NoteAdded, Unknown
from tests.journal.support import SESSION, opened, order, records, unguarded
from tests.support.disk import small_disk

NOBODY = 65534


def parts(error: JournalError) -> int:
    """How many sentences, so that none of the three parts is forgotten."""
    return error.sentence().replace("?", ".").count(". ") + 1


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that others may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def as_anybody() -> Iterator[None]:
    """Without the rights of root, whom no folder is read-only for."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(me)


def test_the_file_is_made_in_a_folder_that_is_there(path: Path) -> None:
    Journal.open(path).close()
    with Journal.open(path, read_only=True) as journal:
        assert journal.sessions() == []


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(JournalMissing) as missing:
        Journal.open(tmp_path / "unplugged" / "lensong.db")
    assert parts(missing.value) == 3
    assert not (tmp_path / "unplugged").exists()


def test_reading_makes_no_file(path: Path) -> None:
    with pytest.raises(JournalMissing):
        Journal.open(path, read_only=True)
    assert not path.exists()


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" * 99])
def test_another_kind_of_file_is_left_alone(path: Path, content: bytes, read_only: bool) -> None:
    path.write_bytes(content)
    with pytest.raises(JournalUnreadable) as unreadable:
        Journal.open(path, read_only=read_only)
    assert str(path) in unreadable.value.sentence()
    assert parts(unreadable.value) == 3
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir()
    with pytest.raises(JournalUnreadable):
        Journal.open(path)


def test_the_database_of_another_program_is_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (address TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(JournalUnreadable):
        Journal.open(path)
    assert path.read_bytes() == before


def test_a_damaged_log(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append(SESSION, records(opened(), *(order(f"o{n}") for n in range(200))))
    whole = path.read_bytes()
    half = len(whole) // 2
    path.write_bytes(whole[:half] + b"\xff" * (len(whole) - half))
    with Journal.open(path) as journal:
        with pytest.raises(JournalUnreadable):
            verify(journal, SESSION)
        with pytest.raises(JournalUnreadable):
            list(journal.read(SESSION))
        with pytest.raises(JournalUnreadable):
            list_orders(journal, SESSION)
        with pytest.raises(JournalUnreadable):
            export(journal, SESSION, "jsonl", path.with_suffix(".jsonl"))


@pytest.mark.parametrize("data", ['{"lines":', '{"order_id":"o1","lines":[{"sku":1}]}'])
def test_orders_that_were_written_over_by_hand(path: Path, data: str) -> None:
    with Journal.open(path) as journal:
        journal.append(SESSION, records(opened(), order("o1")))
    tampered = unguarded(path)
    tampered.execute("UPDATE events SET data = ? WHERE sequence = 2", (data,))
    tampered.close()
    with Journal.open(path) as journal:
        with pytest.raises(JournalUnreadable):
            list_orders(journal, SESSION)
        assert [type(row.event) for row in journal.read(SESSION, after=1)] == [Unknown]


@pytest.mark.parametrize("read_only", [False, True])
def test_a_log_of_a_newer_version(path: Path, read_only: bool) -> None:
    with Journal.open(path) as journal:
        journal.append(SESSION, records(opened()))
        journal.connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('host_assistant', 'm999_of_tomorrow', '2030-01-01')"
        )
    with pytest.raises(JournalNewer) as newer:
        Journal.open(path, read_only=read_only)
    assert newer.value.detail == "m999_of_tomorrow"
    assert parts(newer.value) == 3


def test_an_older_log_is_brought_up_to_date_even_for_reading(path: Path) -> None:
    sqlite3.connect(path).close()
    path.touch()
    with Journal.open(path, read_only=True) as journal:
        assert journal.sessions() == []


def test_two_threads_may_open_a_new_log_at_once(path: Path) -> None:
    with Journal.open(path) as first, Journal.open(path) as second:
        first.append(SESSION, records(opened()))
        assert [row.session_id for row in second.sessions()] == [SESSION]


@pytest.mark.skipif(os.name != "posix", reason="rights are another matter on Windows")
class TestReadOnly:
    def test_a_folder_that_may_not_be_written(self, shared: Path) -> None:
        with as_anybody(), pytest.raises(JournalReadOnly) as refused:
            Journal.open(shared / "lensong.db")
        assert str(shared) in refused.value.sentence()
        assert parts(refused.value) == 3

    def test_a_folder_that_may_not_be_entered(self, shared: Path) -> None:
        (shared / "locked" / "data").mkdir(parents=True)
        (shared / "locked").chmod(0)
        with as_anybody():
            for read_only in (False, True):
                with pytest.raises(JournalReadOnly):
                    Journal.open(shared / "locked" / "data" / "lensong.db", read_only=read_only)
        (shared / "locked").chmod(0o700)

    def test_a_file_that_may_not_be_written(self, shared: Path) -> None:
        path = shared / "lensong.db"
        Journal.open(path).close()
        path.chmod(0o444)
        shared.chmod(0o555)
        with as_anybody(), pytest.raises(JournalReadOnly):
            Journal.open(path).append(SESSION, records(opened()))
        shared.chmod(0o755)

    def test_a_log_on_a_medium_that_may_only_be_read_is_read(self, shared: Path) -> None:
        path = shared / "lensong.db"
        with Journal.open(path) as journal:
            journal.append(SESSION, records(opened()))
        path.chmod(0o444)
        shared.chmod(0o555)
        with as_anybody(), Journal.open(path, read_only=True) as journal:
            assert list(journal.read(SESSION)) == records(opened())
        shared.chmod(0o755)


def test_another_program_holds_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("host_assistant.journal.connection.BUSY_TIMEOUT_S", 0.05)
    with Journal.open(path) as journal:
        journal.append(SESSION, records(opened()))
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalBusy) as busy:
            journal.append(SESSION, records(NoteAdded(), after=1))
        assert parts(busy.value) == 3
        other.execute("ROLLBACK")
        other.close()
        journal.append(SESSION, records(NoteAdded(), after=1))
        assert len(list(journal.read(SESSION))) == 2


def fill_up(journal: Journal) -> int:
    """Append orders until none fits any more; how many rows were taken."""
    taken = 1
    with pytest.raises(JournalFull) as full:  # noqa: PT012 -- which append fails is the disk's choice
        while taken < 100_000:
            journal.append(SESSION, records(order(f"o{taken}" * 40), after=taken))
            taken += 1
    assert parts(full.value) == 3
    return taken


def test_a_full_disk_takes_nothing_by_halves(journal: Journal) -> None:
    journal.append(SESSION, records(opened()))
    journal.connection.execute("PRAGMA max_page_count = 40")
    taken = fill_up(journal)
    assert [row.sequence for row in journal.read(SESSION)] == list(range(1, taken + 1))
    journal.connection.execute("PRAGMA max_page_count = 1000")
    journal.append(SESSION, records(NoteAdded(), after=taken))
    assert verify(journal, SESSION).whole


def test_a_really_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path, "512k"), Journal.open(tmp_path / "lensong.db") as journal:
        journal.append(SESSION, records(opened()))
        taken = fill_up(journal)
        assert taken > 1
        verdict = verify(journal, SESSION)
        assert (verdict.whole, verdict.events) == (True, taken)


def test_an_error_of_the_disk_without_a_better_name() -> None:
    error = typed(sqlite3.OperationalError("disk I/O error"), Path("lensong.db"))
    assert type(error) is JournalError
    assert parts(error) == 3
    assert "disk I/O error" in str(error)
