"""Work that would make the window wait, done on another thread and answered on Qt's own.

The answer crosses by a queued signal to a slot of an object in the main thread, so that what is
called back may touch widgets.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot


class Cancelled(Exception):
    """Raised inside the work, at its next step, once nobody wants its answer."""


class Steps:
    """What the work is given: it says how far it is, and hears here that it is to stop."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell = tell
        self._cancelled = threading.Event()

    def at(self, share: float) -> None:
        """`share` of the work is done, from 0 to 1. Raises Cancelled when it is to stop."""
        self.check()
        self._tell(share)

    def check(self) -> None:
        """Raises Cancelled when the work is to stop."""
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        self._cancelled.set()


class _Run(QRunnable):
    def __init__(self, job: Job, work: Callable[[Steps], Any]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        job = self._job
        try:
            answer = self._work(job.steps)
        except Cancelled:
            job.ended.emit(None, None)
        except Exception as problem:
            job.ended.emit(None, problem)
        else:
            job.ended.emit(answer, None)


class Job(QObject):
    """One piece of work under way. `progressed` carries the share done; both arrive queued."""

    progressed = Signal(float)
    ended = Signal(object, object)
    closed = Signal()

    def __init__(
        self,
        parent: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(parent)
        self.steps = Steps(self.progressed.emit)
        self._done = done
        self._failed = failed
        self._wanted = True
        self.ended.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    @property
    def is_wanted(self) -> bool:
        return self._wanted

    def cancel(self) -> None:
        """Nobody is called back from now on; the work stops at its next step."""
        self._wanted = False
        self.steps.cancel()

    @Slot(object, object)
    def _answer(self, answer: object, problem: Exception | None) -> None:
        wanted, self._wanted = self._wanted, False
        self.closed.emit()
        self.deleteLater()
        if not wanted:
            return
        if problem is not None:
            self._failed(problem)
        else:
            self._done(answer)


def start(
    parent: QObject,
    work: Callable[[Steps], Any],
    done: Callable[[Any], None],
    failed: Callable[[Exception], None],
) -> Job:
    """Do `work` elsewhere; then call `done` with its answer, or `failed` with what it raised."""
    job = Job(parent, done, failed)
    QThreadPool.globalInstance().start(_Run(job, work))
    return job
