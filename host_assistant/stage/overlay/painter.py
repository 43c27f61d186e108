"""Cards to pictures. QtGui alone, on images: no window is needed, and any thread may paint.

Call `fonts.ensure_gui()` in the main thread first where there is no window.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from host_assistant.show.vocabulary import OverlaySlot
from host_assistant.stage.overlay.cards import (
    CARD_SLOTS,
    Card,
    HostBanner,
    Notice,
    OrderCounter,
    ProductCard,
    Ticker,
)
from host_assistant.stage.overlay.fonts import ensure_gui
from host_assistant.stage.overlay.layout import BLEED, Layout
from host_assistant.stage.overlay.pictures import draw_cover, ornament
from host_assistant.stage.overlay.product_card import draw_product_card
from host_assistant.stage.overlay.sign import Sign, Written
from host_assistant.stage.overlay.small_cards import (
    draw_host_banner,
    draw_notice,
    draw_order_counter,
    draw_ticker,
)
from host_assistant.stage.overlay.theme import Ornament, Theme, ornaments_of


class Painted(msgspec.Struct, frozen=True):
    """A card's picture in canvas pixels, and the texts on it in design pixels."""

    image: QImage
    written: tuple[Written, ...]


def paint(card: Card, layout: Layout, theme: Theme, pictures_dir: Path) -> QImage:
    """The card as a transparent image of its slot's size in canvas pixels."""
    return paint_and_tell(card, layout, theme, pictures_dir).image


def paint_and_tell(card: Card, layout: Layout, theme: Theme, pictures_dir: Path) -> Painted:
    """The same, with a list of what was written where."""
    ensure_gui()
    slot = CARD_SLOTS[type(card)]
    place, design = layout.slots[slot], layout.designed[slot]
    image = QImage(place.width, place.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    try:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.scale(place.width / design.width, place.height / design.height)
        sign = Sign(painter, theme)
        area = QRectF(0, 0, design.width, design.height).adjusted(BLEED, BLEED, -BLEED, -BLEED)
        _draw(sign, card, area, layout, pictures_dir)
        for each in ornaments_of(theme, slot):
            _draw_ornament(sign, each, area)
    finally:
        painter.end()
    return Painted(image, tuple(sign.written))


def compose(
    cards: Mapping[OverlaySlot, Card],
    layout: Layout,
    theme: Theme,
    pictures_dir: Path,
    background: QImage | None = None,
) -> QImage:
    """The viewers' whole picture: the cards in their slots, over `background` or over nothing."""
    ensure_gui()
    image = blank(layout)
    painter = QPainter(image)
    try:
        if background is not None and not background.isNull():
            draw_cover(painter, background, QRectF(image.rect()))
        for slot, card in cards.items():
            place = layout.slots[slot]
            painter.drawImage(place.x, place.y, paint(card, layout, theme, pictures_dir))
    finally:
        painter.end()
    return image


def blank(layout: Layout) -> QImage:
    """An empty, transparent canvas."""
    image = QImage(
        layout.canvas_width_px, layout.canvas_height_px, QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(0)
    return image


def _draw(sign: Sign, card: Card, area: QRectF, layout: Layout, pictures_dir: Path) -> None:
    match card:
        case ProductCard():
            draw_product_card(sign, card, area, layout.shape, pictures_dir)
        case OrderCounter():
            draw_order_counter(sign, card, area, layout.shape)
        case Ticker():
            draw_ticker(sign, card, area)
        case HostBanner():
            draw_host_banner(sign, card, area)
        case Notice():
            draw_notice(sign, card, area)


def _draw_ornament(sign: Sign, each: Ornament, area: QRectF) -> None:
    painter = sign.painter
    painter.save()
    sign.clip(area, sign.theme.radii.card)
    for place in _places(each, area):
        scale = painter.transform().m11()
        size = max(round(place.width() * scale), 1), max(round(place.height() * scale), 1)
        image = ornament(sign.theme.folder / each.file, *size)
        if image is not None:
            painter.drawImage(place, image)
    painter.restore()


def _places(each: Ornament, area: QRectF) -> list[QRectF]:
    """Where an ornament lies; a repeated one fills its edge with whole tiles."""
    x = area.right() - each.width if each.at.endswith("right") else area.x()
    y = area.bottom() - each.height if each.at.startswith("bottom") else area.y()
    if not each.repeat:
        return [QRectF(x, y, each.width, each.height)]
    if each.at == "left":
        count = max(round(area.height() / each.height), 1)
        step = area.height() / count
        return [QRectF(x, y + number * step, each.width, step) for number in range(count)]
    count = max(round(area.width() / each.width), 1)
    step = area.width() / count
    return [QRectF(x + number * step, y, step, each.height) for number in range(count)]
