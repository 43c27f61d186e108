"""The overlays as values: what stands on each, already in the viewers' words."""

from __future__ import annotations

import msgspec

from host_assistant.show.vocabulary import OverlaySlot


class ProductCard(msgspec.Struct, frozen=True, kw_only=True):
    """`price` and `regular_price` are printed amounts ("35.000 đ"); `unit` follows after a slash.

    `regular_price` is empty where no special price holds; `special` is the short mark beside it
    ("−20 %"; an arrow is drawn where it is empty). `how` are the words before the code ("Bình
    luận"). `left` is a finished sentence ("còn 27 thùng") and empty while there is plenty.
    `picture` is a file in the pictures folder.
    """

    name: str
    price: str
    unit: str
    code: str
    how: str = ""
    regular_price: str = ""
    special: str = ""
    left: str = ""
    origin: str = ""
    ocop: int | None = None
    picture: str | None = None


class OrderCounter(msgspec.Struct, frozen=True, kw_only=True):
    """Figures and the words under them, e.g. "1.284" "đơn" and "12,6 tấn" "đã chốt"."""

    orders: str
    orders_word: str
    weight: str = ""
    weight_word: str = ""


class Ticker(msgspec.Struct, frozen=True, kw_only=True):
    """ "Cảm ơn chị H. (Hà Nội)" "– 5 kg": the buyer in `thanks` is masked already."""

    thanks: str
    ordered: str


class HostBanner(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    title: str


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """How to order, in at most three short lines."""

    heading: str
    lines: tuple[str, ...]


class HowToOrder(msgspec.Struct, frozen=True, kw_only=True):
    """ "Bình luận:" "VT5" and what else a comment should say: "số lượng", "số điện thoại"."""

    how: str
    code: str
    more: tuple[str, ...]


class BankQr(msgspec.Struct, frozen=True, kw_only=True):
    """A bank's code with what it says in words: whoever scans can compare.

    `payload` is the code's text. `amount` is a printed amount and `amount_of` what it buys ("1
    thùng"), both empty where the buyer writes the amount; `memo` is a finished line ("Nội dung:
    VT5"). `product` stands on the card only where no product card shows beside it.
    """

    heading: str
    payload: str
    bank: str
    holder: str
    amount: str = ""
    amount_of: str = ""
    memo: str = ""
    product: str = ""


Card = ProductCard | OrderCounter | Ticker | HostBanner | Notice | HowToOrder | BankQr

CARD_SLOTS: dict[type[Card], OverlaySlot] = {
    ProductCard: "product_card",
    OrderCounter: "order_counter",
    Ticker: "ticker",
    HostBanner: "host_banner",
    Notice: "notice",
    HowToOrder: "how_to_order",
    BankQr: "bank_qr",
}
