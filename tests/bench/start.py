"""From starting the process to a visible window, beside a bare PySide6 window."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from tests.bench.figures import Figure

ROUNDS = 7
BARE = (
    "from PySide6.QtWidgets import QApplication, QLabel\n"
    "app = QApplication([])\n"
    "window = QLabel('x')\n"
    "window.show()\n"
    "app.processEvents()\n"
    "print('visible', flush=True)\n"
)
OURS = (
    "import sys\n"
    "from PySide6.QtCore import QEvent, QObject\n"
    "from PySide6.QtWidgets import QApplication, QMainWindow\n"
    "class Watch(QObject):\n"
    "    def eventFilter(self, of, event):\n"
    "        if event.type() == QEvent.Type.Expose and of.isExposed():\n"
    "            print('visible', flush=True)\n"
    "        return False\n"
    "keep = []\n"
    "init = QApplication.__init__\n"
    "def started(app, *arguments):\n"
    "    init(app, *arguments)\n"
    "    keep.append(Watch())\n"
    "    app.installEventFilter(keep[0])\n"
    "QApplication.__init__ = started\n"
    "from host_assistant.__main__ import main\n"
    "sys.argv = ['host-assistant', '--data-dir', sys.argv[1], 'open']\n"
    "main()\n"
)


def measure() -> list[Figure]:
    bare: list[float] = []
    ours: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        _until_visible(OURS, folder)  # The first start makes the data folder and byte code.
        for _ in range(ROUNDS):
            bare.append(_until_visible(BARE, folder))
            ours.append(_until_visible(OURS, folder))
    bare_s, ours_s = statistics.median(bare), statistics.median(ours)
    ratio = ours_s / bare_s
    return [
        Figure("bare PySide6 window until it is visible", f"{bare_s:.2f} s"),
        Figure(
            "our window until it is visible",
            f"{ours_s:.2f} s = {ratio:.1f} times",
            "at most 6 times",
            ratio <= 6,
        ),
    ]


def _until_visible(program: str, folder: str) -> float:
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program, folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ},
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        took_s = time.perf_counter() - began
        assert line.strip() == "visible", "the window did not show"
        return took_s
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
