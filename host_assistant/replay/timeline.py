"""Every state of a session, reached from checkpoints that share all that did not change."""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Self

from host_assistant.journal import Journal
from host_assistant.replay.lanes import SEEN_BY_NO_LANE, Lanes, LaneWriter
from host_assistant.show.events import Recorded
from host_assistant.show.fold import fold
from host_assistant.show.state import NO_SHOW, ShowState

# A jump folds half as many events on average: a few milliseconds.
CHECKPOINT_EVERY = 512


class Timeline:
    """One session in memory; the log is not needed any more once it is loaded.

    Times are session offsets in ms. It belongs to one thread at a time.
    """

    def __init__(self, records: list[Recorded]) -> None:
        self.records = records
        self._offsets = [record.offset_ms for record in records]
        self._checkpoints: list[ShowState] = []
        self._writer = LaneWriter()
        see, state = self._writer.see, NO_SHOW
        for start in range(0, len(records), CHECKPOINT_EVERY):
            self._checkpoints.append(state)
            for record in records[start : start + CHECKPOINT_EVERY]:
                state = fold(state, record)
                if type(record.event) not in SEEN_BY_NO_LANE:
                    see(record, state)
        self.last = state
        self._reached = (0, NO_SHOW)

    @classmethod
    def load(cls, journal: Journal, session_id: str) -> Self:
        """Read and fold the whole session. Raises `JournalError`."""
        with _collector_at_rest():
            return cls(list(journal.read(session_id)))

    @property
    def duration_ms(self) -> int:
        """From the session's beginning to its last event."""
        return self.last.offset_ms

    def state_at(self, offset_ms: int) -> ShowState:
        """The state after all events up to that moment, inclusive."""
        count = bisect_right(self._offsets, offset_ms)
        start, state = self._nearest(count)
        for record in self.records[start:count]:
            state = fold(state, record)
        self._reached = (count, state)
        return state

    def _nearest(self, count: int) -> tuple[int, ShowState]:
        """The latest known state at or before so many events: playing goes on from the last."""
        if count == len(self.records):
            return count, self.last
        checkpoint = count // CHECKPOINT_EVERY
        start = checkpoint * CHECKPOINT_EVERY
        reached, state = self._reached
        if start <= reached <= count:
            return reached, state
        return start, self._checkpoints[checkpoint]

    def lanes(self) -> Lanes:
        return self._lanes

    @cached_property
    def _lanes(self) -> Lanes:
        return self._writer.lanes(self.last)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Nothing of a log is garbage, yet the collector would walk through all of it many times."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
