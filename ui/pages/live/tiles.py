"""The goods as tiles with their keys; one press shows a product's card."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QModelIndex, QSize, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QSizePolicy

from host_assistant.language import _
from host_assistant.show.commands import ShowProduct
from host_assistant.show.state import ShowState
from ui.pages.live.goods_model import KEYS, GoodsModel
from ui.pages.live.hand import Hand
from ui.pages.live.tile_painter import TilePainter
from ui.widgets.parts import column, label, row

# A tile is as wide as a name in two lines asks for; more narrow ones stand higher, in three.
TILE_WIDTH_PX, NARROW_PX = 220, 144
TILE_HEIGHT_PX, NARROW_HEIGHT_PX, TALLEST_PX = 76, 84, 112
# A second press of a double click hits what came to stand under the pointer.
SETTLE_MS = 400


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
        head = row(label(_("GOODS"), "muted"), self.search, label("1–9", "key"))
        head.setStretch(1, 1)
        head.insertStretch(1)
        parts = column(head, self.view)
        parts.setStretch(1, 1)
        self.setLayout(parts)
        self.layout().setContentsMargins(12, 10, 12, 10)  # type: ignore[union-attr]

    def show_state(self, state: ShowState) -> None:
        self.search.setVisible(len(state.skus) > KEYS)
        self.model.set_state(state)

    def set_low(self, low: bool) -> None:
        """In a low window one line of goods stays in sight; the others are scrolled to."""
        self.view.setMinimumHeight((1 if low else 2) * TILE_HEIGHT_PX + 4)

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
        """Let the tiles share the room so that all that have a key are in sight."""
        painter, model = self.itemDelegate(), self.model()
        if not isinstance(painter, TilePainter) or model is None:
            return
        bar = self.verticalScrollBar().sizeHint().width()
        count = model.rowCount()
        across, lowest = self._columns(min(count, KEYS), self.width() - bar - 1)
        rows_in_sight = -(-min(count, KEYS) // across) or 1
        height = min(max(self.height() // rows_in_sight, lowest), TALLEST_PX)
        scrolls = -(-count // across) * height > self.height()
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

    def _columns(self, count: int, width: int) -> tuple[int, int]:
        """As few as show `count` tiles without scrolling, else as many as there is room for; and
        how high a tile must be at least."""
        across = max(1, width // TILE_WIDTH_PX)
        lowest = TILE_HEIGHT_PX
        while -(-count // across) * lowest > self.height() and (across + 1) * NARROW_PX <= width:
            across, lowest = across + 1, NARROW_HEIGHT_PX
        return across, lowest
