"""The only crossing between other threads and Qt.

Whatever another thread has to say is put into a list under a lock, and one queued signal wakes
the main thread, which takes the whole list. Snapshots are merged on the way: however many
commands a second the show decides, the window draws at most `FRAMES_PER_SECOND`
of its states.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Lock, Thread
from threading import enumerate as enumerate_threads
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

if TYPE_CHECKING:
    from host_assistant.control_room.director import Snapshot

T = TypeVar("T")
FRAMES_PER_SECOND = 30
APART = "ui-apart"


class Bridge(QObject):
    """Make it in the main thread. The methods may be called from any, but for `close`.

    snapshot: the latest `Snapshot`, with the records of all that were merged into it.
    opening: whether a show is being opened or closed just now.
    show_changed: the `OpenShow` that was opened, or None after it was closed.
    """

    snapshot = Signal(object)
    opening = Signal(bool)
    show_changed = Signal(object)
    _woken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._calls: list[Callable[[], None]] = []
        self._latest: Snapshot | None = None
        self._awake = False
        self._closed = False
        self._workers = ThreadPoolExecutor(2, "ui-work")
        self._pace = QTimer(self, singleShot=True, interval=1000 // FRAMES_PER_SECOND)
        self._pace.setTimerType(Qt.TimerType.PreciseTimer)
        self._pace.timeout.connect(self._hand_over_snapshot)
        self._woken.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Have `call` made in the main thread, in the order of posting."""
        with self._lock:
            self._calls.append(call)
        self._wake()

    def post_snapshot(self, snapshot: Snapshot) -> None:
        """A listener for the Director: only the latest state is shown."""
        with self._lock:
            before = self._latest
            if before is not None:
                snapshot = type(snapshot)(snapshot.state, (*before.records, *snapshot.records))
            self._latest = snapshot
        self._wake()

    def when_done(
        self,
        future: Future[T],
        then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Have the future's result handed to `then` in the main thread.

        A receiver that was deleted meanwhile hears nothing. Without `failed` an error is raised
        in the main thread, where the program's last resort reports it.
        """

        def hand_over() -> None:
            if future.cancelled():
                return
            error = future.exception()
            if error is None:
                _call(then, future.result())
            elif failed is not None:
                _call(failed, error)
            else:
                raise error

        future.add_done_callback(lambda _future: self.post(hand_over))

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> Future[T]:
        """Do work on our own files in one of two threads, for which `close` waits.

        The result is handed over as `when_done` does. What asks OBS, a device or the network goes
        to `run_apart`: it may hang.
        """
        if self._closed:
            # A page that is shown once more while the window closes asks in vain.
            return _nothing()
        future = self._workers.submit(work)
        self.when_done(future, then, failed)
        return future

    def run_apart(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> Future[T]:
        """As `run`, in a thread of its own that nothing waits for, not even the program's end."""
        if self._closed:
            return _nothing()
        future: Future[T] = Future()
        self.when_done(future, then, failed)
        Thread(target=_do, args=(work, future), name=APART, daemon=True).start()
        return future

    @property
    def left_behind(self) -> bool:
        """Whether work of `run_apart` still goes on."""
        return any(thread.name == APART for thread in enumerate_threads())

    def close(self) -> None:
        """Nothing is handed over any more; what `run` began is waited for."""
        with self._lock:
            self._closed = True
        self._pace.stop()
        self._workers.shutdown(wait=True, cancel_futures=True)

    def _wake(self) -> None:
        with self._lock:
            if self._awake or self._closed:
                return
            self._awake = True
            # Under the lock: a thread that nobody waits for must not find the signal gone.
            self._woken.emit()

    @Slot()
    def _drain(self) -> None:
        with self._lock:
            calls, self._calls = self._calls, []
            self._awake = False
        if not self._pace.isActive():
            self._hand_over_snapshot()
        for call in calls:
            if self._closed:
                return
            # One that fails must not take those after it along.
            try:
                call()
            except Exception as error:
                sys.excepthook(type(error), error, error.__traceback__)

    @Slot()
    def _hand_over_snapshot(self) -> None:
        with self._lock:
            snapshot, self._latest = self._latest, None
        if snapshot is not None and not self._closed:
            self._pace.start()
            self.snapshot.emit(snapshot)


def _nothing() -> Future[Any]:
    cancelled: Future[Any] = Future()
    cancelled.cancel()
    return cancelled


def _do(work: Callable[[], T], future: Future[T]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)


def _call(receiver: Callable[[Any], None], value: Any) -> None:
    bound: object = receiver
    while isinstance(bound, partial):
        bound = bound.func
    owner = getattr(bound, "__self__", None)
    if not isinstance(owner, QObject) or isValid(owner):
        receiver(value)
