"""The bar on which the window says what happened, what it means, and what to press."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame

from host_assistant.language import _
from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, label, row

STAYS_MS = 20_000


class SentenceBar(QFrame):
    """Hidden while there is nothing to say; the same sentence again is one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self._sign = label()
        self._sentence = label(wrap=True)
        self._close = button(
            "", self.clear, kind="quiet", icon="mdi6.close", name=_("Put the message away")
        )
        self.setLayout(row(self._sign, self._sentence, self._close, gap=12, margins=8))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._timer.timeout.connect(self.clear)
        put_icon(self._sign, "mdi6.alert-circle-outline", tokens().gold_ink)
        self.hide()

    @property
    def sentence(self) -> str:
        return self._sentence.text() if not self.isHidden() else ""

    def tell(self, sentence: str) -> None:
        """Say it; an empty sentence puts away what was said."""
        if not sentence:
            self.clear()
            return
        self._sentence.setText(sentence)
        self._timer.start()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def take_back(self, sentence: str) -> None:
        """Put it away if it is the one that stands there."""
        if sentence and sentence == self.sentence:
            self.clear()

    def clear(self) -> None:
        self._timer.stop()
        self.hide()
