"""A buyer's telephone number that comes before or after the order reaches it, in a real log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.journal.errors import JournalFull
from host_assistant.journal.forget import Forgotten, forget_buyers
from host_assistant.journal.journal import Journal
from host_assistant.orders.history import TOGETHER_WITHIN_MS
from host_assistant.show import commands as cmd
from host_assistant.show.buyer import Buyer
from tests.control_room.comments import (
    ANSWER_S,
    NUMBER,
    buyer_of,
    logged,
    mend,
    one,
    said,
    take,
)


def test_a_number_alone_belongs_to_the_order_before_it(
    inbox: Inbox, director: Director, path: Path
) -> None:
    order = one(inbox, "chốt VT5 2 thùng")
    number = one(inbox, "sđt em 0912 345 678 nha")
    assert number.order_id == order.comment_id
    row = logged(path)[order.comment_id]
    assert row.buyer == Buyer(name="Hoa Trần", phone=NUMBER)
    assert (row.status, row.buyer_label) == ("pending", "T.")
    assert row.words == "chốt VT5 2 thùng · sđt em 0912 345 678 nha"
    words = inbox.words([order.comment_id])[order.comment_id]
    assert (words.phone, words.text) == (NUMBER, row.words)
    inbox.confirm(order.comment_id).result(ANSWER_S)
    assert director.state.counters.orders == 1
    assert buyer_of(path, order.comment_id).phone == NUMBER


def test_said_again_with_a_number_the_order_has_it(inbox: Inbox, path: Path) -> None:
    order, again = take(
        inbox, said("chốt VT5 2 thùng"), said("VT5 2 thùng 0912345678 Hà Nội", outer_id="7")
    )
    assert again.order_id == order.comment_id
    assert one(inbox, "VT5 2 thùng 0912345678 Hà Nội", outer_id="7").order_id == order.comment_id
    assert list(logged(path)) == [order.comment_id]
    assert buyer_of(path, order.comment_id) == Buyer(
        name="Hoa Trần", phone=NUMBER, address="Hà Nội"
    )


def test_said_again_with_words_that_nobody_knows_it_has_the_number(
    inbox: Inbox, path: Path
) -> None:
    sure = one(inbox, "chốt VT5 2 thùng")
    other = one(inbox, "VT1 3kg")
    doubtful = one(inbox, "GD01 lấy 2 đôi abcxyz")
    for words, means in (("VT5 2 thùng", sure), ("GD01 2 đôi", doubtful)):
        again = one(inbox, f"{words} 0912345678 nhà cuối xóm Đồng Giao")
        assert not again.reading.sure
        assert again.order_id == means.comment_id
    known = logged(path)
    assert known[sure.comment_id].buyer == Buyer(name="Hoa Trần", phone=NUMBER)
    assert known[sure.comment_id].words.endswith("nhà cuối xóm Đồng Giao")
    assert known[other.comment_id].words == "VT1 3kg"
    assert known[other.comment_id].buyer == Buyer(name="Hoa Trần")
    assert inbox.words([doubtful.comment_id])[doubtful.comment_id].phone == NUMBER


def test_all_orders_of_the_person_have_it_and_nobody_elses(inbox: Inbox, path: Path) -> None:
    first = one(inbox, "chốt VT5 2 thùng ở Đà Nẵng")
    second = one(inbox, "VT1 3kg")
    other = one(inbox, "VT1 3kg", "Lan")
    third = one(inbox, "GD01 2 đôi 0912345678 Hà Nội")
    buyers = {order_id: row.buyer for order_id, row in logged(path).items()}
    assert buyers == {
        first.comment_id: Buyer(name="Hoa Trần", phone=NUMBER, address="Đà Nẵng"),
        second.comment_id: Buyer(name="Hoa Trần", phone=NUMBER, address="Hà Nội"),
        other.comment_id: Buyer(name="Lan"),
        third.comment_id: Buyer(name="Hoa Trần", phone=NUMBER, address="Hà Nội"),
    }


def test_the_rule_confirms_once_the_number_is_there(
    inbox: Inbox, director: Director, path: Path
) -> None:
    inbox.set_rule(True).result(ANSWER_S)
    sure = one(inbox, "chốt VT5 2 thùng")
    doubtful = one(inbox, "VT5 vài thùng", "Lan")
    for who in ("Hoa Trần", "Lan"):
        one(inbox, NUMBER, who)
    order = director.state.orders[sure.comment_id]
    assert (order.status, order.by_rule) == ("confirmed", True)
    assert doubtful.comment_id in director.state.inbox
    with closing(sqlite3.connect(path)) as log:
        assert log.execute("SELECT status, by_rule FROM orders").fetchall() == [("confirmed", 1)]


def test_what_waits_for_the_harvest_is_not_confirmed_by_it(
    inbox: Inbox, director: Director, path: Path
) -> None:
    inbox.set_rule(True).result(ANSWER_S)
    waiting = one(inbox, "chốt VT5 13 thùng")
    one(inbox, NUMBER)
    order = director.state.orders[waiting.comment_id]
    assert (order.status, order.waiting) == ("pending", True)
    assert buyer_of(path, waiting.comment_id).phone == NUMBER


def test_a_doubtful_one_is_confirmed_with_it(inbox: Inbox, path: Path) -> None:
    doubtful = one(inbox, "VT5 lấy 2 thùng abcxyz")
    assert not doubtful.reading.sure
    assert one(inbox, "0912345678, số 8 Nguyễn Huệ, Huế").order_id == doubtful.comment_id
    inbox.confirm(doubtful.comment_id).result(ANSWER_S)
    row = logged(path)[doubtful.comment_id]
    assert row.buyer == Buyer(name="Hoa Trần", phone=NUMBER, address="Huế")
    assert "số 8 Nguyễn Huệ" in row.words


def test_who_confirms_while_the_number_is_being_written_has_it(inbox: Inbox, path: Path) -> None:
    doubtful = one(inbox, "VT5 lấy 2 thùng abcxyz")
    number = inbox.take([said(NUMBER)])
    confirmed = inbox.confirm(doubtful.comment_id)
    assert number.result(ANSWER_S)[0].order_id == doubtful.comment_id
    assert confirmed.result(ANSWER_S).refusal is None
    assert buyer_of(path, doubtful.comment_id).phone == NUMBER


@pytest.mark.parametrize("at_once", [True, False])
def test_the_first_number_stays(inbox: Inbox, path: Path, at_once: bool) -> None:
    words = said("chốt VT5 2 thùng"), said(NUMBER), said("0987654321")
    taken = take(inbox, *words) if at_once else [take(inbox, each)[0] for each in words]
    order_id = taken[0].comment_id
    assert [each.order_id for each in taken] == [order_id, order_id, None]
    assert buyer_of(path, order_id).phone == NUMBER
    assert logged(path)[order_id].words == f"chốt VT5 2 thùng · {NUMBER}"


@pytest.mark.parametrize(
    "text",
    [
        "0912345678 có phải số shop không",
        "hôm qua em chốt, gọi 0912345678 mà không ai nghe",
        "số mẹ em 0987654321",
        "chị Lan đặt VT1 3kg sđt 0987654321",
    ],
)
def test_a_number_that_is_not_the_persons_own_is_given_to_nothing(
    inbox: Inbox, path: Path, text: str
) -> None:
    order = one(inbox, "chốt VT5 2 thùng")
    assert one(inbox, text).order_id != order.comment_id
    later = one(inbox, "GD01 2 đôi")
    for each in (order, later):
        assert buyer_of(path, each.comment_id) == Buyer(name="Hoa Trần")


def test_the_rule_confirms_nothing_that_was_called_off(inbox: Inbox, director: Director) -> None:
    inbox.set_rule(True).result(ANSWER_S)
    order = one(inbox, "chốt VT5 2 thùng")
    one(inbox, "hủy đơn giúp em")
    one(inbox, NUMBER)
    assert director.state.orders[order.comment_id].status == "pending"


def test_what_could_not_be_written_is_not_known(
    inbox: Inbox, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = one(inbox, "chốt VT5 2 thùng")
    doubtful = one(inbox, "GD01 lấy 2 đôi abcxyz")

    def full(*_args: object) -> None:
        raise JournalFull(path)

    with monkeypatch.context() as broken:
        broken.setattr(Journal, "append", full)
        assert isinstance(inbox.take([said(NUMBER)]).exception(ANSWER_S), JournalFull)
    assert inbox.words([doubtful.comment_id])[doubtful.comment_id].phone == ""
    later = one(inbox, "VT1 3kg")
    assert buyer_of(path, later.comment_id).phone == ""
    one(inbox, "0987654321")
    assert buyer_of(path, order.comment_id).phone == "0987654321"


def test_a_cancelled_order_has_no_use_for_it(inbox: Inbox, director: Director, path: Path) -> None:
    order = one(inbox, "chốt VT5 2 thùng")
    inbox.drop(order.comment_id).result(ANSWER_S)
    assert one(inbox, NUMBER).order_id is None
    assert buyer_of(path, order.comment_id) == Buyer(name="Hoa Trần")


def test_the_number_that_was_just_said_is_the_next_orders_too(
    inbox: Inbox, director: Director, path: Path
) -> None:
    inbox.set_rule(True).result(ANSWER_S)
    one(inbox, "chốt VT5 2 thùng 0912345678")
    more = one(inbox, "thêm 1 thùng nữa")
    one(inbox, "0987654321 nha shop", "Lan")
    doubtful = one(inbox, "VT5 lấy 2 thùng abcxyz", "Lan")
    other = one(inbox, "VT1 3kg", "Minh")
    assert director.state.orders[more.comment_id].by_rule
    assert inbox.words([doubtful.comment_id])[doubtful.comment_id].phone == "0987654321"
    one(inbox, "0911222333")
    assert buyer_of(path, more.comment_id).phone == NUMBER
    assert buyer_of(path, other.comment_id).phone == ""


def test_the_address_beside_the_number_is_the_next_orders_too(inbox: Inbox, path: Path) -> None:
    one(inbox, "0912345678, số 8 Nguyễn Huệ, Huế")
    order = one(inbox, "chốt VT5 2 thùng")
    row = logged(path)[order.comment_id]
    assert row.buyer == Buyer(name="Hoa Trần", phone=NUMBER, address="Huế")
    assert row.words == "chốt VT5 2 thùng · 0912345678, số 8 Nguyễn Huệ, Huế"


def test_words_of_another_order_are_not_packed_twice(inbox: Inbox, path: Path) -> None:
    first = one(inbox, "chốt VT5 2 thùng")
    second = one(inbox, "VT1 3kg 0912345678 Hà Nội")
    third = one(inbox, "GD01 2 đôi")
    words = {order_id: row.words for order_id, row in logged(path).items()}
    assert words == {
        first.comment_id: "chốt VT5 2 thùng",
        second.comment_id: "VT1 3kg 0912345678 Hà Nội",
        third.comment_id: "GD01 2 đôi",
    }
    one(inbox, "VT5 2 thùng", "Lan")
    one(inbox, "VT1 2kg", "Lan")
    one(inbox, "VT5 2 thùng 0987654321", "Lan")
    one(inbox, "GD01 1 đôi", "Lan")
    of_lan = [row.words for row in logged(path).values() if row.buyer_label == "L."]
    assert of_lan == ["VT5 2 thùng · VT5 2 thùng 0987654321", "VT1 2kg", "GD01 1 đôi"]
    assert inbox.words([first.comment_id])[first.comment_id].text == "chốt VT5 2 thùng"


def test_erasing_counts_people_and_not_their_rows(
    inbox: Inbox, director: Director, path: Path
) -> None:
    for who in ("Hoa Trần", "Lan"):
        one(inbox, "chốt VT5 2 thùng", who)
        one(inbox, NUMBER, who)
    mend(inbox, director.state.recent[0], ("VT5", 1_000), address="Huế")
    director.do(cmd.EndSession())
    assert forget_buyers(path, "s1") == Forgotten(2, 4)
    with closing(sqlite3.connect(path)) as log:
        assert log.execute("SELECT count(*) FROM buyers").fetchone() == (0,)


def test_a_number_of_long_ago_is_not(inbox: Inbox, director: Director, path: Path) -> None:
    now_ms = director.state.opened_at_ms
    one(inbox, NUMBER, at_ms=now_ms - TOGETHER_WITHIN_MS - 1)
    order = one(inbox, "chốt VT5 2 thùng", at_ms=now_ms)
    assert buyer_of(path, order.comment_id).phone == ""


def test_what_was_given_is_known_after_a_restart(director: Director, path: Path) -> None:
    inbox = Inbox(director)
    order = one(inbox, "chốt VT5 2 thùng")
    bare = one(inbox, "VT1 3kg", "Lan")
    mended = one(inbox, "VT1 3kg", "Minh")
    doubtful = one(inbox, "VT5 lấy 2 thùng abcxyz", "Mai")
    by_hand = one(inbox, "VT5 lấy 2 thùng abcxyz", "Nga")
    one(inbox, NUMBER, outer_id="n")
    mend(inbox, mended.comment_id, ("VT1", 1_000), phone="", address="Huế")
    mend(inbox, by_hand.comment_id, ("VT5", 1_000), address="Huế")
    mend(inbox, by_hand.comment_id, ("VT5", 2_000))
    inbox.confirm(doubtful.comment_id).result(ANSWER_S)
    director.close()
    later = Director(lambda: Journal.open(path))
    later.start(resume="s1")
    with Journal.open(path, read_only=True) as journal:
        inbox = Inbox(later, journal)
    assert inbox.words([order.comment_id])[order.comment_id].phone == NUMBER
    assert one(inbox, NUMBER, outer_id="n").order_id == order.comment_id
    one(inbox, "0987654321")
    one(inbox, "0987654321", "Lan")
    for who in ("Minh", "Nga"):
        assert one(inbox, "0987654321", who).order_id is None
    assert one(inbox, "0987654321", "Mai").order_id == doubtful.comment_id
    more = one(inbox, "GD01 1 đôi")
    later.close()
    assert buyer_of(path, order.comment_id).phone == NUMBER
    assert buyer_of(path, bare.comment_id).phone == "0987654321"
    assert buyer_of(path, more.comment_id).phone == "0987654321"
