"""The typeface of the viewers' picture, the same on every machine: it ships with the program."""

from __future__ import annotations

import os
import threading
from functools import cache
from typing import Final, Literal

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from host_assistant.resources import asset

Weight = Literal["medium", "semibold", "bold", "heavy"]

_FILES: Final[dict[Weight, tuple[str, QFont.Weight]]] = {
    "medium": ("BeVietnamPro-Medium.ttf", QFont.Weight.Medium),
    "semibold": ("BeVietnamPro-SemiBold.ttf", QFont.Weight.DemiBold),
    "bold": ("BeVietnamPro-Bold.ttf", QFont.Weight.Bold),
    "heavy": ("BeVietnamPro-ExtraBold.ttf", QFont.Weight.ExtraBold),
}

# Measured on the four files: capitals with two marks ("Ằ") reach 1.18 of the size above the
# baseline, more than the ascent (1.0) that the fonts declare; "Ệ" hangs 0.26 below it.
ASCENT: Final = 1.2
DESCENT: Final = 0.28
LINE_STEP: Final = 1.3

_application: QGuiApplication | None = None


def ensure_gui() -> None:
    """Make Qt ready to paint text. In a window's process its application does this already.

    Call it once in the main thread before any other thread paints; a machine without a screen
    is fine. Raises RuntimeError when called too late, from another thread.
    """
    global _application  # Qt has one application object in a process, and it must stay alive
    if QGuiApplication.instance() is None:
        if threading.current_thread() is not threading.main_thread():
            message = "call ensure_gui() in the main thread before painting in another"
            raise RuntimeError(message)
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _application = QGuiApplication(["host-assistant"])
    _families()


def font(weight: Weight, size_px: int) -> QFont:
    """A font of this weight; `size_px` in design pixels."""
    chosen = QFont(_families()[weight])
    chosen.setWeight(_FILES[weight][1])
    chosen.setPixelSize(size_px)
    # Cards are laid out once in design pixels and scaled; hinting would move letters with scale.
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    chosen.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return chosen


_loading = threading.Lock()


def _families() -> dict[Weight, str]:
    with _loading:
        return _load()


@cache
def _load() -> dict[Weight, str]:
    """Family names as this system's Qt calls them: some put each weight in a family of its own."""
    families: dict[Weight, str] = {}
    for weight, (name, _) in _FILES.items():
        number = QFontDatabase.addApplicationFont(str(asset("fonts", name)))
        if number < 0:
            message = f"assets/fonts/{name} is no font that Qt can read"
            raise FileNotFoundError(message)
        families[weight] = QFontDatabase.applicationFontFamilies(number)[0]
    return families
