"""Comments on their way into a real Director and a real log."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from msgspec.structs import replace

from host_assistant.control_room.clock import SystemClock
from host_assistant.control_room.comment_taking import CommentsNotTaken
from host_assistant.control_room.director import Director, DirectorClosed
from host_assistant.control_room.inbox import Inbox
from host_assistant.journal.comments import all_comments
from host_assistant.journal.journal import Journal
from host_assistant.journal.verify import verify
from host_assistant.show import commands as cmd
from host_assistant.show import refusals as no
from host_assistant.show.comment import Line
from host_assistant.show.inbox import inbox_counts
from tests.control_room.comments import ANSWER_S, one, said, take
from tests.support.shows import LYCHEE, opening
from tests.support.waiting import wait_until


def test_the_same_id_is_one_comment(inbox: Inbox, director: Director) -> None:
    first = one(inbox, "chốt VT5 2 thùng", outer_id="77")
    again = one(inbox, "chốt VT5 2 thùng", outer_id="77")
    assert (again.comment_id, again.order_id, again.known) == (
        first.comment_id,
        first.order_id,
        True,
    )
    assert again.reading == first.reading
    assert director.state.comments == 1
    elsewhere = take(inbox, replace(said("chốt VT5 2 thùng", outer_id="77"), platform="youtube"))
    assert not elsewhere[0].known


def test_the_same_words_of_the_same_person_are_a_repeat(inbox: Inbox, director: Director) -> None:
    first, again, other = take(
        inbox,
        said("chốt VT5 2 thùng"),
        said("VT5 2 thùng nhé shop 0912345678"),
        said("chốt VT5 2 thùng", "Lan"),
    )
    assert again.order_id == first.comment_id
    assert other.order_id == other.comment_id
    state = director.state
    assert len(state.orders) == 2
    assert state.inbox[first.comment_id].repeats == 1
    inbox.confirm(first.comment_id).result(ANSWER_S)
    one(inbox, "chốt VT5 2 thùng")
    assert director.state.orders[first.comment_id].repeats == 2


def test_after_a_cancelled_order_the_same_words_are_a_new_one(
    inbox: Inbox, director: Director
) -> None:
    first = one(inbox, "chốt VT5 2 thùng")
    inbox.drop(first.comment_id).result(ANSWER_S)
    again = one(inbox, "chốt VT5 2 thùng")
    assert again.order_id == again.comment_id
    assert director.state.orders[again.comment_id].status == "pending"


def test_a_comment_means_the_card_of_its_own_moment(inbox: Inbox, director: Director) -> None:
    before_ms = director.do(cmd.ShowProduct(sku="VT1")).records[-1].at_ms
    assert one(inbox, "2 kg nha").reading.lines == (Line("VT1", 2_000),)
    wait_until(lambda: SystemClock().utc_ms() > before_ms, 5)
    director.do(cmd.ShowProduct(sku="GD01"))
    late = one(inbox, "3 kg nha", "Lan", at_ms=before_ms)
    assert late.reading.lines == (Line("VT1", 3_000),)
    assert one(inbox, "2 đôi nha", "Minh").reading.lines == (Line("GD01", 2_000),)


def test_the_hosts_own_comments_are_no_orders(inbox: Inbox, director: Director) -> None:
    taken = one(inbox, "chốt VT5 2 thùng", "anh sơn")
    assert (taken.reading.kind, taken.order_id) == ("other", None)
    assert not director.state.inbox


def test_goods_that_come_during_the_show_are_read(inbox: Inbox, director: Director) -> None:
    assert one(inbox, "chốt BM1 2kg").order_id is None
    honey = replace(LYCHEE, sku="BM1", name="Bơ sáp", unit="kg")
    director.do(cmd.ListProduct(product=honey))
    assert one(inbox, "chốt BM1 2kg", "Lan").order_id is not None


def test_words_stand_beside_the_log_and_a_change_shows(
    inbox: Inbox, director: Director, path: Path
) -> None:
    one(inbox, "chốt VT5 2 thùng 0912345678")
    asked = one(inbox, "bao nhiêu 1 thùng vậy shop", "Lan")
    with sqlite3.connect(path) as log:
        events = "".join(row[0] for row in log.execute("SELECT data FROM events"))
        assert "0912345678" not in events
        assert "Hoa" not in events
        assert "bao nhiêu" not in events
    with Journal.open(path, read_only=True) as journal:
        assert [row.comment.author for row in all_comments(journal, "s1")] == ["Hoa Trần", "Lan"]
        assert verify(journal, "s1").whole
    log = sqlite3.connect(path)
    with log, pytest.raises(sqlite3.IntegrityError, match="not changed"):
        log.execute("UPDATE comments SET text = 'VT5 9 thùng'")
    with log:
        log.execute("DROP TRIGGER comments_are_never_changed")
        log.execute("UPDATE comments SET text = 'x' WHERE comment_id = ?", (asked.comment_id,))
    log.close()
    with Journal.open(path, read_only=True) as journal:
        verdict = verify(journal, "s1")
    assert (verdict.problem, verdict.comments_changed) == ("comment_changed", (asked.comment_id,))
    assert verdict.first_bad is not None


def test_a_session_taken_up_again_knows_what_came_before(path: Path) -> None:
    director = Director(lambda: Journal.open(path))
    director.start()
    director.do(opening())
    director.do(cmd.ShowProduct(sku="VT1"))
    inbox = Inbox(director)
    sure = one(inbox, "lấy 2kg 0912345678", outer_id="1")
    doubtful = one(inbox, "VT5 vài thùng", "Lan", outer_id="2")
    director.close()

    later = Director(lambda: Journal.open(path))
    later.start(resume="s1")
    with Journal.open(path, read_only=True) as journal:
        inbox = Inbox(later, journal)
    assert one(inbox, "lấy 2kg 0912345678", outer_id="1") == replace(sure, known=True)
    again = one(inbox, "lấy 2kg 0912345678")
    assert again.order_id == sure.comment_id
    assert inbox.words([doubtful.comment_id])[doubtful.comment_id].text == "VT5 vài thùng"
    inbox.mend(sure.comment_id, (cmd.Wanted("VT1", 3_000),)).result(ANSWER_S)
    assert later.state.orders[later.state.recent[0]].buyer_label == "T."
    later.close()


def test_only_what_waits_keeps_its_words_in_memory(inbox: Inbox) -> None:
    order = one(inbox, "chốt VT5 2 thùng")
    question = one(inbox, "còn hàng không shop", "Lan")
    ids = [order.comment_id, question.comment_id]
    assert set(inbox.words(ids)) == {order.comment_id}
    assert [each.author for each in inbox.latest(5)] == ["Lan", "Hoa Trần"]
    inbox.confirm(order.comment_id).result(ANSWER_S)
    assert inbox.words(ids) == {}


def test_hundreds_at_once_are_answered_in_their_order(
    inbox: Inbox, director: Director, path: Path
) -> None:
    crowd = [said(f"chốt VT1 {1 + n % 5}kg", f"Khách {n}", outer_id=str(n)) for n in range(600)]
    taken = take(inbox, *crowd)
    assert [each.reading.lines[0].quantity_milli for each in taken] == [
        (1 + n % 5) * 1_000 for n in range(600)
    ]
    assert inbox_counts(director.state)["sure"] == 600
    with Journal.open(path, read_only=True) as journal:
        assert sum(1 for _ in all_comments(journal, "s1")) == 600


def test_no_comments_at_all_are_answered_too(inbox: Inbox) -> None:
    assert take(inbox) == ()


def test_without_a_show_nothing_is_taken_and_it_may_be_sent_again(path: Path) -> None:
    director = Director(lambda: Journal.open(path))
    director.start()
    inbox = Inbox(director)
    with pytest.raises(CommentsNotTaken) as refused:
        one(inbox, "chốt VT5 2 thùng", outer_id="1")
    assert refused.value.refusal == no.ShowNotOpen()
    director.do(opening())
    assert not one(inbox, "chốt VT5 2 thùng", outer_id="1").known
    director.close()
    with pytest.raises(DirectorClosed):
        one(inbox, "chốt VT5 2 thùng", outer_id="3")


def test_a_log_that_cannot_be_written_takes_no_comment_and_loses_none(
    inbox: Inbox, director: Director, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from host_assistant.journal.errors import JournalFull

    with monkeypatch.context() as broken:

        def full(*_args: object) -> None:
            raise JournalFull(path)

        broken.setattr(Journal, "append", full)
        with pytest.raises(JournalFull):
            one(inbox, "chốt VT5 2 thùng", outer_id="9")
    assert director.state.comments == 0
    taken = one(inbox, "chốt VT5 2 thùng", outer_id="9")
    assert taken.order_id == taken.comment_id


def test_after_a_cancelled_order_only_one_of_many_sendings_counts(
    inbox: Inbox, director: Director
) -> None:
    first = one(inbox, "chốt VT5 2 thùng")
    inbox.drop(first.comment_id).result(ANSWER_S)
    again = [one(inbox, "chốt VT5 2 thùng") for _ in range(3)]
    assert {each.order_id for each in again} == {again[0].comment_id}
    gone = one(inbox, "hủy đơn giúp em")
    assert director.state.inbox[gone.comment_id].cancels == (again[0].comment_id,)


def test_who_wrote_it_is_told_by_the_platforms_own_id(inbox: Inbox) -> None:
    alike = [one(inbox, "chốt VT5 2 thùng", "Hoa", author_id=own) for own in ("1", "2")]
    assert all(each.order_id == each.comment_id for each in alike)
    again = one(inbox, "chốt VT5 2 thùng", "Hoa đổi tên", author_id="2")
    assert again.order_id == alike[1].comment_id


def test_without_such_an_id_the_name_counts_to_its_last_mark(inbox: Inbox) -> None:
    taken = [one(inbox, "chốt VT5 2 thùng", name) for name in ("Hoa", "Hòa", "HOA")]
    assert [each.order_id == each.comment_id for each in taken] == [True, True, False]


def test_what_was_written_earlier_and_comes_later_is_a_repeat(
    inbox: Inbox, director: Director
) -> None:
    now_ms = director.state.opened_at_ms + 60_000
    late = one(inbox, "chốt VT5 2 thùng", at_ms=now_ms)
    early = one(inbox, "chốt VT5 2 thùng", at_ms=now_ms - 5_000)
    assert early.order_id == late.comment_id


def test_a_session_taken_up_again_knows_its_cards_and_its_mended_orders(path: Path) -> None:
    director = Director(lambda: Journal.open(path))
    director.start()
    director.do(opening())
    then_ms = director.do(cmd.ShowProduct(sku="VT1")).records[-1].at_ms
    inbox = Inbox(director)
    placed = one(inbox, "chốt VT5 2 thùng")
    inbox.mend(placed.comment_id, (cmd.Wanted("VT5", 3_000),)).result(ANSWER_S)
    mended = director.state.recent[0]
    wait_until(lambda: SystemClock().utc_ms() > then_ms, 5)
    director.do(cmd.ShowProduct(sku="GD01"))
    director.close()

    later = Director(lambda: Journal.open(path))
    later.start(resume="s1")
    with Journal.open(path, read_only=True) as journal:
        inbox = Inbox(later, journal)
    assert one(inbox, "chốt VT5 3 thùng").order_id == mended
    assert one(inbox, "2 kg nha", "Lan", at_ms=then_ms).reading.lines == (Line("VT1", 2_000),)
    later.close()


def test_a_known_comment_is_answered_for_only_once_it_is_on_disk(
    inbox: Inbox, director: Director, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from host_assistant.journal.errors import JournalFull

    writing, go_on = threading.Event(), threading.Event()

    def full(*_args: object) -> None:
        writing.set()
        go_on.wait(ANSWER_S)
        raise JournalFull(path)

    with monkeypatch.context() as broken:
        broken.setattr(Journal, "append", full)
        first = inbox.take([said("chốt VT5 2 thùng", outer_id="9")])
        assert writing.wait(ANSWER_S)
        again = inbox.take([said("chốt VT5 2 thùng", outer_id="9")])
        assert not again.done()
        go_on.set()
        for answer in (first, again):
            with pytest.raises(JournalFull):
                answer.result(ANSWER_S)
    assert inbox.latest(5) == ()
    assert not one(inbox, "chốt VT5 2 thùng", outer_id="9").known


def test_the_answer_for_a_known_repeat_names_the_order(inbox: Inbox) -> None:
    first = one(inbox, "chốt VT5 2 thùng", outer_id="1")
    repeat = one(inbox, "chốt VT5 2 thùng", outer_id="2")
    again = one(inbox, "chốt VT5 2 thùng", outer_id="2")
    assert first.comment_id == repeat.order_id == again.order_id


def test_who_has_no_name_is_known_by_the_telephone_number(inbox: Inbox) -> None:
    first, again, other = (
        one(inbox, f"chốt VT5 2 thùng {phone}", "")
        for phone in ("0912345678", "0912 345 678", "0987654321")
    )
    assert again.order_id == first.comment_id
    assert other.order_id == other.comment_id
