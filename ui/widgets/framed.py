"""A picture in a rounded frame, as large as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from ui.theme import CORNER, tokens


def paint_framed(widget: QWidget, image: QImage, inset_px: int, instead: str = "") -> None:
    """To be called in a paintEvent; `instead` is what stands there while the image is null."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    frame = QRectF(widget.rect())
    ground = QPainterPath()
    ground.addRoundedRect(frame, CORNER, CORNER)
    painter.fillPath(ground, QColor(tokens().control))
    room = widget.rect().adjusted(inset_px, inset_px, -inset_px, -inset_px)
    if image.isNull():
        painter.setPen(QColor(tokens().muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, instead)
        return
    size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    shown = QRectF(0, 0, size.width(), size.height())
    shown.moveCenter(frame.center())
    painter.drawImage(shown, image)
