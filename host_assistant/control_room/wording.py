"""The words for what the show refuses and for what went wrong on the stage."""

from __future__ import annotations

from host_assistant.checks.wording import missing_word
from host_assistant.language import _
from host_assistant.show import refusals as no
from host_assistant.show.state import ShowState
from host_assistant.stage.obs.errors import (
    BandwidthTestOn,
    CallTimedOut,
    LinkError,
    StreamNotSetUp,
)
from host_assistant.stage.obs.recording import (
    RecordingHasNoFolder,
    RecordingHasNoRoom,
    RecordingRefused,
)
from host_assistant.stage.stage import StageError
from host_assistant.values.money import format_vnd
from host_assistant.values.quantity import format_milli


def sentence(refusal: no.Refused, state: ShowState) -> str:
    """Why not, and what to do: for a person, in the language in use."""
    match refusal:
        case no.ShowNotOpen():
            return _(
                "No show is open, so nothing was changed. Open a rehearsal or a live show first."
            )
        case no.ShowAlreadyOpen():
            return _("A show is open already. End it before you open another.")
        case no.UnknownProduct(sku=sku):
            return _(
                "There are no goods with the code {sku} in this show. Look at the list of codes."
            ).format(sku=sku)
        case no.ProductNotReady(sku=sku, missing=missing):
            return _(
                "{name} cannot be shown on air: it lacks {missing}. Viewers must be told that. "
                "Open the page Goods and fill it in."
            ).format(name=_name(sku, state), missing=", ".join(map(missing_word, missing)))
        case no.UnknownOrder(order_id=order_id):
            return _("There is no order {order}. Look for it in the latest orders.").format(
                order=order_id
            )
        case no.NotInInbox():
            return _(
                "Somebody else saw to it already, so nothing was changed. Look at what came next."
            )
        case no.OutOfStock(sku=sku, free_milli=free):
            on_sale = state.products.get(sku)
            return _(
                "Only {left} {unit} of {name} can still be promised. The order was not taken. "
                "Ask for less, or take it all the same if you can get more."
            ).format(
                left=format_milli(free),
                unit=on_sale.product.unit if on_sale else "",
                name=_name(sku, state),
            )
        case no.EmptyOrder():
            return _("The order names no goods. Choose what was ordered and how much.")
        case no.WrongQuantity():
            return _("This quantity cannot be. Type how much, for example 5 or 2,5.")
        case no.OrderTooLarge():
            return _(
                "This order is larger than any harvest, so it was not taken. "
                "Look at the quantity and type it again."
            )
        case no.WrongPrice(price_vnd=price):
            return _(
                "{price} cannot be a price. Type an amount above zero, for example 35k."
            ).format(price=format_vnd(price))
        case no.WrongDuration():
            return _("A special price lasts from one second to 24 hours. Type another time.")
        case no.OrderCancelledBefore(order_id=order_id):
            return _(
                "Order {order} was cancelled before and cannot be confirmed. Take it anew."
            ).format(order=order_id)
        case no.NothingToTakeBack():
            return _("There is no order left to take back.")
        case no.NotInBreak():
            return _("The show is not in a break. Nothing was changed.")
        case no.InBreak():
            return _("The show is in a break, so no card is shown. End the break first.")
        case no.NoSpecialPrice():
            return _("No special price holds for these goods. Nothing was changed.")
        case no.Rehearsal():
            return _(
                "This is a rehearsal: nobody watches and nothing goes on air. "
                "End it and open a live show to broadcast."
            )
        case no.StageAway():
            return _(
                "OBS does not answer, so the broadcast cannot start. "
                "Open OBS and wait until its sign turns green, then press again."
            )
    return _("The show refused this. Nothing was changed.")


def _name(sku: str, state: ShowState) -> str:
    on_sale = state.products.get(sku)
    return on_sale.product.name if on_sale else sku


_OF_RECORDING = {
    kind.CODE: kind for kind in (RecordingHasNoFolder, RecordingHasNoRoom, RecordingRefused)
}
_OF_STREAM = {kind.CODE: kind for kind in (StreamNotSetUp, BandwidthTestOn, CallTimedOut)}
_SAYS_IT_ITSELF: dict[str, type[LinkError]] = {**_OF_STREAM, **_OF_RECORDING}


def stream_trouble(error: StageError) -> str:
    """The code under which a stream that did not start is logged, and has words of its own."""
    return error.code if error.code in _OF_STREAM else "stream_refused"


def recording_trouble(error: StageError) -> str:
    """The same for a recording."""
    return error.code if error.code in _OF_RECORDING else RecordingRefused.CODE


def is_of_recording(trouble: str) -> bool:
    """Whether the trouble is over once a recording runs."""
    return trouble in _OF_RECORDING


def trouble_sentence(code: str) -> str:
    """A trouble of the stage in three parts: what happened, what it means, what to press."""
    if code in _SAYS_IT_ITSELF:
        return _SAYS_IT_ITSELF[code]().sentence()
    match code:
        case "":
            return ""
        case "stage_link_lost":
            return _(
                "OBS no longer answers. Orders are still counted, but the picture does not change. "
                "Open OBS again: everything comes back by itself."
            )
        case "stream_dropped":
            return _(
                "The broadcast broke off and OBS is trying again. Viewers see a standing picture. "
                "Check the internet; move closer to the Wi-Fi or the phone."
            )
        case "stream_stopped":
            return _(
                "The broadcast stopped by itself. Viewers no longer see you. "
                "Check the internet, then press START BROADCAST again."
            )
        case "stream_refused":
            return _(
                "OBS could not start the broadcast. Nobody sees you yet. "
                "Check the stream address and key in Settings, then press again."
            )
        case "stream_not_stopped":
            return _(
                "OBS did not stop the broadcast. Viewers may still see you. "
                "Press Stop Streaming in OBS itself."
            )
        case "scene_missing":
            return _(
                "A scene that you chose in Settings is no longer in OBS. Viewers see another "
                "picture in its place. Choose the scene again in Settings."
            )
        case "disk_full":
            return _("The disk is full. New pictures cannot be shown. Free some space, then go on.")
        case _:
            return _(
                "The picture could not be brought up to date. Viewers may see the one before. "
                "It is being tried again; if this stays, close OBS and open it again."
            )
