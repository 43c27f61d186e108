"""Pictures of goods and ornaments, ready to be drawn at a size."""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QLinearGradient, QPainter

from host_assistant.stage.overlay.layout import SMALLEST_TEXT_PX
from host_assistant.stage.overlay.sign import CENTRE, Sign
from host_assistant.stage.overlay.text import clean, fit

_LARGEST_PIXELS: Final = 60_000_000
_SMALLEST_LETTERED_PX: Final = 110
# White on it has a contrast of 5.5:1, and still 4:1 where the shading is brightest.
_BRIGHTEST_PLACEHOLDER: Final = 0.14


def draw_cover(painter: QPainter, image: QImage, area: QRectF) -> None:
    """Fill `area` with the middle of the image, keeping its proportions."""
    scale = max(area.width() / image.width(), area.height() / image.height())
    width, height = area.width() / scale, area.height() / scale
    cut = QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(area, image, cut)


def goods_picture(folder: Path, name: str | None, width: int, height: int) -> QImage | None:
    """The picture of that name, about as large as is needed to cover `width` × `height`.

    None when there is none, or when nobody can read it: then a placeholder is drawn.
    """
    if not name or Path(name).name != name:
        return None
    path = folder / name
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return None
    return _read(path, changed, width, height)


@lru_cache(maxsize=32)
def _read(path: Path, changed: int, width: int, height: int) -> QImage | None:  # noqa: ARG001
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > _LARGEST_PIXELS:
        return None
    turned = bool(reader.transformation().value & 4)
    need = QSize(height, width) if turned else QSize(width, height)
    if size.width() > need.width() and size.height() > need.height():
        reader.setScaledSize(size.scaled(need, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return None
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def placeholder_colour(name: str) -> QColor:
    """A deep colour of the product's own, dark enough for white letters; always the same one."""
    hue = int.from_bytes(hashlib.sha256(clean(name).encode()).digest()[:2]) % 360
    value = 165
    while _luminance(colour := QColor.fromHsv(hue, 165, value)) > _BRIGHTEST_PLACEHOLDER:
        value -= 5
    return colour


def _luminance(colour: QColor) -> float:
    """Relative luminance, with a gamma of 2.2 for sRGB's curve."""
    red, green, blue = (
        math.pow(part, 2.2) for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def initials(name: str) -> str:
    """The first letters of the first two words: "Vải thiều" is "VT"."""
    letters = [word[0] for word in clean(name).split() if word[0].isalnum()]
    return "".join(letters[:2]).upper()


def draw_placeholder(sign: Sign, name: str, area: QRectF, visible: QRectF) -> None:
    """What stands in for a missing picture; the letters stand in the middle of `visible`."""
    colour = placeholder_colour(name)
    shade = QLinearGradient(area.topLeft(), area.bottomRight())
    shade.setColorAt(0, colour.lighter(118))
    shade.setColorAt(1, colour.darker(115))
    painter = sign.painter
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.fillRect(area, shade)
    painter.setPen(Qt.PenStyle.NoPen)
    size = min(visible.width(), visible.height())
    painter.setBrush(QColor(255, 255, 255, 24))
    painter.drawEllipse(visible.center(), size * 0.46, size * 0.46)
    painter.setBrush(QColor(255, 255, 255, 18))
    painter.drawEllipse(area.topRight(), size * 0.6, size * 0.6)
    painter.drawEllipse(area.bottomLeft(), size * 0.45, size * 0.45)
    painter.restore()
    if size < _SMALLEST_LETTERED_PX:
        return
    largest_px = max(int(size * 0.42), SMALLEST_TEXT_PX)
    letters = fit(initials(name), size * 0.8, weight="heavy", largest_px=largest_px)
    sign.write_centred(letters, visible, "on_brand", CENTRE)
