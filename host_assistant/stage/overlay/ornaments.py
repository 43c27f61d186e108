"""The ornaments of a theme, drawn from its SVG files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QImageReader

from host_assistant.show.vocabulary import OverlaySlot
from host_assistant.stage.overlay.sign import Sign
from host_assistant.stage.overlay.theme import Ornament, Theme


def ornaments_of(theme: Theme, slot: OverlaySlot) -> tuple[Ornament, ...]:
    return tuple(ornament for ornament in theme.ornaments if slot in ornament.slots)


def draw_ornament(sign: Sign, each: Ornament, area: QRectF, radius: float = 0) -> None:
    """Draw an ornament at its place along `area`, inside that area's rounded corners."""
    painter = sign.painter
    painter.save()
    sign.clip(area, radius)
    for place in _places(each, area):
        scale = painter.transform().m11()
        size = max(round(place.width() * scale), 1), max(round(place.height() * scale), 1)
        image = _read(sign.theme.folder / each.file, *size)
        if image is not None:
            painter.drawImage(place, image)
    painter.restore()


def _places(each: Ornament, area: QRectF) -> list[QRectF]:
    """Where an ornament lies; a repeated one fills its edge with whole tiles."""
    x = area.right() - each.width if each.at.endswith("right") else area.x()
    y = area.bottom() - each.height if each.at.startswith("bottom") else area.y()
    if not each.repeat:
        return [QRectF(x, y, each.width, each.height)]
    if each.at == "left":
        count = max(round(area.height() / each.height), 1)
        step = area.height() / count
        return [QRectF(x, y + number * step, each.width, step) for number in range(count)]
    count = max(round(area.width() / each.width), 1)
    step = area.width() / count
    return [QRectF(x + number * step, y, step, each.height) for number in range(count)]


@lru_cache(maxsize=32)
def _read(path: Path, width: int, height: int) -> QImage | None:
    """An SVG or PNG at this size; None when this Qt cannot read it."""
    reader = QImageReader(str(path))
    reader.setScaledSize(QSize(width, height))
    image = reader.read()
    if image.isNull():
        return None
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
