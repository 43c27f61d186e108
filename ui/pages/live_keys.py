"""The keys of the live page: they work wherever the focus is, but while typing into a field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind_keys(page: QWidget, keys: dict[str, Callable[[], object]]) -> list[QShortcut]:
    """Bind each key sequence ("F1", "Ctrl+Z") in the page's window, while the page is shown.

    Qt itself leaves letters, digits and Ctrl+Z to a field that is being typed into; a held key
    is one press.
    """
    made = []
    for sequence, act in keys.items():
        shortcut = QShortcut(QKeySequence(sequence), page)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)
        made.append(shortcut)
    return made
