"""The list of the inbox: a row is painted, not built, so that a flood of comments costs little."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from host_assistant.language import _
from host_assistant.show.inbox import InboxSort
from ui.pages.live.inbox_model import InboxModel
from ui.pages.live.inbox_words import (
    Entry,
    ago_words,
    contact_words,
    is_back,
    read_words,
    repeats_words,
    said_words,
    stock_words,
    who_words,
)
from ui.theme import face, tokens
from ui.widgets.icons import icon

ROW_PX, SIGN_PX, GAP_PX = 46, 18, 8
AnyIndex = QModelIndex | QPersistentModelIndex
SIGNS: dict[InboxSort, str] = {
    "unsure": "mdi6.help-circle-outline",
    "cancel": "mdi6.cart-remove",
    "sure": "mdi6.clock-outline",
    "waiting": "mdi6.sprout-outline",
}


def sign_colour(sort: InboxSort) -> str:
    colours = tokens()
    return {
        "unsure": colours.gold_ink,
        "cancel": colours.brand_ink,
        "sure": colours.ink,
        "waiting": colours.leaf_ink,
    }[sort]


class InboxList(QListView):
    """`key` tells of a key that means an answer to what is chosen."""

    key = Signal(QKeyEvent)

    def __init__(self, model: InboxModel) -> None:
        super().__init__()
        self._nothing = ""
        self.setProperty("kind", "tiles")
        self.setModel(model)
        self.setItemDelegate(_RowPainter(model, self))
        self.setAccessibleName(_("Inbox"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_nothing(self, words: str) -> None:
        """What stands in the place of the rows where there are none: the focus stays here."""
        if words != self._nothing:
            self._nothing = words
            self.setAccessibleDescription(words)
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._nothing:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(tokens().muted))
            middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(24, 0, -24, 0), middle, self._nothing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are answers here, never a search for a row that begins with them."""
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if event.key() in (*moves, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()
            self.key.emit(event)


class _RowPainter(QStyledItemDelegate):
    def __init__(self, model: InboxModel, view: InboxList) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(120, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        colours = tokens()
        entry = self._model.entries[index.row()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect).adjusted(1, 1, -3, -1)
        if chosen or over:
            focused = chosen and self._view.hasFocus()
            painter.setPen(QPen(QColor(colours.focus), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.control))
            painter.drawRoundedRect(place, 8, 8)
        inside = place.toRect().adjusted(6, 2, -8, -2)
        sort = entry.item.sort
        sign = icon(SIGNS[sort], sign_colour(sort)).pixmap(QSize(SIGN_PX, SIGN_PX))
        painter.drawPixmap(inside.left(), inside.top() + 2, SIGN_PX, SIGN_PX, sign)
        words = inside.adjusted(SIGN_PX + GAP_PX, 0, 0, 0)
        upper = QRect(words.left(), words.top(), words.width(), words.height() // 2)
        lower = upper.translated(0, upper.height())
        self._upper(painter, upper, entry)
        self._lower(painter, lower, entry)
        painter.restore()

    def _upper(self, painter: QPainter, room: QRect, entry: Entry) -> None:
        """What was read, whole where there is room; the name gives way to it."""
        colours = tokens()
        ago = ago_words(entry.item.at_ms, self._model.now_ms)
        room = _right(painter, room, ago, face(13), colours.muted)
        bold = face(14, QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        read = read_words(entry, self._model.products)
        who = metrics.elidedText(
            who_words(entry),
            Qt.TextElideMode.ElideRight,
            max(room.width() // 3, room.width() - metrics.horizontalAdvance(f" · {read}")),
        )
        _left(painter, room, f"{who} · {read}", bold, colours.ink)

    def _lower(self, painter: QPainter, room: QRect, entry: Entry) -> None:
        colours = tokens()
        small = face(13)
        if entry.item.repeats:
            again = repeats_words(entry.item.repeats)
            room = _right(painter, room, again, small, colours.gold_ink)
        if entry.item.sort == "waiting":
            said = stock_words(entry, self._model.products)
            back = is_back(entry, self._model.products)
            _left(painter, room, said, small, colours.leaf_ink if back else colours.muted)
            return
        said = said_words(entry) or contact_words(entry) or _("taken down by hand")
        _left(painter, room, said, small, colours.muted)


def _right(painter: QPainter, room: QRect, text: str, font: QFont, colour: str) -> QRect:
    """Paint it at the right; the answer is the room that is left."""
    width = QFontMetrics(font).horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    return room.adjusted(0, 0, -width - GAP_PX, 0)


def _left(painter: QPainter, room: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    whole = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, whole)
