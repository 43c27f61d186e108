"""One window for one data folder: whoever starts the program again is shown the first one."""

from __future__ import annotations

import getpass
import hashlib
import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QDialog

from host_assistant.data_folder import DataFolder
from host_assistant.language import _
from host_assistant.settings import SettingsStore
from ui import theme
from ui.widgets.ask import WIDTH
from ui.widgets.parts import button, column, label, row

log = logging.getLogger(__name__)
ANSWER_MS = 3_000
HERE = b"here"


class Doorbell(QObject):
    """Stands at the first copy's window. `answer` is called whenever another copy rings.

    The caller holds the data folder's lock, so a bell that hangs there is of a copy that died.
    """

    def __init__(self, folder: DataFolder, answer: Callable[[], None]) -> None:
        super().__init__()
        self._answer = answer
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._rung)
        QLocalServer.removeServer(_name(folder))
        if not self._server.listen(_name(folder)):
            log.warning("no doorbell: %s", self._server.serverError().name)

    def close(self) -> None:
        self._server.close()

    def _rung(self) -> None:
        while self._server.hasPendingConnections():
            visitor = self._server.nextPendingConnection()
            visitor.disconnected.connect(visitor.deleteLater)
            self._answer()
            visitor.write(HERE)
            visitor.flush()
            visitor.disconnectFromServer()


def ring(folder: DataFolder) -> bool:
    """Have the window that is open on this folder come forward; False where none answers."""
    visitor = QLocalSocket()
    visitor.connectToServer(_name(folder))
    answered = visitor.waitForConnected(ANSWER_MS) and visitor.waitForReadyRead(ANSWER_MS)
    visitor.abort()
    return answered


def say(sentence: str, settings: SettingsStore) -> None:
    """Why no window opens, to somebody who started the program by a double click."""
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    theme.apply(qt, settings.value.appearance)
    box = QDialog()
    box.setWindowTitle("Lên Sóng")
    box.setFixedWidth(WIDTH)
    close = button(_("Close"), box.accept, kind="primary")
    close.setDefault(True)
    box.setLayout(
        column(
            label("Lên Sóng", "heading"),
            label(sentence, wrap=True),
            8,
            row(None, close),
            gap=12,
            margins=24,
        )
    )
    box.resize(WIDTH, box.heightForWidth(WIDTH))
    box.exec()


def _name(folder: DataFolder) -> str:
    """The same for every copy of one user on one folder; short, as socket names have to be."""
    of = f"{getpass.getuser()}\n{folder.path.resolve()}"
    return "len-song-" + hashlib.sha256(of.encode()).hexdigest()[:16]
