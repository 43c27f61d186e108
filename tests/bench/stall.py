"""A busy minute: how long the window stands still, and what it does to the memory."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import Future
from pathlib import Path

import msgspec

from tests.bench.figures import Figure

MINUTE_S = 60.0
ORDERS_A_SECOND = 100
COMMANDS_A_SECOND = 500
LOOK_EVERY_MS = 5


def measure() -> list[Figure]:
    """In a process of its own: the memory of the other benchmarks is not this one's."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.stall"], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=list[Figure])


class Stall:
    """How long the window's thread was away from its loop, at most, between start and stop.

    `worked_ms` is the longest that it worked itself meanwhile, which other programs do not change.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.worked_ms = 0.0
        self._longest_ms = 0.0
        self._last = self._worked_s = 0.0
        self._timer = QTimer(interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        self._last, self._worked_s = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> float:
        """The longest, in ms."""
        self._timer.stop()
        return self._longest_ms

    def _look(self) -> None:
        now, worked_s = time.perf_counter(), time.thread_time()
        self._longest_ms = max(self._longest_ms, (now - self._last) * 1000)
        self.worked_ms = max(self.worked_ms, (worked_s - self._worked_s) * 1000)
        self._last, self._worked_s = now, worked_s


def busy_minute() -> list[Figure]:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from tests.bench.window import open_window_with_show

    with tempfile.TemporaryDirectory() as folder:
        app = QApplication([])
        window, show, close = open_window_with_show(Path(folder))
        window.resize(1366, 768)
        window.show()
        app.processEvents()
        for _ in range(200):
            app.processEvents()
        gc.collect()
        before = _memory_mib()
        stall = Stall()
        counted: list[int] = []
        caller = threading.Thread(target=lambda: counted.append(_be_busy(show.director)))
        stall.start()
        caller.start()
        QTimer.singleShot(int(MINUTE_S * 1000), app.exit)
        app.exec()
        caller.join()
        longest_ms = stall.stop()
        gc.collect()
        after = _memory_mib()
        close()
    return [
        Figure(
            "busy minute: commands answered",
            f"{counted[0]:,} of {int(MINUTE_S) * (ORDERS_A_SECOND + COMMANDS_A_SECOND):,}",
        ),
        Figure("busy minute: longest stall of the window", f"{longest_ms:.0f} ms"),
        Figure("busy minute: memory at the start and the end", f"{before:.0f} → {after:.0f} MiB"),
    ]


def _be_busy(director: object) -> int:
    from host_assistant.control_room.director import Director, Outcome
    from host_assistant.show import commands as cmd
    from tests.support.shows import order

    assert isinstance(director, Director)
    skus = ("VT1", "VT5", "GD01")
    taken = 0

    def count(answer: Future[Outcome]) -> None:
        nonlocal taken
        taken += answer.result().refusal is None

    began = time.perf_counter()
    for tenth in range(int(MINUTE_S * 10)):
        for number in range(ORDERS_A_SECOND // 10):
            line = (skus[number % 3], 1_000)
            placed = order(f"{tenth}-{number}", line, allow_oversell=True)
            director.submit(placed).add_done_callback(count)
        for number in range(COMMANDS_A_SECOND // 10):
            if number % 2:
                command: cmd.Command = cmd.ShowProduct(sku=skus[(tenth + number // 2) % 3])
            else:
                command = cmd.ChangePrice(sku=skus[number % 3], price_vnd=10_000 + number + tenth)
            director.submit(command).add_done_callback(count)
        pause_s = began + (tenth + 1) / 10 - time.perf_counter()
        if pause_s > 0:
            time.sleep(pause_s)
    director.do(cmd.AddNote())
    return taken


def _memory_mib() -> float:
    """Resident memory, from /proc (Linux, like the benchmark machine)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(msgspec.json.encode(busy_minute()).decode())
