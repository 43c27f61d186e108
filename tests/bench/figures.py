"""One line of the table."""

from __future__ import annotations

import msgspec


class Figure(msgspec.Struct, frozen=True):
    """`holds` says whether the goal was met, None where there is none."""

    what: str
    value: str
    goal: str = ""
    holds: bool | None = None
