"""Drawn pictures for where no camera is: an orchard in the morning, and a table with fruit."""

from __future__ import annotations

import random
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QRadialGradient

from host_assistant.stage.overlay.fonts import ensure_gui


@lru_cache(maxsize=4)
def paint_orchard(width: int, height: int, *, host: bool = True) -> QImage:
    """Lychee trees under a morning sky; with `host`, somebody in a conical hat at a table."""
    image, painter = _begin(width, height)
    unit = min(width, height) / 1080
    horizon = height * 0.56
    _sky(painter, width, height, horizon, unit)
    _hills(painter, width, horizon, unit)
    _ground(painter, width, height, horizon)
    dice = random.Random(7)
    for row, (depth, size) in enumerate(((0.0, 90), (0.1, 140), (0.26, 225))):
        y = horizon + depth * (height - horizon)
        step = size * 1.75 * unit
        x = -step * (0.3 + 0.35 * row)
        while x < width + step:
            _tree(painter, x + dice.uniform(-0.1, 0.1) * step, y, size * unit, dice)
            x += step
    middle = width / 2
    table = height - 250 * unit if width > height else height * 0.69
    if host:
        _host(painter, middle, table, unit * (1.0 if width > height else 1.55))
    _table(painter, width, height, table, unit)
    for side in (-1, 1):
        _basket(painter, middle + side * 330 * unit, table + 40 * unit, unit, dice)
    painter.end()
    return image


@lru_cache(maxsize=4)
def paint_table(width: int, height: int) -> QImage:
    """The close view: a basket of lychees on a table."""
    image, painter = _begin(width, height)
    unit = min(width, height) / 1080
    shade = QLinearGradient(0, 0, 0, height)
    shade.setColorAt(0, QColor("#BFD9B4"))
    shade.setColorAt(1, QColor("#6E9B6B"))
    painter.fillRect(0, 0, width, height, shade)
    dice = random.Random(11)
    for _ in range(26):
        spot = QPointF(dice.uniform(0, width), dice.uniform(0, height * 0.6))
        painter.setBrush(QColor(255, 255, 240, dice.randint(12, 36)))
        painter.drawEllipse(spot, dice.uniform(40, 130) * unit, dice.uniform(40, 130) * unit)
    table = height * 0.6
    _table(painter, width, height, table, unit)
    _basket(painter, width / 2, table + 110 * unit, unit * 2.3, dice)
    painter.end()
    return image


def _begin(width: int, height: int) -> tuple[QImage, QPainter]:
    ensure_gui()
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    return image, painter


def _sky(painter: QPainter, width: int, height: int, horizon: float, unit: float) -> None:
    sky = QLinearGradient(0, 0, 0, horizon)
    sky.setColorAt(0, QColor("#8FC3DE"))
    sky.setColorAt(0.6, QColor("#D3E6DF"))
    sky.setColorAt(1, QColor("#F8E7C2"))
    painter.fillRect(0, 0, width, height, sky)
    sun = QPointF(width * 0.27, horizon * 0.5)
    glow = QRadialGradient(sun, 560 * unit)
    for stop, alpha in ((0, 240), (0.07, 225), (0.16, 120), (0.4, 45), (0.7, 12), (1, 0)):
        glow.setColorAt(stop, QColor(255, 244, 208, alpha))
    painter.setBrush(glow)
    painter.drawEllipse(sun, 560 * unit, 560 * unit)


def _hills(painter: QPainter, width: int, horizon: float, unit: float) -> None:
    for colour, rise, start in (("#A9C7BE", 170, 0.1), ("#86B098", 110, 0.55)):
        hill = QPainterPath(QPointF(0, horizon + 20))
        hill.lineTo(0, horizon - rise * unit * start)
        hill.cubicTo(
            width * 0.25, horizon - rise * 1.7 * unit,
            width * 0.35, horizon + rise * 0.2 * unit,
            width * 0.6, horizon - rise * 0.6 * unit,
        )  # fmt: skip
        hill.cubicTo(
            width * 0.75, horizon - rise * 1.2 * unit,
            width * 0.9, horizon - rise * 1.4 * unit,
            width, horizon - rise * (1 - start) * unit,
        )  # fmt: skip
        hill.lineTo(width, horizon + 20)
        painter.setBrush(QColor(colour))
        painter.drawPath(hill)


