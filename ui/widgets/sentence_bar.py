"""The bar on which the window says what happened, what it means, and what to press."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QFontMetrics,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from host_assistant.language import _
from ui.theme import BODY_PX, tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, label, row, set_state
from ui.widgets.tips import as_tip

STAYS_MS = 20_000
# Two lines of the first fit into the band; a longer sentence takes three of a smaller.
SIZES_PX = (BODY_PX, 14, 13, 12)


class SentenceBar(QFrame):
    """Hidden while there is nothing to say; the same sentence again is one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self._sign = label()
        self._sentence = _Sentence()
        self._close = button(
            "", self.clear, kind="quiet", icon="mdi6.close", name=_("Put the message away")
        )
        self._line = row(self._sign, self._sentence, self._close, gap=12, margins=8)
        self._line.setStretch(1, 1)
        self.setLayout(self._line)
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._timer.timeout.connect(self.clear)
        put_icon(self._sign, "mdi6.alert-circle-outline", tokens().gold_ink)
        self.hide()

    @property
    def sentence(self) -> str:
        return self._sentence.whole if not self.isHidden() else ""

    def tell(self, sentence: str) -> None:
        """Say it; an empty sentence puts away what was said."""
        if not sentence:
            self.clear()
            return
        self._sentence.say(sentence)
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

    def set_height_given(self, given: bool) -> None:
        """In the band the height is given, and the words make do with it; else they take theirs."""
        if given:
            self._line.setContentsMargins(12, 0, 4, 0)
        else:
            self._line.setContentsMargins(8, 8, 8, 8)
        self._sentence.set_height_given(given)


class _Sentence(QLabel):
    """Where the height is given a long sentence is written smaller, at last with an ellipsis."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIndent(0)
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self.whole = ""
        self._given = False

    def say(self, sentence: str) -> None:
        self.whole = sentence
        self.setToolTip(as_tip(sentence))
        self.setAccessibleName(sentence)
        self._fit()

    def set_height_given(self, given: bool) -> None:
        self._given = given
        vertical = QSizePolicy.Policy.Ignored if given else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._given:
            self._fit()

    def _fit(self) -> None:
        size_px, words = SIZES_PX[0], self.whole
        if self._given:
            while size_px != SIZES_PX[-1] and not self._holds(words, size_px):
                size_px = SIZES_PX[SIZES_PX.index(size_px) + 1]
            while " " in words and not self._holds(words, size_px):
                words = f"{words.rstrip('…').rpartition(' ')[0]}…"
        set_state(self, "written", "" if size_px == BODY_PX else str(size_px))
        if words != self.text():
            self.setText(words)

    def _holds(self, words: str, size_px: int) -> bool:
        font = QFont(self.font())
        font.setPixelSize(size_px)
        inside: QSize = self.contentsRect().size()
        needed = QFontMetrics(font).boundingRect(
            QRect(0, 0, inside.width(), 10_000), Qt.TextFlag.TextWordWrap, words
        )
        return needed.height() <= inside.height() and needed.width() <= inside.width()
