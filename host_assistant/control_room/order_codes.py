"""Codes of orders and comments: to be said to a buyer, and never met twice in one session."""

from __future__ import annotations

import secrets
from collections.abc import Container
from typing import Final

# No letters and figures that are taken for one another when read aloud or written down.
_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_order_code(*taken: Container[str]) -> str:
    """Seven letters and figures that stand in none of `taken`."""
    while True:
        code = _letters(7)
        if not any(code in each for each in taken):
            return code


def new_comment_code() -> str:
    """Ten letters and figures: among a million comments two are alike once in 2,000 shows.

    Nothing remembers all comments to compare with.
    """
    return _letters(10)


def _letters(count: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(count))
