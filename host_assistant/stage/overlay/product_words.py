"""How the words of a product card share its room with the picture. Design pixels throughout."""

from __future__ import annotations

from typing import Final

import msgspec

from host_assistant.show.vocabulary import Shape
from host_assistant.stage.overlay.cards import ProductCard
from host_assistant.stage.overlay.text import Fitted, fit

PAD: Final = 24
UNIT_GAP: Final = 10
PIN_PX: Final = 34
REGULAR_ROW_PX: Final = 50
_SMALLEST_PRICE_BESIDE_UNIT_PX: Final = 56


class Sizes(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between the shapes. `picture_px` is its height (wide) or width (upright)."""

    name_px: int
    price_px: int
    strip_px: int
    picture_px: int
    small_picture_px: int
    top_px: int


SIZES: Final[dict[Shape, Sizes]] = {
    "wide": Sizes(
        name_px=44, price_px=96, strip_px=84, picture_px=200, small_picture_px=110, top_px=10
    ),
    "upright": Sizes(
        name_px=44, price_px=90, strip_px=80, picture_px=330, small_picture_px=230, top_px=4
    ),
}


class CardWords(msgspec.Struct, frozen=True, kw_only=True):
    """The fitted words, and how much of the body is left to the picture."""

    name: Fitted
    origin: Fitted
    regular: Fitted
    price: Fitted
    unit: Fitted
    unit_beside: bool
    picture_px: float

    @property
    def origin_px(self) -> float:
        return self.origin.height if self.origin.lines else 0.0

    @property
    def regular_px(self) -> float:
        return REGULAR_ROW_PX if self.regular.lines else 0.0

    @property
    def price_px(self) -> float:
        """From a little above the price's figures to the end of its unit."""
        under = 0.0 if self.unit_beside or not self.unit.lines else self.unit.height - 8
        return self.price.size_px * 1.04 + under

    @property
    def under_name_px(self) -> float:
        return self.origin_px + self.regular_px + self.price_px


def fit_words(card: ProductCard, shape: Shape, width: float, height: float, top: float) -> CardWords:
    """Fit the words of `card` into a body of this size whose words begin at `top`.

    A name that is a little too long for one line is made a little smaller. A longer one gets, one
    after the other, a second line, smaller letters, more lines, the room of the picture,
    of the place of origin, and on an upright card the whole picture's. Only a name that even then
    finds no room ends with an ellipsis.
    """
    sizes = SIZES[shape]
    steps = (
        (sizes.picture_px, True, 1, sizes.name_px - 6),
        (sizes.picture_px, True, 2, 34),
        (sizes.picture_px, True, 3, 28),
        (sizes.small_picture_px, True, 99, 28),
        (sizes.small_picture_px, False, 99, 28),
        (0, False, 99, 28),
    )
    for picture_px, origin, lines, smallest_px in steps:
        if shape == "wide":
            across, down = width - 2 * PAD, height - picture_px
        else:
            across, down = width - picture_px - 2 * PAD, height
        words = _fit_all_but_name(card, sizes, across, origin=origin)
        room = down - top - words.under_name_px
        name = fit(
            card.name,
            across,
            weight="bold",
            largest_px=sizes.name_px,
            smallest_px=smallest_px,
            lines=min(lines, 3),
            height=room,
        )
        rest = height - top - words.under_name_px - name.height
        words = msgspec.structs.replace(
            words, name=name, picture_px=max(rest, 0) if shape == "wide" else picture_px
        )
        fits = name.height <= room + 0.5 and len(name.lines) <= lines
        if name.whole and words.origin.whole and fits:
            return words
    return words


def _fit_all_but_name(
    card: ProductCard, sizes: Sizes, width: float, *, origin: bool
) -> CardWords:
    nothing = fit("", width, weight="medium", largest_px=28)
    price, unit, beside = _fit_price(card, sizes, width)
    return CardWords(
        name=nothing,
        origin=(
            fit(card.origin, width - PIN_PX, weight="medium", largest_px=30, lines=2, height=84)
            if origin
            else nothing
        ),
        regular=fit(card.regular_price, width, weight="semibold", largest_px=36),
        price=price,
        unit=unit,
        unit_beside=beside,
        picture_px=0,
    )


def _fit_price(card: ProductCard, sizes: Sizes, width: float) -> tuple[Fitted, Fitted, bool]:
    """The price as large as it goes with its unit beside it, or under it where that is long."""
    unit_text = f"/{card.unit}" if card.unit else ""
    for price_px in range(sizes.price_px, _SMALLEST_PRICE_BESIDE_UNIT_PX - 1, -4):
        unit_px = max(round(price_px * 0.42), 28)
        price = _one_line(card.price, price_px, heavy=True)
        unit = _one_line(unit_text, unit_px, heavy=False)
        if price.width + UNIT_GAP + unit.width <= width:
            return price, unit, True
    price = fit(card.price, width, weight="heavy", largest_px=sizes.price_px - 16)
    return price, fit(unit_text, width, weight="semibold", largest_px=32, lines=2), False


def _one_line(text: str, size_px: int, *, heavy: bool) -> Fitted:
    weight = "heavy" if heavy else "semibold"
    return fit(text, 1e6, weight=weight, largest_px=size_px, smallest_px=size_px)
