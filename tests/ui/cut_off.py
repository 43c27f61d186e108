"""Looks for text that does not fit where it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from ui.widgets.figure import Figure


def cut_off(page: QWidget) -> list[str]:
    """The texts of all that can be seen on the page and has less room than it needs."""
    found = []
    for part in page.findChildren(QWidget):
        if not part.isVisibleTo(page):
            continue
        if not _fits(part):
            found.append(f"{part.accessibleName() or _text(part)!r} needs more room")
        if _sticks_out(part, page):
            found.append(f"{part.accessibleName() or _text(part)!r} sticks out")
    return found


def _text(part: QWidget) -> str:
    return part.text() if isinstance(part, QLabel | QAbstractButton) else type(part).__name__


def _fits(part: QWidget) -> bool:
    if isinstance(part, Figure):
        return part.fits()
    if isinstance(part, QLabel) and part.text():
        if part.wordWrap():
            return part.heightForWidth(part.width()) <= part.height() + 1
        # A text that may be shortened says the whole of itself in its tool tip.
        return part.toolTip() == part.text() or part.sizeHint().width() <= part.width() + 1
    if isinstance(part, QAbstractButton) and part.text():
        return part.sizeHint().width() <= part.width() + 1
    return True


def _sticks_out(part: QWidget, page: QWidget) -> bool:
    """Beyond the page, or beyond what scrolls in it."""
    if not isinstance(part, QLabel | QAbstractButton) or not _text(part):
        return False
    above = part.parentWidget()
    while above is not None and above is not page:
        scroll = above.parentWidget().parentWidget() if above.parentWidget() else None
        if isinstance(scroll, QScrollArea) and scroll.widget() is above:
            page = above
            break
        above = above.parentWidget()
    corner = part.mapTo(page, part.rect().bottomRight())
    return corner.x() > page.width() or corner.y() > page.height()
