"""The viewers' picture as it was at one moment, painted again from the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from host_assistant.language import _
from host_assistant.replay.picture import ground_at, own_scene
from host_assistant.show.state import ShowState
from host_assistant.show.vocabulary import ShowSetup
from host_assistant.stage.picture import StagePicture, picture_of
from ui.pages.replay.words import scene_word
from ui.theme import CORNER, face

if TYPE_CHECKING:
    from host_assistant.stage.overlay.layout import Layout
    from host_assistant.stage.overlay.theme import Theme

# What is on the picture, in which look, and the name of the user's own scene under it.
Look = tuple[StagePicture, ShowSetup, str]

FASTEST_MS: Final = 66
GROUND: Final = "#20242B"
WORDS: Final = "#8B93A1"


class ReplayPicture(QWidget):
    """Painted only when something on it changed, and at most 15 times a second.

    The log holds what the program put on the picture, not what the camera saw: behind the cards
    stands the backdrop that we painted, or else the name of the scene.
    """

    def __init__(self, pictures: Path) -> None:
        super().__init__()
        self._pictures = pictures
        self._state: ShowState | None = None
        self._wanted: Look | None = None
        self._shown: Look | None = None
        self._ground: QImage | None = None
        self._ground_look: tuple[object, ...] = ()
        self._image = QImage()
        self.painted = 0
        self._pace = QTimer(self, singleShot=True, interval=FASTEST_MS)
        self._pace.timeout.connect(self._catch_up)
        self.setMinimumSize(200, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("What viewers saw"))

    @property
    def image(self) -> QImage:
        return self._image

    def show_moment(self, state: ShowState, offset_ms: int) -> None:
        self._state = state
        self._wanted = (picture_of(state, offset_ms), state.setup, own_scene(state))
        self.setAccessibleDescription(self._words(state))
        if not self._pace.isActive():
            self._catch_up()

    def frame(self) -> QRectF:
        """Where the picture stands in the widget."""
        return self._frame_of(self._state) if self._state else QRectF()

    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shown = None
        self._pace.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        state = self._state
        if state is None:
            return
        frame = self._frame_of(state)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        outline = QPainterPath()
        outline.addRoundedRect(frame, CORNER, CORNER)
        painter.setClipPath(outline)
        painter.fillRect(frame, QColor(GROUND))
        painter.setPen(QColor(WORDS))
        painter.setFont(face(15, QFont.Weight.Medium))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self._words(state))
        if not self._image.isNull():
            painter.drawImage(frame, self._image)

    def _words(self, state: ShowState) -> str:
        if state.phase == "closed":
            return _("The session has not begun")
        if state.phase == "ended":
            return _("The session has ended")
        return own_scene(state) or scene_word(state.scene or state.scene_on_stage)

    def _catch_up(self) -> None:
        if self._wanted is None or self._state is None or self._wanted == self._shown:
            return
        from host_assistant.stage.overlay.layout import layout_for
        from host_assistant.stage.overlay.painter import compose
        from host_assistant.stage.overlay.theme import load_theme_or_default

        setup = self._state.setup
        frame = self._frame_of(self._state)
        ratio = self.devicePixelRatioF()
        size = (max(1, round(frame.width() * ratio)), max(1, round(frame.height() * ratio)))
        theme, _lost = load_theme_or_default(setup.theme)
        layout = layout_for(setup.shape, *size)
        self._image = compose(
            self._wanted[0].overlays,
            layout,
            theme,
            self._pictures,
            self._ground_for(self._state, layout, theme),
        )
        self._shown = self._wanted
        self.painted += 1
        self._pace.start()
        self.update()

    def _ground_for(self, state: ShowState, layout: Layout, theme: Theme) -> QImage | None:
        """Painted once for as long as it stands: the cards over it change more often."""
        look = (state.is_open, state.scene, own_scene(state), state.setup, layout)
        if look != self._ground_look:
            self._ground_look = look
            self._ground = ground_at(state, layout, theme)
        return self._ground

    def _frame_of(self, state: ShowState) -> QRectF:
        shape = (9, 16) if state.setup.shape == "upright" else (16, 9)
        room = QSize(*shape).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        frame = QRectF(0, 0, room.width(), room.height())
        frame.moveCenter(QRectF(self.rect()).center())
        return frame
