"""What follows from commands about orders; `decide` asks here. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from host_assistant.catalog.pool import units_in
from host_assistant.catalog.selling import amount_vnd, weight_g
from host_assistant.show import commands as cmd
from host_assistant.show import events as ev
from host_assistant.show import refusals as no
from host_assistant.show.fold import fold
from host_assistant.show.pools import line_g
from host_assistant.show.state import OnSale, Order, PoolStock, ShowState

MAX_QUANTITY_MILLI = 1_000_000_000
# Beyond any harvest; below it SQLite's 64-bit sums hold for millions of orders.
MAX_ORDER_VND = 10**12
MAX_ORDER_G = 10**11

Decision = tuple[ev.Event, ...] | no.Refusal


def place_order(
    state: ShowState,
    command: cmd.PlaceOrder,
    now: int,
    *,
    by_rule: bool = False,
    replaces: str = "",
) -> Decision:
    if command.order_id in state.orders:
        return ()
    if not command.lines:
        return no.EmptyOrder()
    lines: list[ev.OrderLine] = []
    total_vnd = total_g = 0
    for wanted in command.lines:
        on_sale = state.products.get(wanted.sku)
        if on_sale is None:
            return no.UnknownProduct(wanted.sku)
        if not 0 < wanted.quantity_milli <= MAX_QUANTITY_MILLI:
            return no.WrongQuantity(wanted.sku, wanted.quantity_milli)
        line = _order_line(on_sale, wanted, now)
        lines.append(line)
        total_vnd += line.amount_vnd
        total_g += line.weight_g or 0
    short = None if command.waiting else _first_short(state, command.lines)
    if short is not None and not command.allow_oversell:
        return short
    if total_vnd > MAX_ORDER_VND or total_g > MAX_ORDER_G:
        return no.OrderTooLarge(command.order_id)
    buyer = command.buyer
    return (
        ev.OrderPlaced(
            order_id=command.order_id,
            lines=tuple(lines),
            total_vnd=total_vnd,
            confirmed=command.confirmed and not command.waiting,
            source=command.source,
            buyer_id=buyer.buyer_id if buyer else None,
            buyer_digest=buyer.digest if buyer else None,
            buyer_label=buyer.label if buyer else "",
            oversold=short is not None,
            waiting=command.waiting,
            by_rule=by_rule,
            replaces=replaces,
        ),
    )


def _first_short(
    state: ShowState, lines: Iterable[cmd.Wanted | ev.OrderLine]
) -> no.OutOfStock | None:
    asked: dict[str, int] = {}
    asked_g: dict[str, int] = {}
    for wanted in lines:
        on_sale = state.products[wanted.sku]
        asked_milli = asked.get(wanted.sku, 0) + wanted.quantity_milli
        asked[wanted.sku] = asked_milli
        if on_sale.pool_stock is not None:
            short = _pool_short(on_sale, on_sale.pool_stock, wanted, asked_milli, asked_g)
            if short is not None:
                return short
            continue
        free = on_sale.free_milli
        if free is not None and asked_milli > free:
            return no.OutOfStock(wanted.sku, max(free, 0), asked_milli)
    return None


def _pool_short(
    on_sale: OnSale,
    pool: PoolStock,
    wanted: cmd.Wanted | ev.OrderLine,
    asked_milli: int,
    asked_g: dict[str, int],
) -> no.OutOfStock | None:
    """`asked_g` is what the lines before asked of each pool; it takes up this one."""
    own_g = weight_g(on_sale.product, asked_milli) or 0
    grams = (
        line_g(on_sale.product, wanted)
        if isinstance(wanted, ev.OrderLine)
        else weight_g(on_sale.product, wanted.quantity_milli) or 0
    )
    asked_g[pool.name] = total_g = asked_g.get(pool.name, 0) + grams
    if pool.free_g is None or total_g <= pool.free_g:
        return None
    free_milli = units_in(on_sale.product, pool.free_g - (total_g - own_g))
    return no.OutOfStock(on_sale.product.sku, max(free_milli, 0), asked_milli)


def _order_line(on_sale: OnSale, wanted: cmd.Wanted, now: int) -> ev.OrderLine:
    product = on_sale.product
    ended = on_sale.special_until_ms is not None and on_sale.special_until_ms <= now
    price_vnd = on_sale.regular_price_vnd if ended else on_sale.price_vnd
    return ev.OrderLine(
        sku=product.sku,
        name=product.name,
        quantity_milli=wanted.quantity_milli,
        unit=product.unit,
        unit_price_vnd=price_vnd,
        amount_vnd=amount_vnd(price_vnd, wanted.quantity_milli),
        weight_g=weight_g(product, wanted.quantity_milli),
    )


def confirm_order(state: ShowState, command: cmd.ConfirmOrder, _now: int) -> Decision:
    order = state.orders.get(command.order_id)
    if order is None:
        return no.UnknownOrder(command.order_id)
    if order.status == "cancelled":
        return no.OrderCancelledBefore(command.order_id)
    if order.status == "confirmed":
        return ()
    if order.waiting and not command.allow_oversell:
        short = _first_short(state, order.lines)
        if short is not None:
            return short
    return (ev.OrderConfirmed(order_id=order.order_id),)


def cancel_order(state: ShowState, command: cmd.CancelOrder, _now: int) -> Decision:
    order = state.orders.get(command.order_id)
    if order is None:
        return no.UnknownOrder(command.order_id)
    if order.status == "cancelled":
        return ()
    return (ev.OrderCancelled(order_id=order.order_id, reason=command.reason),)


def mend_order(state: ShowState, command: cmd.MendOrder, now: int) -> Decision:
    """The mended order may take what the one that it replaces held."""
    if command.new_order_id in state.orders:
        return ()
    known = state.orders.get(command.order_id)
    if known is None:
        return no.UnknownOrder(command.order_id)
    if known.status == "cancelled":
        return no.OrderCancelledBefore(command.order_id)
    cancelled = ev.OrderCancelled(order_id=command.order_id, reason="mended", mended=True)
    without = fold(state, ev.Recorded(state.sequence + 1, state.opened_at_ms, now, cancelled))
    wish = cmd.PlaceOrder(
        order_id=command.new_order_id,
        lines=command.lines,
        source=known.source,
        buyer=command.buyer,
        allow_oversell=command.allow_oversell,
    )
    placed = place_order(without, wish, now, replaces=command.order_id)
    if isinstance(placed, no.Refused):
        return placed
    if command.buyer is None:
        placed = tuple(
            replace(one, buyer_id=known.buyer_id, buyer_label=known.buyer_label)
            if isinstance(one, ev.OrderPlaced)
            else one
            for one in placed
        )
    return (cancelled, *placed)


def take_back(state: ShowState, _: cmd.TakeBackLastOrder, _now: int) -> Decision:
    last = _last_standing(state)
    if last is None:
        return no.NothingToTakeBack()
    return (ev.OrderCancelled(order_id=last.order_id, taken_back=True),)


def _last_standing(state: ShowState) -> Order | None:
    return next((order for order in state.recent_orders() if order.status != "cancelled"), None)
