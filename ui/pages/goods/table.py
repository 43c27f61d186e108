"""The table of goods: keys, row heights and the picture in its cell."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from host_assistant.language import _
from ui.pages.goods.fields import WIDE_ONLY
from ui.pages.goods.model import COLUMNS, LACKS_ROLE, PICTURE_COLUMN, PRODUCT_ROLE, GoodsModel
from ui.theme import face, tokens
from ui.widgets.icons import icon
from ui.widgets.product_picture import paint_product

ROW_PX: Final = 72
PICTURE_PX: Final = 56
LACKS_PX, LACKS_TEXT_PX, SIGN_PX, CELL_PADDING_PX = 28, 13, 16, 8
WIDTHS: Final = {"sku": 72, "price": 116, "unit": 68, "unit_weight": 80, "stock": 80, "ocop": 104}


class _PictureCell(QStyledItemDelegate):
    def __init__(self, parent: QTableView, pictures: Path) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        bare = QStyleOptionViewItem(option)
        super().paint(painter, bare, QModelIndex())
        square = QRectF(0, 0, PICTURE_PX, PICTURE_PX)
        square.moveCenter(QRectF(option.rect).center())
        paint_product(painter, square, index.data(PRODUCT_ROLE), self._pictures)

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(ROW_PX, ROW_PX)


class _NameCell(QStyledItemDelegate):
    """The name, and under it what keeps the product off the air."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        lacks = index.data(LACKS_ROLE)
        if not lacks:
            super().paint(painter, option, index)
            return
        name = QStyleOptionViewItem(option)
        self.initStyleOption(name, index)
        style, text = option.widget.style(), name.text
        name.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, name, painter, option.widget)
        name.text, name.state = text, QStyle.StateFlag.State_Enabled
        name.rect = option.rect.adjusted(0, 4, 0, -LACKS_PX)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, name, painter, option.widget)
        below = option.rect.adjusted(CELL_PADDING_PX, 0, -CELL_PADDING_PX, 0)
        below.setTop(name.rect.bottom())
        below.setBottom(option.rect.bottom() - 6)
        colour = tokens().gold_ink
        sign = QRect(below.left(), 0, SIGN_PX, SIGN_PX)
        sign.moveCenter(QPoint(sign.center().x(), below.center().y()))
        icon("mdi6.alert-circle-outline", colour).paint(painter, sign)
        below.setLeft(sign.right() + 6)
        painter.save()
        painter.setFont(face(LACKS_TEXT_PX))
        painter.setPen(QColor(colour))
        words = painter.fontMetrics().elidedText(lacks, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class GoodsTable(QTableView):
    """Enter writes into a cell or chooses a picture, Delete takes the product away.

    Letters alone write nothing: keys of the live page pressed here would rename the product on air.
    """

    picture_wanted = Signal()
    deletion_wanted = Signal()
    row_chosen = Signal(int)

    def __init__(self, model: GoodsModel, pictures: Path) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(_("Goods"))
        self.setItemDelegateForColumn(PICTURE_COLUMN, _PictureCell(self, pictures))
        self.setItemDelegateForColumn(COLUMNS.index("name"), _NameCell(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(56)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, key in enumerate(COLUMNS):
            if key == "name":
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            else:
                self.setColumnWidth(place, WIDTHS.get(key or "", ROW_PX))
        self.doubleClicked.connect(self._double_clicked)

    def fit_columns(self) -> None:
        """Widen what this language or these figures need; the name takes what is left."""
        for place, key in enumerate(COLUMNS):
            if key and key != "name":
                wanted = max(
                    self.sizeHintForColumn(place),
                    self.horizontalHeader().sectionSizeHint(place),
                )
                self.setColumnWidth(place, min(max(WIDTHS[key], wanted), 200))

    def set_narrow(self, narrow: bool) -> None:
        """Where there is little room some columns are left to the details."""
        for key in WIDE_ONLY:
            self.setColumnHidden(COLUMNS.index(key), narrow)

    def choose(self, row: int) -> None:
        """Put the cursor on this row, on the name."""
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, COLUMNS.index("name")))

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.row_chosen.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        writing = self.state() == QAbstractItemView.State.EditingState
        if not writing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.currentIndex()
            if index.column() == PICTURE_COLUMN:
                self.picture_wanted.emit()
            elif index.isValid():
                self.edit(index)
            return
        if not writing and event.key() == Qt.Key.Key_Delete:
            self.deletion_wanted.emit()
            return
        super().keyPressEvent(event)

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() == PICTURE_COLUMN:
            self.picture_wanted.emit()
