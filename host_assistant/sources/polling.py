"""What every source that asks again and again does: hand in once, tell how it goes, rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from threading import Event
from typing import Final

from msgspec.structs import replace

from host_assistant.show.comment import Comment
from host_assistant.sources.source import SourceStatus, StatusKind, Take, Told
from host_assistant.sources.web import Patience

Wait = Callable[[Event, float], bool]

# More than any platform sends again after a break; the inbox knows all of the session's.
REMEMBERED: Final = 20_000


class Over(Exception):
    """Nothing more will come: the status says why."""


class Run:
    """One run of a source, in its thread. `wait` is `Event.wait`, or a test's."""

    def __init__(self, take: Take, told: Told, stop: Event, wait: Wait) -> None:
        self._take = take
        self._told = told
        self._stop = stop
        self._wait = wait
        self._seen: dict[str, None] = {}
        self._received = 0
        self._last_ms: int | None = None
        self.patience = Patience()

    @property
    def received(self) -> int:
        return self._received

    def say(self, kind: StatusKind, sentence: str) -> None:
        self._told(SourceStatus(kind, sentence, self._received, self._last_ms))

    def give_up(self, kind: StatusKind, sentence: str) -> Over:
        """To be raised: the run ends with these words."""
        self.say(kind, sentence)
        return Over()

    def hand_in(self, comments: Sequence[Comment]) -> None:
        """All that did not come before, in their order; raises Over once the run is stopped."""
        new = {one.outer_id: one for one in comments if one.outer_id not in self._seen}
        if not new:
            return
        self.go_on()
        now_ms = time.time_ns() // 1_000_000
        self._take(tuple(_not_later(one, now_ms) for one in new.values()))
        # Only now: had it failed, they would come again.
        self._seen.update(dict.fromkeys(new))
        while len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        self._received += len(new)
        self._last_ms = now_ms

    def rest(self, seconds: float) -> None:
        """Raises Over when the run is stopped meanwhile."""
        if self._wait(self._stop, seconds) or self._stop.is_set():
            raise Over

    def go_on(self) -> None:
        """Raises Over when the run is stopped."""
        if self._stop.is_set():
            raise Over

    def try_later(self, sentence: str) -> None:
        """Say what is the matter and rest, longer after each failure in a row."""
        self.say("reconnecting", sentence)
        self.rest(self.patience.pause_s())


def _not_later(comment: Comment, now_ms: int) -> Comment:
    """What was written later than now was timed by a clock that goes wrong, theirs or ours."""
    if comment.at_ms is None or comment.at_ms <= now_ms:
        return comment
    return replace(comment, at_ms=None)
