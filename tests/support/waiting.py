"""Waiting for something that another thread or program does."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def wait_until(condition: Callable[[], T], timeout_s: float = 10.0, every_s: float = 0.01) -> T:
    """Return the first true value of `condition`; fail the test after `timeout_s` seconds."""
    deadline = time.monotonic() + timeout_s
    while not (value := condition()):
        if time.monotonic() > deadline:
            message = f"still {value!r} after {timeout_s} s"
            raise AssertionError(message)
        time.sleep(every_s)
    return value
