"""What the tables of the replay page have in common: rows that are looked at, never written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROW_PX: Final = 60
_ROOT = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[Row]):
    """`headings` has a word for each column by its name; those among `figures` stand to the right.

    A table says in `text` what a cell shows, and in `more` whatever else Qt asks of it.
    """

    def __init__(
        self, headings: Mapping[str, str], figures: frozenset[str], rows: Sequence[Row] = ()
    ) -> None:
        super().__init__()
        self.columns = tuple(headings)
        self.rows = rows
        self._headings = headings
        self._figures = figures

    def text(self, row: Row, column: str) -> str:
        raise NotImplementedError

    def more(self, place: int, column: str, role: int) -> Any:
        raise NotImplementedError

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[column]
        return self._alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(self.rows[index.row()], column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        return self.more(index.row(), column, role)

    def _alignment(self, column: str) -> int:
        right = column in self._figures
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)
