"""Long work that shows how far it is and can be cancelled, on top of `Bridge.run`."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ui.bridge import Bridge

T = TypeVar("T")


class Cancelled(Exception):
    """Raised inside the work, at its next step, once nobody wants its answer."""


class Steps:
    """What the work is given: it says how far it is, and hears here that it is to stop."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell = tell
        self._cancelled = Event()

    def at(self, share: float) -> None:
        """`share` of the work is done, from 0 to 1. Raises Cancelled when it is to stop."""
        if self._cancelled.is_set():
            raise Cancelled
        self._tell(share)

    def cancel(self) -> None:
        self._cancelled.set()


class Job:
    """One piece of work under way. Only the main thread touches it."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self.is_wanted = True

    def cancel(self) -> None:
        """Nobody is called back from now on; the work stops at its next step."""
        self.is_wanted = False
        self._steps.cancel()


def _is_there(receiver: Callable[..., None]) -> bool:
    owner = getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def start(
    bridge: Bridge,
    work: Callable[[Steps], T],
    *,
    done: Callable[[T], None],
    failed: Callable[[BaseException], None],
    progressed: Callable[[float], None] = lambda _share: None,
) -> Job:
    """Do `work` elsewhere; then call `done` with its answer, or `failed` with what it raised.

    All three are called in the main thread, and none of them after `Job.cancel`.
    """

    def tell(share: float) -> None:
        bridge.post(lambda: progressed(share) if job.is_wanted and _is_there(done) else None)

    def answered(answer: T) -> None:
        if job.is_wanted and _is_there(done):
            job.is_wanted = False
            done(answer)

    def broke(problem: BaseException) -> None:
        if job.is_wanted and _is_there(failed):
            job.is_wanted = False
            failed(problem)

    steps = Steps(tell)
    job = Job(steps)
    bridge.run(lambda: work(steps), answered, broke)
    return job
