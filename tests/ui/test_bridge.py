"""The crossing between threads: nothing lost that counts, nothing flooded."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from host_assistant.control_room.director import Snapshot
from host_assistant.show.events import NoteAdded, Recorded
from host_assistant.show.state import NO_SHOW
from tests.support.waiting import wait_until
from ui.bridge import FRAMES_PER_SECOND, Bridge


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[Bridge]:
    made = Bridge()
    yield made
    made.close()


def until(qapp: QApplication, condition: Callable[[], object]) -> None:
    def holds() -> object:
        qapp.processEvents()
        return condition()

    wait_until(holds)


def snapshot(number: int) -> Snapshot:
    return Snapshot(NO_SHOW, (Recorded(number, 0, number, NoteAdded(text=str(number))),))


def test_a_flood_of_snapshots_is_drawn_a_few_times_and_keeps_every_record(
    bridge: Bridge, qapp: QApplication
) -> None:
    seen: list[Snapshot] = []
    bridge.snapshot.connect(seen.append)
    began = time.monotonic()

    def flood() -> None:
        for number in range(5000):
            bridge.post_snapshot(snapshot(number))

    thread = threading.Thread(target=flood)
    thread.start()
    until(qapp, lambda: seen and seen[-1].records[-1].sequence == 4999)
    thread.join()
    frames = (time.monotonic() - began) * FRAMES_PER_SECOND + 2
    assert len(seen) <= frames
    numbers = [record.sequence for one in seen for record in one.records]
    assert numbers == list(range(5000))


def test_results_come_back_in_the_main_thread(bridge: Bridge, qapp: QApplication) -> None:
    came: list[tuple[int, bool]] = []
    main = threading.main_thread()
    bridge.run(lambda: 42, lambda n: came.append((n, threading.current_thread() is main)))
    until(qapp, lambda: came)
    assert came == [(42, True)]


def test_an_error_goes_to_its_own_receiver(bridge: Bridge, qapp: QApplication) -> None:
    came: list[BaseException] = []

    def work() -> None:
        raise OSError("disk")

    bridge.run(work, lambda _nothing: None, came.append)
    until(qapp, lambda: came)
    assert isinstance(came[0], OSError)


def test_a_call_that_fails_takes_no_other_along(
    bridge: Bridge, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: told.append(error))
    error = ValueError()
    came: list[int] = []

    def fail() -> None:
        raise error

    bridge.post(fail)
    bridge.post(lambda: came.append(1))
    until(qapp, lambda: came)
    assert told == [error]


def test_a_receiver_that_is_gone_hears_nothing(bridge: Bridge, qapp: QApplication) -> None:
    class Page(QObject):
        heard = 0

        def hear(self, *_values: object) -> None:
            Page.heard += 1

    page = Page()
    future: Future[int] = Future()
    bridge.when_done(future, page.hear)
    bridge.when_done(future, partial(page.hear, 1))
    delete(page)
    last: list[int] = []
    future.set_result(1)
    bridge.post(lambda: last.append(1))
    until(qapp, lambda: last)
    assert Page.heard == 0


@pytest.mark.parametrize("error", [None, OSError("no camera")])
def test_what_works_apart_comes_back_in_the_main_thread(
    bridge: Bridge, qapp: QApplication, error: OSError | None
) -> None:
    came: list[tuple[object, bool]] = []
    main = threading.main_thread()

    def work() -> int:
        if error is not None:
            raise error
        return 42

    def take(value: object) -> None:
        came.append((value, threading.current_thread() is main))

    bridge.run_apart(work, take, take)
    until(qapp, lambda: came)
    assert came == [(error or 42, True)]


def test_nothing_waits_for_a_device_that_hangs(bridge: Bridge, qapp: QApplication) -> None:
    comes_back = threading.Event()
    came: list[object] = []

    def hang() -> None:
        comes_back.wait(20)

    hung = [bridge.run_apart(hang, came.append) for _number in range(3)]
    bridge.run(lambda: 1, came.append)
    until(qapp, lambda: came == [1])
    bridge.close()
    assert not any(future.done() for future in hung)
    comes_back.set()
    wait_until(lambda: all(future.done() for future in hung))
    qapp.processEvents()
    assert came == [1]
    assert bridge.run_apart(hang, came.append).cancelled()


def test_after_closing_nothing_arrives(bridge: Bridge, qapp: QApplication) -> None:
    seen: list[Snapshot] = []
    bridge.snapshot.connect(seen.append)
    bridge.post_snapshot(snapshot(1))
    bridge.close()
    qapp.processEvents()
    assert seen == []
