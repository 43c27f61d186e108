"""Which overlays show at once, and how much of the picture they may cover."""

from collections.abc import Mapping
from typing import Final

from host_assistant.show.vocabulary import OverlaySlot, Shape

MOST_COVERED: Final = 0.35
"""The share of the canvas that all overlays together may cover."""

_TALKING: Final[frozenset[OverlaySlot]] = frozenset(
    {"order_counter", "ticker", "notice", "host_banner"}
)
_SELLING: Final[frozenset[OverlaySlot]] = frozenset(
    {"order_counter", "ticker", "product_card", "how_to_order"}
)
_PAYING: Final[frozenset[OverlaySlot]] = frozenset(
    {"order_counter", "ticker", "bank_qr", "how_to_order"}
)
TOGETHER: Final[Mapping[Shape, tuple[frozenset[OverlaySlot], ...]]] = {
    "wide": (
        _TALKING,
        _SELLING,
        _PAYING,
        frozenset({"order_counter", "ticker", "bank_qr", "host_banner"}),
        frozenset({"order_counter", "product_card", "bank_qr"}),
    ),
    "upright": (
        _TALKING,
        _SELLING,
        _PAYING,
    ),
}
"""Slots that may show at once: these groups never mix, because slots of different groups share a
place, or would cover too much."""
