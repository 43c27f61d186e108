"""Which prices are hardly meant, and what was probably meant instead."""

from __future__ import annotations

from typing import Final

from host_assistant.language import _
from host_assistant.show.state import OnSale
from host_assistant.values.money import MAX_VND, format_vnd

LEAST_VND: Final = 1_000
MOST_TIMES: Final = 5


def doubt(price_vnd: int, on_sale: OnSale, *, special: bool) -> str:
    """The question about this price, "" where nothing is odd about it."""
    price, now = format_vnd(price_vnd), format_vnd(on_sale.price_vnd)
    if price_vnd < LEAST_VND:
        return _("{price} is very little. Which price is meant?").format(price=price)
    if special and price_vnd >= on_sale.regular_price_vnd:
        regular = format_vnd(on_sale.regular_price_vnd)
        return _("{price} is no lower than the usual {regular}. Is this price meant?").format(
            price=price, regular=regular
        )
    if price_vnd > MOST_TIMES * on_sale.price_vnd:
        return _("{price} is far more than {now} now. Is this price meant?").format(
            price=price, now=now
        )
    if price_vnd * MOST_TIMES < on_sale.price_vnd:
        return _("{price} is far less than {now} now. Is this price meant?").format(
            price=price, now=now
        )
    return ""


def meant_vnd(price_vnd: int, on_sale: OnSale, *, special: bool) -> int | None:
    """Who types 15 or 150 usually means thousands; None where that would be odd too."""
    thousands = price_vnd * 1_000
    if price_vnd >= LEAST_VND or thousands > MAX_VND:
        return None
    return None if doubt(thousands, on_sale, special=special) else thousands
