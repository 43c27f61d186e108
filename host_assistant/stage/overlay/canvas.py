"""The viewers' whole picture in this process: a background and the overlays' PNGs upon it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from host_assistant.show.vocabulary import OverlaySlot
from host_assistant.stage.overlay.fonts import ensure_gui
from host_assistant.stage.overlay.layout import Layout
from host_assistant.stage.overlay.pictures import draw_cover
from host_assistant.stage.overlay.scenery import paint_orchard, paint_table

_JPEG_QUALITY: Final = 82


class Canvas:
    """Not safe for two threads at once: its owner holds a lock."""

    def __init__(self, layout: Layout) -> None:
        ensure_gui()
        self._layout = layout
        self._background = QImage()
        self._overlays: dict[OverlaySlot, QImage] = {}
        self._scaled: dict[tuple[str, int], QImage] = {}

    def background_from_file(self, path: Path) -> bool:
        """Show this picture behind the overlays; False when nobody can read it."""
        image = QImage(str(path))
        if image.isNull():
            return False
        self._set_background(image)
        return True

    def background_from_rgb(self, width: int, height: int, rgb: bytes, *, close: bool) -> None:
        """Show a camera's frame, packed three bytes a pixel; `close` takes its middle only."""
        image = QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888)
        if close:
            part = image.rect()
            part.setSize(part.size() * 0.6)
            part.moveCenter(image.rect().center())
            part.moveBottom(image.rect().bottom())
            image = image.copy(part)
        # The image borrows the bytes; the copy owns its pixels.
        self._set_background(image.convertToFormat(QImage.Format.Format_RGB32))

    def background_drawn(self, *, close: bool) -> None:
        """The drawn orchard with a stand-in host, or a drawn close view of the goods."""
        size = self._layout.canvas_width_px, self._layout.canvas_height_px
        self._set_background(paint_table(*size) if close else paint_orchard(*size))

    def put(self, slot: OverlaySlot, path: Path | None) -> bool:
        """Show this PNG in the slot, or nothing; False when nobody can read it."""
        self._forget(slot)
        self._overlays.pop(slot, None)
        if path is None:
            return True
        image = QImage(str(path))
        if image.isNull():
            return False
        self._overlays[slot] = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        return True

    def jpeg(self, width_px: int) -> bytes:
        """The picture as a JPEG of that width."""
        scale = width_px / self._layout.canvas_width_px
        height_px = max(round(self._layout.canvas_height_px * scale), 1)
        image = QImage(width_px, height_px, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.black)
        painter = QPainter(image)
        painter.drawImage(0, 0, self._background_at(width_px, height_px))
        for slot, overlay in self._overlays.items():
            rect = self._layout.slots[slot]
            x, y = round(rect.x * scale), round(rect.y * scale)
            painter.drawImage(x, y, self._overlay_at(slot, overlay, width_px, scale))
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "JPEG", _JPEG_QUALITY)  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    def _set_background(self, image: QImage) -> None:
        if image.cacheKey() != self._background.cacheKey():
            self._background = image
            self._forget("background")

    def _forget(self, name: str) -> None:
        self._scaled = {key: image for key, image in self._scaled.items() if key[0] != name}

    def _background_at(self, width: int, height: int) -> QImage:
        key = ("background", width)
        if key not in self._scaled:
            image = QImage(width, height, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.black)
            if not self._background.isNull():
                painter = QPainter(image)
                draw_cover(painter, self._background, QRectF(image.rect()))
                painter.end()
            self._scaled[key] = image
        return self._scaled[key]

    def _overlay_at(self, slot: OverlaySlot, image: QImage, width: int, scale: float) -> QImage:
        key = (slot, width)
        if key not in self._scaled:
            rect = self._layout.slots[slot]
            self._scaled[key] = image.scaled(
                max(round(rect.width * scale), 1),
                max(round(rect.height * scale), 1),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        return self._scaled[key]
