"""Puts the window together and runs it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from host_assistant.data_folder import DataFolder
from host_assistant.settings import SettingsStore
from ui import theme
from ui.bridge import Bridge
from ui.context import Context, Place
from ui.opening import Opening, words_of
from ui.window import Window

if TYPE_CHECKING:
    from host_assistant.control_room.show import ShowWanted

log = logging.getLogger(__name__)


class App:
    """The parts of the running window; `run` is what the program calls, tests use the parts."""

    def __init__(
        self, qt: QApplication, folder: DataFolder, settings: SettingsStore, place: Place = "live"
    ) -> None:
        self.bridge = Bridge()
        self.opening = Opening(folder, settings, self.bridge, self.tell)
        self.context = Context(
            folder=folder,
            settings=settings,
            bridge=self.bridge,
            open_show=self.opening.open_show,
            close_show=self.opening.end_show,
            tell=self.tell,
        )
        # First of all who hear of it: the pages ask the context which show is open.
        self.bridge.show_changed.connect(self._keep_show)
        theme.apply(qt, settings.value.appearance)
        self.window = Window(self.context, self.opening.end_show, place)
        if settings.finding:
            self.tell(settings.finding)

    def tell(self, sentence: str) -> None:
        self.window.tell(sentence)

    def close(self) -> None:
        """Let go of everything. A session that is still open stays open in the log."""
        self.window.leave()
        self.opening.let_go()()
        self.bridge.close()

    def _keep_show(self, show: object) -> None:
        self.context.show = self.opening.show


def run(folder: DataFolder, settings: SettingsStore, start: ShowWanted | None = None) -> int:
    """Show the window until it is closed; with `start` a show opens at once.

    The caller holds the data folder's lock. Returns the program's exit code.
    """
    folder.make()
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("Lên Sóng")
    app = App(qt, folder, settings)
    sys.excepthook = _last_resort(app)
    app.window.showMaximized()
    if start is not None:
        app.opening.open_wanted(start)
    try:
        return qt.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        app.close()


def _last_resort(app: App) -> Callable[..., None]:
    """What nobody foresaw goes into the log file and is told; the show goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("unforeseen", exc_info=(kind, error, trace))
        app.tell(words_of(error))

    return hook
