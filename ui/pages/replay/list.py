"""The sessions that were held, newest first."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from host_assistant.journal.sessions import SessionRow
from host_assistant.language import _
from host_assistant.values.decimals import grouped
from host_assistant.values.instants import format_duration
from host_assistant.values.money import format_vnd
from host_assistant.values.quantity import format_weight
from ui.pages.replay.words import date_of, mode_icon, mode_word
from ui.theme import tokens
from ui.widgets.icons import icon
from ui.widgets.parts import read_by_rows
from ui.widgets.tips import as_tip

COLUMNS: Final = ("date", "title", "mode", "length", "orders", "weight", "revenue")
FIGURES: Final = frozenset({"length", "orders", "weight", "revenue"})
ROW_PX: Final = 60
MODE_PX: Final = 124
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SessionsModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[SessionRow, ...] = ()

    def put(self, rows: tuple[SessionRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return {
                "date": _("Date"),
                "title": _("Name"),
                "mode": _("Kind"),
                "length": _("Length"),
                "orders": _("Orders"),
                "weight": _("Weight"),
                "revenue": _("Sold for"),
            }[COLUMNS[section]]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.DecorationRole and column == "mode":
            colour = tokens().gold_ink if row.mode == "rehearsal" else tokens().leaf_ink
            return icon(mode_icon(row.mode), colour)
        if role == Qt.ItemDataRole.ToolTipRole and column == "title":
            return as_tip(row.title)
        return None


class SessionsTable(QTableView):
    """Enter or a double click opens the session."""

    opened = Signal(str)

    def __init__(self, model: SessionsModel) -> None:
        super().__init__()
        self._sessions = model
        self.setModel(model)
        self.setAccessibleName(_("Sessions"))
        read_by_rows(self)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(COLUMNS.index("title"), QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(COLUMNS.index("mode"), QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(COLUMNS.index("mode"), MODE_PX)
        self.doubleClicked.connect(lambda _index: self.open_chosen())

    @property
    def chosen(self) -> SessionRow | None:
        place = self.currentIndex().row()
        return self._sessions.rows[place] if place >= 0 else None

    def open_chosen(self) -> None:
        if self.chosen is not None:
            self.opened.emit(self.chosen.session_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_chosen()
        else:
            super().keyPressEvent(event)


def _text(row: SessionRow, column: str) -> str:
    match column:
        case "date":
            return date_of(row).replace(" ", "\n")
        case "title":
            return row.title or _("Without a name")
        case "mode":
            return mode_word(row.mode)
        case "length":
            return format_duration(row.duration_ms)
        case "orders":
            return grouped(row.orders)
        case "weight":
            return format_weight(row.weight_g) if row.weight_g else "–"
    return format_vnd(row.revenue_vnd)


def _alignment(section: int) -> int:
    side = (
        Qt.AlignmentFlag.AlignRight if COLUMNS[section] in FIGURES else Qt.AlignmentFlag.AlignLeft
    )
    return int(side | Qt.AlignmentFlag.AlignVCenter)
