"""Buyers are erased so that not a byte of them is left, and every number stays."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from host_assistant.journal import Journal, JournalBusy, JournalMissing, connection
from host_assistant.journal.by_place import places_of
from host_assistant.journal.export import export
from host_assistant.journal.forget import (
    Forgotten,
    StillOpen,
    TracesLeft,
    erased_words,
    forget_buyers,
    forgettable,
)
from host_assistant.journal.opening import state_of
from host_assistant.journal.orders import all_orders
from host_assistant.journal.verify import verify
from host_assistant.show.buyer import Buyer, SealedBuyer, seal
from host_assistant.show.comment import Comment, SealedComment, seal_comment
from host_assistant.show.events import CommentReceived, Event, NoteAdded, SessionEnded
from tests.journal.support import SESSION, opened, order, records
from tests.support.disk import small_disk

OTHER = "2026-07-26-b"
ORDERS = 400
VIEWS = (
    "sessions",
    "events",
    "orders",
    "order_lines",
    "sales_by_product",
    "sales_by_minute",
    "comments_read",
)


def buyer(session: str, number: int) -> SealedBuyer:
    marked = f"{sum(session.encode()) % 10}{number:07d}"
    return seal(
        Buyer(
            name=f"Lò Thị Mẩy {session} {number}",
            phone=f"09{marked}",
            address=f"{number} ngõ Cỏ May, {session}, Hà Nội",
        ),
        buyer_id=f"b{number}",
        salt=f"muối-{session}-{number}",
    )


def comment(session: str, number: int) -> SealedComment:
    said = Comment(
        platform="facebook",
        author=f"Mẩy Lò {session} {number}",
        text=f"em chốt {number} cân nhé, {session}",
        outer_id=f"fb-{session}-{number}",
    )
    return seal_comment(said, comment_id=f"c{number}", salt=f"ớt-{session}-{number}")


def words_of(session: str) -> list[bytes]:
    """Whatever of its buyers may be nowhere any more."""
    texts: list[str] = []
    for number in range(ORDERS):
        bought, said = buyer(session, number), comment(session, number)
        texts += [bought.salt, bought.buyer.name, bought.buyer.phone, bought.buyer.address]
        texts += [said.salt, said.comment.author, said.comment.text, said.comment.outer_id]
    return [text.encode() for text in texts]


def left_of(session: str, path: Path) -> list[bytes]:
    """What of it is in the file or whatever lies beside it."""
    on_disk = b"".join(
        file.read_bytes() for file in path.parent.iterdir() if file.name.startswith(path.name)
    )
    return [word for word in words_of(session) if word in on_disk]


def write(journal: Journal, session: str, *, ended: bool = True) -> None:
    buyers = [buyer(session, number) for number in range(ORDERS)]
    comments = [comment(session, number) for number in range(ORDERS)]
    happened: list[Event] = [opened(session)]
    for number, (who, said) in enumerate(zip(buyers, comments, strict=True)):
        happened += [
            CommentReceived(
                comment_id=said.comment_id, digest=said.digest, platform="facebook", kind="order"
            ),
            order(f"{session}-{number}", confirmed=number % 3 > 0, buyer=who),
        ]
    happened += [NoteAdded(text="x"), *([SessionEnded()] if ended else [])]
    written = records(*happened)
    for start in range(0, len(written), 50):  # as a show does: batch after batch
        part = slice(start // 2, start // 2 + 25)
        journal.append(session, written[start : start + 50], buyers[part], comments[part])


@pytest.fixture
def two(path: Path) -> Path:
    with Journal.open(path) as journal:
        write(journal, SESSION)
        write(journal, OTHER)
    return path


def rows_of(path: Path, view: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT * FROM {view} ORDER BY 1, 2").fetchall()


def test_not_a_byte_of_a_buyer_is_left(two: Path) -> None:
    assert left_of(SESSION, two) == words_of(SESSION)
    assert forget_buyers(two, SESSION) == Forgotten(ORDERS, ORDERS)
    assert left_of(SESSION, two) == []
    assert left_of(OTHER, two) == words_of(OTHER)


def test_not_a_byte_is_left_while_the_program_has_the_file_open(two: Path) -> None:
    with Journal.open(two) as standing, Journal.open(two, read_only=True) as reading:
        standing.touch(OTHER, 1)
        assert reading.session(OTHER) is not None
        forget_buyers(two, SESSION)
        assert left_of(SESSION, two) == []
        standing.touch(OTHER, 2)
        assert verify(reading, OTHER).whole


def test_every_number_and_every_hash_is_as_before(two: Path, tmp_path: Path) -> None:
    def seen() -> list[Any]:
        with Journal.open(two, read_only=True) as journal:
            export(journal, SESSION, "jsonl", tmp_path / "log.jsonl")
            verdict = verify(journal, SESSION)
            assert verdict.whole
            return [
                *(rows_of(two, view) for view in VIEWS),
                (tmp_path / "log.jsonl").read_bytes(),
                state_of(journal, SESSION),
                state_of(journal, SESSION, up_to_ms=90_000),
                places_of(all_orders(journal, SESSION)),
                journal.session(SESSION),
                verdict,
            ]

    before = seen()
    forget_buyers(two, SESSION)
    assert seen() == before


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Forgotten(2, 0), "the data of 2 buyers"),
        (Forgotten(0, 1), "the words of 1 comment"),
        (Forgotten(1, 3), "the data of 1 buyer and the words of 3 comments"),
    ],
)
def test_only_what_was_there_is_named(count: Forgotten, words: str) -> None:
    assert erased_words(count) == words


def test_the_other_session_keeps_its_buyers(two: Path) -> None:
    forget_buyers(two, SESSION)
    with Journal.open(two, read_only=True) as journal:
        assert forgettable(journal, SESSION) == Forgotten(0, 0)
        assert forgettable(journal, OTHER) == Forgotten(ORDERS, ORDERS)
        assert verify(journal, OTHER).whole
        assert all(one.buyer is None for one in all_orders(journal, SESSION))


def test_erasing_twice_is_no_harm(two: Path) -> None:
    forget_buyers(two, SESSION)
    assert forget_buyers(two, SESSION) == Forgotten(0, 0)


def test_a_session_without_an_end_keeps_its_buyers(path: Path) -> None:
    with Journal.open(path) as journal:
        write(journal, SESSION, ended=False)
        with pytest.raises(StillOpen) as refused:
            forget_buyers(path, SESSION)
        assert "not ended" in refused.value.sentence()
        assert forgettable(journal, SESSION).buyers == ORDERS


def test_a_session_that_is_not_there_is_not_erased(two: Path) -> None:
    with pytest.raises(StillOpen):
        forget_buyers(two, "none")


def test_without_a_log_there_is_nothing_to_erase(tmp_path: Path) -> None:
    with pytest.raises(JournalMissing):
        forget_buyers(tmp_path / "none" / "lensong.db", SESSION)


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_S", 0.1)


@pytest.mark.usefixtures("_impatient")
def test_a_program_that_writes_is_waited_for_and_then_told_of(two: Path) -> None:
    with closing(sqlite3.connect(two, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalBusy):
            forget_buyers(two, SESSION)
    with Journal.open(two, read_only=True) as journal:
        assert forgettable(journal, SESSION).buyers == ORDERS


@pytest.mark.usefixtures("_impatient")
def test_a_program_that_reads_an_older_state_leaves_traces_until_it_is_done_again(
    two: Path,
) -> None:
    with closing(sqlite3.connect(two, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM buyers").fetchone()
        with pytest.raises(TracesLeft) as told:
            forget_buyers(two, SESSION)
        assert str(two) in told.value.sentence()
    assert forget_buyers(two, SESSION) == Forgotten(0, 0)
    assert left_of(SESSION, two) == []


def test_a_full_disk_is_told_of_and_cleaned_once_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path, "8m"):
        path = tmp_path / "lensong.db"
        with Journal.open(path) as journal:
            write(journal, SESSION)
        room = shutil.disk_usage(tmp_path).free
        (tmp_path / "film").write_bytes(b"x" * (room - 300_000))
        with pytest.raises(TracesLeft):
            forget_buyers(path, SESSION)
        with Journal.open(path, read_only=True) as journal:
            assert forgettable(journal, SESSION) == Forgotten(0, 0)
            assert verify(journal, SESSION).whole
        (tmp_path / "film").unlink()
        forget_buyers(path, SESSION)
        assert left_of(SESSION, path) == []
