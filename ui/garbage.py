"""Python's garbage, collected on Qt's main thread alone.

Python collects in whatever thread happens to allocate. A widget that lies in a circle would be
destroyed there, which Qt forbids: it holds a lock of its own and waits for Python's, while the main
thread has Python's and waits for Qt's, and the window stands still for ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 250


class MainThreadCollector(QObject):
    """From its making to `stop` no other thread collects."""

    def __init__(self) -> None:
        super().__init__()
        self._was_on = gc.isenabled()
        gc.disable()
        timer = QTimer(self, interval=LOOK_EVERY_MS)
        timer.timeout.connect(collect_what_is_due)
        timer.start()
        self._timer = timer

    def stop(self) -> None:
        self._timer.stop()
        if self._was_on:
            gc.enable()


def collect_what_is_due() -> None:
    """By Python's own limits. What outlives the longest look is not looked at again before a show
    opens: thousands of orders would hold the window for a fifth of a second each time."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [which for which, limit in enumerate(limits) if counts[which] > limit]
    if due:
        gc.collect(due[-1])
        if due[-1] == len(limits) - 1:
            gc.freeze()
