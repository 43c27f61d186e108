"""Codes of orders and comments: short enough to be said to a buyer, and never met twice."""

from __future__ import annotations

import secrets
from collections.abc import Container
from typing import Final

# No letters and figures that are taken for one another when read aloud or written down.
_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_code(*taken: Container[str]) -> str:
    """Seven letters and figures that stand in none of `taken`."""
    while True:
        code = "".join(secrets.choice(_LETTERS) for _ in range(7))
        if not any(code in each for each in taken):
            return code
