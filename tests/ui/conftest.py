"""The window's tests share one application and get a window of their own each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.window import LiveWindow, live_window
from ui.widgets.icons import icon


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """With the icons there: one that comes late moves what a test measures."""
    icon("mdi6.check")
    return qapp


@pytest.fixture
def live(qapp: QApplication, tmp_path: Path) -> Iterator[LiveWindow]:
    """The window with a few goods and no session yet."""
    with live_window(qapp, tmp_path / "data") as window:
        yield window


@pytest.fixture
def settled_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment in which a press is not yet taken for the next entry has a test of its own."""
    monkeypatch.setattr("ui.pages.live.inbox_card.SETTLE_MS", 0)
