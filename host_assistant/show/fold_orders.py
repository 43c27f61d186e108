"""How orders change the state: the greater part of any evening, so the fastest part of the fold."""

from __future__ import annotations

from msgspec.structs import replace
from rpds import HashTrieMap

from host_assistant.show import events as ev
from host_assistant.show.fold_inbox import (
    Change,
    cancels_changed,
    pending_item,
    without_item,
)
from host_assistant.show.pools import line_g, moved_in_pool
from host_assistant.show.state import (
    RECENT_ORDERS,
    TREND_MINUTES,
    Counters,
    OnSale,
    Order,
    ShowState,
)

MINUTE_MS = 60_000


def order_placed(state: ShowState, record: ev.Recorded, event: ev.OrderPlaced) -> Change:
    order_id = event.order_id
    now_ms = record.offset_ms
    # By position: an evening is nearly all orders, and names cost a third of this fold's time.
    order = Order(
        order_id,
        "confirmed" if event.confirmed else "pending",
        event.lines,
        event.total_vnd,
        record.sequence,
        now_ms,
        record.at_ms,
        event.source,
        event.buyer_id,
        event.buyer_label,
        now_ms if event.confirmed else None,
        event.waiting,
        by_rule=event.by_rule,
    )
    orders = state.orders.placed(order)
    if orders is state.orders:
        return {}
    if event.confirmed:
        changes = _counted(state, order, now_ms)
        if order_id in state.inbox:
            changes.update(without_item(state, order_id))
    else:
        changes = pending_item(state, order)
        changes["counters"] = replace(state.counters, pending=state.counters.pending + 1)
        if not order.waiting:
            changes["products"] = _moved(state, order, 0, 1)
    changes["orders"] = orders
    changes["recent"] = (order_id, *state.recent[: RECENT_ORDERS - 1])
    if event.replaces:
        _take_the_place(state, changes, event.replaces, order)
    return changes


def _take_the_place(state: ShowState, changes: Change, replaced: str, order: Order) -> None:
    """What was said of the order before it is said of the mended one."""
    before = state.orders.get(replaced)
    if before is None:
        return
    orders = changes["orders"].changed(replace(before, replaced_by=order.order_id))
    changes["orders"] = orders.changed(replace(order, repeats=before.repeats))
    after = replace(state, inbox=changes.get("inbox", state.inbox))
    changes.update(cancels_changed(after, replaced, order.order_id))


def order_confirmed(state: ShowState, record: ev.Recorded, event: ev.OrderConfirmed) -> Change:
    order = state.orders.get(event.order_id)
    if order is None or order.status != "pending":
        return {}
    confirmed = replace(
        order,
        status="confirmed",
        confirmed_ms=record.offset_ms,
        by_rule=order.by_rule or event.by_rule,
    )
    changes = _counted(state, confirmed, record.offset_ms, was_pending=1)
    changes["orders"] = state.orders.changed(confirmed)
    changes.update(without_item(state, order.order_id))
    return changes


def buyer_given(state: ShowState, _: ev.Recorded, event: ev.BuyerGiven) -> Change:
    order = state.orders.get(event.order_id)
    if order is None:
        return {}
    known = replace(order, buyer_id=event.buyer_id, buyer_label=event.buyer_label)
    return {"orders": state.orders.changed(known)}


def order_cancelled(state: ShowState, _: ev.Recorded, event: ev.OrderCancelled) -> Change:
    order = state.orders.get(event.order_id)
    if order is None or order.status == "cancelled":
        return {}
    changes: Change = {"orders": state.orders.changed(replace(order, status="cancelled"))}
    if order.status == "pending":
        changes.update(without_item(state, order.order_id))
        if not order.waiting:
            changes["products"] = _moved(state, order, 0, -1)
        changes["counters"] = replace(state.counters, pending=state.counters.pending - 1)
    else:
        changes["products"] = _moved(state, order, -1, 0)
        changes["counters"] = _added(state.counters, order, -1, 0)
        changes["trend"] = _trend_with(state.trend, order.confirmed_ms or 0, -1)
        if state.latest_confirmed == order.order_id:
            changes["latest_confirmed"] = None
    if not event.mended:
        after = replace(state, inbox=changes.get("inbox", state.inbox))
        changes.update(cancels_changed(after, order.order_id))
    return changes


def _counted(state: ShowState, order: Order, now_ms: int, was_pending: int = 0) -> Change:
    return {
        "products": _moved(state, order, 1, 0 if order.waiting else -was_pending),
        "counters": _added(state.counters, order, 1, -was_pending),
        "trend": _trend_with(state.trend, now_ms, 1),
        "latest_confirmed": order.order_id,
    }


def _added(counters: Counters, order: Order, confirmed: int, pending: int) -> Counters:
    weight_g = pieces_milli = 0
    for line in order.lines:
        if line.weight_g is None:
            pieces_milli += line.quantity_milli
        else:
            weight_g += line.weight_g
    return Counters(
        counters.orders + confirmed,
        counters.weight_g + confirmed * weight_g,
        counters.pieces_milli + confirmed * pieces_milli,
        counters.revenue_vnd + confirmed * order.total_vnd,
        counters.pending + pending,
    )


def _moved(
    state: ShowState, order: Order, confirmed: int, pending: int
) -> HashTrieMap[str, OnSale]:
    products = state.products
    for line in order.lines:
        known = products.get(line.sku)
        if known is not None:
            moved = OnSale(
                known.product,
                known.price_vnd,
                known.regular_price_vnd,
                known.special_until_ms,
                known.stock_milli,
                known.sold_milli + confirmed * line.quantity_milli,
                known.pending_milli + pending * line.quantity_milli,
                known.pool_stock,
            )
            if known.pool_stock is None:
                products = products.insert(line.sku, moved)
            else:
                grams = line_g(known.product, line)
                products = moved_in_pool(products, moved, confirmed * grams, pending * grams)
    return products


def _trend_with(
    trend: tuple[tuple[int, int], ...], offset_ms: int, change: int
) -> tuple[tuple[int, int], ...]:
    minute = offset_ms // MINUTE_MS
    if trend and trend[-1][0] == minute:
        return (*trend[:-1], (minute, trend[-1][1] + change))
    if change > 0 and (not trend or minute > trend[-1][0]):
        return (*trend[-(TREND_MINUTES - 1) :], (minute, change))
    return tuple((at, count + change if at == minute else count) for at, count in trend)
