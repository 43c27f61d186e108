"""One line under a page: why something was not taken, or what was done and how to undo it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame

from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, label, row, set_state

STAYS_MS = 12_000


class AnswerBar(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self._then: Callable[[], object] = lambda: None
        self._sign = label()
        self._sentence = label(wrap=True)
        self.action = button("", self._act, kind="gold")
        layout = row(self._sign, self._sentence, self.action, gap=12, margins=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def sentence(self) -> str:
        return "" if self.isHidden() else self._sentence.text()

    def tell(
        self,
        sentence: str,
        action: str = "",
        then: Callable[[], object] = lambda: None,
        *,
        good: bool = False,
        stays: bool = False,
    ) -> None:
        """Say a sentence, with a button `action` that does `then` where one is given.

        It goes after a while, unless it `stays` until it is hidden.
        """
        self._then = then
        self._sentence.setText(sentence)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        put_icon(
            self._sign,
            "mdi6.check-circle-outline" if good else "mdi6.alert-circle-outline",
            tokens().leaf_ink if good else tokens().gold_ink,
        )
        set_state(self, "good", "true" if good else "false")
        if stays:
            self._timer.stop()
        else:
            self._timer.start()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _act(self) -> None:
        self.hide()
        self._then()
