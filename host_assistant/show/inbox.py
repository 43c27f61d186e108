"""What waits for a person: doubtful comments, cancellations, and orders not yet confirmed."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Literal, get_args

import msgspec

from host_assistant.show.comment import Line

if TYPE_CHECKING:
    from host_assistant.show.state import ShowState

InboxSort = Literal["unsure", "cancel", "sure", "waiting"]
INBOX_SORTS: tuple[InboxSort, ...] = get_args(InboxSort)
_RANK = {sort: rank for rank, sort in enumerate(INBOX_SORTS)}


class InboxItem(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing to look at. `item_id` is the id of the comment and of the order made from it.

    `sort` says what it is: an order that was read with doubt, a cancellation, a pending order, or
    an order that waits for goods. `at_ms` is UTC; `platform` is empty for what was no comment.
    `cancels` are the orders that a cancellation may mean and that still stand, the likeliest first;
    `repeats` counts how often the same person said the same again.
    """

    item_id: str
    sort: InboxSort
    sequence: int
    at_ms: int
    platform: str = ""
    lines: tuple[Line, ...] = ()
    cancels: tuple[str, ...] = ()
    repeats: int = 0


def first_in_inbox(state: ShowState, limit: int) -> tuple[InboxItem, ...]:
    """The `limit` items that a person should see first: by sort, and the oldest first in each."""
    items = state.inbox.values()
    return tuple(heapq.nsmallest(limit, items, key=lambda one: (_RANK[one.sort], one.sequence)))


def inbox_counts(state: ShowState) -> dict[InboxSort, int]:
    """How many items there are of each sort."""
    return dict(zip(INBOX_SORTS, state.inbox_sizes, strict=True))


def standing(state: ShowState, item_id: str) -> str | None:
    """The order that it is by now, after any mending, or the doubtful comment; None if it is over.

    Over is what was cancelled, dropped, or never was.
    """
    order = state.orders.get(item_id)
    while order is not None and order.status == "cancelled":
        order = state.orders.get(order.replaced_by)
        if order is None:
            return None
    if order is not None:
        return order.order_id
    item = state.inbox.get(item_id)
    return item_id if item is not None and item.sort == "unsure" else None


def resized(
    sizes: tuple[int, ...], left: InboxItem | None, came: InboxItem | None
) -> tuple[int, ...]:
    """The counts after one item left and another came."""
    changed = list(sizes)
    if left is not None:
        changed[_RANK[left.sort]] -= 1
    if came is not None:
        changed[_RANK[came.sort]] += 1
    return tuple(changed)
