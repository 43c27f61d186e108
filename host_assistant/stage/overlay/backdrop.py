"""The full picture of a scene without a camera: the theme's colours, a leafy frame, big words."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QRadialGradient

from host_assistant.show.vocabulary import SceneRole
from host_assistant.stage.overlay.fonts import ensure_gui
from host_assistant.stage.overlay.layout import DESIGN_SIZE, Layout
from host_assistant.stage.overlay.ornaments import draw_ornament, ornaments_of
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
    if words is None and role == "product":
        return paint_table(width, height)
    if words is None:
        return paint_orchard(width, height, host=False)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    sign = Sign(painter, theme)
    wide, high = DESIGN_SIZE[layout.shape]
    painter.scale(width / wide, height / high)
    area = QRectF(0, 0, wide, high)
    _draw_ground(sign, area)
    _draw_edge(sign, area)
    _draw_words(sign, words, area)
    painter.end()
    return image


def _draw_ground(sign: Sign, area: QRectF) -> None:
    painter = sign.painter
    ground = QLinearGradient(area.topLeft(), area.bottomLeft())
    ground.setColorAt(0, sign.colour("backdrop_top"))
    ground.setColorAt(1, sign.colour("backdrop_bottom"))
    painter.fillRect(area, ground)
    middle = QPointF(area.center().x(), area.height() * 0.36)
    glow = QRadialGradient(middle, max(area.width(), area.height()) * 0.55)
    glow.setColorAt(0, QColor(255, 255, 255, 52))
    glow.setColorAt(1, QColor(255, 255, 255, 0))
    painter.fillRect(area, glow)
    _draw_hills(sign, area)


def _draw_hills(sign: Sign, area: QRectF) -> None:
    """Hills and an orchard in the theme's own colours, along the bottom."""
    painter = sign.painter
    painter.setPen(Qt.PenStyle.NoPen)
    deep = sign.colour("backdrop_bottom").darker(118)
    wide, bottom = area.width(), area.bottom()
    for rise, alpha, left in ((330.0, 80, 0.75), (240.0, 130, 0.35)):
        hill = QPainterPath(QPointF(0, bottom))
        hill.lineTo(0, bottom - rise * left)
        hill.cubicTo(
            QPointF(wide * 0.3, bottom - rise * 1.7 * (1 - left)),
            QPointF(wide * 0.55, bottom - rise * 1.5 * left),
            QPointF(wide, bottom - rise * (1.1 - left)),
        )
        hill.lineTo(wide, bottom)
        deep.setAlpha(alpha)
        painter.setBrush(deep)
        painter.drawPath(hill)
    deep.setAlpha(255)
    painter.setBrush(deep)
    x = -30.0
    for number in range(round(wide / 118) + 2):
        size = 78 + (number * 37) % 33
        painter.drawEllipse(QPointF(x, bottom - 22), size * 1.05, size)
        x += 118
    for number in range(round(wide / 118) + 1):
        at = QPointF(28 + number * 118, bottom - 40 - (number * 53) % 44)
        for dx, dy in ((0.0, 0.0), (15.0, 9.0), (-3.0, 17.0)):
            draw_lychee(painter, at + QPointF(dx, dy), 10, (number * 7) % 20 - 10)


def _draw_edge(sign: Sign, area: QRectF) -> None:
    """The theme's own ornament, such as an awning, hung along the top, somewhat enlarged."""
    for each in ornaments_of(sign.theme, "product_card"):
        if each.repeat and each.at == "top":
            width, height = each.width * 3 // 2, each.height * 3 // 2
            large = msgspec.structs.replace(each, width=width, height=height)
            draw_ornament(sign, large, area)


def _draw_words(sign: Sign, words: BackdropWords, area: QRectF) -> None:
    lies = area.width() > area.height()
    room = area.width() * (0.64 if lies else 0.8)
    heading = fit(words.heading, room, weight="heavy", largest_px=136, smallest_px=88)
    if not heading.whole:
        heading = fit(words.heading, room, weight="heavy", largest_px=110, lines=3)
    line = fit(words.line, room, weight="medium", largest_px=48, lines=2)
    block = heading.height + 64 + line.height
    x = (area.width() - room) / 2
    # On a wide picture the notice and the banner stand below, beside the words on an upright one.
    y = area.height() * (0.35 if lies else 0.4) - block / 2
    sign.write(heading, x, y, room, "on_backdrop", CENTRE)
    y += heading.height + 24
    sign.plate(QRectF(area.center().x() - 70, y, 140, 8), 4, "backdrop_accent")
    sign.write(line, x, y + 28, room, "on_backdrop", CENTRE)
