"""Choosing the microphone by the bar that moves while the host speaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from host_assistant.checks.wording import sentence
from host_assistant.language import _
from ui.context import Context
from ui.pages.prepare.meter import LevelBar
from ui.pages.prepare.sheet import Sheet
from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row
from ui.widgets.rich_button import RichButton

if TYPE_CHECKING:
    from host_assistant.checks.microphone import Listening, Microphone

WIDTH_PX: Final = 600
METER_MS: Final = 60
TILE_PX: Final = 76
# More at once would keep a laptop busy, and nobody has more.
MOST: Final = 6


class MicrophoneSheet(Sheet):
    """`put` gets the name of the one that was pressed, "" for the computer's own choice."""

    def __init__(self, parent: QWidget, context: Context, put: Callable[[str], object]) -> None:
        super().__init__(
            parent,
            _("Which microphone hears you?"),
            _("Speak, and press the one whose bar moves with your voice."),
            WIDTH_PX,
        )
        self._put = put
        self._chosen = context.settings.value.microphone
        self._listening: dict[str, Listening] = {}
        self._bars: dict[str, LevelBar] = {}
        self.tiles: dict[str, RichButton] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(_("Microphones are being looked for…"))
        self.nothing = label(wrap=True)
        self.nothing.hide()
        self._timer = QTimer(self, interval=METER_MS)
        self._timer.timeout.connect(self._measure)
        self.finished.connect(lambda _how: self._let_go())
        self.fill(
            self._list, self.progress, self.nothing, 8, row(None, button(_("Cancel"), self.reject))
        )
        self.fit()
        context.bridge.run_apart(_find, self._show, self._failed)

    def choose(self, name: str) -> None:
        self.accept()
        self._put(name)

    def _show(self, found: tuple[Microphone, ...]) -> None:
        if not isValid(self) or not self.isVisible():
            return
        from host_assistant.checks.microphone import Listening
        from host_assistant.checks.microphone_door import SoundTrouble

        self.progress.hide()
        if not found:
            self._failed(SoundTrouble("none"))
            return
        for each in found[:MOST]:
            key = "" if each.is_default else each.name
            tile = self._tile(key, each.name)
            self._list.addWidget(tile)
            # Qt would show it only after the height was counted.
            tile.show()
            self._listening[key] = Listening(each.name)
        self._timer.start()
        self.fit()

    def _tile(self, key: str, name: str) -> RichButton:
        made = RichButton("choice")
        made.setCheckable(True)
        is_it = key == self._chosen
        made.setChecked(is_it)
        made.setAccessibleName(_("{name}, chosen now").format(name=name) if is_it else name)
        sign = label()
        put_icon(
            sign,
            "mdi6.check-circle" if is_it else "mdi6.microphone-outline",
            tokens().leaf_ink if is_it else tokens().ink,
            24,
        )
        bar = LevelBar()
        side = column(label(name), bar, gap=8)
        line = row(sign, side, gap=12, margins=12)
        line.setStretch(1, 1)
        made.set_parts(line)
        made.setFixedHeight(TILE_PX)
        made.clicked.connect(lambda _checked=False: self.choose(key))
        self.tiles[key] = made
        self._bars[key] = bar
        return made

    def _measure(self) -> None:
        for key, listening in self._listening.items():
            self._bars[key].show_level(listening.level_dbfs)

    def _failed(self, problem: BaseException) -> None:
        from host_assistant.checks.microphone import finding
        from host_assistant.checks.microphone_door import SoundTrouble

        if not isinstance(problem, SoundTrouble):
            raise problem
        if isValid(self):
            self.progress.hide()
            self.nothing.setText(sentence(finding(problem, None)))
            self.nothing.show()
            self.fit()

    def _let_go(self) -> None:
        self._timer.stop()
        for listening in self._listening.values():
            listening.close()
        self._listening = {}


def _find() -> tuple[Microphone, ...]:
    from host_assistant.checks.microphone import microphones

    return microphones()
