"""The product card, built like a market sign: picture, name, price, and the code to comment."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from host_assistant.show.vocabulary import Shape
from host_assistant.stage.overlay.cards import ProductCard
from host_assistant.stage.overlay.fonts import ASCENT
from host_assistant.stage.overlay.pictures import draw_cover, draw_placeholder, goods_picture
from host_assistant.stage.overlay.product_words import (
    PAD,
    PIN_PX,
    REGULAR_ROW_PX,
    SIZES,
    UNIT_GAP,
    CardWords,
    fit_words,
)
from host_assistant.stage.overlay.sign import LEFT, Sign
from host_assistant.stage.overlay.text import Fitted, fit

_MARGIN: Final = 14
_PILL_PX: Final = 54


def draw_product_card(
    sign: Sign, card: ProductCard, area: QRectF, shape: Shape, pictures: Path
) -> None:
    sizes = SIZES[shape]
    awning = sign.theme.awning_px
    body = area.adjusted(0, 0, 0, -sizes.strip_px)
    top = sizes.top_px + (awning if shape == "upright" else 0)
    words = fit_words(card, shape, body.width(), body.height(), top)
    if shape == "wide":
        picture = QRectF(body.x(), body.y(), body.width(), words.picture_px)
        column = body.adjusted(PAD, words.picture_px + top, -PAD, 0)
    else:
        picture = QRectF(body.x(), body.y(), words.picture_px, body.height())
        column = body.adjusted(words.picture_px + PAD, top, -PAD, 0)

    sign.shadow(area, sign.theme.radii.card)
    sign.plate(area, sign.theme.radii.card, "paper")
    sign.painter.save()
    sign.clip(area, sign.theme.radii.card)
    sign.painter.fillRect(
        QRectF(area.x(), body.bottom(), area.width(), sizes.strip_px), sign.colour("brand_deep")
    )
    clear_of_badges = picture.adjusted(0, awning, 0, 0)
    if not picture.isEmpty():
        _draw_picture(sign, card, picture, clear_of_badges, pictures)
    sign.painter.restore()
    _draw_column(sign, card, words, column)
    _draw_strip(sign, card, QRectF(body.x(), body.bottom(), body.width(), sizes.strip_px))
    if not picture.isEmpty():
        _draw_badges(sign, card, clear_of_badges, shape)


def _draw_picture(
    sign: Sign, card: ProductCard, picture: QRectF, visible: QRectF, pictures: Path
) -> None:
    scale = sign.painter.transform().m11()
    image = goods_picture(
        pictures, card.picture, round(picture.width() * scale), round(picture.height() * scale)
    )
    if image is None:
        draw_placeholder(sign, card.name, picture, visible)
    else:
        draw_cover(sign.painter, image, picture)


def _draw_column(sign: Sign, card: ProductCard, words: CardWords, column: QRectF) -> None:
    """Name and origin hang from the top, the price stands on the bottom."""
    y = column.y()
    sign.write(words.name, column.x(), y, column.width(), "ink")
    y += words.name.height
    if words.origin.lines:
        _draw_pin(sign, column.x(), y + words.origin.size_px * 0.84)
        sign.write(words.origin, column.x() + PIN_PX, y, column.width() - PIN_PX, "muted")
    y = column.bottom() - words.price_px
    baseline = y + words.price.size_px * 0.84
    price_top = baseline - ASCENT * words.price.size_px
    sign.write(words.price, column.x(), price_top, column.width(), "price")
    x = column.x() + words.price.width + UNIT_GAP
    if words.unit_beside:
        unit_top = baseline - ASCENT * words.unit.size_px
        sign.write(words.unit, x, unit_top, words.unit.width, "muted")
        x += words.unit.width
    else:
        unit_top = column.bottom() - words.unit.height - 4
        sign.write(words.unit, column.x(), unit_top, column.width(), "muted")
    if words.regular.lines:
        row = QRectF(column.x(), y - words.regular_px + 4, column.width(), REGULAR_ROW_PX)
        if words.compact:
            row.setTop(baseline - 0.36 * words.price.size_px - REGULAR_ROW_PX / 2)
            row.setHeight(REGULAR_ROW_PX)
            row.setLeft(x + PAD)
        _draw_regular(sign, card.special, words.regular, row)


def _draw_regular(sign: Sign, special: str, regular: Fitted, row: QRectF) -> None:
    """The old price, struck through, and the mark of the special one where it finds room."""
    if row.width() < regular.width:
        return
    sign.write_centred(regular, row, "muted", LEFT)
    _strike(sign, regular, row)
    left = row.adjusted(regular.width + 20, 0, 0, 0)
    mark, width = sign.fitted_pill(
        special, most=left.width(), weight="heavy", largest_px=32, padding=14
    )
    written = bool(mark.lines) and mark.whole
    if not written:
        width = 44
    if width > left.width():
        return
    pill = QRectF(left.x(), row.center().y() - 22, width, 44)
    sign.plate(pill, min(sign.theme.radii.pill, 22), "special")
    if written:
        sign.write_centred(mark, pill, "on_special")
    else:
        sign.path(_arrow_down(pill.center(), 28), "on_special")


def _strike(sign: Sign, fitted: Fitted, row: QRectF) -> None:
    sign.painter.setPen(QPen(sign.colour("price"), 4, c=Qt.PenCapStyle.RoundCap))
    sign.painter.drawLine(
        QPointF(row.x() - 4, row.center().y() + 2),
        QPointF(row.x() + fitted.width + 4, row.center().y() + 2),
    )


def _draw_pin(sign: Sign, x: float, middle: float) -> None:
    """A map pin before the place of origin."""
    tip = QPointF(x + 12, middle + 14)
    pin = QPainterPath(tip)
    pin.cubicTo(tip, QPointF(x + 1, middle + 3), QPointF(x + 1, middle - 4))
    pin.arcTo(QRectF(x + 1, middle - 15, 22, 22), 180, -180)
    pin.cubicTo(QPointF(x + 23, middle + 3), tip, tip)
    pin.addEllipse(QRectF(x + 7.5, middle - 8.5, 9, 9))
    sign.path(pin, "brand")


def _draw_strip(sign: Sign, card: ProductCard, strip: QRectF) -> None:
    """The code to comment: what the whole card is for."""
    code, width = sign.fitted_pill(
        card.code, most=strip.width() * 0.62, weight="heavy", largest_px=48, padding=24
    )
    how = card.how
    if not code.whole:
        how = ""
        width = strip.width() - 2 * _MARGIN
        code = fit(
            card.code,
            width - 48,
            weight="heavy",
            largest_px=48,
            lines=2,
            height=strip.height(),
        )
    pill = QRectF(strip.right() - width - _MARGIN, strip.y() + 10, width, strip.height() - 20)
    if not how:
        pill.moveCenter(strip.center())
    sign.plate(pill, min(sign.theme.radii.pill, pill.height() / 2), "code")
    sign.write_centred(code, pill, "on_code")
    label = QRectF(strip.x() + PAD, strip.y(), pill.x() - strip.x() - PAD - 14, strip.height())
    words = fit(
        how, label.width(), weight="semibold", largest_px=38, lines=2, height=strip.height()
    )
    sign.write_centred(words, label, "on_brand_deep", LEFT)


def _draw_badges(sign: Sign, card: ProductCard, picture: QRectF, shape: Shape) -> None:
    """OCOP stars above, what is left below, clear of the middle of the picture."""
    if card.ocop:
        _draw_ocop(sign, card.ocop, picture.x() + _MARGIN, picture.y() + 12)
    if card.left:
        left, width = sign.fitted_pill(
            card.left, most=picture.width() - 2 * _MARGIN, weight="bold", largest_px=32, padding=20
        )
        x = picture.right() - width - _MARGIN if shape == "wide" else picture.x() + _MARGIN
        pill = QRectF(x, picture.bottom() - _MARGIN - _PILL_PX, width, _PILL_PX)
        sign.plate(pill, min(sign.theme.radii.pill, _PILL_PX / 2), "scarce")
        sign.write_centred(left, pill, "on_scarce")


def _arrow_down(centre: QPointF, size: float) -> QPainterPath:
    """A price that fell, for where nothing was said about it."""
    half, stem = size / 2, size * 0.16
    x, y = centre.x(), centre.y()
    arrow = QPainterPath(QPointF(x - stem, y - half))
    for dx, dy in (
        (stem, -half),
        (stem, 0.0),
        (half * 0.8, 0.0),
        (0.0, half),
        (-half * 0.8, 0.0),
        (-stem, 0.0),
    ):
        arrow.lineTo(x + dx, y + dy)
    arrow.closeSubpath()
    return arrow


def _draw_ocop(sign: Sign, stars: int, x: float, y: float) -> None:
    """The mark of "One Commune One Product" with its 3 to 5 stars."""
    word = fit("OCOP", 200, weight="heavy", largest_px=28)
    height, size = 46.0, 28.0
    pill = QRectF(x, y, 16 + word.width + 10 + stars * size * 1.08 + 12, height)
    sign.plate(pill, min(sign.theme.radii.pill, height / 2), "paper")
    sign.write_centred(word, pill.adjusted(16, 0, 0, 0), "brand_deep", LEFT)
    sign.stars(stars, pill.x() + 16 + word.width + 10, pill.center().y(), size, "star")
