"""The rail on the left of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from host_assistant.language import _
from ui.context import Place
from ui.widgets.icons import put_icon
from ui.widgets.parts import column

ICONS: dict[Place, str] = {
    "goods": "mdi6.basket-outline",
    "prepare": "mdi6.clipboard-check-outline",
    "live": "mdi6.broadcast",
    "replay": "mdi6.history",
    "settings": "mdi6.cog-outline",
}


def place_name(place: Place) -> str:
    return {
        "goods": _("Goods"),
        "prepare": _("Prepare"),
        "live": _("Go live"),
        "replay": _("Replay"),
        "settings": _("Settings"),
    }[place]


class Rail(QWidget):
    """Five places, in the order of the day."""

    def __init__(self, go: Callable[[Place], None]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(104)
        self._group = QButtonGroup(self)
        self.places: dict[Place, QToolButton] = {}
        for place in ICONS:
            made = self._button(place)
            made.clicked.connect(lambda _checked=False, place=place: go(place))
            self.places[place] = made
            self._group.addButton(made)
        self.setLayout(column(*self.places.values(), None, gap=8, margins=8))

    def choose(self, place: Place) -> None:
        self.places[place].setChecked(True)

    def _button(self, place: Place) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "place")
        made.setCheckable(True)
        made.setText(place_name(place))
        made.setAccessibleName(place_name(place))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setFixedWidth(88)
        put_icon(made, ICONS[place], size_px=28)
        return made
