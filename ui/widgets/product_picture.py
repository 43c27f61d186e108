"""A product's picture with round corners; without one, its first letters on its own colour."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImageReader, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from host_assistant.catalog.product import Product
from host_assistant.stage.overlay.pictures import initials, placeholder_colour
from ui.theme import face


class ProductPicture(QWidget):
    """A square of `side_px`; empty while there is no product."""

    def __init__(self, side_px: int, pictures: Path) -> None:
        super().__init__()
        self.setFixedSize(QSize(side_px, side_px))
        self._pictures = pictures
        self._product: Product | None = None

    def set_product(self, product: Product | None) -> None:
        if product != self._product:
            self._product = product
            self.setAccessibleName(product.name if product else "")
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._product is not None:
            paint_product(QPainter(self), QRectF(self.rect()), self._product, self._pictures)


def paint_product(painter: QPainter, square: QRectF, product: Product, pictures: Path) -> None:
    """Paint the product's picture, or its placeholder, into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    outline = QPainterPath()
    corner = min(12.0, square.width() / 6)
    outline.addRoundedRect(square, corner, corner)
    side = int(square.width() * painter.device().devicePixelRatioF())
    pixmap = _square(pictures, product.picture or "", side)
    painter.setClipPath(outline)
    if pixmap.isNull():
        painter.fillPath(outline, placeholder_colour(product.name))
        painter.setFont(face(max(12, int(square.width() * 0.38)), QFont.Weight.DemiBold))
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, initials(product.name))
    else:
        painter.drawPixmap(square, pixmap, QRectF(pixmap.rect()))
    painter.restore()


@lru_cache(256)
def _square(pictures: Path, name: str, side: int) -> QPixmap:
    """Decoded at the size it is shown in and cut square: photographs may have 50 megapixels."""
    if not name:
        return QPixmap()
    reader = QImageReader(str(pictures / name))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        return QPixmap()
    reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    left, top = (image.width() - side) // 2, (image.height() - side) // 2
    return QPixmap.fromImage(image.copy(left, top, side, side))
