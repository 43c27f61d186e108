"""The program as a double click starts it: a process of its own, its window on a real screen."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from host_assistant.data_folder import AlreadyRunning, DataFolder
from host_assistant.journal.journal import Journal
from host_assistant.settings import SettingsStore
from tests.support.desktop import Desktop, desktop
from tests.support.program import command_line
from tests.support.waiting import wait_until

TITLE = "Lên Sóng"
START_S = 60.0
# The real program but for one thing: what it does after its first paint fails.
FAILS = """
import sys, threading
from ui import window

def fail():
    raise RuntimeError("chị Hoa 0912345678")

window.put_waiting = {how}
from host_assistant.__main__ import main
sys.exit(main())
"""
CRASHES = {"slot": "fail", "thread": "lambda: threading.Thread(target=fail).start()"}


@pytest.fixture(scope="module")
def screen() -> Iterator[Desktop]:
    with desktop() as one:
        yield one


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return light(tmp_path / "dữ liệu")


def light(path: Path) -> DataFolder:
    """Dark letters on light are what the reader of pictures knows best."""
    folder = DataFolder(path)
    folder.make()
    SettingsStore(folder.settings).change(appearance="light", desk_port=0)
    return folder


@contextlib.contextmanager
def running(screen: Desktop, command: list[str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=screen.environment,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def window_of(screen: Desktop, process: subprocess.Popen[str], already: int = 0) -> int:
    """Its window, once it stands on the screen beside those that were there."""

    def found() -> list[int]:
        assert process.poll() is None, process.communicate()
        windows = screen.windows(TITLE)
        return windows if len(windows) > already else []

    return wait_until(found, START_S)[-1]


def check_has_given_way(process: subprocess.Popen[str], folder: DataFolder) -> None:
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "", "")
    folder.lock().release()


def test_a_signal_closes_the_window(screen: Desktop, folder: DataFolder) -> None:
    with running(screen, command_line(folder.path)) as program:
        window_of(screen, program)
        with pytest.raises(AlreadyRunning):
            folder.lock()
        program.send_signal(signal.SIGTERM)
        check_has_given_way(program, folder)


def test_the_cross_of_the_title_bar_closes_the_window(screen: Desktop, folder: DataFolder) -> None:
    with running(screen, command_line(folder.path)) as program:
        screen.close(window_of(screen, program))
        check_has_given_way(program, folder)


def test_a_signal_leaves_the_session_to_be_taken_up(screen: Desktop, folder: DataFolder) -> None:
    desk = folder.path / "desk.json"
    with running(screen, command_line(folder.path, "rehearse", "--title", "Vải")) as program:
        wait_until(desk.exists, START_S)
        program.send_signal(signal.SIGTERM)
        check_has_given_way(program, folder)
    assert not desk.exists()
    with Journal.open(folder.journal, read_only=True) as journal:
        left = journal.unfinished()
    assert left is not None
    assert left.title == "Vải"


@pytest.mark.parametrize("where", CRASHES)
def test_a_crash_is_kept_and_told_and_the_window_stays(
    screen: Desktop, folder: DataFolder, tmp_path: Path, where: str
) -> None:
    program_text = FAILS.format(how=CRASHES[where])
    arguments = ["--data-dir", str(folder.path), "--lang", "en", "open"]
    with running(screen, [sys.executable, "-c", program_text, *arguments]) as program:
        window_of(screen, program)
        (crash,) = wait_until(lambda: list(folder.path.glob("crash-*.txt")), START_S)
        wait_until(lambda: "something went wrong" in screen.words(tmp_path / "screen.png"), START_S)
        written = wait_until(lambda: crash.read_text(encoding="utf-8"))
        program.send_signal(signal.SIGTERM)
        check_has_given_way(program, folder)
    assert "RuntimeError" in written
    assert "0912345678" not in written


def test_starting_it_again_calls_the_open_window_forward(
    screen: Desktop, folder: DataFolder, tmp_path: Path
) -> None:
    other = light(tmp_path / "other")
    with running(screen, command_line(folder.path)) as first:
        window = window_of(screen, first)
        with running(screen, command_line(other.path)) as second:
            above = window_of(screen, second, already=1)
            assert screen.windows(TITLE) == [window, above]
            again = subprocess.run(
                command_line(folder.path, "open"),
                env=screen.environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
            assert (again.returncode, again.stdout) == (0, "")
            assert "called to the front" in again.stderr
            wait_until(lambda: screen.windows(TITLE) == [above, window])


def test_a_show_is_not_begun_beside_the_open_window(screen: Desktop, folder: DataFolder) -> None:
    with running(screen, command_line(folder.path)) as first:
        window_of(screen, first)
        with running(screen, command_line(folder.path, "rehearse")) as again:
            out, err = again.communicate(timeout=60)
            assert (again.returncode, out) == (1, "")
            assert "already open" in err
            assert first.poll() is None


@pytest.mark.parametrize(
    ("trouble", "words"), [("held", "already open"), ("unusable", "no order could be kept")]
)
def test_what_keeps_the_window_from_opening_is_said_in_one(
    screen: Desktop, folder: DataFolder, tmp_path: Path, trouble: str, words: str
) -> None:
    path = folder.path
    if trouble == "unusable":
        (tmp_path / "file").touch()
        path = tmp_path / "file" / "data"
    held = folder.lock() if trouble == "held" else contextlib.nullcontext()
    with held, running(screen, command_line(path)) as program:
        window_of(screen, program)
        wait_until(lambda: words in screen.words(tmp_path / "screen.png"), START_S)
        screen.press("Return")
        out, err = program.communicate(timeout=30)
    assert (program.returncode, out) == (1, "")
    assert words in err
