"""state + event → the next state. Pure, total: it never raises and skips what it does not know.

Replay and the live show run this same code over the same rows, so what is replayed is what
happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import asdict, replace

from host_assistant.catalog.product import Product
from host_assistant.show import events as ev
from host_assistant.show.fold_inbox import (
    Change,
    comment_received,
    comment_settled,
    confirm_rule_set,
)
from host_assistant.show.fold_orders import (
    buyer_given,
    order_cancelled,
    order_confirmed,
    order_placed,
)
from host_assistant.show.pools import gathered, listed, relisted, with_left
from host_assistant.show.state import (
    NO_SHOW,
    RECENT_NOTES,
    BeforeBreak,
    Note,
    OnSale,
    ShowState,
)


def fold(state: ShowState, record: ev.Recorded) -> ShowState:
    change = _CHANGES.get(type(record.event))
    changed = {} if change is None else change(state, record, record.event)
    changed["sequence"] = record.sequence
    changed["offset_ms"] = record.offset_ms
    return replace(state, **changed)


def fold_all(records: Iterable[ev.Recorded], state: ShowState = NO_SHOW) -> ShowState:
    for record in records:
        state = fold(state, record)
    return state


def _session_opened(_: ShowState, record: ev.Recorded, event: ev.SessionOpened) -> Change:
    fresh = replace(
        NO_SHOW,
        session=event.session_id,
        title=event.title,
        mode=event.mode,
        phase="open",
        setup=event.setup,
        opened_at_ms=record.at_ms,
    )
    goods: dict[str, OnSale] = {}
    for product in event.products:
        known = goods.get(product.sku)
        goods[product.sku] = replace(known, product=product) if known else _new_on_sale(product)
    return asdict(replace(fresh, products=gathered(goods), skus=tuple(goods)))


def _new_on_sale(product: Product) -> OnSale:
    return OnSale(
        product=product,
        price_vnd=product.price_vnd,
        regular_price_vnd=product.price_vnd,
        stock_milli=product.stock_milli,
    )


def _session_ended(_state: ShowState, _: ev.Recorded, _event: ev.SessionEnded) -> Change:
    return {"phase": "ended", "product": None}


def _product_listed(state: ShowState, _: ev.Recorded, event: ev.ProductListed) -> Change:
    product = event.product
    if product.sku in state.products:
        return {"products": relisted(state.products, state.orders, product)}
    products = listed(state.products, _new_on_sale(product))
    return {"products": products, "skus": (*state.skus, product.sku)}


def _scene_chosen(_state: ShowState, _: ev.Recorded, event: ev.SceneChosen) -> Change:
    return {"scene": event.scene}


def _scene_switched(state: ShowState, _: ev.Recorded, event: ev.SceneSwitched) -> Change:
    scene = state.scene if event.by_us else event.scene
    return {"scene": scene, "scene_on_stage": event.name, "role_on_stage": event.scene}


def _product_shown(state: ShowState, _: ev.Recorded, event: ev.ProductShown) -> Change:
    return {"product": event.sku} if event.sku in state.products else {}


def _product_hidden(_state: ShowState, _: ev.Recorded, _event: ev.ProductHidden) -> Change:
    return {"product": None}


def _with_product(state: ShowState, sku: str, **changes: Any) -> Change:
    known = state.products.get(sku)
    return (
        {} if known is None else {"products": state.products.insert(sku, replace(known, **changes))}
    )


def _price_changed(state: ShowState, _: ev.Recorded, event: ev.PriceChanged) -> Change:
    if event.until_ms is not None:
        return _with_product(
            state, event.sku, price_vnd=event.price_vnd, special_until_ms=event.until_ms
        )
    return _with_product(
        state,
        event.sku,
        price_vnd=event.price_vnd,
        regular_price_vnd=event.price_vnd,
        special_until_ms=None,
    )


def _special_price_ended(state: ShowState, _: ev.Recorded, event: ev.SpecialPriceEnded) -> Change:
    return _with_product(
        state,
        event.sku,
        price_vnd=event.price_vnd,
        regular_price_vnd=event.price_vnd,
        special_until_ms=None,
    )


def _stock_set(state: ShowState, _: ev.Recorded, event: ev.StockSet) -> Change:
    known = state.products.get(event.sku)
    if known is None:
        return {}
    if known.pool_stock is not None:
        left_g = None if event.left_milli is None else event.pool_left_g or 0
        return {"products": with_left(state.products, known.pool_stock, left_g)}
    stock = None if event.left_milli is None else event.left_milli + known.sold_milli
    return _with_product(state, event.sku, stock_milli=stock)


def _break_started(state: ShowState, _: ev.Recorded, event: ev.BreakStarted) -> Change:
    if state.phase == "break":
        return {"holding": event.holding}
    return {
        "phase": "break",
        "holding": event.holding,
        "before_break": BeforeBreak(state.scene, state.product),
        "scene": "break",
        "product": None,
    }


def _break_ended(state: ShowState, _: ev.Recorded, _event: ev.BreakEnded) -> Change:
    before = state.before_break
    if state.phase != "break" or before is None:
        return {}
    product = before.product if before.product in state.products else None
    return {
        "phase": "open",
        "before_break": None,
        "holding": False,
        "scene": before.scene,
        "product": product,
    }


def _overlay_set(state: ShowState, _: ev.Recorded, event: ev.OverlaySet) -> Change:
    hidden = state.hidden_overlays
    return {"hidden_overlays": hidden - {event.slot} if event.shown else hidden | {event.slot}}


def _stream_asked(state: ShowState, _: ev.Recorded, event: ev.StreamAsked) -> Change:
    if event.on:
        return {"stream": "asked", "stop_asked": False}
    return {"stop_asked": True, "stream": "off" if state.stream == "asked" else state.stream}


def _stream_started(state: ShowState, record: ev.Recorded, _event: ev.StreamStarted) -> Change:
    began = state.stream_started_ms
    return {
        "stream": "on",
        "stop_asked": False,
        "stream_started_ms": record.offset_ms if began is None else began,
        "trouble": "",
    }


def _stream_dropped(_state: ShowState, _: ev.Recorded, _event: ev.StreamDropped) -> Change:
    return {"stream": "dropped", "trouble": "stream_dropped"}


def _stream_stopped(state: ShowState, _: ev.Recorded, event: ev.StreamStopped) -> Change:
    trouble = "stream_stopped" if event.reason else _without(state, "stream_dropped")
    return {"stream": "off", "stream_started_ms": None, "trouble": trouble}


def _recording_started(_state: ShowState, _: ev.Recorded, _event: ev.RecordingStarted) -> Change:
    return {"recording": "on"}


def _recording_dropped(_state: ShowState, _: ev.Recorded, _event: ev.RecordingDropped) -> Change:
    return {"recording": "dropped"}


def _recording_stopped(_state: ShowState, _: ev.Recorded, _event: ev.RecordingStopped) -> Change:
    return {"recording": "off"}


def _link_lost(_state: ShowState, _: ev.Recorded, _event: ev.StageLinkLost) -> Change:
    return {"link_up": False, "trouble": "stage_link_lost"}


def _link_restored(state: ShowState, _: ev.Recorded, _event: ev.StageLinkRestored) -> Change:
    return {"link_up": True, "trouble": _without(state, "stage_link_lost")}


def _without(state: ShowState, trouble: str) -> str:
    return "" if state.trouble == trouble else state.trouble


def _stage_troubled(_state: ShowState, _: ev.Recorded, event: ev.StageTroubled) -> Change:
    return {"trouble": event.code}


def _stage_recovered(state: ShowState, _: ev.Recorded, event: ev.StageRecovered) -> Change:
    return {"trouble": _without(state, event.code)}


def _alarm_raised(_state: ShowState, _: ev.Recorded, event: ev.AlarmRaised) -> Change:
    return {"alarm": event.code}


def _alarm_cleared(_state: ShowState, _: ev.Recorded, _event: ev.AlarmCleared) -> Change:
    return {"alarm": None}


def _note_added(state: ShowState, record: ev.Recorded, event: ev.NoteAdded) -> Change:
    return {"notes": (Note(record.offset_ms, event.text), *state.notes[: RECENT_NOTES - 1])}


_CHANGES: dict[type, Callable[[ShowState, ev.Recorded, Any], Change]] = {
    ev.SessionOpened: _session_opened,
    ev.SessionEnded: _session_ended,
    ev.ProductListed: _product_listed,
    ev.SceneChosen: _scene_chosen,
    ev.SceneSwitched: _scene_switched,
    ev.ProductShown: _product_shown,
    ev.ProductHidden: _product_hidden,
    ev.PriceChanged: _price_changed,
    ev.SpecialPriceEnded: _special_price_ended,
    ev.StockSet: _stock_set,
    ev.OrderPlaced: order_placed,
    ev.OrderConfirmed: order_confirmed,
    ev.BuyerGiven: buyer_given,
    ev.OrderCancelled: order_cancelled,
    ev.CommentReceived: comment_received,
    ev.CommentSettled: comment_settled,
    ev.ConfirmRuleSet: confirm_rule_set,
    ev.BreakStarted: _break_started,
    ev.BreakEnded: _break_ended,
    ev.OverlaySet: _overlay_set,
    ev.StreamAsked: _stream_asked,
    ev.StreamStarted: _stream_started,
    ev.StreamDropped: _stream_dropped,
    ev.StreamStopped: _stream_stopped,
    ev.RecordingStarted: _recording_started,
    ev.RecordingDropped: _recording_dropped,
    ev.RecordingStopped: _recording_stopped,
    ev.StageLinkLost: _link_lost,
    ev.StageLinkRestored: _link_restored,
    ev.StageTroubled: _stage_troubled,
    ev.StageRecovered: _stage_recovered,
    ev.AlarmRaised: _alarm_raised,
    ev.AlarmCleared: _alarm_cleared,
    ev.NoteAdded: _note_added,
}
