"""Numbers that change while viewers look: every digit has the same width, so nothing dances.

The shipped typeface has no tabular figures of its own, so each digit is set into a cell.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from host_assistant.stage.overlay.fonts import Weight
from host_assistant.stage.overlay.text import clean, line_width

_PIECES: Final = re.compile(r"\d|\D+")


def pieces(text: str) -> tuple[str, ...]:
    """The text in single digits and what stands between them."""
    return tuple(_PIECES.findall(clean(text)))


def piece_width(piece: str, weight: Weight, size_px: int) -> float:
    """The width of a piece; of a digit, that of the widest one."""
    if piece.isdigit():
        return _cell_width(weight, size_px)
    return line_width(piece, weight, size_px)


def figures_width(text: str, weight: Weight, size_px: int) -> float:
    return sum(piece_width(piece, weight, size_px) for piece in pieces(text))


def fit_figures(
    text: str, width: float, *, weight: Weight, largest_px: int, smallest_px: int
) -> int:
    """The largest size at which the figures are no wider than `width`."""
    for size_px in range(largest_px, smallest_px, -2):
        if figures_width(text, weight, size_px) <= width:
            return size_px
    return smallest_px


@lru_cache(maxsize=64)
def _cell_width(weight: Weight, size_px: int) -> float:
    # The 1 may stand in a narrower place than an 8 without anybody seeing a hole after it.
    return max(line_width(digit, weight, size_px) for digit in "0123456789") * 0.97
