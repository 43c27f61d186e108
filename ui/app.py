"""Puts the window together and runs it."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from host_assistant.crash_file import describe, write_crash
from host_assistant.data_folder import DataFolder
from host_assistant.settings import SettingsStore
from host_assistant.stage.obs.setup.before import BeforeFile
from ui import theme
from ui.bridge import Bridge
from ui.context import Context, Place
from ui.first_copy import Doorbell
from ui.garbage import MainThreadCollector
from ui.opening import Opening, words_of
from ui.signals import heard_in_qt
from ui.window import Window

if TYPE_CHECKING:
    from host_assistant.control_room.show import ShowWanted

log = logging.getLogger(__name__)


class App:
    """The parts of the running window; `run` is what the program calls, tests use the parts."""

    def __init__(
        self, qt: QApplication, folder: DataFolder, settings: SettingsStore, place: Place = "live"
    ) -> None:
        self._collector = MainThreadCollector()
        self.bridge = Bridge()
        self.opening = Opening(folder, settings, self.bridge, self.tell)
        self.context = Context(
            folder=folder,
            settings=settings,
            bridge=self.bridge,
            open_show=self.opening.open_show,
            tell=self.tell,
            take_back=self.take_back,
            look_before_air=self.opening.look_before_air,
            audience=self.opening.audience,
        )
        # First of all who hear of it: the pages ask the context which show is open.
        self.bridge.show_changed.connect(self._keep_show)
        theme.apply(qt, settings.value.appearance)
        self.window = Window(self.context, self.opening, place)
        if settings.finding:
            self.tell(settings.finding)

    def tell(self, sentence: str) -> None:
        self.window.tell(sentence)

    def take_back(self, sentence: str) -> None:
        self.window.bar.take_back(sentence)

    def clear_away(self) -> None:
        """Once OBS is closed, delete what it held open when our part of it was removed."""
        if BeforeFile(self.context.folder.path).read().waits_for_clearing:
            self.bridge.run(self._cleared_away, lambda _: None, _left_for_next_time)

    def close(self) -> None:
        """Let go of everything. A session that is still open stays open in the log."""
        # Letting go may take seconds, in which a window would stand there frozen.
        self.window.hide()
        self.window.leave()
        self.opening.close()
        self.bridge.close()
        self._collector.stop()

    def _cleared_away(self) -> bool:
        from host_assistant.control_room import obs_setup

        return obs_setup.clear_away(self.context.folder)

    def _keep_show(self, show: object) -> None:
        self.context.show, self.context.desk = self.opening.show, self.opening.desk


def run(folder: DataFolder, settings: SettingsStore, start: ShowWanted | None = None) -> int:
    """Show the window until it is closed; with `start` a show opens at once.

    The caller holds the data folder's lock. A signal to end closes the window without asking,
    and leaves a session open in the log. Returns the program's exit code.
    """
    folder.make()
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("Lên Sóng")
    app = App(qt, folder, settings)
    last_resort = LastResort(folder, app.bridge, app.tell)
    last_resort.stand_by()
    app.window.showMaximized()
    app.clear_away()
    doorbell = Doorbell(folder, app.window.come_forward)
    if start is not None:
        app.opening.open_wanted(start)
    try:
        # By a timer, because a signal may come before the loop begins.
        with heard_in_qt(lambda: QTimer.singleShot(0, qt, qt.exit)):
            try:
                code = qt.exec()
            finally:
                doorbell.close()
                app.close()
    finally:
        last_resort.stand_down()
    if app.bridge.left_behind:
        # Python cannot end beside a thread that hangs in a device's driver: it would abort.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _left_for_next_time(problem: BaseException) -> None:
    if not isinstance(problem, OSError):
        raise problem
    log.warning("a scene collection of ours stays in OBS: %s", problem)


class LastResort:
    """What nobody foresaw, in whatever thread, goes into a crash file and is told; the show
    goes on. Only where and what kind is kept: the words and values may be a buyer's."""

    def __init__(self, folder: DataFolder, bridge: Bridge, tell: Callable[[str], None]) -> None:
        self._folder = folder
        self._bridge = bridge
        self._tell = tell
        self._known: set[str] = set()
        self._before = sys.excepthook, threading.excepthook

    def stand_by(self) -> None:
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._in_main
        threading.excepthook = self._in_thread

    def stand_down(self) -> None:
        sys.excepthook, threading.excepthook = self._before

    def take(self, error: BaseException) -> None:
        log.critical("unforeseen: %s", type(error).__name__)
        # What fails with every tick of a clock is one crash, not a folder full of them.
        said = describe(error)
        if said not in self._known:
            self._known.add(said)
            write_crash(self._folder, error)
        self._bridge.post(lambda: self._tell(words_of(error)))

    def _in_main(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self.take(error)

    def _in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.take(args.exc_value)
