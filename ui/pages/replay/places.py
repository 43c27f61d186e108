"""Where the session's confirmed orders go: by province, and abroad by country."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)

from host_assistant.journal.by_place import PlaceRow, place_words
from host_assistant.language import _
from host_assistant.values.decimals import grouped
from host_assistant.values.money import format_vnd
from ui.pages.replay.orders import OrdersTable
from ui.pages.replay.rows_model import ROW_PX, RowsModel
from ui.widgets.parts import button, column, read_by_rows, row
from ui.widgets.tips import as_tip
from ui.words import weight_words


class PlacesModel(RowsModel[PlaceRow]):
    def __init__(self, rows: Sequence[PlaceRow]) -> None:
        headings = {"place": _("Place"), "orders": _("Orders"), "revenue": _("Sold for")}
        super().__init__(headings, frozenset({"orders", "revenue"}), rows)

    def text(self, row: PlaceRow, column: str) -> str:
        if column == "orders":
            return grouped(row.orders)
        if column == "revenue":
            return format_vnd(row.revenue_vnd)
        words = place_words(row)
        return f"{words}\n{weight_words(row.weight_g)}" if row.weight_g else words

    def more(self, place: int, _column: str, role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(place_words(self.rows[place]))
        return None


class PlacesTable(QTableView):
    def __init__(self, model: PlacesModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(_("Where the orders go"))
        read_by_rows(self)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)


class OrdersAndPlaces(QWidget):
    """The orders one by one, or where all of them go: one press changes between the two."""

    def __init__(self, orders: OrdersTable, places: PlacesTable) -> None:
        super().__init__()
        self._stack = QStackedWidget()
        self._stack.addWidget(orders)
        self._stack.addWidget(places)
        self._group = QButtonGroup(self)
        self.by_order = self._choice(_("Orders"), lambda: self._stack.setCurrentIndex(0))
        self.by_place = self._choice(_("Where they go"), lambda: self._stack.setCurrentIndex(1))
        self.by_order.setChecked(True)
        self.by_place.setToolTip(_("All confirmed orders of the session, by province and country"))
        layout = column(row(self.by_order, self.by_place, None, gap=8), self._stack, gap=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _choice(self, text: str, pressed: Callable[[], object]) -> QPushButton:
        made = button(text, pressed, kind="pill")
        made.setCheckable(True)
        self._group.addButton(made)
        return made
