"""How comments and pending orders come into the inbox, and leave it."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from host_assistant.show import events as ev
from host_assistant.show.comment import Line
from host_assistant.show.inbox import InboxItem, InboxSort, resized
from host_assistant.show.state import Order, ShowState

Change = dict[str, Any]
"""The fields of the state that an event sets anew."""


def with_item(state: ShowState, item: InboxItem) -> Change:
    """The inbox with this item, in the place of the one of its id."""
    return {
        "inbox": state.inbox.insert(item.item_id, item),
        "inbox_sizes": resized(state.inbox_sizes, state.inbox.get(item.item_id), item),
        **_cancellations(state, item.item_id, waits=item.sort == "cancel"),
    }


def without_item(state: ShowState, item_id: str) -> Change:
    item = state.inbox.get(item_id)
    if item is None:
        return {}
    return {
        "inbox": state.inbox.remove(item_id),
        "inbox_sizes": resized(state.inbox_sizes, item, None),
        **_cancellations(state, item_id, waits=False),
    }


def _cancellations(state: ShowState, item_id: str, *, waits: bool) -> Change:
    if (item_id in state.cancellations) == waits:
        return {}
    return {"cancellations": state.cancellations ^ {item_id}}


def cancels_changed(state: ShowState, gone: str, instead: str = "") -> Change:
    """Cancellations that may mean `gone` mean what took its place, or nothing that is there."""
    inbox = state.inbox
    for item_id in state.cancellations:
        item = inbox.get(item_id)
        if item is not None and gone in item.cancels:
            kept = (instead if one == gone else one for one in item.cancels)
            changed = replace(item, cancels=tuple(dict.fromkeys(one for one in kept if one)))
            inbox = inbox.insert(item.item_id, changed)
    return {"inbox": inbox}


def pending_item(state: ShowState, order: Order) -> Change:
    """An order that nobody confirmed yet; a comment that it was made of keeps its place."""
    comment = state.inbox.get(order.order_id)
    sort: InboxSort = "waiting" if order.waiting else "sure"
    lines = tuple(Line(line.sku, line.quantity_milli) for line in order.lines)
    if comment is not None:
        return with_item(state, replace(comment, sort=sort, lines=lines))
    return with_item(
        state,
        InboxItem(
            item_id=order.order_id,
            sort=sort,
            sequence=order.sequence,
            at_ms=order.placed_at_ms,
            lines=lines,
        ),
    )


def comment_received(state: ShowState, record: ev.Recorded, event: ev.CommentReceived) -> Change:
    changes: Change = {"comments": state.comments + 1}
    if event.repeats:
        changes.update(_said_again(state, event.repeats))
    elif event.kind in ("order", "cancel"):
        sort: InboxSort = "cancel"
        if event.kind == "order":
            sort = "sure" if event.sure else "unsure"
        item = InboxItem(
            item_id=event.comment_id,
            sort=sort,
            sequence=record.sequence,
            at_ms=record.at_ms,
            platform=event.platform,
            lines=event.lines,
            cancels=event.cancels,
        )
        changes.update(with_item(state, item))
    return changes


def _said_again(state: ShowState, item_id: str) -> Change:
    changes: Change = {}
    item = state.inbox.get(item_id)
    if item is not None:
        changes["inbox"] = state.inbox.insert(item_id, replace(item, repeats=item.repeats + 1))
    order = state.orders.get(item_id)
    if order is not None:
        changes["orders"] = state.orders.changed(replace(order, repeats=order.repeats + 1))
    return changes


def comment_settled(state: ShowState, _: ev.Recorded, event: ev.CommentSettled) -> Change:
    without = without_item(state, event.comment_id)
    return without | cancels_changed(replace(state, **without), event.comment_id)


def confirm_rule_set(_state: ShowState, _: ev.Recorded, event: ev.ConfirmRuleSet) -> Change:
    return {"confirms_sure": event.on}
