"""One product on the viewers' picture, by the same rules as in a show that has just begun."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from host_assistant.catalog.product import Product
from host_assistant.catalog.selling import weight_g
from host_assistant.show.events import (
    Event,
    OrderLine,
    OrderPlaced,
    OverlaySet,
    ProductShown,
    Recorded,
    SceneChosen,
    SessionOpened,
)
from host_assistant.show.fold import fold
from host_assistant.show.state import NO_SHOW
from host_assistant.show.vocabulary import ShowSetup
from host_assistant.stage.overlay.cards import BankQr, ProductCard
from host_assistant.stage.picture import StagePicture, picture_of

SAMPLE: Final = Product(
    sku="VT5", name="Vải thiều Lục Ngạn, thùng 5 kg", price_vnd=175_000, unit="thùng"
)
"""Something to show before the host has goods."""


def card_of(product: Product, setup: ShowSetup) -> ProductCard | None:
    """The product's card; None where it has none."""
    card = _picture(product, setup).overlays.get("product_card")
    return card if isinstance(card, ProductCard) else None


def bank_qr_of(product: Product, setup: ShowSetup) -> BankQr | None:
    """The bank's code beside the product's card, on a platform that allows codes."""
    allowed = replace(setup, platform="facebook")
    chosen = OverlaySet(slot="bank_qr", shown=True)
    card = _picture(product, allowed, chosen).overlays.get("bank_qr")
    return card if isinstance(card, BankQr) else None


def sample_picture(product: Product, setup: ShowSetup) -> StagePicture:
    """What viewers would see of it after one order."""
    line = OrderLine(
        sku=product.sku,
        name=product.name,
        quantity_milli=1000,
        unit=product.unit,
        unit_price_vnd=product.price_vnd,
        amount_vnd=product.price_vnd,
        weight_g=weight_g(product, 1000),
    )
    order = OrderPlaced(order_id="o", lines=(line,), total_vnd=line.amount_vnd, confirmed=True)
    return _picture(product, setup, order)


def _picture(product: Product, setup: ShowSetup, *more: Event) -> StagePicture:
    state = NO_SHOW
    events: tuple[Event, ...] = (
        SessionOpened(
            session_id="preview", title="", mode="rehearsal", setup=setup, products=(product,)
        ),
        SceneChosen(scene="product"),
        ProductShown(sku=product.sku),
        *more,
    )
    for place, event in enumerate(events, start=1):
        state = fold(state, Recorded(place, 0, 0, event))
    return picture_of(state, 0)
