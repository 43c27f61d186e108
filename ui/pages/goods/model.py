"""The goods as a table that is edited in place, and every change of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QUndoCommand, QUndoStack

from host_assistant.catalog.pool import Pool, pool_key, pools_of
from host_assistant.catalog.product import Product
from host_assistant.catalog.readiness import missing_on_air
from host_assistant.catalog.shelf import Shelf, ShelfUnreadable
from host_assistant.language import _
from host_assistant.values.vietnamese import fold
from ui.bridge import Bridge
from ui.pages.goods.fields import (
    FIGURES,
    IN_TABLE,
    FieldKey,
    Unwritten,
    heading,
    pool_words,
    read,
    shown,
    written,
)
from ui.pages.goods.saving import GoodsSaving
from ui.widgets.tips import as_tip
from ui.words import lacks_words

PRODUCT_ROLE: Final = Qt.ItemDataRole.UserRole
LACKS_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""What keeps the product off the air, in words; "" where nothing does."""
PICTURE_COLUMN: Final = 0
COLUMNS: Final[tuple[FieldKey | None, ...]] = (None, *IN_TABLE)

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class _Change(QUndoCommand):
    """All goods before and after: they are small, and share what did not change."""

    def __init__(
        self,
        put: Callable[[tuple[Product, ...]], None],
        before: tuple[Product, ...],
        after: tuple[Product, ...],
        words: str,
    ) -> None:
        super().__init__(words)
        self._put = put
        self._before = before
        self._after = after

    def redo(self) -> None:
        self._put(self._after)

    def undo(self) -> None:
        self._put(self._before)


class GoodsModel(QAbstractTableModel):
    """What stands on the shelf. A change shows at once, and is written by `saving`.

    refused: why something written was not taken; the old stands.
    changed: the products that are new or other than before.
    """

    refused = Signal(str)
    changed = Signal(tuple)

    def __init__(self, shelf: Shelf, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self.saving = GoodsSaving(shelf, bridge, self)
        self._products: tuple[Product, ...] = ()
        self._pools: dict[str, Pool] = {}
        self.trouble = ""
        self.undo_stack = QUndoStack(self)

    @property
    def products(self) -> tuple[Product, ...]:
        return self._products

    def load(self) -> None:
        """Read the shelf anew; `trouble` then says why it could not be read, if so.

        What could not be written yet stands here only, and stays.
        """
        if self.saving.is_outstanding:
            self.saving.again()
            return
        try:
            products, self.trouble = self._shelf.products(), ""
        except ShelfUnreadable as problem:
            products, self.trouble = (), str(problem)
        if products == self._products and products:
            return
        self.undo_stack.clear()
        self.beginResetModel()
        self._stand(products)
        self.endResetModel()

    def product_at(self, row: int) -> Product | None:
        return self._products[row] if 0 <= row < len(self._products) else None

    def row_of(self, sku: str) -> int:
        """-1 where no product has that code."""
        skus = [fold(product.sku) for product in self._products]
        return skus.index(fold(sku)) if fold(sku) in skus else -1

    def write(self, row: int, key: FieldKey, text: str) -> bool:
        """Take what a person wrote into a field; False, and `refused`, where it cannot be."""
        product = self._products[row]
        others = (*self._products[:row], *self._products[row + 1 :])
        try:
            changed = read(key, product, text, others)
        except Unwritten as why:
            self.refused.emit(str(why))
            return False
        if changed != product:
            self.put(row, changed)
        return True

    def put(self, row: int, product: Product) -> None:
        """Another product in this row."""
        words = _("change “{name}”").format(name=product.name)
        self._push((*self._products[:row], product, *self._products[row + 1 :]), words)

    def add(self, product: Product) -> None:
        self._push((*self._products, product), _("add “{name}”").format(name=product.name))

    def delete(self, row: int) -> None:
        words = _("delete “{name}”").format(name=self._products[row].name)
        self._push((*self._products[:row], *self._products[row + 1 :]), words)

    def replace_all(self, products: tuple[Product, ...]) -> None:
        """All goods anew, as an imported sheet has them."""
        self._push(products, _("import {count} products").format(count=len(products)))

    def _push(self, after: tuple[Product, ...], words: str) -> None:
        self.undo_stack.push(_Change(self._put, self._products, after, words))

    def _put(self, after: tuple[Product, ...]) -> None:
        self.saving.save(after)
        before, same = set(map(id, self._products)), len(after) == len(self._products)
        news = tuple(product for product in after if id(product) not in before)
        if same:
            self._stand(after)
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(after) - 1, self.columnCount() - 1)
            )
        else:
            self.beginResetModel()
            self._stand(after)
            self.endResetModel()
        self.changed.emit(news)

    def _stand(self, products: tuple[Product, ...]) -> None:
        self._products = products
        self._pools = pools_of(products)

    def pool_of(self, product: Product) -> Pool | None:
        """The harvest that the product shares with others, or would."""
        return self._pools.get(pool_key(product))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._products)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        key = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(key) if key else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(key)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        product = self.product_at(index.row())
        if product is None:
            return None
        key = COLUMNS[index.column()]
        if role == PRODUCT_ROLE:
            return product
        if role == LACKS_ROLE:
            return lacks_words(missing_on_air(product))
        if key is None:
            return _picture(product, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return (
                shown(key, product, self.pool_of(product))
                if role == Qt.ItemDataRole.DisplayRole
                else written(key, product)
            )
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(key)
        more = lacks_words(missing_on_air(product)) if key == "name" else ""
        pool = self.pool_of(product)
        if key == "stock" and pool is not None:
            more = pool_words(pool)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip("\n".join(filter(None, (written(key, product), more)))) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (f"{heading(key)}: {written(key, product)}", more)))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        key = COLUMNS[index.column()]
        if role != Qt.ItemDataRole.EditRole or key is None:
            return False
        return self.write(index.row(), key, str(value))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.isValid() and COLUMNS[index.column()] is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags


def _picture(product: Product, role: int) -> Any:
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return _("Picture of {name}").format(name=product.name)
    if role == Qt.ItemDataRole.ToolTipRole:
        return _("Press Enter to choose a picture")
    return None


def _alignment(key: FieldKey | None) -> int:
    side = Qt.AlignmentFlag.AlignRight if key in FIGURES else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
