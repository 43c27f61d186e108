"""The full picture of a scene without a camera: the theme's colours, a leafy frame, big words."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QRadialGradient

from host_assistant.show.vocabulary import SceneRole
from host_assistant.stage.overlay.fonts import ensure_gui
from host_assistant.stage.overlay.layout import DESIGN_SIZE, Layout
from host_assistant.stage.overlay.scenery import draw_lychee, paint_orchard, paint_table
from host_assistant.stage.overlay.sign import CENTRE, Sign
from host_assistant.stage.overlay.text import fit
from host_assistant.stage.overlay.theme import Theme


class BackdropWords(msgspec.Struct, frozen=True):
    """A big line and a quiet one under it."""

    heading: str
    line: str


def paint_backdrop(
    role: SceneRole, words: BackdropWords | None, layout: Layout, theme: Theme
) -> QImage:
    """The picture of a scene at the canvas' size: drawn goods without `words`, a title with."""
    ensure_gui()
    width, height = layout.canvas_width_px, layout.canvas_height_px
    if words is None:
        painted = paint_table if role == "product" else paint_orchard
        return painted(width, height) if role == "product" else paint_orchard(width, height, host=False)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    sign = Sign(painter, theme)
    wide, high = DESIGN_SIZE[layout.shape]
    painter.scale(width / wide, height / high)
    area = QRectF(0, 0, wide, high)
    _draw_ground(sign, area)
    _draw_words(sign, words, area)
    painter.end()
    return image


def _draw_ground(sign: Sign, area: QRectF) -> None:
    painter = sign.painter
    ground = QLinearGradient(area.topLeft(), area.bottomLeft())
    ground.setColorAt(0, sign.colour("backdrop_top"))
    ground.setColorAt(1, sign.colour("backdrop_bottom"))
    painter.fillRect(area, ground)
    middle = QPointF(area.center().x(), area.height() * 0.44)
    reach = max(area.width(), area.height()) * 0.55
    glow = QRadialGradient(middle, reach)
    glow.setColorAt(0, QColor(255, 255, 255, 44))
    glow.setColorAt(1, QColor(255, 255, 255, 0))
    painter.fillRect(area, glow)
    for corner, turn in (
        (area.topLeft(), 0),
        (area.topRight(), 90),
        (area.bottomRight(), 180),
        (area.bottomLeft(), 270),
    ):
        painter.save()
        painter.translate(corner)
        painter.rotate(turn)
        _draw_branch(sign)
        painter.restore()


def _draw_branch(sign: Sign) -> None:
    """Leaves and fruit that grow out of a corner."""
    painter = sign.painter
    painter.setPen(Qt.PenStyle.NoPen)
    for number in range(6):
        for side in (8, 52):
            painter.save()
            painter.rotate(side + number * 6.5 if side == 8 else side + 30 - number * 6.5)
            painter.translate(60 + number * 48, 0)
            leaf = QPainterPath(QPointF(0, 0))
            length = 150 - number * 12
            leaf.cubicTo(length * 0.35, -34, length * 0.8, -22, length, 0)
            leaf.cubicTo(length * 0.8, 22, length * 0.35, 34, 0, 0)
            painter.setBrush(QColor(255, 255, 255, 20 + 3 * number))
            painter.drawPath(leaf)
            painter.restore()
    for x, y, radius in ((46, 60, 40), (104, 34, 34), (34, 128, 32), (100, 100, 36)):
        draw_lychee(painter, QPointF(x, y), radius, 0)


def _draw_words(sign: Sign, words: BackdropWords, area: QRectF) -> None:
    room = area.width() * (0.6 if area.width() > area.height() else 0.74)
    heading = fit(words.heading, room, weight="heavy", largest_px=132, lines=2)
    line = fit(words.line, room, weight="medium", largest_px=46, lines=2)
    block = heading.height + 70 + line.height
    x = (area.width() - room) / 2
    y = area.height() * 0.44 - block / 2
    sign.write(heading, x, y, room, "on_backdrop", CENTRE)
    y += heading.height + 24
    bar = QRectF(area.center().x() - 70, y, 140, 8)
    sign.plate(bar, 4, "backdrop_accent")
    sign.write(line, x, y + 24, room, "on_backdrop", CENTRE)
