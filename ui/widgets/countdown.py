"""A count that covers what is under it: a vast figure, what happens meanwhile, and a way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui.theme import tokens
from ui.widgets.figure import Figure
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row

SECONDS = 5
FIGURE_PX, LEAST_FIGURE_PX = 280, 96
# How much of the height the figure's own letter may take.
FIGURE_SHARE = 0.35
WORDS_PX = 560


class Countdown(QFrame):
    """Waits until `begin`, counts down, and calls `then` at the end.

    Its button and Esc put it away and call `back`. It is deleted afterwards in any case.
    """

    SECOND_MS = 1000

    def __init__(
        self,
        over: QWidget,
        heading: str,
        words: str,
        back_text: str,
        *,
        then: Callable[[], object],
        back: Callable[[], object],
        skip_text: str = "",
    ) -> None:
        super().__init__(over)
        self.setProperty("kind", "count")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._then = then
        self._back = back
        self._left = SECONDS
        self._tick = QTimer(self, interval=self.SECOND_MS)
        self._tick.timeout.connect(self._count)
        self.heading = label(heading, "far")
        self.figure = Figure(
            FIGURE_PX, LEAST_FIGURE_PX, align=Qt.AlignmentFlag.AlignHCenter, flashes=False
        )
        self._waits = label()
        put_icon(self._waits, "mdi6.timer-sand", tokens().muted, 96)
        self._words = label(words.replace(". ", ".\n"), "large", wrap=True)
        self._words.setFixedWidth(WORDS_PX)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.back = button(back_text, self.go_back)
        self.skip: QPushButton | None = None
        if skip_text:
            self.skip = button(skip_text, self._finish, kind="primary")
        self.figure.hide()
        self._lay_out()
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        self.back.setFocus()

    def _lay_out(self) -> None:
        buttons = (self.back,) if self.skip is None else (self.back, self.skip)
        self.setLayout(
            column(
                None,
                row(None, self.heading, None),
                self.figure,
                row(None, self._waits, None),
                row(None, self._words, None),
                16,
                row(None, *buttons, None, gap=16),
                None,
                gap=16,
                margins=24,
            )
        )

    @property
    def counts(self) -> bool:
        return self._tick.isActive()

    def begin(self, heading: str = "") -> None:
        """Count from now on, under this heading if one is given."""
        if heading:
            self.heading.setText(heading)
        self._waits.hide()
        self.figure.show()
        self._tick.start()
        self._tell()

    def go_back(self) -> None:
        self.put_away()
        self._back()

    def put_away(self) -> None:
        """Without any consequence."""
        self._tick.stop()
        self.hide()
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        wanted = int(self.height() * FIGURE_SHARE)
        self.figure.set_largest(min(max(wanted, LEAST_FIGURE_PX), FIGURE_PX))
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()  # Else the page under this one would take it for its own.
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def _count(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._tell()
        else:
            self._finish()

    def _finish(self) -> None:
        self.put_away()
        self._then()

    def _tell(self) -> None:
        self.figure.set_text(str(self._left))
        said = f"{self.heading.text()} {self._left}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
