"""What follows from comments and from what a person says of them; `decide` asks here. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from host_assistant.show import commands as cmd
from host_assistant.show import events as ev
from host_assistant.show import refusals as no
from host_assistant.show.decide_orders import place_order
from host_assistant.show.inbox import standing
from host_assistant.show.state import ShowState

Decision = tuple[ev.Event, ...] | no.Refusal


def take_comment(state: ShowState, command: cmd.TakeComment, now: int) -> Decision:
    sealed = command.comment
    if sealed.comment_id in state.inbox or sealed.comment_id in state.orders:
        return ()
    number_for = {
        one.item_id: one
        for one in command.number_for
        if standing(state, one.item_id) == one.item_id
    }
    received = ev.CommentReceived(
        comment_id=sealed.comment_id,
        digest=sealed.digest,
        platform=sealed.comment.platform,
        kind=command.kind,
        lines=command.lines,
        sure=command.sure,
        on_card=command.on_card,
        has_phone=command.has_phone,
        repeats=standing(state, command.repeats) or "",
        cancels=tuple(
            dict.fromkeys(one for each in command.cancels if (one := standing(state, each)))
        ),
        number_for=tuple(number_for),
        number_from=command.number_from,
    )
    given = tuple(event for one in number_for.values() for event in _buyer_given(state, one))
    if received.kind != "order" or not received.sure or received.repeats:
        return (received, *given)
    placed = _ordered(state, command, now)
    if isinstance(placed, no.Refused):
        return (replace(received, sure=False), *given)
    return (received, *given, *placed)


def _buyer_given(state: ShowState, number: cmd.NumberFor) -> tuple[ev.Event, ...]:
    """The order's buyer; with a number, the host's rule may confirm what was read without doubt."""
    order = state.orders.get(number.item_id)
    if order is None:
        return ()
    buyer = number.buyer
    given = ev.BuyerGiven(
        order_id=order.order_id,
        buyer_id=buyer.buyer_id,
        buyer_digest=buyer.digest,
        buyer_label=buyer.label,
    )
    by_rule = state.confirms_sure and order.status == "pending" and not order.waiting
    if by_rule and not _is_called_off(state, order.order_id):
        return (given, ev.OrderConfirmed(order_id=order.order_id, by_rule=True))
    return (given,)


def _is_called_off(state: ShowState, order_id: str) -> bool:
    """Whether a cancellation that may mean it waits for a person."""
    return any(order_id in state.inbox[item_id].cancels for item_id in state.cancellations)


def _ordered(state: ShowState, command: cmd.TakeComment, now: int) -> Decision:
    by_rule = state.confirms_sure and command.has_phone
    wish = cmd.PlaceOrder(
        order_id=command.comment.comment_id,
        lines=tuple(cmd.Wanted(line.sku, line.quantity_milli or 0) for line in command.lines),
        confirmed=by_rule,
        source="comment",
        buyer=command.buyer,
    )
    placed = place_order(state, wish, now, by_rule=by_rule)
    if isinstance(placed, no.OutOfStock):
        return place_order(state, replace(wish, waiting=True), now)
    return placed


def confirm_comment(state: ShowState, command: cmd.ConfirmComment, now: int) -> Decision:
    item = state.inbox.get(command.comment_id)
    if item is None or item.sort != "unsure":
        return no.NotInInbox(command.comment_id)
    return place_order(
        state,
        cmd.PlaceOrder(
            order_id=command.comment_id,
            lines=command.lines,
            source="comment",
            buyer=command.buyer,
            allow_oversell=command.allow_oversell,
            waiting=command.waiting,
        ),
        now,
    )


def confirm_cancellation(state: ShowState, command: cmd.ConfirmCancellation, _now: int) -> Decision:
    item = state.inbox.get(command.comment_id)
    if item is None or item.sort != "cancel":
        return no.NotInInbox(command.comment_id)
    settled = ev.CommentSettled(comment_id=command.comment_id, outcome="cancelled")
    means = standing(state, command.order_id)
    if means is None:
        known = command.order_id in state.orders
        return (no.OrderCancelledBefore if known else no.UnknownOrder)(command.order_id)
    if means in state.orders:
        return (ev.OrderCancelled(order_id=means, reason="asked by the buyer"), settled)
    return (ev.CommentSettled(comment_id=means, outcome="cancelled"), settled)


def drop_comment(state: ShowState, command: cmd.DropComment, _now: int) -> Decision:
    item = state.inbox.get(command.comment_id)
    if item is None or item.sort not in ("unsure", "cancel"):
        return no.NotInInbox(command.comment_id)
    return (ev.CommentSettled(comment_id=command.comment_id, outcome="dropped"),)


def set_confirm_rule(state: ShowState, command: cmd.SetConfirmRule, _now: int) -> Decision:
    return () if command.on == state.confirms_sure else (ev.ConfirmRuleSet(on=command.on),)
