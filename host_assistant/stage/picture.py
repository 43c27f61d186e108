"""What viewers should see now, as a value drawn from the state alone."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import NullTranslations

import msgspec

from host_assistant.language import translation
from host_assistant.orders.bank_qr import AMOUNT_MAX, Transfer, bank_memo, payload
from host_assistant.orders.banks import Payee, payee_of
from host_assistant.show.events import OrderLine
from host_assistant.show.state import OnSale, Order, ShowState
from host_assistant.show.vocabulary import OverlaySlot, SceneRole, Shape, ShowSetup
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
from host_assistant.stage.overlay.layout import (
    BANK_QR_BESIDE_CARD_DISPLACES,
    BANK_QR_DISPLACES,
)
from host_assistant.stage.platforms import PLATFORMS, Forbidden, forbidden_on_picture
from host_assistant.values.money import format_vnd
from host_assistant.values.quantity import format_milli, format_weight

TICKER_MS = 20_000
SCARCE_TENTH = 10
TICKER_LINES = 2


class StagePicture(msgspec.Struct, frozen=True):
    """`scene` None leaves the stage's scene alone; `overlays` holds the slots that show.

    `changes_at_ms` is the session offset at which time alone changes this picture, if any.
    """

    scene: SceneRole | None
    overlays: dict[OverlaySlot, Card]
    microphones_on: bool = True
    changes_at_ms: int | None = None


def picture_of(state: ShowState, offset_ms: int) -> StagePicture:
    """The picture at `offset_ms` (ms since the session began); the same for the same two."""
    if not state.is_open:
        return StagePicture(scene=None, overlays={})
    words = _Words(state)
    ticker_ends = _ticker_ends_ms(state)
    ticker_on = ticker_ends is not None and offset_ms < ticker_ends
    wanted: list[Card | None] = []
    match state.scene:
        case "opening":
            wanted = [words.host_banner(), words.notice()]
        case "break":
            wanted = [words.counter(), words.please_wait() if state.holding else words.notice()]
        case "closing":
            wanted = [words.counter(), words.host_banner(), words.bank_qr()]
        case _:
            card = words.product_card()
            beside = [words.how_to_order()] if card else [words.host_banner(), words.notice()]
            ticker = words.ticker() if ticker_on else None
            wanted = [card, words.counter(), ticker, *beside, words.bank_qr()]
    shown = {CARD_SLOTS[type(card)]: card for card in wanted if card is not None}
    hidden = _hidden(state)
    overlays = {slot: card for slot, card in shown.items() if slot not in hidden}
    for slot in _displaced(overlays, state.setup.shape):
        overlays.pop(slot, None)
    return StagePicture(
        scene=state.scene,
        overlays=overlays,
        microphones_on=state.phase != "break",
        changes_at_ms=ticker_ends if ticker_on else None,
    )


def kept_off_picture(setup: ShowSetup) -> dict[str, tuple[Forbidden, ...]]:
    """The host's own words that stay off the picture, because the platform would punish them."""
    own = (setup.host_name, setup.host_title, *setup.notice.splitlines())
    why = {text: forbidden_on_picture(setup.platform, text) for text in own}
    return {text: reasons for text, reasons in why.items() if reasons}


def paid_by_qr(setup: ShowSetup) -> Payee | None:
    """Whom viewers may pay by a code on the picture; nobody where the platform punishes codes."""
    return None if PLATFORMS[setup.platform].keeps_buyers_in else payee_of(setup)


def _hidden(state: ShowState) -> frozenset[OverlaySlot]:
    """What was switched off; how to order is one switch, whichever card says it."""
    hidden = state.hidden_overlays - {"notice"} if state.holding else state.hidden_overlays
    return hidden | {"how_to_order"} if "notice" in hidden else hidden


def _displaced(overlays: Mapping[OverlaySlot, Card], shape: Shape) -> frozenset[OverlaySlot]:
    """What rests while the bank's code shows."""
    if "bank_qr" not in overlays:
        return frozenset()
    displaced = BANK_QR_DISPLACES[shape]
    beside_card = "product_card" in overlays and "product_card" not in displaced
    return displaced | BANK_QR_BESIDE_CARD_DISPLACES if beside_card else displaced


def _ticker_ends_ms(state: ShowState) -> int | None:
    order = _latest(state)
    return None if order is None else (order.confirmed_ms or 0) + TICKER_MS


def _latest(state: ShowState) -> Order | None:
    return state.orders.get(state.latest_confirmed) if state.latest_confirmed else None


