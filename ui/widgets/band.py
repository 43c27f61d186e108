"""The band on top of the window: which session is open, and whether anybody watches."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from host_assistant.language import _
from host_assistant.show.state import ShowState
from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, label, row, set_state


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
        self._icon = label()
        self._words = label()
        self._words.setMinimumWidth(1)
        self.end = button(_("End session"), end)
        line = row(self._icon, self._words, self.end, gap=12)
        line.setStretch(1, 1)
        line.setContentsMargins(16, 4, 8, 4)
        self.setLayout(line)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_state(self, state: ShowState) -> None:
        self.setVisible(state.is_open)
        if not state.is_open:
            return
        colours = tokens()
        if state.mode == "rehearsal":
            look, colour = ("rehearsal", "mdi6.drama-masks"), colours.on_gold
            words = _("REHEARSAL – nobody watches")
        elif obs_lost(state):
            look, colour = ("idle", "mdi6.help-circle-outline"), colours.ink
            words = _("OBS does not answer: on air or not, nobody knows")
        elif state.stream in ("on", "dropped"):
            look, colour = ("on_air", "mdi6.record-circle"), colours.on_on_air
            words = _("ON AIR")
        else:
            look, colour = ("idle", "mdi6.circle-outline"), colours.ink
            words = _("Live session, not on air yet")
        text = f"{words}  ·  {state.title}"
        if text != self._words.text():
            self._words.setText(text)
            self._words.setToolTip(text)
            set_state(self, "state", look[0])
            put_icon(self._icon, look[1], colour, 24)
            for part in (self._words, self.end):
                part.style().unpolish(part)
                part.style().polish(part)
