"""The page before a session by itself, on a machine without OBS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.page_context import Asked, standing
from ui.context import Context
from ui.pages.prepare.page import PreparePage
from ui.pages.prepare.stream import StreamSheet

Stand = tuple[Context, Asked]
NOBODY = "ws://127.0.0.1:9"


@pytest.fixture
def prepare_stand(tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    # A home without OBS's settings: what stands on the developer's machine is none of ours.
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    with standing(tmp_path / "data", qapp) as made:  # type: ignore[arg-type]
        made[0].settings.change(obs_url=NOBODY)
        yield made


def shown(context: Context, qtbot: QtBot) -> PreparePage:
    page = PreparePage(context)
    qtbot.addWidget(page)
    page.resize(1262, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


def looked(context: Context, qtbot: QtBot) -> PreparePage:
    page = shown(context, qtbot)
    page.on_shown()
    qtbot.waitUntil(lambda: not page.looks, timeout=30_000)
    return page


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def dialog(page: QWidget, qtbot: QtBot) -> QDialog:
    def there() -> list[QDialog]:
        return [one for one in page.findChildren(QDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(there()))
    return there()[-1]


def stream_sheet(page: PreparePage, qtbot: QtBot) -> StreamSheet:
    page.mender.choose_stream()
    sheet = dialog(page, qtbot)
    assert isinstance(sheet, StreamSheet)
    return sheet