class _Words:
    """The cards of one state, in the show's language whatever the window speaks."""

    def __init__(self, state: ShowState) -> None:
        self._state = state
        self._catalogue: NullTranslations = translation(state.setup.language)

    def product_card(self) -> ProductCard | None:
        on_sale = self._on_sale
        if on_sale is None:
            return None
        product = on_sale.product
        return ProductCard(
            name=self._name_of(on_sale),
            price=format_vnd(on_sale.price_vnd),
            unit=product.unit,
            code=product.sku,
            how=self.gettext("Comment"),
            regular_price=format_vnd(on_sale.regular_price_vnd) if on_sale.is_reduced else "",
            special=_reduction(on_sale),
            left=self._left(on_sale),
            origin=product.origin,
            ocop=product.ocop,
            picture=product.picture,
        )

    def counter(self) -> OrderCounter | None:
        counters = self._state.counters
        if counters.orders == 0:
            return None
        weight = weight_word = ""
        if counters.weight_g:
            weight, weight_word = format_weight(counters.weight_g), self.gettext("ordered so far")
        elif counters.pieces_milli:
            weight = format_milli(counters.pieces_milli)
            weight_word = self.gettext("pieces ordered")
        return OrderCounter(
            orders=f"{counters.orders:,}".replace(",", "."),
            orders_word=self._catalogue.ngettext("order", "orders", counters.orders),
            weight=weight,
            weight_word=weight_word,
        )

    def ticker(self) -> Ticker | None:
        order = _latest(self._state)
        if order is None:
            return None
        return Ticker(
            thanks=self.gettext("Thank you, {buyer}").format(
                buyer=order.buyer_label or self.gettext("our customer")
            ),
            ordered=f"– {_ordered(order.lines)}",
        )

    def how_to_order(self) -> HowToOrder | None:
        """What to write now. A platform that keeps buyers in forbids asking for their numbers."""
        on_sale = self._on_sale
        if on_sale is None:
            return None
        more = [self.gettext("quantity")]
        if not PLATFORMS[self._state.setup.platform].keeps_buyers_in:
            more.append(self.gettext("telephone number"))
        return HowToOrder(how=self.gettext("Comment:"), code=on_sale.product.sku, more=tuple(more))

    def bank_qr(self) -> BankQr | None:
        """The price of one unit of what is on the card, with its code as the memo.

        Without a card, and for a price that no bank takes, the buyer writes the amount.
        """
        payee = paid_by_qr(self._state.setup)
        if payee is None:
            return None
        on_sale = self._on_sale
        if on_sale is None or not 0 < on_sale.price_vnd <= AMOUNT_MAX:
            return self._code_for(payee, Transfer(bin=payee.bank.bin, account=payee.account))
        memo = bank_memo(on_sale.product.sku)
        transfer = Transfer(
            bin=payee.bank.bin, account=payee.account, amount_vnd=on_sale.price_vnd, memo=memo
        )
        card = self._code_for(payee, transfer)
        return msgspec.structs.replace(
            card,
            amount=format_vnd(on_sale.price_vnd),
            amount_of=f"1 {on_sale.product.unit}",
            memo=self.gettext("Memo: {memo}").format(memo=memo) if memo else "",
            product=self._name_of(on_sale),
        )

    def _code_for(self, payee: Payee, transfer: Transfer) -> BankQr:
        return BankQr(
            heading=self.gettext("Scan to pay"),
            payload=payload(transfer),
            bank=payee.bank.short,
            holder=payee.holder,
        )

    def host_banner(self) -> HostBanner | None:
        setup = self._state.setup
        kept_off = kept_off_picture(setup)
        if not setup.host_name or setup.host_name in kept_off:
            return None
        title = "" if setup.host_title in kept_off else setup.host_title
        return HostBanner(name=setup.host_name, title=title)

    def notice(self) -> Notice:
        setup = self._state.setup
        kept_off = kept_off_picture(setup)
        lines_of_the_host = setup.notice.splitlines()
        own = tuple(
            line.strip() for line in lines_of_the_host if line.strip() and line not in kept_off
        )
        heading = self.gettext("How to order")
        if own:
            return Notice(heading=heading, lines=own)
        lines = [self.gettext("Comment the code and how much")]
        example = self._state.products.get(self._state.skus[0]) if self._state.skus else None
        if example is not None:
            product = example.product
            lines.append(
                self.gettext("For example: {code} 2 {unit}").format(
                    code=product.sku, unit=product.unit
                )
            )
        return Notice(heading=heading, lines=tuple(lines))

    def please_wait(self) -> Notice:
        return Notice(
            heading=self.gettext("Weak signal"),
            lines=(self.gettext("Please wait a moment, we will be right back"),),
        )

    def _left(self, on_sale: OnSale) -> str:
        left, stock = on_sale.left_milli, on_sale.begun_milli
        if left is None or stock is None:
            return ""
        if left <= 0:
            return self.gettext("sold out")
        if left * SCARCE_TENTH > stock:
            return ""
        product = on_sale.product
        if product.unit == "kg":
            quantity = format_weight(left)
        else:
            quantity = f"{format_milli(left)} {product.unit}"
        return self.gettext("only {quantity} left").format(quantity=quantity)

    @property
    def _on_sale(self) -> OnSale | None:
        state = self._state
        return state.products.get(state.product) if state.product else None

    def _name_of(self, on_sale: OnSale) -> str:
        product = on_sale.product
        return (self._state.setup.language == "en" and product.name_en) or product.name

    def gettext(self, message: str) -> str:
        return self._catalogue.gettext(message)


def _reduction(on_sale: OnSale) -> str:
    """ "−20 %", rounded so that it never promises more than is true; empty below one percent."""
    saved = on_sale.regular_price_vnd - on_sale.price_vnd
    percent = saved * 100 // on_sale.regular_price_vnd
    return f"−{percent} %" if percent > 0 else ""


def _ordered(lines: tuple[OrderLine, ...]) -> str:
    shown = [f"{format_milli(line.quantity_milli)} {line.unit}" for line in lines[:TICKER_LINES]]
    return ", ".join(shown) + ("…" if len(lines) > TICKER_LINES else "")
