"""The plain list before a session: each thing in a word, a sign, and what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from host_assistant.catalog.shelf import Shelf
from host_assistant.settings import Asked as Said
from host_assistant.settings import Settings
from tests.support.shows import GOODS
from tests.support.sound import Microphone
from tests.ui.page_context import Asked, standing
from ui.context import Context
from ui.pages.prepare import PreparePage
from ui.pages.prepare_work import look_at

Stand = tuple[Context, Asked]
NOBODY = "ws://127.0.0.1:9"


@pytest.fixture
def stand(tmp_path: Path, qapp: QApplication) -> Iterator[Stand]:
    with standing(tmp_path / "data", qapp) as made:
        made[0].settings.change(obs_url=NOBODY)
        yield made


def shown(context: Context, qtbot: QtBot) -> PreparePage:
    page = PreparePage(context)
    qtbot.addWidget(page)
    page.resize(1262, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.on_shown()
    qtbot.waitUntil(lambda: all(row.words for row in page.rows.values()), timeout=20_000)
    return page


def test_without_goods_and_obs_it_says_what_to_do(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    assert page.rows["goods"].look.health == "bad"
    assert "Import a goods sheet" in page.rows["goods"].words
    assert page.rows["obs"].look.health == "warning"
    assert page.rows["goods"].accessibleName().startswith("Goods: missing")
    way = page.rows["goods"]._way
    assert way is not None
    QTest.mouseClick(way, Qt.MouseButton.LeftButton)
    assert stand[1].places == ["goods"]


def test_looking_again_sees_what_changed(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    Shelf(stand[0].folder.path).replace(GOODS)
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.rows["goods"].look.health == "good", timeout=20_000)
    assert "3 products" in page.rows["goods"].words


def look_for_a_microphone(environment: dict[str, str]) -> str:
    """PortAudio looks at the machine once in a process, so each machine gets its own."""
    code = (
        "from pathlib import Path\n"
        "from host_assistant import language\n"
        "from host_assistant.data_folder import DataFolder\n"
        "from ui.pages.prepare_work import look_at\n"
        "language.use('en')\n"
        "from host_assistant.settings import Asked, Settings\n"
        "look = look_at('sound', DataFolder(Path('.')), Settings(), Asked())\n"
        "print(look.health, look.words)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_the_microphone_is_named(microphone: Microphone) -> None:
    told = look_for_a_microphone(microphone.environment)
    assert told == "good Microphone: The microphone chosen in the computer's sound settings"


def test_no_microphone_is_told(tmp_path: Path) -> None:
    cards = Path("/proc/asound/cards")
    if cards.exists() and "no soundcards" not in cards.read_text():
        pytest.skip("this machine has a sound card, which cannot be taken away for a test")
    nowhere = {"HOME": str(tmp_path), "PULSE_SERVER": f"unix:{tmp_path}/none"}
    told = look_for_a_microphone({**os.environ, **nowhere})
    assert told.startswith("bad No microphone was found, so viewers would hear nothing.")


@pytest.mark.parametrize(("free", "health"), [(9_000_000_000, "good"), (900_000_000, "warning")])
def test_a_disk_that_fills_up_is_told_before(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, free: int, health: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=free))
    look = look_at("disk", stand[0].folder, Settings(obs_url=NOBODY), Said())
    assert look.health == health
    assert ("9 GB" if free > 10**9 else "0,9 GB") in look.words


def test_a_disk_that_is_gone_is_told(stand: Stand, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "data")
    look = look_at("disk", stand[0].folder, Settings(obs_url=NOBODY), Said())
    assert look.health == "bad"


def test_a_broken_shelf_is_told(stand: Stand) -> None:
    Shelf(stand[0].folder.path).path.write_bytes(b"[")
    look = look_at("goods", stand[0].folder, Settings(obs_url=NOBODY), Said())
    assert look.health == "bad"
    assert "cannot be read" in look.words
