"""What a comment that calls something off may mean, told in the same words everywhere."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from host_assistant.control_room.comment_words import CommentWords
from host_assistant.show.inbox import InboxItem
from host_assistant.show.state import ShowState
from host_assistant.values.quantity import format_milli


class MayMean(msgspec.Struct, frozen=True):
    """An order that still stands, or a comment that nobody has made into one yet.

    `who` is empty where nobody said; `goods` are (amount with its unit, code, name).
    """

    item_id: str
    who: str
    goods: tuple[tuple[str, str, str], ...]


def may_mean(
    item: InboxItem, words: Mapping[str, CommentWords], state: ShowState
) -> tuple[MayMean, ...]:
    """All that the call-off may mean and that can still be called off, the likeliest first."""
    found = (_found(item_id, words, state) for item_id in item.cancels)
    return tuple(one for one in found if one is not None)


def _found(item_id: str, words: Mapping[str, CommentWords], state: ShowState) -> MayMean | None:
    said, order = words.get(item_id), state.orders.get(item_id)
    who = said.author if said else ""
    if order is not None:
        if order.status == "cancelled":
            return None
        goods = tuple(
            (_amount(line.quantity_milli, line.unit), line.sku, line.name) for line in order.lines
        )
        return MayMean(item_id, who or order.buyer_label, goods)
    doubtful = state.inbox.get(item_id)
    if doubtful is None or doubtful.sort != "unsure":
        return None
    products = {sku: one.product for sku, one in state.products.items()}
    goods = tuple(
        (_amount(line.quantity_milli, products[line.sku].unit), line.sku, products[line.sku].name)
        for line in doubtful.lines
        if line.sku in products
    )
    return MayMean(item_id, who, goods)


def _amount(milli: int | None, unit: str) -> str:
    return f"{format_milli(milli) if milli else '?'} {unit}"
