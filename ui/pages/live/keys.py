"""The keys of the live page: they work wherever the focus is, but while typing into a field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
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


def goes_on_air(event: QKeyEvent) -> bool:
    """Whether the key, where nothing is typed, changes what viewers see or marks a moment."""
    key = event.key()
    if event.matches(QKeySequence.StandardKey.Undo):  # the counter would lose an order
        return True
    digit = Qt.Key.Key_0 <= key <= Qt.Key.Key_9
    return digit or Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35 or key == Qt.Key.Key_M
