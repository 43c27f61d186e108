"""The sessions that were held, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from host_assistant.journal.sessions import SessionRow
from host_assistant.language import _
from host_assistant.values.decimals import grouped
from host_assistant.values.instants import format_duration
from host_assistant.values.money import format_vnd
from host_assistant.values.quantity import format_weight
from ui.pages.replay.rows_model import ROW_PX, RowsModel
from ui.pages.replay.words import date_of, mode_icon, mode_word
from ui.theme import tokens
from ui.widgets.icons import icon
from ui.widgets.parts import read_by_rows
from ui.widgets.tips import as_tip

FIGURES: Final = frozenset({"length", "orders", "weight", "revenue"})
MODE_PX: Final = 124


class SessionsModel(RowsModel[SessionRow]):
    def __init__(self) -> None:
        headings = {
            "date": _("Date"),
            "title": _("Name"),
            "mode": _("Kind"),
            "length": _("Length"),
            "orders": _("Orders"),
            "weight": _("Weight"),
            "revenue": _("Sold for"),
        }
        super().__init__(headings, FIGURES)

    def put(self, rows: Sequence[SessionRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def text(self, row: SessionRow, column: str) -> str:
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

    def more(self, place: int, column: str, role: int) -> Any:
        row = self.rows[place]
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
        header.setSectionResizeMode(model.columns.index("title"), QHeaderView.ResizeMode.Stretch)
        mode = model.columns.index("mode")
        header.setSectionResizeMode(mode, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(mode, MODE_PX)
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
