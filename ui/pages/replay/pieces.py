"""What stands in the lanes of a session, in the words and colours of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal

import msgspec

from host_assistant.language import _
from host_assistant.replay.lanes import Lanes, PriceMark
from host_assistant.show.state import ShowState
from host_assistant.stage.overlay.pictures import placeholder_colour
from host_assistant.values.money import format_vnd, format_vnd_short
from ui.pages.replay.words import scene_word, trouble_word
from ui.theme import tokens

LaneName = Literal["scenes", "products", "prices", "orders", "notes", "trouble"]
LANES: Final[tuple[LaneName, ...]] = (
    "scenes",
    "products",
    "prices",
    "orders",
    "notes",
    "trouble",
)


class Piece(msgspec.Struct, frozen=True):
    """Something in a lane: from `start_ms` to `end_ms`, or a mark where the two are the same."""

    start_ms: int
    end_ms: int
    words: str
    tip: str
    ground: str
    ink: str


def pieces_of(lanes: Lanes, last: ShowState) -> dict[LaneName, tuple[Piece, ...]]:
    """All lanes but the orders', which a chart shows."""
    return {
        "scenes": tuple(_scenes(lanes)),
        "products": tuple(_products(lanes, last)),
        "prices": tuple(_prices(lanes, last)),
        "notes": tuple(_notes(lanes)),
        "trouble": tuple(_trouble(lanes)),
    }


def _scenes(lanes: Lanes) -> Iterator[Piece]:
    colours = tokens()
    for span in lanes.scenes:
        word = scene_word(span.value)
        pause = span.value == "break"
        yield Piece(
            span.start_ms,
            span.end_ms,
            word,
            word,
            colours.gold if pause else colours.hover,
            colours.on_gold if pause else colours.ink,
        )


def _products(lanes: Lanes, last: ShowState) -> Iterator[Piece]:
    name = _namer(last)
    for span in lanes.products:
        yield Piece(
            span.start_ms,
            span.end_ms,
            span.value,
            name(span.value),
            placeholder_colour(name(span.value)).name(),
            "#FFFFFF",
        )


def _prices(lanes: Lanes, last: ShowState) -> Iterator[Piece]:
    colours, name = tokens(), _namer(last)
    for mark in lanes.prices:
        words = format_vnd_short(mark.price_vnd)
        tip = f"{name(mark.sku)}: {format_vnd(mark.price_vnd)}"
        end_ms = _special_end(mark, lanes.prices)
        yield Piece(mark.at_ms, end_ms, words, tip, colours.gold, colours.on_gold)


def _special_end(mark: PriceMark, marks: Iterable[PriceMark]) -> int:
    """Where a special price really ended: by itself, or at the next price of the same goods."""
    if mark.until_ms is None:
        return mark.at_ms
    later = [other.at_ms for other in marks if other.sku == mark.sku and other.at_ms > mark.at_ms]
    return min([mark.until_ms, *later])


def _notes(lanes: Lanes) -> Iterator[Piece]:
    for note in lanes.notes:
        words = note.text or _("Marker")
        yield Piece(
            note.offset_ms, note.offset_ms, words, words, tokens().leaf_ink, tokens().surface
        )


def _trouble(lanes: Lanes) -> Iterator[Piece]:
    for span in lanes.trouble:
        words = trouble_word(span.value)
        yield Piece(span.start_ms, span.end_ms, words, words, tokens().brand_ink, tokens().surface)


def _namer(last: ShowState) -> Callable[[str], str]:
    def name(sku: str) -> str:
        on_sale = last.products.get(sku)
        return on_sale.product.name if on_sale else sku

    return name
