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
from host_assistant.stage.overlay.bank_qr import draw_bank_qr
from host_assistant.stage.overlay.cards import (
    CARD_SLOTS,
    BankQr,
    Card,
    HostBanner,
    HowToOrder,
    Notice,
    OrderCounter,
    ProductCard,
    Ticker,
)
from host_assistant.stage.overlay.fonts import ensure_gui
from host_assistant.stage.overlay.how_to_order import draw_how_to_order
from host_assistant.stage.overlay.layout import BLEED, Layout
from host_assistant.stage.overlay.ornaments import draw_ornament, ornaments_of
from host_assistant.stage.overlay.pictures import draw_cover
from host_assistant.stage.overlay.product_card import draw_product_card
from host_assistant.stage.overlay.sign import Sign, Written
from host_assistant.stage.overlay.small_cards import (
    draw_host_banner,
    draw_notice,
    draw_order_counter,
    draw_ticker,
)
from host_assistant.stage.overlay.theme import Theme


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
        whole = QRectF(0, 0, design.width, design.height)
        area = whole.adjusted(BLEED, BLEED, -BLEED, -BLEED)
        _draw(sign, card, area, layout, pictures_dir)
        for each in ornaments_of(theme, slot):
            draw_ornament(sign, each, area, theme.radii.card)
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
            draw_order_counter(sign, card, area)
        case Ticker():
            draw_ticker(sign, card, area)
        case HostBanner():
            draw_host_banner(sign, card, area)
        case Notice():
            draw_notice(sign, card, area)
        case HowToOrder():
            draw_how_to_order(sign, card, area)
        case BankQr():
            draw_bank_qr(sign, card, area, layout.shape)
