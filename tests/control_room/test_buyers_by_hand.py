"""The buyer that a person gave an order stays; goods that they mended still wait for a number."""

from __future__ import annotations

from pathlib import Path

from host_assistant.control_room.director import Director, Snapshot
from host_assistant.control_room.inbox import Inbox
from host_assistant.show import commands as cmd
from host_assistant.show import events as ev
from host_assistant.show.buyer import Buyer
from tests.control_room.comments import ANSWER_S, NUMBER, buyer_of, logged, mend, one, said
from tests.support.waiting import wait_until


def test_the_buyer_that_a_person_gave_stays(inbox: Inbox, director: Director, path: Path) -> None:
    doubtful = one(inbox, "VT5 lấy 2 thùng abcxyz")
    sure = one(inbox, "VT1 3kg")
    for taken, sku in ((doubtful, "VT5"), (sure, "VT1")):
        mend(inbox, taken.comment_id, (sku, 2_000), phone="", address="Số 8 Nguyễn Huệ")
    # Said by two at once, the second one changes nothing; nor does a mending of the goods alone.
    assert mend(inbox, doubtful.comment_id, ("VT5", 2_000), phone="").refusal is None
    mend(inbox, director.state.recent[0], ("VT5", 3_000))
    before = logged(path)
    assert one(inbox, NUMBER).order_id is None
    assert logged(path) == before


def test_a_second_answer_that_is_refused_takes_nothing_away(inbox: Inbox, path: Path) -> None:
    doubtful = one(inbox, "VT5 lấy 2 thùng abcxyz")
    wanted = (cmd.Wanted("VT5", 2_000),)
    answers = [inbox.mend(doubtful.comment_id, wanted, address="Huế") for _ in range(2)]
    assert [each.result(ANSWER_S).refusal is None for each in answers] == [True, False]
    assert one(inbox, NUMBER).order_id is None
    assert buyer_of(path, doubtful.comment_id) == Buyer(name="Hoa Trần", address="Huế")


def test_goods_that_a_person_mended_still_wait_for_their_number(
    inbox: Inbox, director: Director, path: Path
) -> None:
    doubtful = one(inbox, "VT5 vài thùng")
    sure = one(inbox, "chốt VT1 3kg ở Huế")
    mend(inbox, doubtful.comment_id, ("VT5", 2_000))
    mend(inbox, sure.comment_id, ("VT1", 4_000))
    mended = director.state.recent[0]
    one(inbox, NUMBER)
    known = logged(path)
    assert known[doubtful.comment_id].buyer == Buyer(name="Hoa Trần", phone=NUMBER)
    assert known[mended].buyer == Buyer(name="Hoa Trần", phone=NUMBER, address="Huế")
    assert known[mended].words == f"chốt VT1 3kg ở Huế · {NUMBER}"
    mend(inbox, mended, ("VT1", 5_000))
    assert logged(path)[director.state.recent[0]].words == known[mended].words


def test_a_buyer_that_was_refused_was_not_given(inbox: Inbox, path: Path) -> None:
    doubtful = one(inbox, "VT5 vài thùng")
    assert mend(inbox, doubtful.comment_id, ("VT5", 2_000_000), address="Huế").refusal is not None
    assert one(inbox, NUMBER).order_id == doubtful.comment_id
    mend(inbox, doubtful.comment_id, ("VT5", 2_000))
    assert buyer_of(path, doubtful.comment_id).phone == NUMBER


def test_a_buyer_that_is_just_being_given_stays(director: Director) -> None:
    """The comment comes after the mending is in the state and before the inbox hears of it."""
    given: list[str | None] = []

    def number_comes(snapshot: Snapshot) -> None:
        for record in snapshot.records:
            if isinstance(record.event, ev.OrderPlaced) and record.event.replaces:
                taken = inbox.take([said(NUMBER)])
                taken.add_done_callback(lambda done: given.append(done.result()[0].order_id))

    director.subscribe(number_comes)
    inbox = Inbox(director)
    order = one(inbox, "VT1 3kg")
    mend(inbox, order.comment_id, ("VT1", 2_000), phone="0911111111")
    wait_until(lambda: given)
    assert given == [None]
