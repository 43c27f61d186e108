"""A number that is read from two metres: as large as its room allows, never cut off.

The typeface's figures differ in width, so each is drawn in a cell of one width: a running time
does not dance.
"""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import face, tokens

FLASH_MS = 180
CENTRE = Qt.AlignmentFlag.AlignHCenter


class Figure(QWidget):
    """Shows one line of text, shrunk from `largest_px` as far as `smallest_px` to fit.

    `colour` names one of the theme's colours. A change of the text flashes once, softly.
    `tight` leaves no room for letters that hang under the line.
    """

    def __init__(
        self,
        largest_px: int,
        smallest_px: int,
        *,
        colour: str = "ink",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        flashes: bool = True,
        tight: bool = True,
    ) -> None:
        super().__init__()
        self._text = ""
        self._largest_px = largest_px
        self._smallest_px = smallest_px
        self._colour = colour
        self._align = align
        self._flashes = flashes
        self._tight = tight
        self._flash = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=FLASH_MS)
        self._flash.setEasingCurve(QEasingCurve.Type.InCubic)
        self._flash.valueChanged.connect(lambda _value: self.update())
        across = QSizePolicy.Policy.Expanding if align & CENTRE else QSizePolicy.Policy.Preferred
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        return self._text

    @property
    def flashing(self) -> bool:
        return self._flash.state() is QVariantAnimation.State.Running

    def set_text(self, text: str, spoken: str = "") -> None:
        """`spoken` is what a screen reader says, where the bare number does not tell."""
        self.setAccessibleName(spoken or text)
        if text == self._text:
            return
        changed = bool(self._text)
        self._text = text
        self.updateGeometry()
        if changed and self._flashes and self.isVisible():
            self._flash.start()
        self.update()

    def set_colour(self, colour: str) -> None:
        if colour != self._colour:
            self._colour = colour
            self.update()

    def set_largest(self, largest_px: int) -> None:
        if largest_px != self._largest_px:
            self._largest_px = largest_px
            self.updateGeometry()
            self.update()

    def size_px(self) -> int:
        """The size at which the text is drawn now."""
        wanted = sum(_cells(self._text, self._font(self._largest_px)))
        if wanted <= self.width():
            return self._largest_px
        return max(self._smallest_px, int(self._largest_px * self.width() / wanted))

    def fits(self) -> bool:
        return sum(_cells(self._text, self._font(self.size_px()))) <= self.width() + 1

    def sizeHint(self) -> QSize:
        wanted = sum(_cells(self._text, self._font(self._largest_px)))
        return QSize(int(wanted) + 2, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        width = sum(_cells(self._text, self._font(self._smallest_px)))
        metrics = QFontMetricsF(self._font(self._largest_px))
        height = metrics.capHeight() * 1.55 if self._tight else metrics.height()
        return QSize(int(width) + 2, int(height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.flashing:
            ground = QColor(tokens().flash)
            ground.setAlphaF(float(self._flash.currentValue()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(self.rect(), 8, 8)
        font = self._font(self.size_px())
        painter.setFont(font)
        painter.setPen(QColor(getattr(tokens(), self._colour)))
        cells = _cells(self._text, font)
        centred = bool(self._align & CENTRE)
        left = (self.width() - sum(cells)) / 2 if centred else 0.0
        for letter, width in zip(self._text, cells, strict=True):
            cell = QRectF(left, 0, width, self.height())
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, letter)
            left += width

    def _font(self, size_px: int) -> QFont:
        return face(size_px, QFont.Weight.DemiBold)


def _cells(text: str, font: QFont) -> list[float]:
    metrics = QFontMetricsF(font)
    # The widest has room to spare at its sides, which beside a slim 1 would look like a space.
    figure = 0.92 * max(metrics.horizontalAdvance(digit) for digit in "0123456789")
    return [figure if one.isdecimal() else metrics.horizontalAdvance(one) for one in text]
