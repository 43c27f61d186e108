"""Choosing the camera by what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QProgressBar, QWidget
from shiboken6 import isValid

from host_assistant.language import _
from host_assistant.stage.obs.devices import Seen
from ui.context import Context
from ui.pages.prepare_picture import Pane
from ui.pages.prepare_sheet import Sheet
from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row
from ui.widgets.rich_button import RichButton

WIDTH_PX: Final = 720
COLUMNS: Final = 2
PANE_PX: Final = 184
_ELIDE: Final = Qt.TextElideMode.ElideMiddle


class CameraSheet(Sheet):
    """Each camera is a tile with its picture; a press on it chooses it."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        cameras: Callable[[], Iterator[Seen]],
        put: Callable[[str], object],
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
        bridge = context.bridge

        def look() -> None:
            for seen in cameras():
                bridge.post(lambda seen=seen: self._add(seen))  # type: ignore[misc]

        bridge.run(look, lambda _nothing: self._over())

    def choose(self, camera: str) -> None:
        self.accept()
        self._put(camera)

    def _add(self, seen: Seen) -> None:
        if not isValid(self) or seen.device.id in self.tiles:
            return
        tile = self._tile(seen)
        place = len(self.tiles)
        self.tiles[seen.device.id] = tile
        self._grid.addWidget(tile, place // COLUMNS, place % COLUMNS)
        self.fit()

    def _tile(self, seen: Seen) -> RichButton:
        made = RichButton("choice")
        made.setCheckable(True)
        is_it = seen.device.id == self._chosen
        made.setChecked(is_it)
        name = seen.device.name or self._name_of(seen.device.id)
        made.setAccessibleName(_("{name}, chosen now").format(name=name) if is_it else name)
        pane = Pane(_("no picture"))
        pane.put(seen.jpeg)
        pane.setFixedHeight(PANE_PX)
        sign = label()
        if is_it:
            put_icon(sign, "mdi6.check-circle", tokens().leaf_ink, 20)
        words = label(name)
        words.setToolTip(name)
        words.setText(words.fontMetrics().elidedText(name, _ELIDE, WIDTH_PX // 2 - 96))
        made.set_parts(column(pane, row(sign, words, None, gap=8), gap=8, margins=8))
        made.setFixedHeight(PANE_PX + 56)
        made.clicked.connect(lambda _checked=False: self.choose(seen.device.id))
        return made

    def _name_of(self, camera: str) -> str:
        if camera.isdecimal():
            return _("Camera {number}").format(number=int(camera) + 1)
        return camera.replace("\\", "/").rpartition("/")[2]

    def _over(self) -> None:
        if isValid(self):
            self.progress.hide()
            self.nothing.setVisible(not self.tiles)
            self.fit()

    def _choose_file(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, _("A film or picture instead…"))
        if path:
            self.choose(path)
