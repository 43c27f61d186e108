"""Play and pause, how fast, and the slider that goes to any second."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSlider, QWidget

from host_assistant.language import _
from host_assistant.values.instants import format_duration
from ui.pages.replay.lanes import EDGE_PX, GUTTER_PX
from ui.pages.replay.player import SPEEDS, Player
from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row

HANDLE_PX = 20
STEP_MS = 5_000
PAGE_MS = 60_000


class Scrubber(QSlider):
    """A press anywhere on it goes there at once."""

    def __init__(self, duration_ms: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, max(duration_ms, 1))
        self.setSingleStep(STEP_MS)
        self.setPageStep(PAGE_MS)
        self.setMinimumHeight(40)
        self.setAccessibleName(_("Moment of the session"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            room = max(self.width() - HANDLE_PX, 1)
            share = min(max((event.position().x() - HANDLE_PX / 2) / room, 0.0), 1.0)
            self.setValue(round(share * self.maximum()))
        super().mousePressEvent(event)


class Controls(QWidget):
    """Drives a `Player` and shows where it stands."""

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        self.play = button("", player.toggle, kind="primary", name=_("Play"))
        self.play.setMinimumWidth(112)
        self.now = label("", "heading")
        self.now.setAccessibleName(_("Running time"))
        self.whole = label(role="muted")
        self.scrubber = Scrubber(player.duration_ms)
        self.scrubber.valueChanged.connect(player.jump)
        self.speeds: dict[int, QPushButton] = {}
        group = QButtonGroup(self)
        for speed in SPEEDS:
            made = button(
                f"{speed}×",
                partial(player.set_speed, speed),
                kind="pill",
                name=_("{speed} times as fast").format(speed=speed),
            )
            made.setCheckable(True)
            group.addButton(made)
            self.speeds[speed] = made
        self.speeds[player.speed].setChecked(True)
        along = row(self.scrubber)
        along.setContentsMargins(GUTTER_PX - HANDLE_PX // 2, 0, EDGE_PX - HANDLE_PX // 2, 0)
        self.setLayout(
            column(
                row(self.play, 8, self.now, self.whole, None, *self.speeds.values(), gap=4),
                along,
                gap=0,
            )
        )
        player.running_changed.connect(self._dress)
        self._dress(player.is_running)
        self.set_position(player.position_ms)

    def set_position(self, position_ms: int) -> None:
        self.scrubber.blockSignals(True)
        self.scrubber.setValue(position_ms)
        self.scrubber.blockSignals(False)
        self.now.setText(format_duration(position_ms))
        self.whole.setText(f"/ {format_duration(self._player.duration_ms)}")

    def _dress(self, running: bool) -> None:
        self.play.setText(_("Pause") if running else _("Play"))
        self.play.setAccessibleName(self.play.text())
        put_icon(self.play, "mdi6.pause" if running else "mdi6.play", tokens().on_brand)
