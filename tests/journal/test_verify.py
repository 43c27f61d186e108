"""Whatever is changed in the file afterwards shows."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from host_assistant.journal import Journal
from host_assistant.journal.verify import Verdict, verify
from host_assistant.show.buyer import Buyer, seal
from host_assistant.show.events import NoteAdded, SessionEnded
from tests.journal.support import SESSION, hoa, opened, order, records, unguarded

ROWS = 6
HAI = seal(Buyer(name="anh Hải", phone="0912345678"), buyer_id="b2", salt="a2hvaQ")


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ended") / "lensong.db"
    events = (
        opened(),
        order("o1", buyer=hoa("b1")),
        order("o2", buyer=HAI),
        order("o3"),
        NoteAdded(text="hết"),
        SessionEnded(reason="host"),
    )
    with Journal.open(path) as journal:
        journal.append(SESSION, records(*events), [hoa("b1"), HAI])
    return path


@contextmanager
def tampering(original: Path) -> Iterator[tuple[Path, sqlite3.Connection]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lensong.db"
        shutil.copyfile(original, path)
        connection = unguarded(path)
        yield path, connection
        connection.close()


def verdict_on(path: Path, session_id: str = SESSION) -> Verdict:
    with Journal.open(path, read_only=True) as journal:
        return verify(journal, session_id)


def after(original: Path, *statements: str) -> Verdict:
    with tampering(original) as (path, connection):
        for statement in statements:
            connection.execute(statement)
        return verdict_on(path)


def test_a_log_as_it_was_written_is_whole(ended: Path) -> None:
    assert verdict_on(ended) == Verdict(whole=True, events=ROWS)


@given(
    sequence=st.integers(1, ROWS),
    column=st.sampled_from(
        "session_id sequence at offset_ms type version data previous_hash hash".split()
    ),
    value=st.one_of(
        st.integers(-(2**62), 2**62),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
        st.binary(max_size=9),
        st.floats(allow_nan=False),
    ),
)
def test_any_change_of_any_column_shows(
    ended: Path, sequence: int, column: str, value: object
) -> None:
    with tampering(ended) as (path, connection):
        pick = f"SELECT typeof({column}), {column} FROM events WHERE sequence = ?"
        before = connection.execute(pick, (sequence,)).fetchone()
        try:
            connection.execute(
                f"UPDATE events SET {column} = ? WHERE sequence = ?", (value, sequence)
            )
        except sqlite3.Error:
            assume(False)
        assume(before != connection.execute(pick, (sequence,)).fetchone())
        verdict = verdict_on(path)
        assert not verdict.whole
        assert verdict.first_bad is not None
        assert verdict.first_bad <= sequence


@pytest.mark.parametrize(
    "change",
    [
        "data = CAST(data AS BLOB)",
        "data = data || ' '",
        "data = replace(data, '175000', '17500')",
        "at = at + 1",
        "version = 2",
    ],
)
def test_small_changes_show(ended: Path, change: str) -> None:
    verdict = after(ended, f"UPDATE events SET {change} WHERE sequence = 2")
    assert (verdict.problem, verdict.first_bad) == ("row_changed", 2)


@pytest.mark.parametrize("sequence", range(1, ROWS + 1))
def test_any_missing_row_shows(ended: Path, sequence: int) -> None:
    verdict = after(ended, f"DELETE FROM events WHERE sequence = {sequence}")
    assert (verdict.problem, verdict.first_bad) == ("row_missing", sequence)


@pytest.mark.parametrize("kept", range(ROWS))
def test_a_cut_tail_shows(ended: Path, kept: int) -> None:
    verdict = after(ended, f"DELETE FROM events WHERE sequence > {kept}")
    assert verdict == Verdict(whole=False, events=kept, first_bad=kept + 1, problem="row_missing")


def test_a_cut_tail_of_an_ended_session_shows_even_with_a_forged_head(ended: Path) -> None:
    verdict = after(
        ended,
        "DELETE FROM events WHERE sequence > 4",
        "UPDATE sessions SET last_sequence = 4,"
        " last_hash = (SELECT hash FROM events WHERE sequence = 4)",
    )
    assert (verdict.problem, verdict.first_bad) == ("row_missing", 5)


def test_a_cut_tail_of_a_running_session_shows_up_to_the_last_touch(tmp_path: Path) -> None:
    path = tmp_path / "lensong.db"
    with Journal.open(path) as journal:
        journal.append(SESSION, records(opened(), order("o1"), order("o2")))
        journal.touch(SESSION, 9_000)
        journal.append(SESSION, records(opened(), order("o1"), order("o2"), order("o3"))[3:])
    assert verdict_on(path).whole
    assert after(path, "DELETE FROM events WHERE sequence > 3").whole
    cut = after(path, "DELETE FROM events WHERE sequence > 2")
    assert (cut.problem, cut.first_bad) == ("row_missing", 3)


def test_swapped_rows_show(ended: Path) -> None:
    verdict = after(
        ended,
        "UPDATE events SET sequence = 99 WHERE sequence = 2",
        "UPDATE events SET sequence = 2 WHERE sequence = 3",
        "UPDATE events SET sequence = 3 WHERE sequence = 99",
    )
    assert (verdict.problem, verdict.first_bad) == ("row_changed", 2)


@pytest.mark.parametrize(
    "change",
    [
        "title = 'Khác'",
        "mode = 'rehearsal'",
        "started_at = started_at - 1",
        "ended_at = NULL",
        "ended_at = ended_at + 1",
        "last_sequence = last_sequence - 1",
        "last_hash = 'x'",
    ],
)
def test_a_changed_session_shows(ended: Path, change: str) -> None:
    verdict = after(ended, f"UPDATE sessions SET {change}")
    assert (verdict.whole, verdict.problem) == (False, "session_changed")
    assert verdict.first_bad in (1, ROWS)


def test_a_deleted_session_shows(ended: Path) -> None:
    assert after(ended, "DELETE FROM sessions").problem == "session_changed"
    assert verdict_on(ended, "none") == Verdict(whole=False, events=0, problem="no_session")


@pytest.mark.parametrize("column", ["salt", "name", "phone", "address", "country"])
def test_a_changed_buyer_shows(ended: Path, column: str) -> None:
    verdict = after(ended, f"UPDATE buyers SET {column} = 'x' WHERE buyer_id = 'b2'")
    assert verdict == Verdict(
        whole=False,
        events=ROWS,
        first_bad=3,
        problem="buyer_changed",
        buyers_changed=("b2",),
    )


def test_a_buyer_nobody_ordered_for_shows(ended: Path) -> None:
    verdict = after(ended, "UPDATE buyers SET buyer_id = 'b9' WHERE buyer_id = 'b2'")
    assert (verdict.whole, verdict.buyers_changed) == (False, ("b9",))


def test_swapped_buyers_show(ended: Path) -> None:
    verdict = after(
        ended,
        "UPDATE buyers SET buyer_id = 'b0' WHERE buyer_id = 'b1'",
        "UPDATE buyers SET buyer_id = 'b1' WHERE buyer_id = 'b2'",
        "UPDATE buyers SET buyer_id = 'b2' WHERE buyer_id = 'b0'",
    )
    assert verdict.buyers_changed == ("b1", "b2")


def test_an_erased_buyer_leaves_the_log_whole(ended: Path) -> None:
    assert after(ended, "DELETE FROM buyers WHERE buyer_id = 'b1'").whole
    assert after(ended, "DELETE FROM buyers").whole


def test_a_forged_event_with_a_right_hash_but_no_sense_shows(ended: Path) -> None:
    from host_assistant.journal.chain import row_hash

    with tampering(ended) as (path, connection):
        last, at_ms, offset_ms, previous = connection.execute(
            "SELECT previous_hash, at, offset_ms, previous_hash FROM events WHERE sequence = 6"
        ).fetchone()
        columns = (SESSION, 6, at_ms, offset_ms, "OrderPlaced", 1)
        forged = row_hash(last, columns, b'"nonsense"')
        connection.execute(
            "UPDATE events SET type = 'OrderPlaced', data = ?, hash = ? WHERE sequence = 6",
            ('"nonsense"', forged),
        )
        assert previous == last
        verdict = verdict_on(path)
    assert (verdict.problem, verdict.first_bad) == ("row_changed", 6)
