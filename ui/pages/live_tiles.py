"""The goods as tiles with their keys; one press shows a product's card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QElapsedTimer,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from host_assistant.language import _
from host_assistant.show.commands import ShowProduct
from host_assistant.show.state import NO_SHOW, OnSale, ShowState
from host_assistant.values.money import format_vnd
from host_assistant.values.vietnamese import fold
from ui.pages.live_hand import Hand
from ui.pages.live_presenting import left_sentence
from ui.theme import face, tokens
from ui.widgets.parts import column, label, row
from ui.widgets.product_picture import paint_product

KEYS = 9
TILE_WIDTH_PX, TILE_HEIGHT_PX, TALLEST_PX = 180, 76, 96
PICTURE_PX = 64
LINES = 3
# A second press of a double click hits what came to stand under the pointer.
SETTLE_MS = 400
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
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return on_sale.product.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            key = self.keys.get(on_sale.product.sku, "")
            price = f"{format_vnd(on_sale.price_vnd)}/{on_sale.product.unit}"
            return ", ".join(
                part for part in (key, on_sale.product.name, price, left_sentence(on_sale)) if part
            )
        return None

    def _choose(self) -> None:
        self.beginResetModel()
        self._shown = tuple(sku for sku in self._state.skus if self._matches(sku))
        self.endResetModel()

    def _matches(self, sku: str) -> bool:
        product = self._state.products[sku].product
        return self._wanted in fold(f"{sku} {product.name}")


class TilePainter(QStyledItemDelegate):
    def __init__(self, model: GoodsModel, pictures: Path) -> None:
        super().__init__()
        self._model = model
        self._pictures = pictures
        self.tile = QSize(TILE_WIDTH_PX, TILE_HEIGHT_PX)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return self.tile

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        colours = tokens()
        on_sale = self._model.on_sale(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect).adjusted(3, 3, -3, -3)
        state = option.state
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        presented = on_sale.product.sku == self._model.presented
        edge = colours.focus if focused else colours.gold if presented else ""
        painter.setPen(QPen(QColor(edge), 2) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.hover if over else colours.control))
        painter.drawRoundedRect(place, 10, 10)
        side = min(place.height() - 12, PICTURE_PX)
        square = QRectF(place.left() + 6, place.top() + 6, side, side)
        paint_product(painter, square, on_sale.product, self._pictures)
        self._key(painter, square, self._model.keys.get(on_sale.product.sku, ""))
        words = QRect(
            int(square.right()) + 8,
            int(place.top()) + 5,
            int(place.right() - square.right()) - 14,
            int(place.height()) - 10,
        )
        self._words(painter, words, on_sale)
        painter.restore()

    def _key(self, painter: QPainter, square: QRectF, key: str) -> None:
        if not key:
            return
        badge = QRectF(square.left() - 2, square.top() - 2, 22, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().ink))
        painter.drawRoundedRect(badge, 6, 6)
        painter.setPen(QColor(tokens().surface))
        painter.setFont(face(15, QFont.Weight.Bold))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, key)

    def _words(self, painter: QPainter, words: QRect, on_sale: OnSale) -> None:
        """The name in as many lines as there is room for, the price under it."""
        font = face(14)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        painter.setPen(QColor(tokens().ink))
        line = metrics.lineSpacing()
        rest, top = on_sale.product.name, words.top() + metrics.ascent()
        lines = LINES if words.height() >= (LINES + 1) * line + 4 else LINES - 1
        for place in range(lines):
            if place == lines - 1:
                shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, words.width())
            else:
                shown, rest = _first_line(rest, metrics.horizontalAdvance, words.width())
            painter.drawText(words.left(), top + place * line, shown)
        painter.setFont(face(15, QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens().gold_ink if on_sale.is_reduced else tokens().ink))
        text = format_vnd(on_sale.price_vnd)
        if on_sale.left_milli is not None and on_sale.left_milli <= 0:
            painter.setPen(QColor(tokens().brand_ink))
            text = _("sold out")
        painter.drawText(words.left(), words.bottom() - 3, text)


def _first_line(text: str, width_of: Callable[[str], int], width: int) -> tuple[str, str]:
    """As many words as go on a line, and the rest."""
    words = text.split()
    first = ""
    for place, word in enumerate(words):
        longer = f"{first} {word}".strip()
        if first and width_of(longer) > width:
            return first, " ".join(words[place:])
        first = longer
    return first, ""


class Tiles(QFrame):
    """More than nine goods bring a search field with them."""

    def __init__(self, hand: Hand, pictures: Path) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._hand = hand
        self.model = GoodsModel()
        self.view = _TileView()
        self._painter = TilePainter(self.model, pictures)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._painter)
        self.view.setAccessibleName(_("Goods in this show"))
        self.view.clicked.connect(self._pressed)
        self.view.activated.connect(self._pressed)
        self.model.modelReset.connect(self.view.share_out)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find goods by name or code"))
        self.search.setAccessibleName(_("Find goods by name or code"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.model.search)
        self.search.hide()
        head = row(label(_("GOODS"), "muted"), None, label("1–9", "key"), gap=8)
        parts = column(head, self.search, self.view)
        parts.setStretch(2, 1)
        self.setLayout(parts)
        self.layout().setContentsMargins(12, 10, 12, 10)  # type: ignore[union-attr]

    def show_state(self, state: ShowState) -> None:
        self.search.setVisible(len(state.skus) > KEYS)
        self.model.set_state(state)

    def show_number(self, number: int) -> None:
        """What the keys 1 to 9 do."""
        skus = self._hand.state.skus
        if number <= len(skus):
            self._hand.do(ShowProduct(sku=skus[number - 1]))

    def _pressed(self, index: QModelIndex) -> None:
        self._hand.do(ShowProduct(sku=self.model.on_sale(index).product.sku))


class _TileView(QListView):
    """Tiles that share the width among as many columns as have room."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "tiles")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(2 * TILE_HEIGHT_PX + 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._shown = QElapsedTimer()
        self._shown.start()

    def showEvent(self, event: QShowEvent) -> None:
        self._shown.restart()
        super().showEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._shown.hasExpired(SETTLE_MS):
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_out()

    def share_out(self) -> None:
        """Let the tiles share the width, and grow a little where there is height to spare."""
        painter, model = self.itemDelegate(), self.model()
        if not isinstance(painter, TilePainter) or model is None:
            return
        bar = self.verticalScrollBar().sizeHint().width()
        across = max(1, (self.width() - bar - 1) // TILE_WIDTH_PX)
        down = max(1, -(-model.rowCount() // across))
        height = min(max(self.height() // down, TILE_HEIGHT_PX), TALLEST_PX)
        scrolls = down * height > self.height()
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
            if scrolls
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        # One pixel to spare, or Qt wraps the last tile of a row.
        room = self.width() - 1 - (bar if scrolls else 0)
        painter.tile = QSize(room // across, height)
        self.setGridSize(painter.tile)
        self.scheduleDelayedItemsLayout()
