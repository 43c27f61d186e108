"""Waiters: what was settled comes back, in turn, and nobody sleeps on for one who left."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from host_assistant.control_room.waiter import Waiter, wake_in_turn

PATIENCE_S = 10.0


def test_a_result_or_an_exception_comes_back() -> None:
    good: Waiter[str] = Waiter()
    bad: Waiter[str] = Waiter()
    good.settle("written")
    bad.settle(OSError("disk full"))
    wake_in_turn([good, bad])
    assert good.result(PATIENCE_S) == "written"
    with pytest.raises(OSError, match="disk full"):
        bad.result(PATIENCE_S)


def test_nothing_settled_in_time() -> None:
    waiter: Waiter[str] = Waiter()
    with pytest.raises(TimeoutError):
        waiter.result(0.01)


def test_the_second_wakes_only_when_the_first_has() -> None:
    first, second = Waiter[int](), Waiter[int]()
    first.settle(1)
    second.settle(2)
    with ThreadPoolExecutor(1) as other:
        answer = other.submit(second.result, PATIENCE_S)
        wake_in_turn([first, second])
        assert not answer.done()
        assert first.result(PATIENCE_S) == 1
        assert answer.result(PATIENCE_S) == 2


def test_those_who_left_are_passed_over() -> None:
    waiters = [Waiter[int]() for _ in range(4)]
    for gone in (waiters[0], waiters[2]):
        with pytest.raises(TimeoutError):
            gone.result(0)
    for number, waiter in enumerate(waiters):
        waiter.settle(number)
    with ThreadPoolExecutor(2) as others:
        answers = [others.submit(waiters[number].result, PATIENCE_S) for number in (1, 3)]
        wake_in_turn(waiters)
        assert [answer.result(PATIENCE_S) for answer in answers] == [1, 3]


def test_callers_who_leave_at_any_moment_hold_up_nobody() -> None:
    """Some give up at once, while others are being woken: every other one is answered."""
    rounds, callers = 50, 16
    gate = threading.Barrier(callers + 1)

    def call(waiter: Waiter[int], timeout_s: float) -> int | None:
        gate.wait(PATIENCE_S)
        try:
            return waiter.result(timeout_s)
        except TimeoutError:
            return None

    with ThreadPoolExecutor(callers) as others:
        for _ in range(rounds):
            waiters = [Waiter[int]() for _ in range(callers)]
            answers = [
                others.submit(call, waiter, 0.0 if number % 3 == 0 else PATIENCE_S)
                for number, waiter in enumerate(waiters)
            ]
            for number, waiter in enumerate(waiters):
                waiter.settle(number)
            gate.wait(PATIENCE_S)
            wake_in_turn(waiters)
            for number, answer in enumerate(answers):
                got = answer.result(PATIENCE_S)
                assert got == number or (got is None and number % 3 == 0)
