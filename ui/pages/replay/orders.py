"""All orders of one session; one press goes to the moment in which it was placed."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from host_assistant.language import _
from host_assistant.show.state import Order, ShowState
from host_assistant.values.instants import format_duration
from host_assistant.values.money import format_vnd
from host_assistant.values.quantity import format_milli
from ui.pages.replay.rows_model import ROW_PX, RowsModel
from ui.theme import tokens
from ui.widgets.icons import icon
from ui.widgets.parts import read_by_rows
from ui.widgets.tips import as_tip

CELL_SPARE_PX: Final = 28


class OrdersModel(RowsModel[Order]):
    """The orders in the order of their placing; those that were still to come are muted."""

    def __init__(self, last: ShowState) -> None:
        headings = {"time": _("Time"), "what": _("Who and what"), "total": _("Sum")}
        orders = sorted(last.orders.values(), key=lambda order: order.sequence)
        super().__init__(headings, frozenset({"total"}), orders)
        self._placed = [order.placed_ms for order in orders]
        self._count = 0

    def set_position(self, position_ms: int) -> int:
        """Returns the row of the latest order then, -1 before the first."""
        before, self._count = self._count, bisect_right(self._placed, position_ms)
        if self._count != before:
            first, last = sorted((before, self._count))
            self.dataChanged.emit(
                self.index(first, 0), self.index(max(last - 1, first), len(self.columns) - 1)
            )
        return self._count - 1

    def text(self, row: Order, column: str) -> str:
        if column == "time":
            return format_duration(row.placed_ms)
        if column == "total":
            total = format_vnd(row.total_vnd)
            return f"{total}\n{_not_confirmed()}" if _is_pending(row) else total
        goods = ", ".join(
            f"{format_milli(line.quantity_milli)} {line.unit} {line.sku}" for line in row.lines
        )
        return f"{row.buyer_label}\n{goods}" if row.buyer_label else goods

    def more(self, place: int, column: str, role: int) -> Any:
        order = self.rows[place]
        if role == Qt.ItemDataRole.ForegroundRole and place >= self._count:
            return QColor(tokens().muted)
        if role == Qt.ItemDataRole.DecorationRole and column == "what":
            return _sign(order)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(f"{_status(order)}\n{self.text(order, 'what')}")
        return None


class OrdersTable(QTableView):
    """One press on an order, or Enter, goes there."""

    wanted = Signal(int)

    def __init__(self, model: OrdersModel) -> None:
        super().__init__()
        self._orders = model
        self.setModel(model)
        self.setAccessibleName(_("Orders"))
        read_by_rows(self)
        self.setWordWrap(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(model.columns.index("what"), QHeaderView.ResizeMode.Stretch)
        # Fixed: measuring 100,000 rows anew while the replay runs would hold it up.
        pending = [_not_confirmed()] if any(map(_is_pending, model.rows)) else []
        dearest = max(model.rows, key=lambda order: order.total_vnd, default=None)
        for name, longest in (
            ("time", [format_duration(0)]),
            ("total", [format_vnd(dearest.total_vnd) if dearest else "", *pending]),
        ):
            place = model.columns.index(name)
            widest = max(map(self.fontMetrics().horizontalAdvance, longest))
            wanted = widest + CELL_SPARE_PX
            self.setColumnWidth(place, max(wanted, header.sectionSizeHint(place)))
        self.clicked.connect(lambda index: self._go(index.row()))

    def follow(self, place: int) -> None:
        """Keep the latest order in sight, while nobody is working in the list."""
        if place >= 0 and not self.hasFocus():
            self.scrollTo(self._orders.index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _go(self, place: int) -> None:
        if 0 <= place < len(self._orders.rows):
            self.wanted.emit(self._orders.rows[place].placed_ms)


def _is_pending(order: Order) -> bool:
    return order.status == "pending"


def _not_confirmed() -> str:
    return _("Not confirmed")


def _status(order: Order) -> str:
    return {
        "pending": _not_confirmed(),
        "confirmed": _("Confirmed"),
        "cancelled": _("Cancelled"),
    }[order.status]


def _sign(order: Order) -> Any:
    colours = tokens()
    return {
        "pending": lambda: icon("mdi6.clock-outline", colours.gold_ink),
        "confirmed": lambda: icon("mdi6.check-circle-outline", colours.leaf_ink),
        "cancelled": lambda: icon("mdi6.close-circle-outline", colours.muted),
    }[order.status]()
