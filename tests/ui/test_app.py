"""The window's last resort, and what it lets go of when it closes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from host_assistant.control_room.show import Show, ShowWanted
from host_assistant.data_folder import DataFolder
from host_assistant.stage.obs.setup.before import Before, BeforeFile
from tests.support.waiting import wait_until
from tests.support.window import LiveWindow
from ui import app
from ui.bridge import Bridge


def fail() -> None:
    raise RuntimeError("chị Hoa 0912345678")


class Resort:
    """A last resort that stands by, over a folder of its own."""

    def __init__(self, qt: QApplication, path: Path) -> None:
        self.bridge = Bridge()
        self.told: list[str] = []
        self._qt = qt
        self._path = path
        self.last = app.LastResort(DataFolder(path), self.bridge, self.told.append)

    def crashes(self) -> list[Path]:
        return list(self._path.glob("crash-*.txt"))

    def until(self, condition: Callable[[], object]) -> None:
        def holds() -> object:
            self._qt.processEvents()
            return condition()

        wait_until(holds)


@pytest.fixture
def resort(qapp: QApplication, tmp_path: Path) -> Iterator[Resort]:
    made = Resort(qapp, tmp_path)
    made.last.stand_by()
    try:
        yield made
    finally:
        made.last.stand_down()
        made.bridge.close()


def check_is_kept_without_values(resort: Resort, log: str) -> None:
    (crash,) = resort.crashes()
    written = crash.read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert "test_app.py" in written
    assert "Something went wrong" in resort.told[0]
    assert "RuntimeError" in log
    assert "0912345678" not in written + log + resort.told[0]


def test_a_crash_in_the_window_is_kept_and_told(
    resort: Resort, caplog: pytest.LogCaptureFixture
) -> None:
    resort.bridge.post(fail)
    resort.until(lambda: resort.told)
    check_is_kept_without_values(resort, caplog.text)


def test_a_crash_in_another_thread_is_kept_and_told(
    resort: Resort, caplog: pytest.LogCaptureFixture
) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    resort.until(lambda: resort.told)
    check_is_kept_without_values(resort, caplog.text)


def test_the_same_crash_is_kept_once(resort: Resort) -> None:
    for _time in range(2):
        resort.bridge.post(fail)
    resort.until(lambda: resort.told)
    resort.crashes()[0].unlink()
    resort.bridge.post(fail)
    resort.until(lambda: len(resort.told) == 3)
    assert resort.crashes() == []


def test_a_show_that_opens_while_the_window_closes_is_let_go(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, may_go_on = threading.Event(), threading.Event()
    opened: list[Show] = []
    closed: list[Show] = []
    really_open, really_close = Show.open, Show.close

    def slowly(folder: DataFolder, wanted: ShowWanted) -> Show:
        began.set()
        may_go_on.wait(10)
        opened.append(really_open(folder, wanted))
        return opened[0]

    def close(show: Show) -> None:
        closed.append(show)
        really_close(show)

    monkeypatch.setattr(Show, "open", slowly)
    monkeypatch.setattr(Show, "close", close)
    live.app.opening.open_show("rehearsal", "Vải")
    assert began.wait(10)
    may_go_on.set()
    live.app.close()
    assert opened
    assert closed == opened
    assert not (live.folder.path / "desk.json").exists()


def test_a_show_that_waits_for_a_worker_to_be_closed_is_closed(
    qapp: QApplication, tmp_path: Path
) -> None:
    live = LiveWindow(qapp, tmp_path / "data")
    free = threading.Event()
    show = live.direct()
    for _ in range(2):  # both workers are busy with something slow
        live.app.bridge.run(lambda: free.wait(20), lambda _done: None)
    live.app.opening.end_show()
    live.until(lambda: live.app.opening.show is None)
    assert not show.closed
    threading.Timer(0.1, free.set).start()
    live.close()
    assert show.closed


def test_what_obs_held_open_is_deleted_once_obs_is_closed(
    live: LiveWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    scenes = tmp_path / "config/obs-studio/basic/scenes"
    scenes.mkdir(parents=True)
    ours, theirs = scenes / "Len_Song.json", scenes / "Untitled.json"
    ours.write_text('{"name": "Lên Sóng", "sources": []}', encoding="utf-8")
    theirs.write_text('{"name": "Untitled", "sources": []}', encoding="utf-8")
    memory = BeforeFile(live.folder.path)
    live.app.clear_away()
    memory.keep(Before(our_profile="Lên Sóng", our_collection="Lên Sóng"))
    live.app.clear_away()
    assert ours.exists(), "it is in use"
    memory.keep(Before(our_collection="Lên Sóng"))
    live.app.clear_away()
    live.until(lambda: memory.read() == Before())
    assert list(scenes.iterdir()) == [theirs]
