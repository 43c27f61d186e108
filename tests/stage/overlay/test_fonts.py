import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QFontInfo, QFontMetrics

from host_assistant.stage.overlay.fonts import Weight, font

VOWELS = "aăâeêioôơuưy"
MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


@pytest.mark.parametrize("weight", ["medium", "semibold", "bold", "heavy"])
def test_the_shipped_typeface_is_used_and_has_all_of_vietnamese(weight: Weight) -> None:
    import unicodedata

    chosen = font(weight, 40)
    assert "Be Vietnam Pro" in QFontInfo(chosen).family()
    metrics = QFontMetrics(chosen)
    letters = {unicodedata.normalize("NFC", vowel + mark) for vowel in VOWELS for mark in MARKS}
    for letter in {*letters, *"đ₫0123456789.,–−%/½"}:
        for case in (letter, letter.upper()):
            assert metrics.inFontUcs4(ord(case)), case


def test_heavier_weights_are_really_heavier() -> None:
    widths = [
        QFontMetrics(font(weight, 80)).horizontalAdvance("Lục Ngạn")
        for weight in ("medium", "semibold", "bold", "heavy")
    ]
    assert widths == sorted(set(widths))


PAINT = (
    "from host_assistant.stage.overlay.painter import paint\n"
    "from host_assistant.stage.overlay.theme import load_theme\n"
    "from tests.stage.overlay.samples import LYCHEE, designed\n"
    "from pathlib import Path\n"
    "def work():\n"
    "    global said\n"
    "    try:\n"
    "        said = paint(LYCHEE, designed('wide'), load_theme('cho-phien'), Path('x')).width()\n"
    "    except RuntimeError as error:\n"
    "        said = error\n"
)


def test_paints_without_a_screen_and_without_being_asked_to() -> None:
    assert run(PAINT + "work()\nprint(said)\n") == "580"


def test_a_thread_that_paints_before_qt_is_ready_is_told() -> None:
    threaded = "import threading\nt = threading.Thread(target=work)\nt.start()\nt.join()\n"
    assert "ensure_gui() in the main thread" in run(PAINT + threaded + "print(said)\n")


def test_painting_into_files_begins_in_any_thread() -> None:
    code = (
        "import tempfile, threading\n"
        "from pathlib import Path\n"
        "from host_assistant.stage.overlay.files import OverlayFiles\n"
        "from host_assistant.stage.overlay.theme import load_theme\n"
        "from tests.stage.overlay.samples import LYCHEE, designed\n"
        "folder = Path(tempfile.mkdtemp())\n"
        "files = OverlayFiles(folder, designed('wide'), load_theme('cho-phien'), folder)\n"
        "def paint():\n"
        "    print(files.png_for('product_card', LYCHEE).exists())\n"
        "painter = threading.Thread(target=paint)\n"
        "painter.start()\n"
        "painter.join()\n"
    )
    assert run(code) == "True"


def run(code: str) -> str:
    """What a fresh process without a screen prints."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
