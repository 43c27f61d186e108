"""The goods of the show for the tiles, in the order of the sheet, with their keys."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from host_assistant.show.decide import kept_off_air
from host_assistant.show.state import NO_SHOW, OnSale, ShowState
from host_assistant.values.money import format_vnd
from host_assistant.values.vietnamese import fold
from ui.pages.live.presenting import left_sentence
from ui.widgets.tips import as_tip
from ui.words import lacks_words

KEYS = 9
AnyIndex = QModelIndex | QPersistentModelIndex


class GoodsModel(QAbstractListModel):
    """The goods of the show in the order of the sheet, those that match the search."""

    def __init__(self) -> None:
        super().__init__()
        self._state = NO_SHOW
        self._wanted = ""
        self._shown: tuple[str, ...] = ()
        self.keys: dict[str, str] = {}

    @property
    def presented(self) -> str | None:
        return self._state.product

    def set_state(self, state: ShowState) -> None:
        before, self._state = self._state, state
        if before.skus != state.skus:
            self.keys = {sku: str(place + 1) for place, sku in enumerate(state.skus[:KEYS])}
            self._choose()
        elif before.products is not state.products or before.product != state.product:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def search(self, text: str) -> None:
        self._wanted = fold(text).strip()
        self._choose()

    def on_sale(self, index: AnyIndex) -> OnSale:
        return self._state.products[self._shown[index.row()]]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        on_sale = self.on_sale(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return on_sale.product.name
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = (on_sale.product.name, self.lacks(on_sale))
            return as_tip("\n".join(line for line in lines if line))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            key = self.keys.get(on_sale.product.sku, "")
            price = f"{format_vnd(on_sale.price_vnd)}/{on_sale.product.unit}"
            parts = (key, on_sale.product.name, price, self.lacks(on_sale), left_sentence(on_sale))
            return ", ".join(part for part in parts if part)
        return None

    def lacks(self, on_sale: OnSale) -> str:
        """What keeps it off the air in this show, "" where nothing does."""
        return lacks_words(kept_off_air(self._state, on_sale.product))

    def _choose(self) -> None:
        self.beginResetModel()
        self._shown = tuple(sku for sku in self._state.skus if self._matches(sku))
        self.endResetModel()

    def _matches(self, sku: str) -> bool:
        product = self._state.products[sku].product
        return self._wanted in fold(f"{sku} {product.name}")
