"""What is appended is there, in order, whole, and for good."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from host_assistant.journal import Journal, JournalOutOfStep
from host_assistant.journal.verify import verify
from host_assistant.show.events import (
    Event,
    NoteAdded,
    ProductShown,
    SessionContinued,
    SessionEnded,
    Unknown,
)
from host_assistant.show.events import Recorded as Row
from tests.journal.support import BEGAN_MS, SESSION, any_events, hoa, opened, order, records


@settings(max_examples=25)
@given(events=any_events())
def test_any_events_read_back_as_they_were(events: list[Event]) -> None:
    rows = records(*events)
    with tempfile.TemporaryDirectory() as folder:
        with Journal.open(Path(folder) / "lensong.db") as journal:
            half = len(rows) // 2
            journal.append(SESSION, rows[: half + 1])
            journal.append(SESSION, rows[half + 1 :])
        with Journal.open(Path(folder) / "lensong.db", read_only=True) as journal:
            assert list(journal.read(SESSION)) == rows
            assert list(journal.read(SESSION, after=half)) == rows[half:]


def test_pages_join_without_a_seam(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("host_assistant.journal.journal._PAGE", 3)
    rows = records(opened(), *(NoteAdded(text=str(number)) for number in range(8)))
    journal.append(SESSION, rows)
    assert list(journal.read(SESSION)) == rows


def test_two_sessions_keep_apart(journal: Journal) -> None:
    journal.append("one", records(opened("one"), NoteAdded(text="1")))
    journal.append("two", records(opened("two")))
    journal.append("one", records(NoteAdded(text="2"), after=2))
    assert [row.sequence for row in journal.read("one")] == [1, 2, 3]
    assert [row.sequence for row in journal.read("two")] == [1]


def test_the_chain_goes_on_in_another_process(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append(SESSION, records(opened()))
        (head,) = journal.connection.execute("SELECT hash FROM events").fetchone()
    with Journal.open(path) as journal:
        journal.append(SESSION, records(SessionContinued(), after=1))
        (previous,) = journal.connection.execute(
            "SELECT previous_hash FROM events WHERE sequence = 2"
        ).fetchone()
        assert previous == head


@pytest.mark.parametrize(
    "bad",
    [
        records(NoteAdded(), after=5),
        records(NoteAdded(), after=0),
        [*records(NoteAdded(text="good"), after=2), *records(NoteAdded(), after=7)],
    ],
    ids=["a gap", "an old sequence", "a gap in the middle"],
)
def test_rows_that_do_not_follow_are_refused_whole(journal: Journal, bad: list[Row]) -> None:
    rows = records(opened(), ProductShown(sku="A1"))
    journal.append(SESSION, rows)
    with pytest.raises(JournalOutOfStep) as refused:
        journal.append(SESSION, bad, [hoa()])
    assert "another copy" in refused.value.sentence().lower()
    assert list(journal.read(SESSION)) == rows
    assert journal.connection.execute("SELECT count(*) FROM buyers").fetchone() == (0,)


def test_a_session_must_be_opened_first(journal: Journal) -> None:
    with pytest.raises(JournalOutOfStep):
        journal.append(SESSION, records(NoteAdded()))
    with pytest.raises(JournalOutOfStep):
        journal.append(SESSION, [])
    assert journal.sessions() == []


def test_another_writer_is_noticed(path: Path, journal: Journal) -> None:
    journal.append(SESSION, records(opened()))
    with Journal.open(path) as other:
        other.append(SESSION, records(NoteAdded(text="theirs"), after=1))
    with pytest.raises(JournalOutOfStep):
        journal.append(SESSION, records(NoteAdded(text="ours"), after=1))
    journal.append(SESSION, records(NoteAdded(text="ours, later"), after=2))
    notes = [row.event for row in journal.read(SESSION, after=1)]
    assert notes == [NoteAdded(text="theirs"), NoteAdded(text="ours, later")]


def test_what_cannot_be_read_is_not_written_again(journal: Journal) -> None:
    with pytest.raises(TypeError, match="SomethingNew"):
        journal.append(SESSION, [Row(1, 0, 0, Unknown("SomethingNew", 1))])


def test_a_buyer_stands_beside_the_log_and_not_in_it(journal: Journal) -> None:
    buyer = hoa()
    journal.append(SESSION, records(opened(), order("o1", buyer=buyer)), [buyer])
    journal.append(SESSION, records(NoteAdded(), after=2), [buyer])
    stored = journal.connection.execute("SELECT name, phone FROM buyers").fetchall()
    assert stored == [("chị Hoa", "0901234567")]
    for (data,) in journal.connection.execute("SELECT data FROM events"):
        assert "0901234567" not in data
        assert "Hoa" not in data


def test_the_list_of_sessions_counts_confirmed_orders(journal: Journal) -> None:
    journal.append("first", records(opened("first"), SessionEnded()))
    later = [
        Row(row.sequence, row.at_ms + 10, row.offset_ms, row.event)
        for row in records(opened("second"), order("o1"), order("o2", confirmed=False))
    ]
    journal.append("second", later)
    second, first = journal.sessions()
    assert (first.session_id, first.orders, first.ended_at) == ("first", 0, BEGAN_MS + 1_500)
    assert (second.orders, second.weight_g, second.revenue_vnd) == (1, 5_000, 175_000)
    assert (second.events, second.duration_ms, second.ended_at) == (3, 3_000, None)
    assert journal.session("last") == second
    assert journal.session("first") == first
    assert journal.session("none") is None


def test_only_a_session_without_an_end_is_unfinished(journal: Journal) -> None:
    assert journal.unfinished() is None
    journal.append(SESSION, records(opened()))
    unfinished = journal.unfinished()
    assert unfinished is not None
    assert unfinished.session_id == SESSION
    journal.append("later", records(opened("later"), SessionEnded()))
    assert journal.unfinished() == unfinished
    journal.append(SESSION, records(SessionEnded(), after=1))
    assert journal.unfinished() is None


def test_the_running_time_is_kept_beside_the_chain(journal: Journal) -> None:
    assert journal.seen_ms(SESSION) == 0
    journal.append(SESSION, records(opened()))
    journal.touch(SESSION, 65_000)
    assert journal.seen_ms(SESSION) == 65_000
    assert verify(journal, SESSION).whole
    journal.append(SESSION, records(NoteAdded(), after=1))
    assert journal.seen_ms(SESSION) == 65_000


def test_the_pragmas_that_keep_orders(journal: Journal) -> None:
    def pragma(name: str) -> object:
        return journal.connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2  # FULL
    assert pragma("foreign_keys") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET at = 0 WHERE sequence = 1",
        "UPDATE events SET data = data",
        "DELETE FROM events",
        "DELETE FROM sessions",
        "UPDATE buyers SET phone = ''",
    ],
)
def test_no_tool_changes_the_log_by_mistake(path: Path, journal: Journal, statement: str) -> None:
    buyer = hoa()
    journal.append(SESSION, records(opened(), order("o1", buyer=buyer)), [buyer])
    plain = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError):
        plain.execute(statement)
    plain.close()


def test_replacing_a_row_is_a_change_too(journal: Journal) -> None:
    journal.append(SESSION, records(opened()))
    with pytest.raises(sqlite3.IntegrityError):
        journal.connection.execute("REPLACE INTO events SELECT * FROM events")


def test_a_buyer_may_be_erased(journal: Journal) -> None:
    journal.append(SESSION, records(opened(), order("o1", buyer=hoa())), [hoa()])
    journal.connection.execute("DELETE FROM buyers")
    assert journal.connection.execute("SELECT count(*) FROM buyers").fetchone() == (0,)
