"""Bars of confirmed orders a minute."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from host_assistant.language import _
from ui.theme import tokens

MINUTES = 20


class Trend(QWidget):
    """The latest `MINUTES` minutes, the one that runs now at the right in the brand's colour."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[int, ...] = (0,) * MINUTES
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_trend((), 0)

    @property
    def bars(self) -> tuple[int, ...]:
        return self._bars

    def set_trend(self, trend: tuple[tuple[int, int], ...], minute: int) -> None:
        """`trend` holds (minute, orders) for minutes that had any; `minute` runs now."""
        counts = dict(trend)
        bars = tuple(counts.get(minute - back, 0) for back in reversed(range(MINUTES)))
        if bars != self._bars:
            self._bars = bars
            self.update()
        self.setAccessibleName(
            _("Orders in this minute: {now}, in the minute before: {before}").format(
                now=bars[-1], before=bars[-2]
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(160, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step = self.width() / MINUTES
        highest = max(*self._bars, 1)
        for place, count in enumerate(self._bars):
            height = max(3.0, self.height() * count / highest)
            current = place == MINUTES - 1
            painter.setBrush(QColor(tokens().brand_ink if current else tokens().hover))
            bar = QRectF(place * step + 1, self.height() - height, max(2.0, step - 3), height)
            painter.drawRoundedRect(bar, 2, 2)
