"""A switch for something that is either on or off from the moment it is pressed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from ui.theme import TARGET, tokens

TRACK = QSize(52, 30)
GAP_PX = 14


class Switch(QCheckBox):
    """Its text stands beside it, and says what is on; the knob's place says whether it is."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(TRACK.width() + GAP_PX + words + 12, TARGET)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _place: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        track = QRectF(3, (self.height() - TRACK.height()) / 2, TRACK.width(), TRACK.height())
        painter.setPen(QPen(QColor(colours.leaf if on else colours.muted), 2))
        painter.setBrush(QColor(colours.leaf if on else colours.control))
        painter.drawRoundedRect(track, TRACK.height() / 2, TRACK.height() / 2)
        knob = TRACK.height() - 8
        left = track.right() - knob - 4 if on else track.left() + 4
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.on_leaf if on else colours.ink))
        painter.drawEllipse(QRectF(left, track.top() + 4, knob, knob))
        painter.setPen(QColor(colours.ink if self.isEnabled() else colours.muted))
        beside = self.rect().adjusted(TRACK.width() + GAP_PX, 0, 0, 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), 17, 17)
