"""A card's drawing board: design pixels, the theme's colours, and a note of every text drawn."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Final

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from host_assistant.stage.overlay import text as words
from host_assistant.stage.overlay.figures import figures_width, piece_width, pieces
from host_assistant.stage.overlay.fonts import ASCENT, LINE_STEP, Weight
from host_assistant.stage.overlay.text import Fitted
from host_assistant.stage.overlay.theme import Theme

# Capitals of the shipped typeface are 0.72 of its size high; half of that centres a line.
HALF_CAPITAL: Final = 0.36
_SHADOW_RINGS: Final = 9

LEFT = Qt.AlignmentFlag.AlignLeft
CENTRE = Qt.AlignmentFlag.AlignHCenter
RIGHT = Qt.AlignmentFlag.AlignRight


class Written(msgspec.Struct, frozen=True):
    """A text as it stands on a card: its size and place in design pixels of the slot."""

    text: str
    size_px: int
    x: float
    y: float
    width: float
    height: float
    whole: bool


class Sign:
    """One card being drawn. All lengths are design pixels, from the slot's top left corner."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter = painter
        self.theme = theme
        self.written: list[Written] = []

    def colour(self, token: str) -> QColor:
        """The theme's colour of that name; `#RRGGBBAA` as on the web."""
        value: str = getattr(self.theme.colours, token)
        colour = QColor(value[:7])
        if len(value) == 9:
            colour.setAlpha(int(value[7:], 16))
        return colour

    def shadow(self, area: QRectF, radius: float) -> None:
        """A soft shadow around `area`, no wider than the bleed.

        Rings, not whole plates: what lies under the card is never seen, and costs the most.
        """
        colour = self.colour("shadow")
        strength = colour.alphaF()
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        for step in range(_SHADOW_RINGS):
            colour.setAlphaF(strength * (1 - step / _SHADOW_RINGS) ** 2)
            self.painter.setPen(QPen(colour, 1.4))
            grow = step - 2.0
            around = area.adjusted(-grow, 2 - grow, grow, 2 + grow)
            self.painter.drawRoundedRect(around, radius + grow, radius + grow)

    def plate(self, area: QRectF, radius: float, token: str) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.colour(token))
        self.painter.drawRoundedRect(area, radius, radius)

    def outline(self, area: QRectF, radius: float, token: str) -> None:
        """A fine line inside the edge, so that a plate stands out from a ground of its colour."""
        colour = self.colour(token)
        colour.setAlphaF(0.28)
        self.painter.setPen(QPen(colour, 2.5))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        inside = area.adjusted(1.25, 1.25, -1.25, -1.25)
        self.painter.drawRoundedRect(inside, radius - 1, radius - 1)

    def path(self, path: QPainterPath, token: str) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.colour(token))
        self.painter.drawPath(path)

    def clip(self, area: QRectF, radius: float) -> None:
        """Draw only inside this rounded area, until the painter is restored."""
        outline = QPainterPath()
        outline.addRoundedRect(area, radius, radius)
        self.painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)

    def write(
        self,
        fitted: Fitted,
        x: float,
        top: float,
        width: float,
        token: str,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """Write a fitted text; `top` is where its highest mark may reach."""
        if not fitted.lines:
            return
        self.painter.setPen(self.colour(token))
        words.draw(self.painter, fitted, x, top, width, align)
        shift = {CENTRE: (width - fitted.width) / 2, RIGHT: width - fitted.width}.get(align, 0.0)
        self.written.append(
            Written(
                " ".join(fitted.lines),
                fitted.size_px,
                x + shift,
                top,
                fitted.width,
                fitted.height,
                fitted.whole,
            )
        )

    def write_centred(
        self, fitted: Fitted, area: QRectF, token: str, align: Qt.AlignmentFlag = CENTRE
    ) -> None:
        """Write a fitted text so that its capitals stand in the middle of `area`'s height."""
        rows = max(len(fitted.lines) - 1, 0)
        middle = area.center().y() + (HALF_CAPITAL - rows * LINE_STEP / 2) * fitted.size_px
        self.write(fitted, area.x(), middle - ASCENT * fitted.size_px, area.width(), token, align)

    def write_figures(
        self, text: str, weight: Weight, size_px: int, area: QRectF, baseline: float, token: str
    ) -> None:
        """Write a number that changes, in the middle of `area`'s width, each digit in its cell."""
        width = figures_width(text, weight, size_px)
        start = x = area.center().x() - width / 2
        self.painter.setPen(self.colour(token))
        for piece in pieces(text):
            cell = piece_width(piece, weight, size_px)
            one = Fitted(lines=(piece,), weight=weight, size_px=size_px, width=cell)
            words.draw_line(self.painter, piece, one, x, baseline, cell, CENTRE)
            x += cell
        top = baseline - ASCENT * size_px
        height = words.block_height(1, size_px)
        self.written.append(Written(words.clean(text), size_px, start, top, width, height, True))

    def fitted_pill(
        self,
        text: str,
        *,
        most: float,
        weight: Weight,
        largest_px: int,
        padding: float,
    ) -> tuple[Fitted, float]:
        """A one-line text for a pill at most `most` wide, and the pill's width."""
        fitted = words.fit(text, most - 2 * padding, weight=weight, largest_px=largest_px)
        return fitted, fitted.width + 2 * padding

    def stars(self, count: int, x: float, middle: float, size: float, token: str) -> float:
        """Draw so many stars in a row and return where the row ends."""
        for number in range(count):
            self.path(star(x + size / 2 + number * size * 1.08, middle, size / 2), token)
        return x + count * size * 1.08


def star(x: float, y: float, radius: float) -> QPainterPath:
    """A star of five points."""
    path = QPainterPath()
    for step in range(10):
        angle = pi * step / 5 - pi / 2
        reach = radius if step % 2 == 0 else radius * 0.45
        corner = QPointF(x + reach * cos(angle), y + reach * sin(angle))
        if step == 0:
            path.moveTo(corner)
        else:
            path.lineTo(corner)
    path.closeSubpath()
    return path
