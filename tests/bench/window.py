"""The program's own window with a rehearsal in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from host_assistant.control_room.show import Show, ShowWanted
from host_assistant.data_folder import DataFolder
from host_assistant.settings import SettingsStore
from tests.support.shows import GOODS
from ui.app import App

OPENING_S = 30.0


def open_window_with_show(path: Path) -> tuple[QWidget, Show, Callable[[], None]]:
    """The window, the show in it, and what closes both."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    folder = DataFolder(path)
    folder.make()
    app = App(qt, folder, SettingsStore(folder.settings))
    app.opening.open_wanted(ShowWanted(mode="rehearsal", title="Bench", products=GOODS))
    deadline = time.monotonic() + OPENING_S
    while app.opening.show is None:
        qt.processEvents()
        if time.monotonic() > deadline:
            raise TimeoutError("the show did not open")
    show = app.opening.show
    assert isinstance(show, Show)
    return app.window, show, app.close
