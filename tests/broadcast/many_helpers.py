"""Three phones take orders down while a crowd comments, into the real window with the real OBS.

`python -m tests.broadcast.many_helpers` runs it by hand and prints what came of it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from host_assistant.journal.journal import Journal
from host_assistant.journal.verify import verify
from host_assistant.secret_store import SecretStore
from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import ShowSetup
from host_assistant.stage.overlay.layout import layout_for
from tests.bench.stall import Stall
from tests.support.obs import RealObs
from tests.support.reading import counter_words
from tests.support.window import GOODS, LiveWindow, live_window
from ui.context import OpenShow

PHONES = 3
ORDERS_EACH = 300
WITHIN_S = 240.0
_AS_GUESTS = 10  # phones and viewers are other machines: they may not slow this one down


class Outcome(msgspec.Struct, frozen=True):
    """`ids` are the orders that each phone's page took down; `on_picture` is read off OBS."""

    ids: list[list[str]]
    errors: list[str]
    comments_sent: int
    comments_a_second: float
    comments_kept: int
    logged: list[str]
    confirmed: int
    on_picture: int
    longest_stall_ms: float
    longest_work_ms: float
    whole: bool


def run(qt: QApplication, folder: Path, obs: RealObs, orders_each: int = ORDERS_EACH) -> Outcome:
    with live_window(
        qt, folder, goods=tuple(replace(one, stock_milli=None) for one in GOODS)
    ) as live:
        live.app.context.settings.change(obs_url=obs.address, setup=ShowSetup(platform="other"))
        SecretStore(folder).put("obs_password", obs.password)
        live.app.opening.open_show("live", "Vải thiều tối nay")
        live.until(lambda: live.live.show_page is not None, 30)
        show = live.app.context.show
        assert show is not None
        show.director.do(cmd.SetConfirmRule(on=True))
        show.director.do(cmd.ChooseScene(scene="product"))
        with contextlib.ExitStack() as parts:
            phones = [parts.enter_context(_phone(live, n, orders_each)) for n in range(PHONES)]
            for phone in phones:
                _wait_for(live, phone, "in")
            crowd = parts.enter_context(_crowd(folder))
            stall = Stall()
            stall.start()
            for phone in phones:
                assert phone.stdin is not None
                phone.stdin.write("go\n")
                phone.stdin.flush()
            told = [json.loads(_line(live, phone)) for phone in phones]
            assert crowd.stdin is not None
            crowd.stdin.close()
            sent, seconds = _line(live, crowd).split()
            longest_stall_ms = stall.stop()
        on_picture = _settled_counter(live, show, folder)
        live.app.opening.end_show()
        live.until(lambda: live.app.context.show is None, 30)
    with Journal.open(folder / "lensong.db", read_only=True) as journal:
        session = journal.session("last")
        assert session is not None
        rows = journal.connection.execute(
            "SELECT order_id, status FROM orders WHERE session_id = ? AND source <> 'comment'",
            (session.session_id,),
        ).fetchall()
        kept = journal.connection.execute("SELECT count(*) FROM comments").fetchone()[0]
        return Outcome(
            ids=[one["ids"] for one in told],
            errors=[error for one in told for error in one["errors"]],
            comments_sent=int(sent),
            comments_a_second=int(sent) / float(seconds),
            comments_kept=kept,
            logged=[order_id for order_id, _status in rows],
            confirmed=_confirmed(journal),
            on_picture=on_picture,
            longest_stall_ms=longest_stall_ms,
            longest_work_ms=stall.worked_ms,
            whole=verify(journal, session.session_id).whole,
        )


def _confirmed(journal: Journal) -> int:
    (count,) = journal.connection.execute(
        "SELECT count(*) FROM orders WHERE status = 'confirmed'"
    ).fetchone()
    return int(count)


def _settled_counter(live: LiveWindow, show: OpenShow, folder: Path) -> int:
    """The orders on OBS's own picture, once it shows as many as the log has."""
    with Journal.open(folder / "lensong.db", read_only=True) as journal:
        wanted = _confirmed(journal)
    picture = folder / "program.png"
    read = -1

    def shows() -> bool:
        nonlocal read
        seen = show.screenshot(1280)
        if seen is None:
            return False
        picture.write_bytes(seen)
        words = counter_words(picture, layout_for("wide", 1280, 720))
        found = re.search(r"\d[\d.,]*", words)
        read = int(re.sub(r"\D", "", found[0])) if found else -1
        return read == wanted

    live.until(shows, 30)
    return read


@contextlib.contextmanager
def _phone(live: LiveWindow, number: int, orders: int) -> Iterator[subprocess.Popen[str]]:
    desk = live.app.context.desk
    assert desk is not None
    if desk.wifi_url is None:
        desk.open_wifi(desk.addresses()[0].address)
    invited = desk.invitation("helper")
    assert invited is not None
    cuts = 2 if number == 0 else 0
    url = invited.url.partition("#")[0]
    with _guest("phone", url, invited.code, f"Máy {number}", orders, cuts) as process:
        yield process


@contextlib.contextmanager
def _crowd(folder: Path) -> Iterator[subprocess.Popen[str]]:
    note = msgspec.json.decode((folder / "desk.json").read_bytes())
    with _guest("crowd", note["desk"], note["token"]) as process:
        yield process


@contextlib.contextmanager
def _guest(name: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", f"tests.broadcast.{name}", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: os.nice(_AS_GUESTS),
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _wait_for(live: LiveWindow, process: subprocess.Popen[str], word: str) -> None:
    said = _line(live, process)
    assert said == word, said


def _line(live: LiveWindow, process: subprocess.Popen[str]) -> str:
    """The next line that the process says, while the window goes on working."""
    assert process.stdout is not None
    line = _Line(process.stdout)
    deadline = QTimer(singleShot=True, interval=int(WITHIN_S * 1000))
    deadline.timeout.connect(live.qt.exit)
    deadline.start()
    looking = QTimer(interval=20)
    looking.timeout.connect(lambda: live.qt.exit() if line.heard is not None else None)
    looking.start()
    live.qt.exec()
    looking.stop()
    deadline.stop()
    assert line.heard, "nothing was said"
    return line.heard.strip()


class _Line:
    def __init__(self, stream: IO[str]) -> None:
        self.heard: str | None = None
        self._stream = stream
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        self.heard = self._stream.readline()


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    with tempfile.TemporaryDirectory() as folder, RealObs() as obs:
        outcome = run(qt, Path(folder) / "data", obs)
    taken = [order for ids in outcome.ids for order in ids]
    print(f"orders taken down on {PHONES} phones: {len(taken)}, one of them cut off twice")
    print(
        f"of them in the log exactly once: {sum(outcome.logged.count(one) == 1 for one in taken)}"
    )
    print(
        f"comments: {outcome.comments_kept} of {outcome.comments_sent} kept, "
        f"{outcome.comments_a_second:.0f} a second"
    )
    print(f"confirmed in the log: {outcome.confirmed}, on OBS's picture: {outcome.on_picture}")
    print(
        f"longest stall of the window: {outcome.longest_stall_ms:.0f} ms by the clock, of its own "
        f"work {outcome.longest_work_ms:.0f} ms"
    )


if __name__ == "__main__":
    main()
