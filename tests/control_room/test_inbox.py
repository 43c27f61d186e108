"""What a person does about comments and orders that wait, in a real log."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.journal.journal import Journal
from host_assistant.journal.orders import all_orders
from host_assistant.journal.verify import verify
from host_assistant.show import commands as cmd
from host_assistant.show import refusals as no
from host_assistant.show.buyer import seal
from host_assistant.show.inbox import first_in_inbox
from host_assistant.show.state import ShowState
from tests.control_room.comments import ANSWER_S, one
from tests.support.shows import hoa, order


def sorts(state: ShowState) -> list[str]:
    return [item.sort for item in first_in_inbox(state, 50)]


def test_a_sure_order_is_pending_until_a_person_confirms_it(
    inbox: Inbox, director: Director
) -> None:
    taken = one(inbox, "chốt VT5 2 thùng 0912345678")
    assert taken.order_id == taken.comment_id
    order = director.state.orders[taken.comment_id]
    assert (order.status, order.lines[0].quantity_milli) == ("pending", 2_000)
    assert director.state.counters.orders == 0
    assert director.state.products["VT5"].free_milli == 10_000
    inbox.confirm(taken.comment_id).result(ANSWER_S)
    assert director.state.counters.orders == 1
    assert not director.state.inbox


def test_the_rule_confirms_sure_orders_with_a_number_alone(
    inbox: Inbox, director: Director
) -> None:
    inbox.set_rule(True).result(ANSWER_S)
    with_number = one(inbox, "chốt VT5 2 thùng 0912345678")
    without = one(inbox, "chốt VT5 3 thùng", "Lan")
    doubtful = one(inbox, "VT5 lấy vài thùng 0912345679", "Minh")
    orders = director.state.orders
    by_rule = orders[with_number.comment_id]
    assert (by_rule.status, by_rule.by_rule) == ("confirmed", True)
    assert orders[without.comment_id].status == "pending"
    assert doubtful.comment_id not in orders
    assert sorts(director.state) == ["unsure", "sure"]


def test_a_doubtful_comment_holds_no_goods_until_it_is_mended(
    inbox: Inbox, director: Director
) -> None:
    taken = one(inbox, "VT5 lấy vài thùng 0912345678")
    assert not taken.reading.sure
    assert taken.order_id is None
    assert director.state.products["VT5"].free_milli == 12_000
    refused = inbox.confirm(taken.comment_id).result(ANSWER_S).refusal
    assert refused == no.EmptyOrder()
    lines = (cmd.Wanted("VT5", 3_000),)
    inbox.mend(taken.comment_id, lines, address="Hà Nội").result(ANSWER_S)
    order = director.state.orders[taken.comment_id]
    assert (order.status, order.buyer_label) == ("confirmed", "T. (Hà Nội)")
    assert not director.state.inbox


def test_a_pending_order_is_mended_into_another(
    inbox: Inbox, director: Director, path: Path
) -> None:
    taken = one(inbox, "chốt VT5 12 thùng 0912345678")
    done = inbox.mend(taken.comment_id, (cmd.Wanted("VT5", 11_000),)).result(ANSWER_S)
    assert done.refusal is None
    state = director.state
    old = state.orders[taken.comment_id]
    new = state.orders[state.recent[0]]
    assert (old.status, new.status) == ("cancelled", "confirmed")
    assert (new.buyer_label, new.lines[0].quantity_milli) == (old.buyer_label, 11_000)
    assert state.products["VT5"].free_milli == 1_000
    # The same person says the mended order again: a repeat, not a third order.
    again = one(inbox, "VT5 11 thùng 0912345678")
    assert again.order_id == new.order_id
    with Journal.open(path, read_only=True) as journal:
        assert verify(journal, "s1").whole
        buyers = {order.order_id: order.buyer for order in all_orders(journal, "s1")}
    assert buyers[new.order_id] is not None


def test_mending_an_order_that_no_comment_gave_keeps_its_buyer(
    inbox: Inbox, director: Director, path: Path
) -> None:
    director.do(order("o1", ("VT5", 2_000), buyer=seal(hoa(), buyer_id="b1", salt="s")))
    inbox.mend("o1", (cmd.Wanted("VT5", 1_000),)).result(ANSWER_S)
    new = director.state.orders[director.state.recent[0]]
    assert new.buyer_label == director.state.orders["o1"].buyer_label
    with Journal.open(path, read_only=True) as journal:
        assert verify(journal, "s1").whole
        kept = {row.order_id: row.buyer for row in all_orders(journal, "s1")}
    assert kept[new.order_id] == hoa()


def test_a_cancellation_waits_for_a_person_and_names_its_order(
    inbox: Inbox, director: Director
) -> None:
    placed = one(inbox, "chốt VT5 2 thùng")
    inbox.confirm(placed.comment_id).result(ANSWER_S)
    gone = one(inbox, "cho em hủy VT5 nhé")
    assert gone.reading.kind == "cancel"
    assert director.state.inbox[gone.comment_id].cancels == (placed.comment_id,)
    assert director.state.counters.orders == 1
    inbox.confirm(gone.comment_id).result(ANSWER_S)
    assert director.state.orders[placed.comment_id].status == "cancelled"
    assert not director.state.inbox


def test_a_cancellation_with_several_orders_leaves_the_choice(
    inbox: Inbox, director: Director
) -> None:
    boxes = one(inbox, "chốt VT5 2 thùng")
    kilos = one(inbox, "chốt VT1 5kg")
    gone = one(inbox, "hủy đơn giúp em")
    item = director.state.inbox[gone.comment_id]
    assert set(item.cancels) == {boxes.comment_id, kilos.comment_id}
    inbox.confirm(gone.comment_id, order_id=boxes.comment_id).result(ANSWER_S)
    assert director.state.orders[boxes.comment_id].status == "cancelled"
    assert director.state.orders[kilos.comment_id].status == "pending"


def test_a_cancellation_of_nothing_known_is_shown_and_can_be_dropped(
    inbox: Inbox, director: Director
) -> None:
    gone = one(inbox, "hủy đơn giúp em")
    assert director.state.inbox[gone.comment_id].cancels == ()
    assert inbox.confirm(gone.comment_id).result(ANSWER_S).refusal == no.UnknownOrder("")
    inbox.drop(gone.comment_id).result(ANSWER_S)
    assert not director.state.inbox


def test_what_stock_cannot_give_waits_for_the_next_harvest(
    inbox: Inbox, director: Director
) -> None:
    taken = one(inbox, "chốt VT5 20 thùng 0912345678")
    order = director.state.orders[taken.comment_id]
    assert (order.status, order.waiting) == ("pending", True)
    assert director.state.products["VT5"].free_milli == 12_000
    assert sorts(director.state) == ["waiting"]
    refused = inbox.confirm(taken.comment_id).result(ANSWER_S).refusal
    assert refused == no.OutOfStock("VT5", 12_000, 20_000)
    box = director.state.products["VT5"].product
    director.do(cmd.ListProduct(product=replace(box, stock_milli=30_000)))
    inbox.confirm(taken.comment_id).result(ANSWER_S)
    assert director.state.products["VT5"].left_milli == 10_000
    assert director.state.products["VT5"].pending_milli == 0


def test_a_waiting_order_may_be_promised_all_the_same(inbox: Inbox, director: Director) -> None:
    taken = one(inbox, "chốt VT5 20 thùng 0912345678")
    inbox.confirm(taken.comment_id, allow_oversell=True).result(ANSWER_S)
    assert director.state.products["VT5"].left_milli == -8_000


def test_dropping_a_waiting_order_frees_nothing(inbox: Inbox, director: Director) -> None:
    taken = one(inbox, "chốt VT5 20 thùng 0912345678")
    inbox.drop(taken.comment_id).result(ANSWER_S)
    on_sale = director.state.products["VT5"]
    assert (on_sale.free_milli, on_sale.pending_milli) == (12_000, 0)
    assert director.state.counters.pending == 0


def test_what_somebody_else_saw_to_is_refused(inbox: Inbox, director: Director) -> None:
    taken = one(inbox, "VT5 lấy vài thùng")
    inbox.drop(taken.comment_id).result(ANSWER_S)
    for late in (inbox.confirm, inbox.drop):
        refusal = late(taken.comment_id).result(ANSWER_S).refusal
        assert refusal == no.NotInInbox(taken.comment_id)
    refusal = inbox.mend(taken.comment_id, (cmd.Wanted("VT5", 1_000),)).result(ANSWER_S).refusal
    assert refusal == no.UnknownOrder(taken.comment_id)


def test_a_field_that_is_mended_leaves_the_others_of_the_buyer(
    inbox: Inbox, director: Director, path: Path
) -> None:
    director.do(order("o1", ("VT5", 2_000), buyer=seal(hoa(), buyer_id="b1", salt="s")))
    inbox.mend("o1", (cmd.Wanted("VT5", 1_000),), phone="0987654321").result(ANSWER_S)
    new_id = director.state.recent[0]
    with Journal.open(path, read_only=True) as journal:
        kept = {row.order_id: row.buyer for row in all_orders(journal, "s1")}
    assert kept[new_id] == replace(hoa(), phone="0987654321")


def test_a_cancellation_follows_its_order_through_mending(inbox: Inbox, director: Director) -> None:
    placed = one(inbox, "chốt VT5 2 thùng")
    gone = one(inbox, "cho em hủy VT5 nhé")
    inbox.mend(placed.comment_id, (cmd.Wanted("VT5", 3_000),)).result(ANSWER_S)
    mended = director.state.recent[0]
    assert director.state.inbox[gone.comment_id].cancels == (mended,)
    # Whoever still has the earlier id on the screen means the mended order too.
    inbox.confirm(gone.comment_id, order_id=placed.comment_id).result(ANSWER_S)
    assert director.state.orders[mended].status == "cancelled"
    assert not director.state.inbox


def test_a_cancellation_whose_order_is_gone_is_refused_and_stays(
    inbox: Inbox, director: Director
) -> None:
    placed = one(inbox, "chốt VT5 2 thùng")
    gone = one(inbox, "cho em hủy VT5 nhé")
    inbox.drop(placed.comment_id).result(ANSWER_S)
    assert director.state.inbox[gone.comment_id].cancels == ()
    done = inbox.confirm(gone.comment_id, order_id=placed.comment_id).result(ANSWER_S)
    assert done.refusal == no.OrderCancelledBefore(placed.comment_id)
    assert gone.comment_id in director.state.inbox


def test_a_dropped_comment_cannot_be_put_on_the_waiting_list(
    inbox: Inbox, director: Director
) -> None:
    taken = one(inbox, "VT5 20 thùng nha em ơi cho chị hỏi")
    inbox.drop(taken.comment_id).result(ANSWER_S)
    late = cmd.ConfirmComment(
        comment_id=taken.comment_id, lines=(cmd.Wanted("VT5", 20_000),), waiting=True
    )
    assert director.do(late).refusal == no.NotInInbox(taken.comment_id)


def test_a_doubtful_comment_waits_for_the_next_harvest(inbox: Inbox, director: Director) -> None:
    taken = one(inbox, "VT5 20 thùng nha em ơi, nhớ chọn đẹp")
    assert not taken.reading.sure
    inbox.wait(taken.comment_id).result(ANSWER_S)
    assert sorts(director.state) == ["waiting"]
    assert director.state.products["VT5"].free_milli == 12_000
