"""state + command + now → the events that follow, or a typed refusal. Pure.

No events at all is an answer too: what was asked for holds already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from host_assistant.catalog.pool import units_in
from host_assistant.catalog.product import Product
from host_assistant.catalog.readiness import Missing, missing_on_air
from host_assistant.show import commands as cmd
from host_assistant.show import events as ev
from host_assistant.show import refusals as no
from host_assistant.show.decide_comments import (
    confirm_cancellation,
    confirm_comment,
    drop_comment,
    set_confirm_rule,
    take_comment,
)
from host_assistant.show.decide_orders import (
    cancel_order,
    confirm_order,
    mend_order,
    place_order,
    take_back,
)
from host_assistant.show.pools import left_after_edit, relisted
from host_assistant.show.state import OnSale, ShowState

MAX_SPECIAL_S = 24 * 3600

Decision = tuple[ev.Event, ...] | no.Refusal


def decide(state: ShowState, command: cmd.Command, offset_ms: int) -> Decision:
    """What follows from the command at `offset_ms` (ms since the session began)."""
    if isinstance(command, cmd.OpenSession):
        return _open_session(state, command)
    if not state.is_open:
        return no.ShowNotOpen()
    return _RULES[type(command)](state, command, offset_ms)


def _open_session(state: ShowState, command: cmd.OpenSession) -> Decision:
    if state.is_open:
        return no.ShowAlreadyOpen(state.session or "")
    return (
        ev.SessionOpened(
            session_id=command.session_id,
            title=command.title,
            mode=command.mode,
            setup=command.setup,
            products=command.products,
        ),
        ev.SceneChosen(scene="opening"),
    )


def _continue_session(state: ShowState, _: cmd.ContinueSession, _now: int) -> Decision:
    # Nobody watched since the crash: what stood then is told anew if it still does.
    return (ev.SessionContinued(), *_alarm_over(state))


def _end_session(state: ShowState, command: cmd.EndSession, _now: int) -> Decision:
    ended = ev.SessionEnded(reason=command.reason)
    before = _alarm_over(state)
    return (*before, ended) if state.stream == "off" else (*before, ev.StreamAsked(on=False), ended)


def _list_product(state: ShowState, command: cmd.ListProduct, _now: int) -> Decision:
    product = command.product
    known = state.products.get(product.sku)
    listed = ev.ProductListed(product=product)
    if known is None:
        return (listed,)
    if known.product == product:
        return ()
    follows: list[ev.Event] = [listed]
    if product.price_vnd != known.product.price_vnd:
        follows.append(ev.PriceChanged(sku=product.sku, price_vnd=product.price_vnd))
    follows += _counted_anew(state, known, product)
    if state.product == product.sku and kept_off_air(state, product):
        follows.append(ev.ProductHidden(sku=product.sku))
    return tuple(follows)


def _counted_anew(state: ShowState, known: OnSale, product: Product) -> tuple[ev.Event, ...]:
    """The stock moved by as much as its row did; what was sold meanwhile stays sold."""
    listed = relisted(state.products, state.orders, product)
    now = listed[product.sku]
    if now.pool_stock is not None:
        left_g = left_after_edit(listed, now.pool_stock, known, product)
        if left_g == now.pool_stock.left_g:
            return ()
        left_milli = None if left_g is None else units_in(product, left_g)
        return (ev.StockSet(sku=product.sku, left_milli=left_milli, pool_left_g=left_g),)
    if product.stock_milli == known.product.stock_milli:
        return ()
    left_milli = None
    if product.stock_milli is not None:
        moved_milli = product.stock_milli - (known.product.stock_milli or 0)
        left_milli = (now.left_milli or 0) + moved_milli
    return (ev.StockSet(sku=product.sku, left_milli=left_milli),)


def _choose_scene(state: ShowState, command: cmd.ChooseScene, now: int) -> Decision:
    if command.scene == "break":
        return _start_break(state, cmd.StartBreak(), now)
    back: tuple[ev.Event, ...] = (ev.BreakEnded(),) if state.phase == "break" else ()
    if not back and state.scene == command.scene:
        return ()
    return (*back, ev.SceneChosen(scene=command.scene))


def _show_product(state: ShowState, command: cmd.ShowProduct, _now: int) -> Decision:
    if command.sku is None:
        return () if state.product is None else (ev.ProductHidden(sku=state.product),)
    on_sale = state.products.get(command.sku)
    if on_sale is None:
        return no.UnknownProduct(command.sku)
    if state.phase == "break":
        return no.InBreak()
    if missing := kept_off_air(state, on_sale.product):
        return no.ProductNotReady(command.sku, missing)
    return () if state.product == command.sku else (ev.ProductShown(sku=command.sku),)


def kept_off_air(state: ShowState, product: Product) -> tuple[Missing, ...]:
    """What keeps the product off the picture; nothing does where nobody watches."""
    return missing_on_air(product) if state.mode == "live" else ()


def _change_price(state: ShowState, command: cmd.ChangePrice, now: int) -> Decision:
    known = state.products.get(command.sku)
    if known is None:
        return no.UnknownProduct(command.sku)
    if command.price_vnd <= 0:
        return no.WrongPrice(command.sku, command.price_vnd)
    until_ms = None
    if command.for_s is not None:
        if not 0 < command.for_s <= MAX_SPECIAL_S:
            return no.WrongDuration(command.for_s)
        until_ms = now + command.for_s * 1000
    elif (known.price_vnd, known.special_until_ms) == (command.price_vnd, None):
        return ()
    return (ev.PriceChanged(sku=command.sku, price_vnd=command.price_vnd, until_ms=until_ms),)


def _end_special_price(state: ShowState, command: cmd.EndSpecialPrice, _now: int) -> Decision:
    known = state.products.get(command.sku)
    if known is None:
        return no.UnknownProduct(command.sku)
    if known.special_until_ms is None:
        return no.NoSpecialPrice(command.sku)
    return (_back_to_regular(known),)


def _back_to_regular(known: OnSale) -> ev.SpecialPriceEnded:
    return ev.SpecialPriceEnded(sku=known.product.sku, price_vnd=known.regular_price_vnd)


def _start_break(state: ShowState, command: cmd.StartBreak, _now: int) -> Decision:
    if state.phase == "break" and (state.holding or not command.holding):
        return ()
    return (ev.BreakStarted(holding=command.holding),)


def _end_break(state: ShowState, _: cmd.EndBreak, _now: int) -> Decision:
    return (ev.BreakEnded(),) if state.phase == "break" else no.NotInBreak()


def _set_overlay(state: ShowState, command: cmd.SetOverlay, _now: int) -> Decision:
    if command.shown != (command.slot in state.hidden_overlays):
        return ()
    return (ev.OverlaySet(slot=command.slot, shown=command.shown),)


def _ask_stream(state: ShowState, command: cmd.AskStream, _now: int) -> Decision:
    if state.mode == "rehearsal":
        return no.Rehearsal()
    if command.on and not state.link_up:
        return no.StageAway()
    if command.on == (state.stream in ("on", "asked", "dropped")):
        return ()
    return (ev.StreamAsked(on=command.on),)


def _add_note(_: ShowState, command: cmd.AddNote, _now: int) -> Decision:
    return (ev.NoteAdded(text=command.text),)


def _time_passed(state: ShowState, _: cmd.TimePassed, now: int) -> Decision:
    return tuple(
        _back_to_regular(known)
        for known in state.on_sale()
        if known.special_until_ms is not None and known.special_until_ms <= now
    )


def _notice_scene(state: ShowState, command: cmd.NoticeScene, _now: int) -> Decision:
    if (command.name, command.scene) == (state.scene_on_stage, state.role_on_stage):
        return ()
    seen = ev.SceneSwitched(scene=command.scene, name=command.name, by_us=command.by_us)
    if command.by_us:
        return (seen,)
    if command.scene == "break" and state.phase != "break":
        return (ev.BreakStarted(), seen)
    if command.scene != "break" and state.phase == "break":
        return (ev.BreakEnded(), seen)
    return (seen,)


def _notice_stream(state: ShowState, command: cmd.NoticeStream, _now: int) -> Decision:
    if command.state == state.stream:
        return ()
    if command.state == "on":
        return (ev.StreamStarted(),)
    if command.state == "dropped":
        return () if state.stream == "off" else (ev.StreamDropped(reason=command.reason),)
    by_itself = state.stream in ("on", "dropped") and not state.stop_asked
    return (ev.StreamStopped(reason=command.reason or ("unasked" if by_itself else "")),)


def _notice_recording(state: ShowState, command: cmd.NoticeRecording, _now: int) -> Decision:
    if command.state == state.recording:
        return ()
    if command.state == "on":
        return (ev.RecordingStarted(),)
    if command.state == "dropped":
        return (ev.RecordingDropped(reason=command.reason),)
    return (ev.RecordingStopped(path=command.path),)


def _notice_link(state: ShowState, command: cmd.NoticeLink, _now: int) -> Decision:
    if command.up == state.link_up:
        return ()
    return (ev.StageLinkRestored(),) if command.up else (ev.StageLinkLost(reason=command.reason),)


def _notice_trouble(_: ShowState, command: cmd.NoticeTrouble, _now: int) -> Decision:
    return (ev.StageTroubled(code=command.code, detail=command.detail),)


def _notice_recovery(state: ShowState, command: cmd.NoticeRecovery, _now: int) -> Decision:
    return (ev.StageRecovered(code=command.code),) if state.trouble == command.code else ()


def _notice_alarm(state: ShowState, command: cmd.NoticeAlarm, _now: int) -> Decision:
    if command.code == state.alarm:
        return ()
    over = _alarm_over(state)
    return over if command.code is None else (*over, ev.AlarmRaised(code=command.code))


def _alarm_over(state: ShowState) -> tuple[ev.Event, ...]:
    return () if state.alarm is None else (ev.AlarmCleared(code=state.alarm),)


_RULES: dict[type, Callable[[ShowState, Any, int], Decision]] = {
    cmd.ContinueSession: _continue_session,
    cmd.EndSession: _end_session,
    cmd.ListProduct: _list_product,
    cmd.ChooseScene: _choose_scene,
    cmd.ShowProduct: _show_product,
    cmd.ChangePrice: _change_price,
    cmd.EndSpecialPrice: _end_special_price,
    cmd.PlaceOrder: place_order,
    cmd.ConfirmOrder: confirm_order,
    cmd.CancelOrder: cancel_order,
    cmd.MendOrder: mend_order,
    cmd.TakeComment: take_comment,
    cmd.ConfirmComment: confirm_comment,
    cmd.ConfirmCancellation: confirm_cancellation,
    cmd.DropComment: drop_comment,
    cmd.SetConfirmRule: set_confirm_rule,
    cmd.TakeBackLastOrder: take_back,
    cmd.StartBreak: _start_break,
    cmd.EndBreak: _end_break,
    cmd.SetOverlay: _set_overlay,
    cmd.AskStream: _ask_stream,
    cmd.AddNote: _add_note,
    cmd.TimePassed: _time_passed,
    cmd.NoticeScene: _notice_scene,
    cmd.NoticeStream: _notice_stream,
    cmd.NoticeRecording: _notice_recording,
    cmd.NoticeLink: _notice_link,
    cmd.NoticeTrouble: _notice_trouble,
    cmd.NoticeRecovery: _notice_recovery,
    cmd.NoticeAlarm: _notice_alarm,
}