def _ground(painter: QPainter, width: int, height: int, horizon: float) -> None:
    ground = QLinearGradient(0, horizon, 0, height)
    ground.setColorAt(0, QColor("#8DB36B"))
    ground.setColorAt(1, QColor("#557C44"))
    painter.fillRect(QRectF(0, horizon, width, height - horizon), ground)


def _tree(painter: QPainter, x: float, y: float, size: float, dice: random.Random) -> None:
    painter.setBrush(QColor(40, 60, 30, 60))
    painter.drawEllipse(QPointF(x, y), size * 0.75, size * 0.14)
    painter.setBrush(QColor("#6B4A32"))
    painter.drawRect(QRectF(x - size * 0.07, y - size * 0.5, size * 0.14, size * 0.5))
    crown = y - size * 0.85
    for dx, dy, r, colour in (
        (-0.45, 0.12, 0.46, "#3D7340"),
        (0.45, 0.12, 0.46, "#38703D"),
        (0.0, 0.16, 0.5, "#356A3A"),
        (-0.2, -0.2, 0.48, "#4B8A4A"),
        (0.24, -0.16, 0.44, "#448246"),
    ):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(x + dx * size, crown + dy * size), r * size, r * size * 0.9)
    for _ in range(9):
        spot = QPointF(x + dice.uniform(-0.7, 0.7) * size, crown + dice.uniform(-0.3, 0.45) * size)
        for dx, dy in ((0, 0), (0.05, 0.03), (-0.04, 0.05)):
            painter.setBrush(QColor("#C42C48" if dx else "#D84A5C"))
            painter.drawEllipse(spot + QPointF(dx, dy) * size, size * 0.034, size * 0.034)


def _host(painter: QPainter, x: float, table: float, unit: float) -> None:
    """A farmer behind the table, hat on, drawn without features so that it is nobody."""
    painter.save()
    painter.translate(x, table)
    painter.scale(unit, unit)
    body = QPainterPath(QPointF(-215, 40))
    body.cubicTo(-215, -150, -190, -235, -95, -262)
    body.lineTo(95, -262)
    body.cubicTo(190, -235, 215, -150, 215, 40)
    body.closeSubpath()
    shirt = QLinearGradient(0, -262, 0, 40)
    shirt.setColorAt(0, QColor("#A5673F"))
    shirt.setColorAt(1, QColor("#7F4A2B"))
    painter.setBrush(shirt)
    painter.drawPath(body)
    painter.setBrush(QColor("#E3B48C"))
    painter.drawRoundedRect(QRectF(-38, -318, 76, 84), 34, 34)
    collar = QPainterPath(QPointF(-52, -264))
    collar.lineTo(0, -206)
    collar.lineTo(52, -264)
    collar.lineTo(36, -270)
    collar.lineTo(0, -232)
    collar.lineTo(-36, -270)
    collar.closeSubpath()
    painter.setBrush(QColor("#5F351D"))
    painter.drawPath(collar)
    painter.setBrush(QColor("#EEC29B"))
    painter.drawEllipse(QPointF(0, -378), 84, 100)
    painter.setBrush(QColor(120, 70, 40, 60))
    painter.drawChord(QRectF(-84, -478, 168, 200), 20 * 16, 140 * 16)
    hat = QPainterPath(QPointF(0, -560))
    hat.cubicTo(50, -520, 140, -450, 205, -408)
    hat.cubicTo(120, -384, -120, -384, -205, -408)
    hat.cubicTo(-140, -450, -50, -520, 0, -560)
    straw = QLinearGradient(-200, 0, 200, 0)
    straw.setColorAt(0, QColor("#F6E4B4"))
    straw.setColorAt(0.55, QColor("#EBD194"))
    straw.setColorAt(1, QColor("#CFAE6C"))
    painter.setBrush(straw)
    painter.drawPath(hat)
    painter.setBrush(QColor(150, 110, 50, 70))
    rim = QPainterPath(QPointF(-205, -408))
    rim.cubicTo(-120, -384, 120, -384, 205, -408)
    rim.cubicTo(120, -398, -120, -398, -205, -408)
    painter.drawPath(rim)
    painter.restore()


