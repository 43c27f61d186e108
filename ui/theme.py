"""Every colour, size and distance of the window, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from host_assistant.settings import Appearance
from host_assistant.stage.overlay.fonts import ensure_gui
from ui.style_sheet import SHEET

GRID = 8
CORNER = 12
TARGET = 44
FACES = ("Be Vietnam Pro", "Segoe UI", "SF Pro Text", "Noto Sans")

BODY_PX = 15
BUTTON_PX = 16
HEADING_PX = 20
TITLE_PX = 24
FAR_PX, FARTHEST_PX = 56, 120


@dataclass(frozen=True, slots=True)
class Tokens:
    """Names say what a colour is for. `on_x` is what stands on a ground of the colour `x`;
    `x_ink` is the shade of `x` that is read as text on `surface` and on `raised`."""

    surface: str
    raised: str
    control: str
    hover: str
    line: str
    ink: str
    muted: str
    brand: str
    on_brand: str
    brand_ink: str
    leaf: str
    on_leaf: str
    leaf_ink: str
    gold: str
    on_gold: str
    gold_ink: str
    on_air: str
    on_on_air: str
    focus: str
    flash: str


DARK = Tokens(
    surface="#14161A",
    raised="#1D2026",
    control="#2B3038",
    hover="#373D47",
    line="#333943",
    ink="#F3F4F6",
    muted="#AEB5C0",
    brand="#B3163B",
    on_brand="#FFFFFF",
    brand_ink="#FF9DB2",
    leaf="#2E7D4F",
    on_leaf="#FFFFFF",
    leaf_ink="#86D6A5",
    gold="#E8A600",
    on_gold="#1D1600",
    gold_ink="#F4C145",
    on_air="#E5141E",
    on_on_air="#FFFFFF",
    focus="#9CC2FF",
    flash="#4A4326",
)
LIGHT = Tokens(
    surface="#F4F2EE",
    raised="#FFFFFF",
    control="#ECE8E2",
    hover="#DFD9D1",
    line="#D8D2C9",
    ink="#1C1A18",
    muted="#5C564E",
    brand="#B3163B",
    on_brand="#FFFFFF",
    brand_ink="#A31335",
    leaf="#2E7D4F",
    on_leaf="#FFFFFF",
    leaf_ink="#20643D",
    gold="#E8A600",
    on_gold="#1D1600",
    gold_ink="#725000",
    on_air="#E5141E",
    on_on_air="#FFFFFF",
    focus="#0B57D0",
    flash="#FBEBC0",
)
THEMES: dict[Literal["dark", "light"], Tokens] = {"dark": DARK, "light": LIGHT}

# Which text colour stands on which ground; a test holds each pair to a contrast of 4.5:1.
TEXT_ON: tuple[tuple[str, str], ...] = (
    ("ink", "surface"),
    ("ink", "raised"),
    ("ink", "control"),
    ("ink", "hover"),
    ("ink", "flash"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("muted", "control"),
    ("on_brand", "brand"),
    ("on_leaf", "leaf"),
    ("on_gold", "gold"),
    ("on_on_air", "on_air"),
    ("brand_ink", "surface"),
    ("brand_ink", "raised"),
    ("leaf_ink", "surface"),
    ("leaf_ink", "raised"),
    ("gold_ink", "surface"),
    ("gold_ink", "raised"),
    ("gold_ink", "control"),
)

_current: Tokens = DARK


def tokens() -> Tokens:
    """The colours in use."""
    return _current


def apply(app: QApplication, appearance: Appearance) -> None:
    """Dress the whole program, and everything in it that is already shown.

    "auto" follows the system, and is dark where the system does not say.
    """
    global _current  # one dress per process, as there is one QApplication
    if appearance == "auto":
        light = app.styleHints().colorScheme() is Qt.ColorScheme.Light
        appearance = "light" if light else "dark"
    _current = THEMES[appearance]
    # The typeface of the viewers' picture: one look, and one width of every word, everywhere.
    ensure_gui()
    app.setStyle("Fusion")
    app.setFont(face(BODY_PX))
    app.setPalette(_palette(_current))
    app.setStyleSheet(style_sheet(_current))


def style_sheet(colours: Tokens) -> str:
    names = {name: getattr(colours, name) for name in Tokens.__slots__}
    return SHEET.substitute(
        names,
        body=BODY_PX,
        button=BUTTON_PX,
        heading=HEADING_PX,
        title=TITLE_PX,
        corner=CORNER,
        inner=TARGET - 4,
    )


def face(size_px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A face that has Vietnamese. Its figures differ in width: see `widgets.figure`."""
    font = QFont()
    font.setFamilies(list(FACES))
    font.setPixelSize(size_px)
    font.setWeight(weight)
    return font


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio": from 1 (alike) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    one = QColor(colour)
    return (
        0.2126 * linear(one.redF()) + 0.7152 * linear(one.greenF()) + 0.0722 * linear(one.blueF())
    )


def _palette(colours: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in (
        (role.Window, colours.surface),
        (role.Base, colours.raised),
        (role.AlternateBase, colours.surface),
        (role.Button, colours.control),
        (role.Text, colours.ink),
        (role.WindowText, colours.ink),
        (role.ButtonText, colours.ink),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.brand),
        (role.HighlightedText, colours.on_brand),
        (role.ToolTipBase, colours.control),
        (role.ToolTipText, colours.ink),
        (role.Link, colours.brand_ink),
        (role.Accent, colours.brand),
    ):
        palette.setColor(which, QColor(colour))
    return palette
