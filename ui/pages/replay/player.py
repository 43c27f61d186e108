"""Where in a session we are, and how fast it goes on from there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

SPEEDS: Final = (1, 2, 5, 10, 30, 60)
TICK_MS: Final = 40


class Player(QObject):
    """Times are session offsets in ms.

    moved: the position is another one. running_changed: it plays, or stands still.
    """

    moved = Signal(int)
    running_changed = Signal(bool)

    def __init__(self, duration_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.duration_ms = duration_ms
        self.position_ms = 0
        self._speed = 1
        self._anchor_ms = 0
        self._clock = QElapsedTimer()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        return self._tick.isActive()

    @property
    def speed(self) -> int:
        return self._speed

    def set_speed(self, speed: int) -> None:
        """So many times as fast as it happened."""
        self._speed = speed
        self._anchor()

    def toggle(self) -> None:
        if self.is_running:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """From the beginning once more, where the end was reached."""
        if self.is_running:
            return
        if self.position_ms >= self.duration_ms:
            self.jump(0)
        self._anchor()
        self._tick.start()
        self.running_changed.emit(True)

    def pause(self) -> None:
        if self.is_running:
            self._tick.stop()
            self.running_changed.emit(False)

    def jump(self, position_ms: int) -> None:
        """To this moment, or to the nearest that the session has."""
        position_ms = min(max(position_ms, 0), self.duration_ms)
        changed = position_ms != self.position_ms
        self.position_ms = position_ms
        self._anchor()
        if changed:
            self.moved.emit(position_ms)

    def skip(self, by_ms: int) -> None:
        self.jump(self.position_ms + by_ms)

    def _anchor(self) -> None:
        self._anchor_ms = self.position_ms
        self._clock.start()

    def _go_on(self) -> None:
        position_ms = self._anchor_ms + self._clock.elapsed() * self._speed
        self.position_ms = min(position_ms, self.duration_ms)
        self.moved.emit(self.position_ms)
        if self.position_ms >= self.duration_ms:
            self.pause()
