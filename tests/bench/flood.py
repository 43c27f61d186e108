"""A flood of comments through Social Stream Ninja's door: what the window and the log do in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import msgspec

from tests.bench.figures import Figure

A_SECOND = 500
SECONDS = 20
SENDERS = 8
PATIENCE_S = 60
MOST_MS = 100


def measure() -> list[Figure]:
    """The window in a process of its own, and who floods it in another."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.flood"], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=list[Figure])


def flooded_window() -> list[Figure]:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from host_assistant.journal.journal import Journal
    from tests.bench.stall import Stall
    from tests.bench.window import open_window_with_show

    with tempfile.TemporaryDirectory() as folder:
        app = QApplication([])
        window, show, close = open_window_with_show(Path(folder))
        window.resize(1366, 768)
        window.show()
        for _ in range(200):
            app.processEvents()
        place = json.loads((Path(folder) / "ssn.json").read_text())
        address = f"http://127.0.0.1:{place['port']}/ssn/{place['token']}"
        wanted = A_SECOND * SECONDS
        stall = Stall()
        began = time.perf_counter()
        command = [sys.executable, "-m", "tests.bench.flood"]
        bare = subprocess.Popen([*command, "bare"], stdout=subprocess.PIPE, text=True)
        flooding = subprocess.Popen([*command, address])
        stall.start()
        watch = QTimer(interval=200)

        def look() -> None:
            late = time.perf_counter() - began > SECONDS + PATIENCE_S
            if show.director.state.comments >= wanted or late:
                app.exit()

        watch.timeout.connect(look)
        watch.start()
        app.exec()
        longest_ms = stall.stop()
        took_s = time.perf_counter() - began
        flooding.wait()
        bare_ms = float(bare.communicate()[0])
        close()
        with Journal.open(Path(folder) / "lensong.db", read_only=True) as journal:
            kept = journal.connection.execute(
                "SELECT count(*), count(DISTINCT author) FROM comments"
            ).fetchone()
    return [
        Figure(
            f"flood of {A_SECOND} comments a second: kept, each once",
            f"{kept[0]:,} of {wanted:,} in {took_s:.0f} s",
            f"{wanted:,}",
            kept == (wanted, wanted),
        ),
        Figure(
            "flood of comments: longest stall of the window",
            f"{longest_ms:.0f} ms",
            f"≤ {MOST_MS} ms",
            longest_ms <= MOST_MS,
        ),
        Figure(
            "flood of comments: a bare window beside it, with nothing to do", f"{bare_ms:.0f} ms"
        ),
        Figure(
            "flood of comments: the window's own thread at work, at most",
            f"{stall.worked_ms:.0f} ms",
        ),
    ]


def bare_window() -> float:
    """The longest stall, in ms, of a window that has nothing to do: what the machine does alone."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel

    from tests.bench.stall import Stall

    app = QApplication([])
    window = QLabel("…")
    window.show()
    stall = Stall()
    stall.start()
    QTimer.singleShot(SECONDS * 1000, app.exit)
    app.exec()
    return stall.stop()


def flood(address: str) -> None:
    """As the extension does it: a request for each comment."""
    import httpx

    words = (
        "chốt {n} thùng VT5 0912{n:06}",
        "vải còn không chị {n}",
        "5kg vải nhé {n}",
        "em không mua nữa {n}",
        "haha {n}",
    )
    with httpx.Client(timeout=60) as client, ThreadPoolExecutor(SENDERS) as senders:

        def post(number: int) -> None:
            told = {
                "id": number,
                "type": "tiktok",
                "chatname": f"Khách {number}",
                "chatmessage": words[number % len(words)].format(n=number),
                "textonly": True,
            }
            client.post(address, json=told).raise_for_status()

        began = time.perf_counter()
        sent: list[Future[None]] = []
        for tick in range(SECONDS * 10):
            start = tick * A_SECOND // 10
            sent += [senders.submit(post, start + one) for one in range(A_SECOND // 10)]
            time.sleep(max(0.0, began + (tick + 1) / 10 - time.perf_counter()))
        for one in sent:
            one.result()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if sys.argv[1:] == ["bare"]:
        print(bare_window())
    elif sys.argv[1:]:
        flood(sys.argv[1])
    else:
        print(msgspec.json.encode(flooded_window()).decode())
