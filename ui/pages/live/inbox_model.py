"""What stands in the list of the inbox, for Qt; it changes row by row, so that nothing jumps."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from rpds import HashTrieMap

from host_assistant.show.state import OnSale
from ui.pages.live.inbox_words import (
    Entry,
    ago_words,
    read_words,
    repeats_words,
    said_words,
    who_words,
)
from ui.widgets.tips import as_tip

AnyIndex = QModelIndex | QPersistentModelIndex


class InboxModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.products: Mapping[str, OnSale] = HashTrieMap()
        self.now_ms = 0

    def set_entries(
        self, entries: tuple[Entry, ...], products: Mapping[str, OnSale], now_ms: int
    ) -> None:
        """Take those away that are gone, put in those that came: the others stay where they are."""
        self.products, self.now_ms = products, now_ms
        wanted = [entry.item.item_id for entry in entries]
        staying = set(wanted)
        for place in reversed(range(len(self.entries))):
            if self.entries[place].item.item_id not in staying:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self.entries[place]
                self.endRemoveRows()
        if [entry.item.item_id for entry in self.entries] != wanted[: len(self.entries)]:
            self.beginResetModel()
            self.entries = list(entries)
            self.endResetModel()
            return
        known = len(self.entries)
        changed = self.entries != list(entries[:known])
        self.entries = list(entries[:known])
        if known < len(entries):
            self.beginInsertRows(QModelIndex(), known, len(entries) - 1)
            self.entries += entries[known:]
            self.endInsertRows()
        if changed:
            self.repaint()

    def repaint(self) -> None:
        if self.entries:
            self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))

    def place_of(self, item_id: str) -> int:
        """Its row, -1 where it is not."""
        for place, entry in enumerate(self.entries):
            if entry.item.item_id == item_id:
                return place
        return -1

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{who_words(entry)} · {read_words(entry, self.products)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(said_words(entry)) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (
                who_words(entry),
                read_words(entry, self.products),
                said_words(entry),
                repeats_words(entry.item.repeats),
                ago_words(entry.item.at_ms, self.now_ms),
            )
            return ", ".join(part for part in parts if part)
        return None
