"""Time as the Director reads it."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    def utc_ms(self) -> int:
        """Milliseconds since 1970, UTC."""

    def monotonic_ms(self) -> int:
        """Milliseconds on a clock that nobody sets."""


class SystemClock:
    def utc_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000
