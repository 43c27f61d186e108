"""Answers in the inbox: mending, call-offs, too little of it, and what can go wrong."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from host_assistant.show import commands as cmd
from tests.support.window import GOODS, DirectedShow, LiveWindow
from tests.ui.full_disk import no_more_is_written
from tests.ui.inbox import PHONE, count, opened, press, read, said
from ui.pages.live.inbox import InboxPanel

pytestmark = pytest.mark.usefixtures("settled_at_once")


def test_a_comment_that_leaves_open_what_is_mended_not_confirmed(live: LiveWindow) -> None:
    show = live.direct()
    said(show, f"lấy vải abcxyz {PHONE}")
    inbox = opened(live, show)
    assert not inbox.card.confirm.isEnabled()
    press(live, Qt.Key.Key_Return)
    form = live.page.form
    assert form.isVisible()
    assert form.quantity.text() == ""
    form.product.setCurrentIndex(1)
    form.quantity.setText("3")
    form.take.click()
    live.until(lambda: live.state.counters.orders == 1)
    live.until(lambda: not form.isVisible())
    assert count(show, "unsure") == 0


def test_mending_fills_the_form_and_keeps_what_is_not_touched(live: LiveWindow) -> None:
    show = live.direct()
    said(show, f"lấy 2 thùng vải với 3 chai rượu abcxyz {PHONE} Hà Nội")
    inbox = opened(live, show)
    assert len(inbox.model.entries[0].item.lines) == 2
    press(live, Qt.Key.Key_S)
    form = live.page.form
    assert form.heading.text() == "Mend: Hoa Lê"
    assert form.said.words == f"“lấy 2 thùng vải với 3 chai rượu abcxyz {PHONE} Hà Nội”"
    assert (form.product.currentData(), form.quantity.text()) == ("VT5", "2")
    (more,) = form.more.lines
    assert (more.product.currentData(), more.quantity.text()) == ("RVT", "3")
    assert (form.name.text(), form.phone.text(), form.place.text()) == (
        "Hoa Lê",
        "0912345678",
        "Hà Nội",
    )
    assert form.reading.text() == "Together = 700.000 đ"
    form.quantity.setText("1")
    more.quantity.setText("x")
    form.take.click()
    assert more.quantity.property("wrong") == "true"
    more.quantity.setText("4")
    form.take.click()
    live.until(lambda: live.state.counters.orders == 1)
    (order,) = live.state.recent_orders()
    assert [(line.sku, line.quantity_milli) for line in order.lines] == [
        ("VT5", 1000),
        ("RVT", 4000),
    ]
    assert order.buyer_label == "L. (Hà Nội)"
    live.until(lambda: not form.isVisible())
    assert QApplication.focusWidget() is inbox.view


def test_a_line_is_taken_off_while_mending(live: LiveWindow) -> None:
    show = live.direct()
    said(show, "lấy 2 thùng vải với 3 chai rượu abcxyz")
    opened(live, show)
    press(live, Qt.Key.Key_S)
    form = live.page.form
    form.more.lines[0].remove.click()
    assert not form.more.isVisible()
    assert form.reading.text() == "2 thùng = 340.000 đ"
    form.take.click()
    live.until(lambda: live.state.counters.orders == 1)
    assert len(live.state.recent_orders()[0].lines) == 1


def test_mending_a_pending_order_keeps_its_buyer(live: LiveWindow) -> None:
    show = live.direct()
    form = live.page.form
    form.bring_up()
    form.quantity.setText("5")
    form.name.setText("chị Hoa")
    form.wait.click()
    live.until(lambda: not form.isVisible())
    opened(live, show, "sure")
    press(live, Qt.Key.Key_S)
    live.until(lambda: form.heading.text() == "Mend: chị H.")
    form.quantity.setText("7")
    form.take.click()
    live.until(lambda: live.state.counters.orders == 1)
    (standing,) = (one for one in live.state.recent_orders() if one.status == "confirmed")
    assert (standing.buyer_label, standing.lines[0].quantity_milli) == ("chị H.", 7000)


def test_a_doubtful_comment_can_be_called_off(live: LiveWindow) -> None:
    show = live.direct()
    said(show, "lấy VT5 abcxyz")
    said(show, "hủy đơn giúp em")
    inbox = opened(live, show, "cancel")
    assert inbox.card.orders.itemText(0) == "Hoa Lê · 1 thùng VT5"
    press(live, Qt.Key.Key_Return)
    live.until(lambda: not show.director.state.inbox)
    assert live.state.counters.orders == 0


def test_a_call_off_whose_order_is_gone_says_so_and_stays(live: LiveWindow) -> None:
    show = live.direct()
    said(show, f"VT1 5kg {PHONE}")
    said(show, "hủy đơn giúp em")
    inbox = opened(live, show, "cancel")
    meant = inbox.card.order_meant
    # The window has not heard of it when the key is pressed.
    show.director.do(cmd.CancelOrder(order_id=meant, reason=""))
    inbox.confirm()
    live.until(lambda: inbox.said.words.startswith(f"Order {meant} was cancelled before"))
    live.until(lambda: inbox.card.order_meant == "")
    assert not inbox.card.confirm.isEnabled()
    assert count(show, "cancel") == 1


def test_a_call_off_names_the_order_and_another_may_be_chosen(live: LiveWindow) -> None:
    show = live.direct()
    said(show, f"VT1 5kg {PHONE}")
    said(show, f"VT5 2 thùng {PHONE}")
    said(show, "hủy đơn giúp em")
    inbox = opened(live, show, "cancel")
    orders = inbox.card.orders
    assert orders.count() == 2
    assert orders.itemText(0) == "Hoa Lê · 2 thùng VT5"
    meant = orders.itemData(1)
    orders.setCurrentIndex(1)
    press(live, Qt.Key.Key_Return)
    live.until(lambda: live.state.orders[meant].status == "cancelled")
    assert live.state.orders[orders_other(live, meant)].status == "pending"
    assert count(show, "cancel") == 0


def orders_other(live: LiveWindow, meant: str) -> str:
    (other,) = (one for one in live.state.orders if one != meant)
    return other


def test_a_call_off_that_means_no_order_can_only_be_ignored(live: LiveWindow) -> None:
    show = live.direct()
    said(show, "hủy đơn giúp em")
    inbox = opened(live, show, "cancel")
    assert not inbox.card.confirm.isEnabled()
    press(live, Qt.Key.Key_Return)
    assert count(show, "cancel") == 1
    press(live, Qt.Key.Key_X)
    live.until(lambda: count(show, "cancel") == 0)
    live.until(lambda: inbox.said.words == "The order stays: Hoa Lê, wants to call off")


def test_repeats_and_call_offs_stand_beside_their_order(live: LiveWindow) -> None:
    show = live.direct()
    said(show, f"VT1 5kg {PHONE}", f"VT1 5kg {PHONE}", f"VT1 5kg {PHONE}")
    said(show, "hủy đơn giúp em")
    live.until(lambda: len(live.page.orders.rows) == 1)
    live.until(
        lambda: (
            live.page.orders.rows[0].word.text()
            == "waiting · may be called off · sent again 2 times"
        )
    )
    inbox = opened(live, show, "sure")
    assert inbox.card.who.words == "Hoa Lê · sent again 2 times"


def short(live: LiveWindow) -> tuple[DirectedShow, InboxPanel]:
    """A comment that was read with doubt and asks for more than there is."""
    show = live.direct()
    said(show, f"lấy 25 thùng abcxyz {PHONE}")
    inbox = opened(live, show)
    press(live, Qt.Key.Key_Return)
    live.until(lambda: inbox.card.asks)
    return show, inbox


def test_where_there_is_too_little_the_next_harvest_is_offered(live: LiveWindow) -> None:
    show, inbox = short(live)
    assert inbox.card.question.words == "Only 20 thùng of VT5 can still be promised."
    wait = inbox.card.offers[0]
    assert wait.text() == "Next harvest"
    assert QApplication.focusWidget() is wait
    press(live, Qt.Key.Key_Return)
    live.until(lambda: count(show, "waiting") == 1)
    inbox.groups.choose("waiting")
    live.until(lambda: inbox.card.isVisible())
    assert inbox.card.why.words == "VT5: 20 thùng can be promised now"
    press(live, Qt.Key.Key_Return)
    live.until(lambda: inbox.card.asks)
    assert [made.text() for made in inbox.card.offers] == ["Back", "Take it all the same"]
    press(live, Qt.Key.Key_Escape)
    assert not inbox.card.asks
    assert live.state.phase == "open"
    show.director.do(cmd.ListProduct(product=replace(GOODS[1], stock_milli=50_000)))
    live.until(lambda: inbox.card.why.words == "There is enough again: it can be confirmed")
    inbox.view.setFocus()
    press(live, Qt.Key.Key_Return)
    live.until(lambda: live.state.counters.orders == 1)


def test_it_can_be_taken_all_the_same(live: LiveWindow) -> None:
    _show, inbox = short(live)
    inbox.card.offers[-1].click()
    live.until(lambda: live.state.counters.orders == 1)
    assert live.state.products["VT5"].left_milli == -5000


def test_a_full_disk_is_told_and_nothing_is_lost(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = live.direct()
    said(show, "lấy 2 thùng abcxyz")
    inbox = opened(live, show)
    with monkeypatch.context() as patch:
        no_more_is_written(patch)
        press(live, Qt.Key.Key_Return)
        live.until(lambda: live.window.bar.sentence)
        assert inbox.said.words.startswith("Not written down.")
    assert inbox.card.isVisible()
    press(live, Qt.Key.Key_Return)
    live.until(lambda: live.state.counters.orders == 1)


def test_what_a_phone_saw_to_meanwhile_is_told_and_the_next_follows(live: LiveWindow) -> None:
    show = live.direct()
    said(show, "lấy 2 thùng abcxyz", author="Cô Lan")
    said(show, "lấy 3 thùng abcxyz")
    inbox = opened(live, show)
    first = inbox.model.entries[0].item.item_id
    show.inbox.drop(first).result(10)
    live.until(lambda: inbox.said.words == "Cô Lan was seen to on another device.")
    assert read(inbox).startswith("3 thùng")


def test_a_press_that_comes_too_late_changes_nothing(live: LiveWindow) -> None:
    show = live.direct()
    said(show, "lấy 2 thùng abcxyz")
    inbox = opened(live, show)
    # The window has not heard of it when the key is pressed.
    show.inbox.drop(inbox.model.entries[0].item.item_id).result(10)
    inbox.confirm()
    live.until(lambda: inbox.said.words == "Hoa Lê was seen to on another device.")
    assert live.state.counters.orders == 0


def test_the_rule_is_switched_in_the_log_and_its_orders_say_so(live: LiveWindow) -> None:
    show = live.direct()
    said(show, "mấy giờ phát vậy")
    inbox = opened(live, show)
    inbox.rule.button.click()
    assert inbox.rule.says.isVisible()
    assert not inbox.card.isVisible()
    inbox.rule.switch.click()
    live.until(lambda: live.state.confirms_sure)
    live.until(lambda: inbox.rule.switch.isChecked())
    assert inbox.rule.button.accessibleName() == "Rule that confirms clear orders: on"
    said(show, f"VT5 2 thùng {PHONE}")
    said(show, "VT1 5kg", author="Cô Lan")
    live.until(lambda: live.state.counters.orders == 1)
    assert count(show, "sure") == 1
    live.page.side.to_orders.click()
    live.until(lambda: len(live.page.orders.rows) == 2)
    assert sorted(row.word.text() for row in live.page.orders.rows) == ["by the rule", "waiting"]
