"""One answer for many questions that are settled one by one, on any thread."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Together(Generic[T]):
    """Answers one future when every place was settled, with the first error if there was one."""

    def __init__(self, count: int) -> None:
        self.future: Future[tuple[T, ...]] = Future()
        self.future.set_running_or_notify_cancel()
        self._settled: list[T | Exception | None] = [None] * count
        # One more than there are: nothing is answered before all were posted.
        self._open = count + 1
        self._lock = Lock()

    def settle(self, place: int, result: T | Exception) -> None:
        self._settled[place] = result
        self._count_down()

    def begin(self) -> None:
        self._count_down()

    def _count_down(self) -> None:
        with self._lock:
            self._open -= 1
            if self._open:
                return
        done = [one for one in self._settled if one is not None]
        failed = next((one for one in done if isinstance(one, Exception)), None)
        if failed is not None:
            self.future.set_exception(failed)
        else:
            self.future.set_result(tuple(one for one in done if not isinstance(one, Exception)))
