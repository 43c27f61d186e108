"""The window: five places, the band that says which session is open, and the pages."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from host_assistant.language import _
from host_assistant.show.state import NO_SHOW, ShowState
from ui.alarm_sound import AlarmSound
from ui.context import Context, Place
from ui.ending import Ending
from ui.widgets.alarm_band import AlarmBand
from ui.widgets.ask import Ask
from ui.widgets.band import Band
from ui.widgets.icons import AFTER_FIRST_PAINT_MS, put_waiting
from ui.widgets.parts import row
from ui.widgets.rail import Rail
from ui.widgets.sentence_bar import SentenceBar

# Imported when first opened: the window is on the screen before the rest is read from disk.
PAGES: dict[Place, tuple[str, str]] = {
    "goods": ("ui.pages.goods.page", "GoodsPage"),
    "prepare": ("ui.pages.prepare.page", "PreparePage"),
    "live": ("ui.pages.live.page", "LivePage"),
    "replay": ("ui.pages.replay.page", "ReplayPage"),
    "settings": ("ui.pages.settings.page", "SettingsPage"),
}


class ShowCloser(Protocol):
    def end_show(
        self,
        then: Callable[[], None] = ...,
        cannot: Callable[[], None] = ...,
    ) -> None:
        """End the open session, then call `then`; `cannot` if that could not be written."""

    def leave_open(self, then: Callable[[], None]) -> None:
        """Go off air without ending the session, then call `then`."""


class Window(QWidget):
    def __init__(self, context: Context, closer: ShowCloser, place: Place) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Lên Sóng")
        self.setMinimumSize(880, 480)
        self._context = context
        self._closer = closer
        self._may_close = False
        self._painted = False
        self._pages: dict[Place, QWidget] = {}
        self.place: Place = place
        context.navigate = self.navigate
        context.refresh = self.build
        context.come_forward = self.come_forward
        self.band = Band(self.ask_to_end)
        self.alarm = AlarmBand(context)
        self._sound = AlarmSound()
        self._ending = Ending(
            self,
            context,
            closer.end_show,
            lambda: self._stack,
            watch=self._watch,
            open_inbox=self._open_inbox,
        )
        context.bridge.snapshot.connect(self._show_state)
        context.bridge.show_changed.connect(self._show_state)
        self.bar = SentenceBar()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inside = QWidget()
        self.build()

    def build(self) -> None:
        """Draw everything anew: the language or the colours may have changed."""
        self.leave()
        self._ending.put_away()
        self._inside.deleteLater()
        self._inside = QWidget()
        self.rail = Rail(self.navigate)
        self.band = Band(self.ask_to_end)
        self.alarm = AlarmBand(self._context)
        sentence, self.bar = self.bar.sentence, SentenceBar()
        if sentence:
            self.bar.tell(sentence)
        self._stack = QStackedWidget()
        self._right = QVBoxLayout()
        self._right.setSpacing(0)
        self._right.addWidget(self.band)
        self._right.addWidget(self.alarm)
        self._right.addWidget(self.bar)
        self._right.addWidget(self._stack, 1)
        inside = row(self.rail, self._right, gap=0)
        inside.setStretch(1, 1)
        self._inside.setLayout(inside)
        self._outer.addWidget(self._inside)
        self._show_band(self._state())
        self.alarm.show_state(self._state())
        self.navigate(self.place)

    def leave(self) -> None:
        """Let the pages stop what they do in threads, and forget them."""
        for page in self._pages.values():
            leave = getattr(page, "leave", None)
            if leave is not None:
                leave()
        self._pages = {}

    def tell(self, sentence: str) -> None:
        self.bar.tell(sentence)

    def come_forward(self) -> None:
        """Before all others: another copy was started, or OBS opened its window over this one."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        # Windows lets no program take the foreground by itself: the task bar points to it.
        QApplication.alert(self)

    def navigate(self, place: Place) -> None:
        page = self._pages.get(place)
        if page is None:
            module, name = PAGES[place]
            page = getattr(import_module(module), name)(self._context)
            self._pages[place] = page
            self._stack.addWidget(page)
        self.place = place
        self.rail.choose(place)
        self._stack.setCurrentWidget(page)
        on_shown = getattr(page, "on_shown", None)
        if on_shown is not None:
            on_shown()

    def page(self) -> QWidget:
        return self._pages[self.place]

    def ask_to_end(self) -> None:
        self._ending.ask(self._what_ends())

    def _show_state(self, _news: object) -> None:
        state = self._state()
        self._show_band(state)
        show = self._context.show
        if self.alarm.show_state(state) and show is not None:
            self.bar.clear()  # Never two messages at a time.
            self._sound.sound(show.laptop_is_heard)
            QApplication.alert(self)

    def _show_band(self, state: ShowState) -> None:
        """While the band is there the bar stands in it, so that no sentence moves the page."""
        self.band.show_state(state)
        in_band = self.bar.parent() is self.band
        if state.is_open == in_band:
            return
        said = self.bar.sentence
        if state.is_open:
            self.band.hold(self.bar)
        else:
            self._right.insertWidget(self._right.indexOf(self._stack), self.bar)
            self.bar.set_height_given(False)
        self.bar.setVisible(bool(said))

    def _watch(self, session_id: str) -> None:
        self.navigate("replay")
        page = self.page()
        open_session = getattr(page, "open_session", None)
        if open_session is not None:
            open_session(session_id)

    def _open_inbox(self) -> None:
        self.navigate("live")
        open_inbox = getattr(self.page(), "open_inbox", None)
        if open_inbox is not None:
            open_inbox()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(AFTER_FIRST_PAINT_MS, put_waiting)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
        elif self._state().is_open:
            event.ignore()
            self._ending.ask_first(
                _("End the session and close?"),
                self._what_ends(),
                _("End and close"),
                lambda: self._closer.end_show(self._close_again, self._offer_to_leave_open),
            )
        elif lost := self._what_is_lost():
            event.ignore()
            Ask(
                self,
                _("Close and lose the last changes?"),
                lost,
                _("Close without saving"),
                self._close_now,
            )
        else:
            event.accept()

    def _what_is_lost(self) -> str:
        for page in self._pages.values():
            lost_at_close = getattr(page, "lost_at_close", None)
            if lost_at_close is not None and (lost := lost_at_close()):
                return str(lost)
        return ""

    def _offer_to_leave_open(self) -> None:
        Ask(
            self,
            _("The end of the session cannot be written"),
            self._what_stays(),
            _("Close without writing the end"),
            lambda: self._closer.leave_open(self._close_again),
        )

    def _close_again(self) -> None:
        self.close()

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    def _what_ends(self) -> str:
        if self._state().mode == "rehearsal":
            return _("The rehearsal ends. You can look at it again under Replay.")
        return _(
            "The broadcast stops and no more orders are taken. Everything is kept: look at it "
            "again under Replay."
        )

    def _what_stays(self) -> str:
        if self._state().mode == "rehearsal":
            return _(
                "The rehearsal stays open in the log and everything taken so far is safe. You can "
                "close the window now, and continue or end the rehearsal next time."
            )
        return _(
            "The session stays open in the log and every order taken so far is safe. If you close "
            "the window now, the broadcast is stopped; look at OBS, and stop it there if it still "
            "runs. Continue or end the session next time."
        )

    def _state(self) -> ShowState:
        show = self._context.show
        return show.director.state if show else NO_SHOW
