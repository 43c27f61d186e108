"""Where each overlay lies on the viewers' picture.

The rectangles are drawn for 1920×1080 and 1080×1920 and scaled to the canvas that OBS has. Every
rectangle includes `BLEED` design pixels on all sides for the card's shadow and ornaments.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from host_assistant.show.vocabulary import OverlaySlot, Shape

BLEED: Final = 10
SMALLEST_TEXT_PX: Final = 28
"""No text of the viewers' picture is smaller, in design pixels."""


class Rect(msgspec.Struct, frozen=True):
    """A rectangle in pixels, from the top left corner of the canvas."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def area(self) -> int:
        return self.width * self.height

    def meets(self, other: Rect) -> bool:
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """The slots of one canvas. `scale` is canvas pixels per design pixel.

    `designed` holds the same slots in design pixels; `keep_clear` names what no slot may touch,
    in canvas pixels: the host's face, and on an upright picture the platform's own buttons.
    """

    shape: Shape
    canvas_width_px: int
    canvas_height_px: int
    scale: float
    slots: Mapping[OverlaySlot, Rect]
    designed: Mapping[OverlaySlot, Rect]
    keep_clear: Mapping[str, Rect]


DESIGN_SIZE: Final[Mapping[Shape, tuple[int, int]]] = {
    "wide": (1920, 1080),
    "upright": (1080, 1920),
}

_SLOTS: Final[Mapping[Shape, Mapping[OverlaySlot, Rect]]] = {
    "wide": {
        "order_counter": Rect(1310, 30, 580, 140),
        "ticker": Rect(1310, 180, 580, 110),
        "product_card": Rect(1310, 296, 580, 754),
        "notice": Rect(30, 548, 540, 310),
        "host_banner": Rect(30, 870, 580, 180),
        "how_to_order": Rect(30, 926, 580, 124),
        "bank_qr": Rect(30, 326, 384, 539),
    },
    "upright": {
        "order_counter": Rect(30, 130, 600, 136),
        "ticker": Rect(30, 274, 700, 110),
        "product_card": Rect(30, 1046, 878, 480),
        "notice": Rect(30, 1024, 560, 310),
        "host_banner": Rect(30, 1346, 700, 180),
        "how_to_order": Rect(30, 926, 878, 112),
        "bank_qr": Rect(30, 1046, 878, 480),
    },
}

BANK_QR_DISPLACES: Final[Mapping[Shape, frozenset[OverlaySlot]]] = {
    "wide": frozenset({"notice"}),
    "upright": frozenset({"product_card", "notice", "host_banner"}),
}
"""What rests while the bank's code shows, which needs a large place to be readable."""

BANK_QR_BESIDE_CARD_DISPLACES: Final[frozenset[OverlaySlot]] = frozenset({"ticker", "how_to_order"})
"""And what else rests where the product's card shows beside it."""

_KEEP_CLEAR: Final[Mapping[Shape, Mapping[str, Rect]]] = {
    "wide": {"face": Rect(640, 0, 640, 1080)},
    "upright": {
        "face": Rect(180, 400, 720, 520),
        "buttons_below": Rect(0, 1536, 1080, 384),
        "buttons_right": Rect(918, 0, 162, 1920),
    },
}


def layout_for(shape: Shape, canvas_width_px: int, canvas_height_px: int) -> Layout:
    """The layout of this shape on a canvas; one of other proportions keeps slots at its edges.

    Raises ValueError for a canvas without an area.
    """
    if canvas_width_px <= 0 or canvas_height_px <= 0:
        message = f"a canvas of {canvas_width_px}x{canvas_height_px} pixels shows nothing"
        raise ValueError(message)
    width, height = DESIGN_SIZE[shape]
    scale = min(canvas_width_px / width, canvas_height_px / height)

    def place(rect: Rect) -> Rect:
        x, far_x = _along(rect.x, rect.right, width, canvas_width_px, scale)
        y, far_y = _along(rect.y, rect.bottom, height, canvas_height_px, scale)
        return Rect(x, y, far_x - x, far_y - y)

    def stretch(rect: Rect) -> Rect:
        across, down = canvas_width_px / width, canvas_height_px / height
        x, y = round(rect.x * across), round(rect.y * down)
        return Rect(x, y, round(rect.right * across) - x, round(rect.bottom * down) - y)

    return Layout(
        shape=shape,
        canvas_width_px=canvas_width_px,
        canvas_height_px=canvas_height_px,
        scale=scale,
        slots={slot: place(rect) for slot, rect in _SLOTS[shape].items()},
        designed=_SLOTS[shape],
        keep_clear={name: stretch(rect) for name, rect in _KEEP_CLEAR[shape].items()},
    )


def _along(near: int, far: int, design: int, canvas: int, scale: float) -> tuple[int, int]:
    """Scale a stretch of one axis; the end that is closer to its edge keeps its share of it."""
    stretch = canvas / design
    length = (far - near) * scale
    start = near * stretch if near <= design - far else far * stretch - length
    return round(start), round(start + length)
