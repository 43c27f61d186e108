"""What every reader of written values says when it cannot read."""

from __future__ import annotations

from typing import Literal

UnreadableReason = Literal[
    "empty",
    "not_a_number",
    "negative",
    "too_large",
    "not_whole",
    "ambiguous",
    "unknown_unit",
    "not_a_time",
    "not_a_phone",
]


class Unreadable(ValueError):
    """`text` is no value of the kind asked for; `reason` is a code, the screens put words to it."""

    def __init__(self, reason: UnreadableReason, text: str) -> None:
        super().__init__(reason, text)
        self.reason: UnreadableReason = reason
        self.text = text
