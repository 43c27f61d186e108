"""Keeping a spreadsheet from taking words for a formula (OWASP: CSV injection)."""

from __future__ import annotations

import re
from typing import Final

_LOOKS_LIKE_ONE: Final = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def neutralised(cell: str) -> str:
    """`cell` with an apostrophe in front if a spreadsheet would calculate it."""
    return f"'{cell}" if _LOOKS_LIKE_ONE.match(cell) else cell


def plain(cell: str) -> str:
    """The inverse of `neutralised`."""
    return cell[1:] if cell.startswith("'") and _LOOKS_LIKE_ONE.match(cell[1:]) else cell
