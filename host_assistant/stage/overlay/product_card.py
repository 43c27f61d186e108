"""The product card, built like a market sign: picture, name, price, and the code to comment."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen

from host_assistant.show.vocabulary import Shape
from host_assistant.stage.overlay.cards import ProductCard
from host_assistant.stage.overlay.fonts import ASCENT, DESCENT
from host_assistant.stage.overlay.pictures import draw_cover, draw_placeholder, goods_picture
from host_assistant.stage.overlay.sign import CENTRE, LEFT, RIGHT, Sign, star
from host_assistant.stage.overlay.text import Fitted, block_height, fit, line_width

_PAD: Final = 24
_GAP: Final = 8


class _Sizes(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between the two shapes, in design pixels."""

    name_px: int
    price_px: int
    strip_px: int
    picture_px: int
    smallest_picture_px: int
    burst_px: int


_SIZES: Final[dict[Shape, _Sizes]] = {
    "wide": _Sizes(
        name_px=44, price_px=96, strip_px=84, picture_px=210, smallest_picture_px=110, burst_px=67
    ),
    "upright": _Sizes(
        name_px=40, price_px=84, strip_px=72, picture_px=300, smallest_picture_px=0, burst_px=60
    ),
}


class _Words(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a card, fitted to the column that they stand in."""

    name: Fitted
    origin: Fitted
    regular: Fitted
    price: Fitted
    unit: Fitted
    picture_px: float

    @property
    def whole(self) -> bool:
        return self.name.whole and self.origin.whole

    @property
    def below_name(self) -> float:
        return _origin_height(self.origin) + _price_height(self)


def draw_product_card(
    sign: Sign, card: ProductCard, area: QRectF, shape: Shape, pictures: Path
) -> None:
    sizes = _SIZES[shape]
    sign.shadow(area, sign.theme.radii.card)
    sign.plate(area, sign.theme.radii.card, "paper")
    strip = QRectF(area.x(), area.bottom() - sizes.strip_px, area.width(), sizes.strip_px)
    body = QRectF(area.x(), area.y(), area.width(), area.height() - sizes.strip_px)
    if shape == "wide":
        words = _best_words(card, sizes, area.width() - 2 * _PAD, body, shape)
        picture = QRectF(body.x(), body.y(), body.width(), words.picture_px)
        column = QRectF(body.x() + _PAD, picture.bottom(), body.width() - 2 * _PAD, 0)
    else:
        words = _best_words(card, sizes, 0, body, shape)
        picture = QRectF(body.x(), body.y(), words.picture_px, body.height())
        column = QRectF(picture.right() + _PAD, 0, body.right() - picture.right() - 2 * _PAD, 0)
    column.setBottom(body.bottom())
    if picture.width() and picture.height():
        _draw_picture(sign, card, picture, area, pictures)
    _draw_strip(sign, card, strip, area)
    _draw_column(sign, words, column)
    if picture.width() and picture.height():
        _draw_badges(sign, card, picture, sizes, shape)


def _best_words(
    card: ProductCard, sizes: _Sizes, width: float, body: QRectF, shape: Shape
) -> _Words:
    """Give up, in this order: size, a third line, room for the picture, origin, the picture."""
    top = _PAD - 8 + (0 if shape == "wide" else 0)

    def attempt(picture_px: float, *, origin: bool, lines: int, smallest_px: int) -> _Words:
        if shape == "wide":
            across, room = width, body.height() - picture_px
        else:
            across, room = body.width() - picture_px - 2 * _PAD, body.height()
        trial = _fit_below(card, sizes, across, origin=origin)
        left = room - top - trial.below_name
        name = fit(
            card.name,
            across,
            weight="bold",
            largest_px=sizes.name_px,
            smallest_px=smallest_px,
            lines=lines,
            height=left,
        )
        if shape == "wide" and name.whole:
            picture_px = body.height() - top - trial.below_name - name.height
        return msgspec.structs.replace(trial, name=name, picture_px=picture_px)

    tries = (
        attempt(sizes.picture_px, origin=True, lines=2, smallest_px=34),
        attempt(sizes.picture_px, origin=True, lines=3, smallest_px=28),
        attempt(max(sizes.smallest_picture_px, 110), origin=True, lines=9, smallest_px=28),
        attempt(max(sizes.smallest_picture_px, 110), origin=False, lines=12, smallest_px=28),
    )
    for words in tries:
        if words.whole and _fits(words, sizes, body, shape):
            return words
    return attempt(sizes.smallest_picture_px, origin=False, lines=12, smallest_px=28)


def _fits(words: _Words, sizes: _Sizes, body: QRectF, shape: Shape) -> bool:
    if shape == "wide":
        return words.picture_px >= sizes.smallest_picture_px
    return words.name.height + words.below_name + _PAD <= body.height() + 16


def _fit_below(card: ProductCard, sizes: _Sizes, width: float, *, origin: bool) -> _Words:
    """Everything but the name."""
    empty = fit("", width, weight="medium", largest_px=28)
    unit_text = f"/{card.unit}" if card.unit else ""
    unit_px = 40
    price = empty
    unit = empty
    for price_px in range(sizes.price_px, 27, -4):
        unit_px = max(28, round(price_px * 0.42))
        price = Fitted(
            lines=(card.price,),
            weight="heavy",
            size_px=price_px,
            width=line_width(card.price, "heavy", price_px),
        )
        unit = fit(unit_text, width, weight="semibold", largest_px=unit_px, lines=2)
        if price.width + _GAP + line_width(unit_text, "semibold", unit_px) <= width:
            break
        if price_px <= 56 and price.width <= width:
            break
    return _Words(
        name=empty,
        origin=fit(card.origin, width - 34, weight="medium", largest_px=30, lines=2)
        if origin
        else empty,
        regular=fit(card.regular_price, width, weight="semibold", largest_px=36),
        price=price,
        unit=unit,
        picture_px=0,
    )


def _unit_beside(words: _Words, width: float) -> bool:
    return len(words.unit.lines) <= 1 and words.price.width + _GAP + words.unit.width <= width


def _origin_height(origin: Fitted) -> float:
    return origin.height if origin.lines else 0


def _price_height(words: _Words) -> float:
    height = words.price.size_px * (ASCENT - 0.28 + DESCENT)
    if words.regular.lines:
        height += words.regular.size_px * 1.1
    if not words.unit.lines or _is_short(words):
        return height
    return height + words.unit.height


def _is_short(words: _Words) -> bool:
    return len(words.unit.lines) <= 1 and words.unit.size_px < words.price.size_px


def _draw_column(sign: Sign, words: _Words, column: QRectF) -> None:
    y = column.top() + (_PAD - 8 if column.top() else 10)
    sign.write(words.name, column.x(), y, column.width(), "ink")
    y += words.name.height
    if words.origin.lines:
        _draw_pin(sign, column.x(), y + words.origin.size_px * 0.86)
        sign.write(words.origin, column.x() + 34, y, column.width() - 34, "muted")
        y += words.origin.height
    y = column.bottom() - _price_height(words)
    if words.regular.lines:
        sign.write(words.regular, column.x(), y - 8, column.width(), "muted")
        _strike(sign, words.regular, column.x(), y - 8)
        y += words.regular.size_px * 1.1
    price_top = y - 0.28 * words.price.size_px
    sign.write(words.price, column.x(), price_top, column.width(), "price")
    if words.unit.lines:
        baseline = price_top + ASCENT * words.price.size_px
        x = column.x() + words.price.width + _GAP
        sign.write(
            words.unit, x, baseline - ASCENT * words.unit.size_px, words.unit.width, "muted"
        )


def _strike(sign: Sign, fitted: Fitted, x: float, top: float) -> None:
    middle = top + (ASCENT - 0.3) * fitted.size_px
    sign.painter.setPen(QPen(sign.colour("price"), 4, c=Qt.PenCapStyle.RoundCap))
    sign.painter.drawLine(
        QRectF(x - 4, middle, 0, 0).topLeft(), QRectF(x + fitted.width + 4, middle, 0, 0).topLeft()
    )


def _draw_pin(sign: Sign, x: float, middle: float) -> None:
    """A map pin before the place of origin."""
    from PySide6.QtGui import QPainterPath

    pin = QPainterPath()
    pin.moveTo(x + 12, middle + 15)
    pin.cubicTo(x + 12, middle + 15, x + 1, middle + 3, x + 1, middle - 4)
    pin.arcTo(QRectF(x + 1, middle - 15, 22, 22), 180, -180)
    pin.cubicTo(x + 23, middle + 3, x + 12, middle + 15, x + 12, middle + 15)
    pin.addEllipse(QRectF(x + 7.5, middle - 8.5, 9, 9))
    sign.path(pin, "brand")


def _draw_picture(
    sign: Sign, card: ProductCard, picture: QRectF, area: QRectF, pictures: Path
) -> None:
    painter = sign.painter
    painter.save()
    sign.clip(area, sign.theme.radii.card)
    scale = painter.transform().m11()
    image = goods_picture(
        pictures, card.picture, round(picture.width() * scale), round(picture.height() * scale)
    )
    if image is None:
        draw_placeholder(sign, card.name, picture)
    else:
        draw_cover(painter, image, picture)
    painter.restore()


def _draw_strip(sign: Sign, card: ProductCard, strip: QRectF, area: QRectF) -> None:
    """The code to comment: what the whole card is for."""
    painter = sign.painter
    painter.save()
    sign.clip(area, sign.theme.radii.card)
    painter.fillRect(strip, sign.colour("brand_deep"))
    painter.restore()
    code, pill_width = sign.fitted_pill(
        card.code, most=strip.width() * 0.5, weight="heavy", largest_px=48, padding=22
    )
    pill = QRectF(strip.right() - pill_width - 14, strip.y() + 12, pill_width, strip.height() - 24)
    if not card.how:
        pill.moveCenter(strip.center())
    sign.plate(pill, min(sign.theme.radii.pill, pill.height() / 2), "code")
    sign.write_centred(code, pill, "on_code")
    label = QRectF(strip.x() + _PAD, strip.y(), pill.x() - strip.x() - _PAD - 14, strip.height())
    how = fit(card.how, label.width(), weight="semibold", largest_px=36, lines=1)
    if not how.whole:
        how = fit(card.how, label.width(), weight="semibold", largest_px=28, lines=2)
    sign.write_centred(how, label, "on_brand_deep", LEFT)


def _draw_badges(
    sign: Sign, card: ProductCard, picture: QRectF, sizes: _Sizes, shape: Shape
) -> None:
    """OCOP stars, what is left, and the mark of a special price, upon the picture."""
    top = picture.y() + sign.theme.awning_px + 12
    if card.ocop:
        _draw_ocop(sign, card.ocop, picture.x() + 14, top)
    if card.left:
        left, width = sign.fitted_pill(
            card.left, most=picture.width() - 28, weight="bold", largest_px=32, padding=18
        )
        pill = QRectF(picture.x() + 14, picture.bottom() - 14 - 52, width, 52)
        sign.plate(pill, min(sign.theme.radii.pill, 26), "scarce")
        sign.write_centred(left, pill, "on_scarce")
    if card.regular_price:
        radius = sizes.burst_px
        x = picture.right() - radius - 10
        y = (top + radius - 6) if shape == "wide" else picture.bottom() - radius - 10
        if shape == "upright" and card.left:
            y -= 58
        sign.path(star(x, y, radius, points=18, inner=0.88), "special")
        mark = fit(card.special or "↓", radius * 1.5, weight="heavy", largest_px=38)
        around = QRectF(x - radius * 0.75, y - radius, radius * 1.5, radius * 2)
        sign.write_centred(mark, around, "on_special")


def _draw_ocop(sign: Sign, stars: int, x: float, y: float) -> None:
    """The mark of "One Commune One Product" with its 3 to 5 stars."""
    word = fit("OCOP", 200, weight="heavy", largest_px=28)
    height, size = 46, 28
    pill = QRectF(x, y, 16 + word.width + 10 + stars * size * 1.08 + 12, height)
    sign.plate(pill, height / 2, "paper")
    sign.write_centred(
        word, QRectF(pill.x() + 16, pill.y(), word.width, height), "brand_deep", CENTRE
    )
    sign.stars(stars, pill.x() + 16 + word.width + 10, pill.center().y(), size, "star")


_UNUSED = (QColor, RIGHT, block_height)
