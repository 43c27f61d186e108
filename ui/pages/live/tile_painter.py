"""How one of the goods looks as a tile: its picture and key, its name whole, its price."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from host_assistant.language import _
from host_assistant.show.state import OnSale
from host_assistant.values.money import format_vnd
from ui.pages.live.goods_model import GoodsModel
from ui.theme import face, tokens
from ui.widgets.product_picture import paint_product

PICTURE_PX, PICTURE_SHARE, LARGE_PICTURE_SHARE = 96, 0.3, 0.37
NAME_PX, PRICE_PX, LARGE_NAME_PX, LARGE_PRICE_PX, SMALLEST_PX = 14, 15, 16, 18, 13
SMALLEST_PRICE_PX = 12
LARGE_PX = QSize(220, 98)
GAP, INSET = 3, 6
AMOUNT = re.compile(r"(\d) (\w{1,3}\b)")
AnyIndex = QModelIndex | QPersistentModelIndex


class Wrapped(NamedTuple):
    """A name as it stands in a tile; not `whole` where an ellipsis ends it."""

    size_px: int
    lines: tuple[str, ...]
    whole: bool


def wrapped(text: str, width: int, height: int, largest_px: int) -> Wrapped:
    """`text` in letters of `largest_px`, or as much smaller as it takes to stand there whole."""
    for size_px in range(largest_px, SMALLEST_PX - 1, -1):
        metrics = QFontMetrics(face(size_px))
        lines = _lines(text, width, metrics)
        most = max(1, height // metrics.lineSpacing())
        if len(lines) <= most and all(_width(line, metrics) <= width for line in lines):
            return Wrapped(size_px, tuple(lines), True)
    last = metrics.elidedText(" ".join(lines[most - 1 :]), Qt.TextElideMode.ElideRight, width)
    return Wrapped(size_px, (*lines[: most - 1], last), False)


def _lines(text: str, width: int, metrics: QFontMetrics) -> list[str]:
    """As many words to a line as go; "5 kg" is one word."""
    lines = [""]
    for word in AMOUNT.sub("\\1\N{NO-BREAK SPACE}\\2", " ".join(text.split())).split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer, metrics) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _width(text: str, metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(text)


class TilePainter(QStyledItemDelegate):
    """`tile` is the size that the view gives each of them."""

    def __init__(self, model: GoodsModel, pictures: Path) -> None:
        super().__init__()
        self._model = model
        self._pictures = pictures
        self.tile = QSize()

    @property
    def _large(self) -> bool:
        return self.tile.height() >= LARGE_PX.height() and self.tile.width() >= LARGE_PX.width()

    @property
    def _price_px(self) -> int:
        return LARGE_PRICE_PX if self._large else PRICE_PX

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return self.tile

    def name(self, index: AnyIndex) -> Wrapped:
        """How the name of that product stands in its tile."""
        _square, words = self._rooms(QRectF(0, 0, self.tile.width(), self.tile.height()))
        return self._name(self._model.on_sale(index), words)

    def bottom(self, index: AnyIndex) -> Wrapped:
        """How the price of that product, or what stands in its place, stands in its tile."""
        square, words = self._rooms(QRectF(0, 0, self.tile.width(), self.tile.height()))
        return self._bottom(self._model.on_sale(index), square, words)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        colours = tokens()
        on_sale = self._model.on_sale(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        presented = on_sale.product.sku == self._model.presented
        edge = colours.focus if focused else colours.gold if presented else ""
        painter.setPen(QPen(QColor(edge), 2) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.hover if over else colours.control))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(GAP, GAP, -GAP, -GAP), 10, 10)
        square, words = self._rooms(QRectF(option.rect))
        paint_product(painter, square, on_sale.product, self._pictures)
        self._key(painter, _badge(square, words), self._model.keys.get(on_sale.product.sku, ""))
        self._words(painter, square, words, on_sale)
        painter.restore()

    def _rooms(self, tile: QRectF) -> tuple[QRectF, QRect]:
        """Where the picture and where the words stand."""
        place = tile.adjusted(GAP, GAP, -GAP, -GAP)
        share = LARGE_PICTURE_SHARE if self._large else PICTURE_SHARE
        side = min(place.height() - 2 * INSET, PICTURE_PX, place.width() * share)
        square = QRectF(place.left() + INSET, place.top() + INSET, side, side)
        words = QRect(
            int(square.right()) + 7,
            int(place.top()) + 4,
            int(place.right() - square.right()) - 7 - 5,
            int(place.height()) - 7,
        )
        return square, words

    def _key(self, painter: QPainter, badge: QRectF, key: str) -> None:
        if not key:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().ink))
        painter.drawRoundedRect(badge, 6, 6)
        painter.setPen(QColor(tokens().surface))
        painter.setFont(face(15, QFont.Weight.Bold))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, key)

    def _name(self, on_sale: OnSale, words: QRect) -> Wrapped:
        price_px = QFontMetrics(_price_face(self._price_px)).height()
        largest_px = LARGE_NAME_PX if self._large else NAME_PX
        return wrapped(on_sale.product.name, words.width(), words.height() - price_px, largest_px)

    def _words(self, painter: QPainter, square: QRectF, words: QRect, on_sale: OnSale) -> None:
        """The name, and on the bottom the price."""
        name = self._name(on_sale, words)
        painter.setFont(face(name.size_px))
        painter.setPen(QColor(tokens().ink))
        metrics = painter.fontMetrics()
        for place, line in enumerate(name.lines):
            top = words.top() + place * metrics.lineSpacing()
            painter.drawText(words.left(), top + metrics.ascent(), line)
        painter.setPen(QColor(self._bottom_colour(on_sale)))
        bottom = self._bottom(on_sale, square, words)
        painter.setFont(_price_face(bottom.size_px))
        beside = _width(bottom.lines[0], painter.fontMetrics()) <= words.width()
        left = words.left() if beside else int(square.left())
        painter.drawText(left, words.bottom() - 3, bottom.lines[0])

    def _bottom_colour(self, on_sale: OnSale) -> str:
        if self._model.lacks(on_sale) or _sold_out(on_sale):
            return tokens().brand_ink
        return tokens().gold_ink if on_sale.is_reduced else tokens().ink

    def _bottom(self, on_sale: OnSale, square: QRectF, words: QRect) -> Wrapped:
        """The price, or why nobody can buy it: beside the picture, else under it, else in fewer
        words before any is cut off."""
        texts: tuple[str, ...] = (format_vnd(on_sale.price_vnd),)
        if self._model.lacks(on_sale):
            texts = (_("details missing"), _("incomplete"))
        elif _sold_out(on_sale):
            texts = (_("sold out"),)
        widths = [words.width()]
        line_top = words.bottom() - QFontMetrics(_price_face(self._price_px)).height()
        if max(square.bottom(), _badge(square, words).bottom()) < line_top:
            widths.append(words.right() - int(square.left()))
        for text, width in product(texts, widths):
            for size_px in range(self._price_px, SMALLEST_PRICE_PX - 1, -1):
                if _width(text, QFontMetrics(_price_face(size_px))) <= width:
                    return Wrapped(size_px, (text,), True)
        metrics = QFontMetrics(_price_face(SMALLEST_PRICE_PX))
        cut = metrics.elidedText(texts[-1], Qt.TextElideMode.ElideRight, words.width())
        return Wrapped(SMALLEST_PRICE_PX, (cut,), False)


def _badge(square: QRectF, words: QRect) -> QRectF:
    """Where the key stands: on the picture, or under it where there is room."""
    badge = QRectF(square.left() - 2, square.top() - 2, 22, 22)
    tile_bottom = words.bottom() + 3
    if tile_bottom - square.bottom() > badge.height() + 2 * INSET:
        badge.moveCenter(QPointF(square.center().x(), (square.bottom() + tile_bottom) / 2))
    return badge


def _price_face(size_px: int) -> QFont:
    return face(size_px, QFont.Weight.DemiBold)


def _sold_out(on_sale: OnSale) -> bool:
    return on_sale.left_milli is not None and on_sale.left_milli <= 0
