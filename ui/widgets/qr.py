"""A QR code for a phone's camera: dark on light in every theme, with its margin of four squares."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import tokens

# ISO/IEC 18004: four squares of nothing around the code.
MARGIN = 4


def qr_image(text: str) -> QImage:
    """One pixel a square, with the margin around it."""
    import segno

    code = segno.make(text, error="m", micro=False)
    side = int(code.symbol_size(border=MARGIN)[0])
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    for down, squares in enumerate(code.matrix_iter(border=MARGIN)):
        for across, dark in enumerate(squares):
            if dark:
                image.setPixelColor(across, down, QColor("#000000"))
    return image


class QrPicture(QWidget):
    """As large as `side_px`. Nothing stands there while the text is empty."""

    def __init__(self, side_px: int) -> None:
        super().__init__()
        self._side_px = side_px
        self._text = ""
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        return self._text

    def set_text(self, text: str, spoken: str) -> None:
        """`spoken` is what a screen reader says the code is for."""
        self.setAccessibleName(spoken)
        if text != self._text:
            self._text = text
            self._image = qr_image(text) if text else None
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side_px, self._side_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        # Whole pixels of the screen a square: blurred edges cost a phone half its distance.
        ratio = self.devicePixelRatioF()
        squares = self._image.width()
        a_square = max(int(min(self.width(), self.height()) * ratio) // squares, 1)
        side = a_square * squares / ratio
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        painter.save()
        painter.translate(round(left * ratio) / ratio, round(top * ratio) / ratio)
        painter.scale(a_square / ratio, a_square / ratio)
        painter.drawImage(0, 0, self._image)
        painter.restore()
        painter.setPen(QColor(tokens().line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
