"""The inbox on the live page: a real window, a real Director and a real log."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from host_assistant.journal.journal import Journal
from host_assistant.journal.orders import list_orders
from host_assistant.show import commands as cmd
from tests.support.window import LiveWindow
from tests.ui.inbox import PHONE, count, opened, press, read, said
from ui.pages.live.comments import CommentsSheet

pytestmark = pytest.mark.usefixtures("settled_at_once")


def test_a_doubtful_comment_is_shown_with_what_was_read_and_why(live: LiveWindow) -> None:
    show = live.direct()
    said(show, f"lấy 2 thùng abcxyz {PHONE} giao Hà Nội")
    inbox = opened(live, show)
    card = inbox.card
    assert card.who.words == "Hoa Lê"
    assert card.said.words == f"“lấy 2 thùng abcxyz {PHONE} giao Hà Nội”"
    assert card.read.words == "2 thùng Vải thiều Lục Ngạn thùng 5 kg"
    assert card.amount.text() == "340.000 đ"
    assert "as only VT5 is sold by the thùng" in card.why.words
    assert card.contact.words == f"{PHONE} · Hà Nội"
    assert card.when.text() == "TikTok · just now"
    row = inbox.model.data(inbox.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert row is not None
    assert row.startswith("Hoa Lê, 2 thùng VT5, lấy 2 thùng abcxyz")


def test_a_number_that_comes_after_stands_on_the_card_that_is_open(live: LiveWindow) -> None:
    show = live.direct()
    said(show, "lấy 2 thùng abcxyz")
    inbox = opened(live, show)
    assert PHONE not in inbox.card.contact.words
    said(show, f"sđt em {PHONE}, số 8 Nguyễn Huệ, Huế")
    live.until(lambda: inbox.card.contact.words == f"{PHONE} · Huế")
    assert inbox.card.said.words.endswith("số 8 Nguyễn Huệ, Huế”")
    assert count(show, "unsure") == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_D], ids=["Enter", "Đ"])
def test_one_key_confirms_what_was_read(live: LiveWindow, key: Qt.Key) -> None:
    show = live.direct()
    said(show, f"lấy 2 thùng abcxyz {PHONE}")
    opened(live, show)
    press(live, key)
    live.until(lambda: live.state.counters.orders == 1)
    live.until(lambda: live.page.inbox.said.words == "Confirmed: Hoa Lê, 2 thùng VT5")
    with Journal.open(live.folder.journal, read_only=True) as journal:
        (order,) = list_orders(journal, "s1")
    assert order.buyer is not None
    assert (order.buyer.name, order.buyer.phone) == ("Hoa Lê", "0912345678")


@pytest.mark.parametrize("key", [Qt.Key.Key_X, Qt.Key.Key_Delete])
def test_one_key_drops_it_and_the_next_one_follows(live: LiveWindow, key: Qt.Key) -> None:
    show = live.direct()
    said(show, "lấy 2 thùng abcxyz", "lấy 3 thùng abcxyz", "lấy 4 thùng abcxyz")
    inbox = opened(live, show)
    press(live, Qt.Key.Key_Down)
    assert read(inbox).startswith("3 thùng")
    press(live, key)
    live.until(lambda: count(show, "unsure") == 2)
    live.until(lambda: read(inbox).startswith("4 thùng"))
    assert live.state.counters.orders == 0


def test_a_press_meant_for_one_does_not_hit_the_next(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.live.inbox_card.SETTLE_MS", 60_000)
    show = live.direct()
    said(show, "lấy 2 thùng abcxyz", "lấy 3 thùng abcxyz")
    inbox = opened(live, show)
    inbox.view.setCurrentIndex(inbox.model.index(1))
    inbox.view.setCurrentIndex(inbox.model.index(0))
    for _press in range(3):
        QTest.mouseClick(inbox.card.confirm, Qt.MouseButton.LeftButton)
        live.qt.processEvents()
    live.until(lambda: read(inbox).startswith("3 thùng"))
    for _press in range(2):
        QTest.mouseClick(inbox.card.confirm, Qt.MouseButton.LeftButton)
        press(live, Qt.Key.Key_Return)
    assert live.state.counters.orders == 1
    monkeypatch.setattr("ui.pages.live.inbox_card.SETTLE_MS", 0)
    # A click left the keys to the list.
    assert QApplication.focusWidget() is inbox.view
    press(live, Qt.Key.Key_Return)
    live.until(lambda: live.state.counters.orders == 2)


def test_what_comes_does_not_take_the_place_of_what_is_looked_at(live: LiveWindow) -> None:
    show = live.direct()
    said(show, *(f"lấy {number} thùng abcxyz" for number in range(2, 6)))
    inbox = opened(live, show)
    press(live, Qt.Key.Key_Down)
    press(live, Qt.Key.Key_Down)
    assert read(inbox).startswith("4 thùng")
    said(show, *(f"lấy {number} chai abcxyz" for number in range(20)))
    first = inbox.model.entries[0].item.item_id
    show.inbox.drop(first).result(10)
    live.until(lambda: inbox.model.rowCount() == count(show, "unsure"))
    assert read(inbox).startswith("4 thùng")
    assert inbox.view.currentIndex().row() == 1
    press(live, Qt.Key.Key_Return)
    live.until(lambda: live.state.counters.orders == 1)
    assert live.state.recent_orders()[0].lines[0].quantity_milli == 4000


def test_a_pending_order_from_anywhere_waits_there_and_is_confirmed(live: LiveWindow) -> None:
    show = live.direct()
    show.director.do(
        cmd.PlaceOrder(order_id="o1", lines=(cmd.Wanted("VT1", 2000),), confirmed=False)
    )
    inbox = opened(live, show, "sure")
    assert inbox.card.said.words == "Not from a comment"
    assert read(inbox) == "2 kg Vải thiều Lục Ngạn loại 1"
    press(live, Qt.Key.Key_Return)
    live.until(lambda: live.state.counters.orders == 1)
    live.until(lambda: inbox.card.isHidden())


def test_an_empty_inbox_says_where_comments_come_from(live: LiveWindow) -> None:
    live.direct()
    live.page.side.open_inbox()
    inbox = live.page.inbox
    assert inbox.to_sources.isVisible()
    inbox.to_sources.click()
    assert isinstance(live.dialog(), CommentsSheet)


def test_the_badge_counts_what_needs_a_person(live: LiveWindow) -> None:
    show = live.direct()
    said(show, "lấy 2 thùng abcxyz", f"VT1 5kg {PHONE}", "hủy đơn giúp em", "có ngon không shop")
    live.until(lambda: live.page.side.to_inbox.text() == "Inbox 3")
    assert live.page.side.to_inbox.accessibleName() == "Inbox: 3 need a person"


def test_the_page_keeps_its_keys_while_the_inbox_has_the_focus(live: LiveWindow) -> None:
    show = live.direct()
    said(show, "lấy 2 thùng abcxyz")
    opened(live, show)
    press(live, Qt.Key.Key_2)
    live.until(lambda: live.state.product == "VT5")
    press(live, Qt.Key.Key_M)
    live.until(lambda: len(live.state.notes) == 1)
    assert count(show, "unsure") == 1


def test_without_the_focus_no_letter_answers_anything(live: LiveWindow) -> None:
    show = live.direct()
    said(show, "lấy 2 thùng abcxyz")
    opened(live, show)
    live.page.setFocus()
    for key in (Qt.Key.Key_X, Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_Return):
        press(live, key)
    assert count(show, "unsure") == 1
    assert not live.page.form.isVisible()


def test_leaving_the_inbox_puts_no_order_under_the_keys(live: LiveWindow) -> None:
    show = live.direct()
    show.director.do(
        cmd.PlaceOrder(order_id="o1", lines=(cmd.Wanted("VT1", 2000),), confirmed=False)
    )
    opened(live, show, "sure")
    live.page.side.to_orders.click()
    press(live, Qt.Key.Key_Space)
    assert live.state.orders["o1"].status == "pending"
    assert live.page.orders.isVisible()


def test_a_held_key_answers_once(live: LiveWindow) -> None:
    show = live.direct()
    said(show, "lấy 2 thùng abcxyz", "lấy 3 thùng abcxyz")
    inbox = opened(live, show)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x", True)
    QApplication.sendEvent(inbox.view, held)
    live.qt.processEvents()
    assert count(show, "unsure") == 2
