"""What the inbox says of a comment or of an order that waits: who, what was read, since when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from host_assistant.catalog.selling import amount_vnd
from host_assistant.language import _, ngettext
from host_assistant.orders.wording import why_text
from host_assistant.show.comment import Line
from host_assistant.show.inbox import InboxItem, InboxSort
from host_assistant.show.state import OnSale, Order
from host_assistant.stage.platforms import PLATFORMS
from host_assistant.values.money import format_vnd
from host_assistant.values.quantity import format_milli

if TYPE_CHECKING:
    from host_assistant.control_room.called_off import MayMean
    from host_assistant.control_room.comment_words import CommentWords

MINUTE_S, HOUR_S = 60, 3600
LONGEST_SAID = 400


class Entry(NamedTuple):
    """One thing in the inbox with all that is known of it.

    `words` are None for what was no comment, `order` is None before there is one.
    """

    item: InboxItem
    words: CommentWords | None = None
    order: Order | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it says what and how much, so that it can be taken as it was read."""
        lines = self.item.lines
        return bool(lines) and all(line.quantity_milli is not None for line in lines)


def group_name(sort: InboxSort) -> str:
    return {
        "unsure": _("To check"),
        "cancel": _("Call-offs"),
        "sure": _("To confirm"),
        "waiting": _("Next harvest"),
    }[sort]


def nothing_words(sort: InboxSort) -> str:
    """What stands in the place of a list of that sort that is empty."""
    return {
        "unsure": _("Nothing to check. Comments that were not read for certain come here."),
        "cancel": _("Nobody calls an order off."),
        "sure": _("No order waits to be confirmed."),
        "waiting": _("Nobody waits for the next harvest."),
    }[sort]


def who_words(entry: Entry) -> str:
    if entry.words is not None and entry.words.author:
        return one_line(entry.words.author)
    return (entry.order.buyer_label if entry.order else "") or _("Buyer without a name")


def said_words(entry: Entry) -> str:
    """The comment itself in one line, "" of what was no comment or whose words were erased."""
    return one_line(entry.words.text)[:LONGEST_SAID] if entry.words is not None else ""


def read_words(entry: Entry, products: Mapping[str, OnSale]) -> str:
    """What was read, short: "2 thùng VT5, ? VT1"."""
    if entry.item.sort == "cancel":
        return _("wants to call off")
    if not entry.item.lines:
        return _("which goods?")
    return ", ".join(_line_words(line, products, line.sku) for line in entry.item.lines)


def read_in_full(entry: Entry, products: Mapping[str, OnSale]) -> str:
    """As `read_words`, with the name of the goods where it is one kind alone."""
    lines = entry.item.lines
    if not lines:
        return _("Which goods is not clear")
    if len(lines) > 1:
        return read_words(entry, products)
    return _line_words(lines[0], products, _name(lines[0], products))


def amount_words(entry: Entry, products: Mapping[str, OnSale]) -> str:
    """What all of it costs, "" while something of it is open."""
    if entry.order is not None:
        return format_vnd(entry.order.total_vnd)
    amounts = [
        amount_vnd(products[line.sku].price_vnd, line.quantity_milli)
        for line in entry.item.lines
        if line.quantity_milli is not None and line.sku in products
    ]
    whole = amounts and len(amounts) == len(entry.item.lines)
    return format_vnd(sum(amounts)) if whole else ""


def why_words(entry: Entry, products: Mapping[str, OnSale]) -> str:
    if entry.words is None:
        return ""
    return why_text(entry.words.reading, {sku: one.product for sku, one in products.items()})


def contact_words(entry: Entry) -> str:
    """ "0912 345 678 · Hà Nội"."""
    words = entry.words
    if words is None:
        return ""
    phone = spaced_phone(words.phone) if words.phone else _("no phone number")
    return f"{phone} · {words.place}" if words.place else phone


def repeats_words(repeats: int) -> str:
    """ "" for what was said once."""
    if not repeats:
        return ""
    return ngettext("sent again", "sent again {count} times", repeats).format(count=repeats)


def platform_words(platform: str) -> str:
    """What a platform is called; one that is not ours to know by the name that it came with."""
    known = {key: one.name for key, one in PLATFORMS.items()}
    return known.get(platform, "") or one_line(platform)[:20].capitalize()  # type: ignore[call-overload]


def ago_words(then_ms: int, now_ms: int) -> str:
    seconds = max(0, now_ms - then_ms) // 1000
    if seconds < MINUTE_S:
        return _("just now")
    if seconds < HOUR_S:
        minutes = seconds // MINUTE_S
        return ngettext("{count} min", "{count} min", minutes).format(count=minutes)
    hours = seconds // HOUR_S
    return ngettext("{count} hour", "{count} hours", hours).format(count=hours)


def stock_words(entry: Entry, products: Mapping[str, OnSale]) -> str:
    """Of an order for the next harvest: whether there is enough again."""
    missing = _still_missing(entry, products)
    if missing is None:
        return _("There is enough again: it can be confirmed")
    return _("{sku}: {left} {unit} can be promised now").format(
        sku=missing.product.sku,
        left=format_milli(max(0, missing.free_milli or 0)),
        unit=missing.product.unit,
    )


def is_back(entry: Entry, products: Mapping[str, OnSale]) -> bool:
    return _still_missing(entry, products) is None


def _still_missing(entry: Entry, products: Mapping[str, OnSale]) -> OnSale | None:
    """The first of its goods of which there is less than it asks for."""
    for line in entry.item.lines:
        on_sale = products.get(line.sku)
        free = on_sale.free_milli if on_sale is not None else None
        if free is not None and free < (line.quantity_milli or 0):
            return on_sale
    return None


def meant_words(one: MayMean) -> str:
    """What a cancellation may mean: "Hoa Lê · 5 kg VT1, 2 thùng VT5"."""
    who = one_line(one.who) or _("Buyer without a name")
    return f"{who} · " + ", ".join(f"{amount} {sku}" for amount, sku, _name in one.goods)


def spaced_phone(phone: str) -> str:
    """ "0912 345 678": as people read a number out."""
    if len(phone) != 10 or not phone.startswith("0"):
        return phone
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}"


def one_line(text: str) -> str:
    return " ".join(text.split())


def _line_words(line: Line, products: Mapping[str, OnSale], name: str) -> str:
    if line.quantity_milli is None:
        return _("{name}, how much?").format(name=name)
    on_sale = products.get(line.sku)
    unit = on_sale.product.unit if on_sale is not None else ""
    return " ".join(part for part in (format_milli(line.quantity_milli), unit, name) if part)


def _name(line: Line, products: Mapping[str, OnSale]) -> str:
    on_sale = products.get(line.sku)
    return on_sale.product.name if on_sale is not None else line.sku
