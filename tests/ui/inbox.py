"""What the tests of the inbox do over and over: comments come, it is opened, a key is pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from host_assistant.show.comment import Comment
from host_assistant.show.inbox import InboxSort
from tests.support.window import DirectedShow, LiveWindow
from ui.pages.live.inbox import InboxPanel

PHONE = "0912 345 678"


def said(show: DirectedShow, *texts: str, author: str = "Hoa Lê") -> None:
    show.inbox.take(
        [Comment(platform="tiktok", author=author, text=text) for text in texts]
    ).result(10)


def opened(live: LiveWindow, show: DirectedShow, sort: InboxSort = "unsure") -> InboxPanel:
    """The inbox with everything that came, its list in the focus."""
    QTest.keyClick(live.page, Qt.Key.Key_H)
    inbox = live.page.inbox
    live.until(lambda: inbox.isVisible())
    inbox.groups.choose(sort)
    number = inbox.groups.buttons[sort].number
    live.until(lambda: number.text() == str(count(show, sort)))
    live.until(lambda: inbox.model.rowCount() == count(show, sort))
    inbox.view.setFocus()
    return inbox


def count(show: DirectedShow, sort: InboxSort) -> int:
    return sum(item.sort == sort for item in show.director.state.inbox.values())


def press(live: LiveWindow, key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)
    live.qt.processEvents()


def read(inbox: InboxPanel) -> str:
    return inbox.card.read.words
