"""The band on top of the window: which session is open, whether anybody watches, and in its
middle what the window has to say: a sentence that comes or goes moves nothing on the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from host_assistant.language import _
from host_assistant.show.state import ShowState
from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, label, row, set_state
from ui.widgets.sentence_bar import SentenceBar
from ui.widgets.tips import as_tip

# Room for a sentence of two lines, whether one stands there or not.
HIGH_PX = 50
# How the words and a sentence share the width.
WORDS_SHARE, SENTENCE_SHARE = 1, 3
LEAST_OF_TITLE = 4


def obs_lost(state: ShowState) -> bool:
    """Whether OBS went silent in a broadcast: what viewers get now, nobody here knows."""
    if state.mode == "rehearsal" or state.stream == "off":
        return False
    return not state.link_up or state.alarm == "obs_not_answering"


class Band(QFrame):
    """Which session is open, and whether anybody watches; hidden while none is."""

    def __init__(self, end: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("band")
        self.setFixedHeight(HIGH_PX)
        self._icon = label()
        self._words = _Words()
        self.end = button(_("End session"), end)
        self._line = row(self._icon, self._words, self.end, gap=12)
        self._line.setStretch(1, WORDS_SHARE)
        self._line.setContentsMargins(16, 1, 8, 1)
        self.setLayout(self._line)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.whole

    def hold(self, bar: SentenceBar) -> None:
        """Let the bar stand between the words and the button."""
        self._line.insertWidget(2, bar, SENTENCE_SHARE)
        bar.set_height_given(True)

    def show_state(self, state: ShowState) -> None:
        self.setVisible(state.is_open)
        if not state.is_open:
            return
        colours = tokens()
        if state.mode == "rehearsal":
            look, colour = ("rehearsal", "mdi6.drama-masks"), colours.on_gold
            words, short = _("REHEARSAL – nobody watches"), _("REHEARSAL")
        elif obs_lost(state):
            look, colour = ("idle", "mdi6.help-circle-outline"), colours.ink
            words = _("OBS does not answer: on air or not, nobody knows")
            short = _("NO WORD FROM OBS")
        elif state.stream == "dropped":
            look, colour = ("idle", "mdi6.alert-circle"), colours.ink
            words, short = _("BROKEN OFF – viewers see nothing new"), _("BROKEN OFF")
        elif state.stream == "on":
            look, colour = ("on_air", "mdi6.record-circle"), colours.on_on_air
            words = short = _("ON AIR")
        else:
            look, colour = ("idle", "mdi6.circle-outline"), colours.ink
            words, short = _("Live session, not on air yet"), _("NOT ON AIR")
        if self._words.set_words(words, short, state.title):
            set_state(self, "state", look[0])
            put_icon(self._icon, look[1], colour, 24)
            for part in (self._words, self.end):
                part.style().unpolish(part)
                part.style().polish(part)


class _Words(QLabel):
    """The mode, then the title: where there is no room the title gives way, the mode never."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIndent(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.whole = ""
        self._mode = self._short = ""

    def set_words(self, mode: str, short: str, title: str) -> bool:
        """`short` stands for the mode where it has no room; whether anything changed."""
        whole = f"{mode}  ·  {title}"
        if whole == self.whole:
            return False
        self.whole, self._mode, self._short = whole, mode, short
        self.setToolTip(as_tip(whole))
        self.setAccessibleName(whole)
        self._fit()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        metrics = self.fontMetrics()
        self.setMinimumWidth(metrics.horizontalAdvance(self._short) + 2)
        room = self.width() - 2
        words = metrics.elidedText(self.whole, Qt.TextElideMode.ElideRight, room)
        if words != self.whole and len(words) < len(self._mode) + len("  ·  ") + LEAST_OF_TITLE:
            fits = metrics.horizontalAdvance(self._mode) <= room
            words = self._mode if fits else self._short
        if words != self.text():
            self.setText(words)
