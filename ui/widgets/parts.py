"""The few small things that every page is put together from, dressed by the theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.theme import GRID, tokens
from ui.widgets.icons import put_icon
from ui.widgets.tips import as_tip

L = TypeVar("L", bound=QBoxLayout)


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """`role` is one of the theme's: title, heading, muted, strong, wrong, good, warning, key."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    # Qt indents a styled label by half a letter, so that two sizes of text do not line up.
    made.setIndent(0)
    # Else Qt moves each text in by half of its own "x", and no two of them stand flush.
    made.setIndent(0)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        made.setMinimumWidth(1)
    return made


def button(
    text: str,
    pressed: Callable[[], object],
    *,
    kind: str = "",
    icon: str = "",
    colour: str = "",
    name: str = "",
) -> QPushButton:
    """A button; `name` is what a screen reader says where the text alone does not tell."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        put_icon(made, icon, colour or (tokens().on_brand if kind == "primary" else ""))
    made.setAccessibleName(name or text)
    if not text:
        made.setToolTip(as_tip(name))
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    made.clicked.connect(lambda _checked=False: pressed())
    return made


def card() -> QFrame:
    made = QFrame()
    made.setProperty("kind", "card")
    return made


def column(
    *parts: QWidget | QLayout | int | None, gap: int = GRID, margins: int = 0
) -> QVBoxLayout:
    """Parts one under the other; a number is a distance, None takes the room that is left."""
    return _filled(QVBoxLayout(), parts, gap, margins)


def row(*parts: QWidget | QLayout | int | None, gap: int = GRID, margins: int = 0) -> QHBoxLayout:
    """Parts side by side; a number is a distance, None takes the room that is left."""
    return _filled(QHBoxLayout(), parts, gap, margins)


def fill_grid(grid: QGridLayout, parts: Sequence[QWidget], across: int, most: int) -> None:
    """So many side by side, at most `most`, in columns of one width."""
    for place, part in enumerate(parts):
        grid.addWidget(part, place // across, place % across)
    for side in range(most):
        grid.setColumnStretch(side, int(side < across))


def _filled(
    layout: L, parts: tuple[QWidget | QLayout | int | None, ...], gap: int, margins: int
) -> L:
    layout.setSpacing(gap)
    layout.setContentsMargins(margins, margins, margins, margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    return layout


def read_by_rows(table: QTableView) -> None:
    """A table to look things up in: one row is chosen at a time, and nothing is written."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()


def set_primary(made: QPushButton, icon: str, *, primary: bool, otherwise: str = "") -> None:
    """Make it the page's one primary button, or a button of the kind `otherwise`."""
    kind = "primary" if primary else otherwise
    if made.property("kind") != kind:
        set_state(made, "kind", kind)
        put_icon(made, icon, tokens().on_brand if primary else tokens().ink)


def set_state(widget: QWidget, name: str, value: str) -> None:
    """Change what the theme dresses the widget by, and dress it anew if that changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
