"""Choosing the camera by what it shows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget
from shiboken6 import isValid

from host_assistant.language import _
from host_assistant.stage.obs.setup.devices import Seen
from ui.context import Context
from ui.pages.prepare.picture import Pane
from ui.pages.prepare.sheet import Sheet
from ui.theme import tokens
from ui.widgets.file_dialog import ask_for_file
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row
from ui.widgets.rich_button import RichButton
from ui.widgets.tips import as_tip

WIDTH_PX: Final = 800
COLUMNS: Final = 3
PAUSE_S: Final = 0.5
PANE_PX: Final = 127
_ELIDE: Final = Qt.TextElideMode.ElideMiddle


class CameraSheet(Sheet):
    """Each camera is a tile with its picture; a press on it chooses it.

    `cameras` looks through them all until it is enough. `put` gets the one that was chosen, at
    once, and an event: only when that is set does nobody look through any camera here.
    """

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        cameras: Callable[[threading.Event], Iterator[Seen]],
        put: Callable[[str, threading.Event], object],
    ) -> None:
        super().__init__(
            parent,
            _("Which camera shows you?"),
            _("Press the picture that you want viewers to see."),
            WIDTH_PX,
        )
        self._put = put
        self._context = context
        self._chosen = context.settings.value.camera
        self.tiles: dict[str, RichButton] = {}
        self._panes: dict[str, Pane] = {}
        self._enough = threading.Event()
        self._free = threading.Event()
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(_("Cameras are being looked for…"))
        self.nothing = label(
            _(
                "No camera gives a picture. Viewers would not see you. Push the camera's plug in "
                "firmly, close Zalo and Zoom, then choose again."
            ),
            wrap=True,
        )
        self.nothing.hide()
        self.fill(
            self._grid,
            self.progress,
            self.nothing,
            8,
            row(
                button(_("A film or picture instead…"), self._choose_file, kind="quiet"),
                None,
                button(_("Cancel"), self.reject),
            ),
        )
        self.fit()
        self.finished.connect(lambda _how: self._enough.set())
        # A thread of its own: a camera that hangs must not keep the window from closing.
        threading.Thread(target=self._look, args=(cameras,), name="cameras", daemon=True).start()

    def choose(self, camera: str) -> None:
        self.accept()
        self._put(camera, self._free)

    def _look(self, cameras: Callable[[threading.Event], Iterator[Seen]]) -> None:
        """Look through all of them again and again, until the sheet is closed."""
        post = self._context.bridge.post
        try:
            while not self._enough.is_set():
                for seen in cameras(self._enough):
                    post(lambda seen=seen: self._show(seen))  # type: ignore[misc]
                    if self._enough.is_set():
                        break
                post(self._over)
                self._enough.wait(PAUSE_S)
        finally:
            # Whatever went wrong with them: what was met so far can be chosen.
            post(self._over)
            self._free.set()

    def _show(self, seen: Seen) -> None:
        if not isValid(self) or self._enough.is_set():
            return
        pane = self._panes.get(seen.device.id)
        if pane is not None:
            pane.put(seen.encoded)
            return
        tile = self._tile(seen)
        place = len(self.tiles)
        self.tiles[seen.device.id] = tile
        self._grid.addWidget(tile, place // COLUMNS, place % COLUMNS)
        # Qt would show it only after the height was counted.
        tile.show()
        self.fit()

    def _tile(self, seen: Seen) -> RichButton:
        made = RichButton("choice")
        made.setCheckable(True)
        is_it = seen.device.id == self._chosen
        made.setChecked(is_it)
        name = seen.device.name or self._name_of(seen.device.id)
        made.setAccessibleName(_("{name}, chosen now").format(name=name) if is_it else name)
        pane = Pane(_("no picture"))
        pane.put(seen.encoded)
        self._panes[seen.device.id] = pane
        pane.setFixedHeight(PANE_PX)
        sign = label()
        if is_it:
            put_icon(sign, "mdi6.check-circle", tokens().leaf_ink, 20)
        else:
            sign.hide()
        words = label(name)
        words.setToolTip(as_tip(name))
        words.setText(words.fontMetrics().elidedText(name, _ELIDE, WIDTH_PX // COLUMNS - 72))
        made.set_parts(column(pane, row(sign, words, None, gap=8), gap=8, margins=8))
        made.setFixedHeight(PANE_PX + 56)
        made.clicked.connect(lambda _checked=False: self.choose(seen.device.id))
        return made

    def _name_of(self, camera: str) -> str:
        if camera.isdecimal():
            return _("Camera {number}").format(number=int(camera) + 1)
        return camera.replace("\\", "/").rpartition("/")[2]

    def _over(self) -> None:
        if isValid(self) and not self._enough.is_set():
            self.progress.hide()
            self.nothing.setVisible(not self.tiles)
            self.fit()

    def _choose_file(self) -> None:
        ask_for_file(
            self,
            self._context.settings,
            _("A film or picture instead…"),
            f"{_('Pictures and films')} (*.jpg *.jpeg *.png *.webp *.mp4 *.mkv *.mov *.avi)",
            lambda path: self.choose(str(path)),
        )
