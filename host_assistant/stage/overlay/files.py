"""The overlays as PNG files, each painted once and named by what it shows."""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Collection
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtGui import QImage

from host_assistant.show.vocabulary import OverlaySlot
from host_assistant.stage.overlay.cards import CARD_SLOTS, Card
from host_assistant.stage.overlay.fonts import ensure_gui
from host_assistant.stage.overlay.layout import Layout
from host_assistant.stage.overlay.painter import paint
from host_assistant.stage.overlay.theme import Theme

# Raised when the painter draws the same card differently, so that no older PNG is taken for it.
_PAINTING: Final = 1
# Qt maps 100..0 to zlib levels 0..9; level 1 halves the time and costs a third more bytes.
_PNG_QUALITY: Final = 88


class OverlayFiles:
    """A folder of painted cards for one layout and one theme. Any thread may ask.

    Make it in the main thread: where there is no window, that makes Qt ready to paint.
    """

    def __init__(self, folder: Path, layout: Layout, theme: Theme, pictures_dir: Path) -> None:
        ensure_gui()
        self._folder = folder
        self._layout = layout
        self._theme = theme
        self._pictures = pictures_dir
        self._painting = threading.Lock()
        self._look = msgspec.json.encode([_PAINTING, theme, layout], enc_hook=str)

    def png_for(self, slot: OverlaySlot, card: Card) -> Path:
        """The card's PNG, painted now if it was never painted before.

        Raises ValueError for a card of another slot and OSError when the folder takes no file.
        """
        if CARD_SLOTS[type(card)] != slot:
            message = f"{type(card).__name__} does not belong into {slot}"
            raise ValueError(message)
        path = self._folder / f"{slot}-{self._digest(card)}.png"
        with self._painting:
            if not path.exists():
                self._folder.mkdir(parents=True, exist_ok=True)
                save_png(paint(card, self._layout, self._theme, self._pictures), path)
        return path

    def sweep(self, keep: Collection[Path]) -> None:
        """Delete all PNGs but these. A file that somebody holds open is left for later."""
        kept = {path.name for path in keep}
        with self._painting:
            for path in self._folder.glob("*.png"):
                if path.name not in kept:
                    with contextlib.suppress(OSError):
                        path.unlink()

    def _digest(self, card: Card) -> str:
        """The content, and the state of the product's picture: a file may change under its name."""
        picture = getattr(card, "picture", None)
        changed = 0
        if picture and Path(picture).name == picture:
            try:
                changed = (self._pictures / picture).stat().st_mtime_ns
            except OSError:
                changed = 0
        content = msgspec.json.encode([type(card).__name__, card, changed])
        return hashlib.sha256(self._look + content).hexdigest()[:24]


def save_png(image: QImage, path: Path) -> None:
    """Write the image so that nobody can ever read half of it. Raises OSError."""
    half = path.with_name(f".{path.stem}-{os.getpid()}-{threading.get_ident()}.part")
    if not image.save(str(half), "PNG", _PNG_QUALITY):  # type: ignore[call-overload]
        half.unlink(missing_ok=True)
        message = f"{path} cannot be written"
        raise OSError(message)
    half.replace(path)
