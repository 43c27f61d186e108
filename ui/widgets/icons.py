"""Icons of one family, loaded after the window is on the screen: the family costs 0.1 s."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QLabel
from shiboken6 import isValid

from ui.theme import tokens

if TYPE_CHECKING:
    from qtawesome.iconic_font import IconicFont

AFTER_FIRST_PAINT_MS = 30
AT_LATEST_MS = 250

_waiting: list[tuple[QAbstractButton | QLabel, str, str, int]] = []


def put_icon(
    widget: QAbstractButton | QLabel, name: str, colour: str = "", size_px: int = 24
) -> None:
    """Give a button or a label the icon `name` ("mdi6.pause") in a colour, the ink's unless said.

    Before the first icons are loaded it is put there a moment after the window is painted.
    """
    colour = colour or tokens().ink
    if _family.cache_info().currsize:
        _put(widget, name, colour, size_px)
        return
    if not _waiting:
        QTimer.singleShot(AT_LATEST_MS, put_waiting)
    _waiting.append((widget, name, colour, size_px))


def icon(name: str, colour: str = "") -> QIcon:
    """An icon at once, for what is not a button."""
    colour = colour or tokens().ink
    drawn: QIcon = _family().icon(name, color=colour, color_disabled=tokens().muted)
    return drawn


def put_waiting() -> None:
    """Load the family and give all who wait for an icon theirs."""
    while _waiting:
        widget, name, colour, size_px = _waiting.pop(0)
        if isValid(widget):
            _put(widget, name, colour, size_px)


def _put(widget: QAbstractButton | QLabel, name: str, colour: str, size_px: int) -> None:
    if isinstance(widget, QLabel):
        widget.setPixmap(icon(name, colour).pixmap(QSize(size_px, size_px)))
    else:
        widget.setIcon(icon(name, colour))
        widget.setIconSize(QSize(size_px, size_px))


@cache
def _family() -> IconicFont:
    from qtawesome.iconic_font import IconicFont

    # qtawesome.icon() would load all nine of its families.
    return IconicFont(
        (
            "mdi6",
            "materialdesignicons6-webfont-6.9.96.ttf",
            "materialdesignicons6-webfont-charmap-6.9.96.json",
        )
    )