def _table(painter: QPainter, width: int, height: int, top: float, unit: float) -> None:
    wood = QLinearGradient(0, top, 0, height)
    wood.setColorAt(0, QColor("#B98352"))
    wood.setColorAt(0.12, QColor("#A57043"))
    wood.setColorAt(1, QColor("#6F4526"))
    painter.fillRect(QRectF(0, top, width, height - top), wood)
    painter.fillRect(QRectF(0, top, width, 6 * unit), QColor("#D6A374"))
    y, step = top + 52 * unit, 60 * unit
    while y < height:
        painter.fillRect(QRectF(0, y, width, 2.5 * unit), QColor(60, 32, 14, 70))
        y, step = y + step, step * 1.3


def _basket(painter: QPainter, x: float, base: float, unit: float, dice: random.Random) -> None:
    """A bamboo basket heaped with lychees; `base` is where it stands."""
    wide, high = 190 * unit, 92 * unit
    painter.setBrush(QColor(40, 20, 8, 70))
    painter.drawEllipse(QPointF(x, base), wide * 0.8, 18 * unit)
    for row in range(5):
        count = 9 - row
        for number in range(count):
            spread = wide * 0.84 * (1 - row * 0.14)
            at = QPointF(
                x + (number - (count - 1) / 2) * spread * 2 / count + dice.uniform(-4, 4) * unit,
                base - high - row * 20 * unit + dice.uniform(-3, 3) * unit,
            )
            draw_lychee(painter, at, 23 * unit, dice.randint(-14, 14))
    bowl = QPainterPath(QPointF(x - wide, base - high))
    bowl.cubicTo(x - wide * 0.92, base, x - wide * 0.7, base, x - wide * 0.6, base)
    bowl.lineTo(x + wide * 0.6, base)
    bowl.cubicTo(x + wide * 0.7, base, x + wide * 0.92, base, x + wide, base - high)
    bowl.closeSubpath()
    weave = QLinearGradient(x - wide, 0, x + wide, 0)
    weave.setColorAt(0, QColor("#D9B06B"))
    weave.setColorAt(0.5, QColor("#C99A52"))
    weave.setColorAt(1, QColor("#9C7035"))
    painter.setBrush(weave)
    painter.drawPath(bowl)
    painter.save()
    painter.setClipPath(bowl)
    for row in range(1, 5):
        painter.fillRect(
            QRectF(x - wide, base - high + row * 20 * unit, 2 * wide, 4 * unit),
            QColor(110, 72, 26, 90),
        )
    painter.restore()
    painter.setBrush(QColor("#E5C48A"))
    painter.drawRoundedRect(
        QRectF(x - wide * 1.04, base - high - 9 * unit, wide * 2.08, 20 * unit),
        10 * unit,
        10 * unit,
    )


def draw_lychee(painter: QPainter, at: QPointF, radius: float, red: int) -> None:
    """One fruit; `red` from -14 to 14 makes it a little darker or brighter than the next."""
    skin = QRadialGradient(at - QPointF(radius * 0.35, radius * 0.4), radius * 1.5)
    skin.setColorAt(0, QColor(236 + red // 3, 104 + red, 110))
    skin.setColorAt(0.55, QColor(196 + red, 40, 66))
    skin.setColorAt(1, QColor(132 + red, 16, 44))
    painter.setBrush(skin)
    painter.drawEllipse(at, radius, radius * 1.04)
