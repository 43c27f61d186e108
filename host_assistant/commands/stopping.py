"""How a show without a window is told to end: a signal, its time, or its own end."""

from __future__ import annotations

import queue
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Literal

Why = Literal["signal", "time", "ended"]

# Windows does not wake a wait for a signal: there it is looked at this often.
_LOOK_EVERY_S = 0.5
# SIGBREAK is what Windows sends for Ctrl+Break, and the only one that a program can send there.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Stopping:
    """`tell` may be called from any thread, and from a signal handler in the middle of `wait`."""

    def __init__(self) -> None:
        # The one queue of the standard library whose `put` may interrupt itself.
        self._told: queue.SimpleQueue[Why] = queue.SimpleQueue()

    def tell(self, why: Why) -> None:
        self._told.put(why)

    def wait(self, for_s: float | None) -> Why:
        """Wait until told, or for so many seconds."""
        deadline = None if for_s is None else time.monotonic() + for_s
        while True:
            left_s = _LOOK_EVERY_S if deadline is None else deadline - time.monotonic()
            if left_s <= 0:
                return "time"
            try:
                return self._told.get(timeout=min(left_s, _LOOK_EVERY_S))
            except queue.Empty:
                continue


@contextmanager
def stopped_by_signals() -> Iterator[Stopping]:
    """Within it, the signals that ask a program to end are told instead of ending it."""
    stopping = Stopping()

    def hear(_number: int, _frame: FrameType | None) -> None:
        stopping.tell("signal")

    before = {
        number: signal.signal(number, hear)
        for name in _NAMES
        if (number := getattr(signal, name, None)) is not None
    }
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
