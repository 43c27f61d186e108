"""A buyer's telephone number that comes before or after the order reaches it, in a real log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.journal.journal import Journal
from host_assistant.journal.orders import OrderRow, all_orders
from host_assistant.journal.verify import verify
from host_assistant.orders.history import REPEAT_WITHIN_MS
from host_assistant.show import commands as cmd
from host_assistant.show.buyer import Buyer
from tests.control_room.comments import ANSWER_S, one, said, take

NUMBER = "0912345678"


def logged(path: Path) -> dict[str, OrderRow]:
    with Journal.open(path, read_only=True) as journal:
        assert verify(journal, "s1").whole
        return {row.order_id: row for row in all_orders(journal, "s1")}


def buyer_of(path: Path, order_id: str) -> Buyer:
    return logged(path)[order_id].buyer or Buyer()


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


def test_the_buyer_that_a_person_gave_stays(inbox: Inbox, director: Director, path: Path) -> None:
    doubtful = one(inbox, "VT5 lấy 2 thùng abcxyz")
    sure = one(inbox, "VT1 3kg")
    for taken, sku in ((doubtful, "VT5"), (sure, "VT1")):
        lines = (cmd.Wanted(sku, 2_000),)
        inbox.mend(taken.comment_id, lines, phone="", address="Số 8 Nguyễn Huệ").result(ANSWER_S)
    before = logged(path)
    assert one(inbox, NUMBER).order_id is None
    assert logged(path) == before


def test_the_first_number_stays(inbox: Inbox, path: Path) -> None:
    order = one(inbox, "chốt VT5 2 thùng")
    for number in (NUMBER, "0987654321"):
        one(inbox, number)
    assert buyer_of(path, order.comment_id).phone == NUMBER


@pytest.mark.parametrize(
    "text", ["0912345678 có phải số shop không", "hôm qua em chốt, gọi 0912345678 mà không ai nghe"]
)
def test_a_number_in_a_question_or_a_story_is_nobodys(inbox: Inbox, path: Path, text: str) -> None:
    order = one(inbox, "chốt VT5 2 thùng")
    assert one(inbox, text).order_id is None
    assert buyer_of(path, order.comment_id) == Buyer(name="Hoa Trần")


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


def test_a_number_of_long_ago_is_not(inbox: Inbox, director: Director, path: Path) -> None:
    now_ms = director.state.opened_at_ms
    one(inbox, NUMBER, at_ms=now_ms - REPEAT_WITHIN_MS - 1)
    order = one(inbox, "chốt VT5 2 thùng", at_ms=now_ms)
    assert buyer_of(path, order.comment_id).phone == ""


def test_what_was_given_is_known_after_a_restart(director: Director, path: Path) -> None:
    inbox = Inbox(director)
    order = one(inbox, "chốt VT5 2 thùng")
    bare = one(inbox, "VT1 3kg", "Lan")
    mended = one(inbox, "VT1 3kg", "Minh")
    one(inbox, NUMBER, outer_id="n")
    inbox.mend(mended.comment_id, (cmd.Wanted("VT1", 1_000),), phone="").result(ANSWER_S)
    director.close()
    later = Director(lambda: Journal.open(path))
    later.start(resume="s1")
    with Journal.open(path, read_only=True) as journal:
        inbox = Inbox(later, journal)
    assert inbox.words([order.comment_id])[order.comment_id].phone == NUMBER
    assert one(inbox, NUMBER, outer_id="n").order_id == order.comment_id
    one(inbox, "0987654321")
    one(inbox, "0987654321", "Lan")
    assert one(inbox, "0987654321", "Minh").order_id is None
    more = one(inbox, "GD01 1 đôi")
    later.close()
    assert buyer_of(path, order.comment_id).phone == NUMBER
    assert buyer_of(path, bare.comment_id).phone == "0987654321"
    assert buyer_of(path, more.comment_id).phone == "0987654321"
