"""A bar that shows how loud it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from host_assistant.language import _
from ui.theme import tokens

SOFTEST_DBFS: Final = -60.0
TOO_LOUD_DBFS: Final = -9.0
"""Where a voice is far too loud; see `checks.sound`."""


class LevelBar(QWidget):
    """From almost nothing at the left to the loudest that there is at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0
        self._level_dbfs = SOFTEST_DBFS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(16)
        self.setAccessibleName(_("How loud it is"))

    def show_level(self, level_dbfs: float) -> None:
        self._level_dbfs = level_dbfs
        self.share = min(max(1 - level_dbfs / SOFTEST_DBFS, 0.0), 1.0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        whole = QRectF(self.rect())
        painter.setBrush(QColor(tokens().line))
        painter.drawRoundedRect(whole, 8, 8)
        if self.share > 0.02:
            loud = self._level_dbfs > TOO_LOUD_DBFS
            painter.setBrush(QColor(tokens().gold if loud else tokens().leaf))
            whole.setWidth(max(whole.width() * self.share, 16))
            painter.drawRoundedRect(whole, 8, 8)
