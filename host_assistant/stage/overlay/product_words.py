"""How the words of a product card share its room with the picture. Design pixels throughout."""

from __future__ import annotations

from typing import Final

import msgspec

from host_assistant.show.vocabulary import Shape
from host_assistant.stage.overlay.cards import ProductCard
from host_assistant.stage.overlay.fonts import Weight
from host_assistant.stage.overlay.text import Fitted, fit

PAD: Final = 24
UNIT_GAP: Final = 10
PIN_PX: Final = 34
REGULAR_ROW_PX: Final = 50
REGULAR_GAP_PX: Final = 12
SMALL_PICTURE_PX: Final = 120
_COMPACT_PRICE_PX: Final = 52
_SMALLEST_PRICE_BESIDE_UNIT_PX: Final = 56


class Sizes(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between the shapes. `picture_px` is its height (wide) or width (upright)."""

    name_px: int
    price_px: int
    strip_px: int
    picture_px: int
    top_px: int


SIZES: Final[dict[Shape, Sizes]] = {
    "wide": Sizes(name_px=44, price_px=96, strip_px=84, picture_px=200, top_px=10),
    "upright": Sizes(name_px=54, price_px=90, strip_px=84, picture_px=330, top_px=6),
}


class _Step(msgspec.Struct, frozen=True, kw_only=True):
    """One way to share the room: at most so many `lines`, no letter below `smallest_px`."""

    picture_px: int
    lines: int = 99
    smallest_px: int = 28
    origin: bool = True
    compact: bool = False


def _steps(sizes: Sizes, shape: Shape) -> tuple[_Step, ...]:
    usual = sizes.picture_px
    last = (
        _Step(picture_px=SMALL_PICTURE_PX, origin=False)
        if shape == "wide"
        else _Step(picture_px=0, origin=False, compact=True)
    )
    return (
        _Step(picture_px=usual, lines=1, smallest_px=sizes.name_px - 6),
        _Step(picture_px=usual, lines=2, smallest_px=34),
        _Step(picture_px=usual, lines=3),
        _Step(picture_px=SMALL_PICTURE_PX if shape == "wide" else usual),
        _Step(picture_px=usual, lines=4, origin=False),
        last,
    )


class CardWords(msgspec.Struct, frozen=True, kw_only=True):
    """The fitted words, and how much of the body is left to the picture."""

    name: Fitted
    origin: Fitted
    regular: Fitted
    price: Fitted
    unit: Fitted
    unit_beside: bool
    compact: bool
    picture_px: float

    @property
    def origin_px(self) -> float:
        return self.origin.height if self.origin.lines else 0.0

    @property
    def regular_px(self) -> float:
        """The struck-through price's row, and the air between it and the price under it."""
        alone = self.regular.lines and not self.compact
        return REGULAR_ROW_PX + REGULAR_GAP_PX if alone else 0.0

    @property
    def price_px(self) -> float:
        """From a little above the price's figures to the end of its unit."""
        under = 0.0 if self.unit_beside or not self.unit.lines else self.unit.height
        return self.price.size_px * 1.04 + under

    @property
    def under_name_px(self) -> float:
        return self.origin_px + self.regular_px + self.price_px


def fit_words(
    card: ProductCard, shape: Shape, width: float, height: float, top: float
) -> CardWords:
    """Fit the words of `card` into a body of this size whose words begin at `top`.

    A name that is a little too long for one line is made a little smaller. A longer one gets, one
    after the other, a second line, smaller letters, more lines, the picture's room (wide), and
    the origin's. As the last resort an upright card gives up its picture and sets both prices in
    one small row. Only a name that even then finds no room ends with an ellipsis.
    """
    sizes = SIZES[shape]
    for step in _steps(sizes, shape):
        if shape == "wide":
            across, down = width - 2 * PAD, height - step.picture_px
        else:
            across, down = width - step.picture_px - 2 * PAD, height
        words = _fit_all_but_name(card, sizes, across, step)
        room = down - top - words.under_name_px
        name = fit(
            card.name,
            across,
            weight="bold",
            largest_px=sizes.name_px,
            smallest_px=step.smallest_px,
            lines=min(step.lines, 3),
            height=room,
        )
        rest = height - top - words.under_name_px - name.height
        picture_px = max(rest, 0) if shape == "wide" else step.picture_px
        words = msgspec.structs.replace(words, name=name, picture_px=picture_px)
        fits = name.height <= room + 0.5 and len(name.lines) <= step.lines
        if name.whole and words.origin.whole and fits:
            break
    return words


def _fit_all_but_name(card: ProductCard, sizes: Sizes, width: float, step: _Step) -> CardWords:
    nothing = fit("", width, weight="medium", largest_px=28)
    price, unit, beside = _fit_price(
        card, _COMPACT_PRICE_PX if step.compact else sizes.price_px, width
    )
    return CardWords(
        name=nothing,
        origin=(
            fit(card.origin, width - PIN_PX, weight="medium", largest_px=30, lines=2, height=84)
            if step.origin
            else nothing
        ),
        regular=fit(card.regular_price, width, weight="semibold", largest_px=36),
        price=price,
        unit=unit,
        unit_beside=beside,
        compact=step.compact,
        picture_px=0,
    )


def _fit_price(card: ProductCard, largest_px: int, width: float) -> tuple[Fitted, Fitted, bool]:
    """The price as large as it goes with its unit beside it, or under it where that is long."""
    unit_text = f"/{card.unit}" if card.unit else ""
    smallest_px = min(_SMALLEST_PRICE_BESIDE_UNIT_PX, largest_px)
    for price_px in range(largest_px, smallest_px - 1, -4):
        unit_px = max(round(price_px * 0.42), 28)
        price = _one_line(card.price, "heavy", price_px)
        unit = _one_line(unit_text, "semibold", unit_px)
        if price.width + UNIT_GAP + unit.width <= width:
            return price, unit, True
    price = fit(card.price, width, weight="heavy", largest_px=max(largest_px - 16, 28))
    return price, fit(unit_text, width, weight="semibold", largest_px=32, lines=2), False


def _one_line(text: str, weight: Weight, size_px: int) -> Fitted:
    return fit(text, 1e6, weight=weight, largest_px=size_px, smallest_px=size_px)
