"""Python's garbage is collected on the main thread alone while the window stands."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.window import live_window

MANY = 200_000


@pytest.fixture
def collecting() -> Iterator[None]:
    """As Python does outside the tests; what they left is not to be met here."""
    gc.collect()
    gc.enable()
    yield
    gc.disable()


def leave_in_a_circle(gone_on: list[threading.Thread]) -> None:
    class Circle(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.itself = self

        def __del__(self) -> None:
            gone_on.append(threading.current_thread())

    Circle()


def test_no_other_thread_destroys_a_widget(
    collecting: None, qapp: QApplication, tmp_path: Path
) -> None:
    kept: list[list[int]] = []

    def allocate() -> None:
        kept.extend([number] for number in range(MANY))

    with live_window(qapp, tmp_path / "data") as live:
        gone_on: list[threading.Thread] = []
        leave_in_a_circle(gone_on)
        busy = threading.Thread(target=allocate)
        busy.start()
        busy.join()
        assert gone_on == []
        live.until(lambda: gone_on)
        assert set(gone_on) == {threading.main_thread()}
    assert gc.isenabled()


def test_elsewhere_any_thread_collects(collecting: None) -> None:
    """What the window must not let happen does happen without it."""
    gone_on: list[threading.Thread] = []
    leave_in_a_circle(gone_on)
    kept: list[list[int]] = []
    busy = threading.Thread(target=lambda: kept.extend([number] for number in range(MANY)))
    busy.start()
    busy.join()
    assert gone_on == [busy]
