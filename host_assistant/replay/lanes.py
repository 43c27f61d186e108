"""What a session's time line shows: spans and marks, gathered while its log is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import msgspec

from host_assistant.show.events import (
    BuyerGiven,
    NoteAdded,
    OrderCancelled,
    OrderConfirmed,
    OrderPlaced,
    PriceChanged,
    Recorded,
    SessionContinued,
    SpecialPriceEnded,
    StageTroubled,
)
from host_assistant.show.state import Note, ShowState

MINUTE_MS = 60_000


class Span(msgspec.Struct, frozen=True):
    """From `start_ms` up to `end_ms` (session offsets); `value` names what it was."""

    start_ms: int
    end_ms: int
    value: str


class PriceMark(msgspec.Struct, frozen=True):
    """A new price; `until_ms` is where a special price was to end by itself."""

    at_ms: int
    sku: str
    price_vnd: int
    until_ms: int | None = None


class Lanes(msgspec.Struct, frozen=True, kw_only=True):
    """The lanes of one session, each in the order of time.

    `scenes` are roles, or the name of the user's own scene; `products` are skus on the card.
    `trouble` values are the codes of alarms, `stage_link_lost`, `stream_dropped`,
    `recording_dropped`, `session_continued` (after a crash) or what the stage refused; those
    without a duration start and end at the same moment. `orders_per_minute` holds (minute,
    orders), of orders that stand confirmed at the end, as the view `sales_by_minute` counts them.
    """

    scenes: tuple[Span, ...] = ()
    products: tuple[Span, ...] = ()
    prices: tuple[PriceMark, ...] = ()
    orders_per_minute: tuple[tuple[int, int], ...] = ()
    notes: tuple[Note, ...] = ()
    trouble: tuple[Span, ...] = ()
    breaks: tuple[Span, ...] = ()
    stream: tuple[Span, ...] = ()
    recording: tuple[Span, ...] = ()


# Most of a log; the lane of orders is drawn from the last state.
SEEN_BY_NO_LANE = frozenset({OrderPlaced, OrderConfirmed, OrderCancelled, BuyerGiven})

_TRACKS: dict[str, Callable[[ShowState], str]] = {
    "scenes": lambda state: (state.scene or state.scene_on_stage) if state.is_open else "",
    "products": lambda state: state.product or "",
    "breaks": lambda state: "break" if state.phase == "break" else "",
    "stream": lambda state: "on" if state.stream == "on" else "",
    "recording": lambda state: "on" if state.recording == "on" else "",
    "alarm": lambda state: state.alarm or "",
    "link": lambda state: "" if state.link_up else "stage_link_lost",
    "stream_trouble": lambda state: "stream_dropped" if state.stream == "dropped" else "",
    "recording_trouble": lambda state: "recording_dropped" if state.recording == "dropped" else "",
}
_TROUBLE = ("alarm", "link", "stream_trouble", "recording_trouble")


class LaneWriter:
    """Sees every event that matters to a lane, with the state after it."""

    def __init__(self) -> None:
        self._running: dict[str, tuple[int, str]] = dict.fromkeys(_TRACKS, (0, ""))
        self._spans: dict[str, list[Span]] = {name: [] for name in _TRACKS}
        self._prices: list[PriceMark] = []
        self._notes: list[Note] = []
        self._moments: list[Span] = []

    def see(self, record: Recorded, state: ShowState) -> None:
        event, at_ms = record.event, record.offset_ms
        for name, value_of in _TRACKS.items():
            value = value_of(state)
            since, before = self._running[name]
            if value != before:
                self._close(name, since, at_ms, before)
                self._running[name] = (at_ms, value)
        match event:
            case PriceChanged():
                self._prices.append(PriceMark(at_ms, event.sku, event.price_vnd, event.until_ms))
            case SpecialPriceEnded():
                self._prices.append(PriceMark(at_ms, event.sku, event.price_vnd))
            case NoteAdded():
                self._notes.append(Note(at_ms, event.text))
            case StageTroubled():
                self._moments.append(Span(at_ms, at_ms, event.code))
            case SessionContinued():
                self._moments.append(Span(at_ms, at_ms, "session_continued"))

    def _close(self, name: str, since_ms: int, until_ms: int, value: str) -> None:
        if value:
            self._spans[name].append(Span(since_ms, until_ms, value))

    def lanes(self, last: ShowState) -> Lanes:
        """Everything seen so far; what still runs reaches to the last event."""
        spans = dict(self._spans)
        for name, (since, value) in self._running.items():
            if value:
                spans[name] = [*spans[name], Span(since, last.offset_ms, value)]
        trouble = [*self._moments, *(span for name in _TROUBLE for span in spans[name])]
        return Lanes(
            scenes=tuple(spans["scenes"]),
            products=tuple(spans["products"]),
            prices=tuple(self._prices),
            orders_per_minute=_orders_per_minute(last),
            notes=tuple(self._notes),
            trouble=tuple(sorted(trouble, key=lambda span: span.start_ms)),
            breaks=tuple(spans["breaks"]),
            stream=tuple(spans["stream"]),
            recording=tuple(spans["recording"]),
        )


def _orders_per_minute(last: ShowState) -> tuple[tuple[int, int], ...]:
    counted = Counter(
        (order.confirmed_ms or 0) // MINUTE_MS
        for order in last.orders.values()
        if order.status == "confirmed"
    )
    return tuple(sorted(counted.items()))
