"""What viewers see, in the window: a worker fetches pictures, the widget shows the latest."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from threading import Event, Thread

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from host_assistant.language import _
from host_assistant.show.vocabulary import Shape
from ui.bridge import Bridge
from ui.theme import face, tokens

log = logging.getLogger(__name__)

FRAMES_PER_SECOND = 8
WIDTH_PX = 640


class MonitorFeed:
    """Fetches pictures in a thread of its own and has `show` called with each: an image or None.

    The next one is fetched only after the window took the one before, so a busy window is
    never flooded. It begins paused: nothing is fetched that nobody looks at.
    """

    def __init__(
        self,
        screenshot: Callable[[int], bytes | None],
        bridge: Bridge,
        show: Callable[[QImage | None], None],
    ) -> None:
        self._screenshot = screenshot
        self._bridge = bridge
        self._show = show
        self._stop = Event()
        self._taken = Event()
        self._watched = Event()
        self._thread = Thread(target=self._run, name="monitor", daemon=True)

    def start(self) -> None:
        self._taken.set()
        self._thread.start()

    def pause(self) -> None:
        self._watched.clear()

    def resume(self) -> None:
        self._watched.set()

    def stop(self) -> None:
        """Returns at once; a picture that is being fetched is thrown away."""
        self._stop.set()
        self._taken.set()
        self._watched.set()

    def _run(self) -> None:
        while not self._stop.wait(1 / FRAMES_PER_SECOND):
            self._taken.wait()
            self._watched.wait()
            if self._stop.is_set():
                return
            image = self._fetch()
            self._taken.clear()
            self._bridge.post(partial(self._hand_over, image))

    def _fetch(self) -> QImage | None:
        try:
            jpeg = self._screenshot(WIDTH_PX)
        except Exception as error:
            # Whatever it was, the next picture may come: the thread must be there to fetch it.
            log.warning("no picture: %s", type(error).__name__)
            return None
        image = QImage.fromData(jpeg) if jpeg else QImage()
        return None if image.isNull() else image

    def _hand_over(self, image: QImage | None) -> None:
        self._taken.set()
        if not self._stop.is_set():
            self._show(image)


class Monitor(QWidget):
    """Keeps the shape of the viewers' picture; framed in red while on air."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self._ratio = 16 / 9 if shape == "wide" else 9 / 16
        self._low = False
        self._image: QImage | None = None
        self._on_air = False
        self._choose_policy()
        self.setAccessibleName(_("What viewers see"))

    @property
    def takes_what_is_left(self) -> bool:
        """As high as there is room, else as its width asks for."""
        return self._low or self._ratio < 1

    def set_low(self, low: bool) -> None:
        """In a low window a wide picture gets smaller before anything leaves the screen."""
        if low != self._low:
            self._low = low
            self._choose_policy()

    @property
    def has_picture(self) -> bool:
        return self._image is not None

    def set_image(self, image: QImage | None) -> None:
        self._image = image
        self.update()

    def set_on_air(self, on_air: bool) -> None:
        if on_air != self._on_air:
            self._on_air = on_air
            self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint() if self.takes_what_is_left else QSize(480, 270)

    def heightForWidth(self, width: int) -> int:
        return int(width / self._ratio)

    def minimumSizeHint(self) -> QSize:
        if self._ratio > 1 and self._low:
            return QSize(178, 100)
        return QSize(256, 144) if self._ratio > 1 else QSize(124, 220)

    def _choose_policy(self) -> None:
        expands = self.takes_what_is_left
        down = QSizePolicy.Policy.Expanding if expands else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, down)
        policy.setHeightForWidth(not expands)
        self.setSizePolicy(policy)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place()
        outline = QPainterPath()
        outline.addRoundedRect(place, 8, 8)
        painter.fillPath(outline, QColor("#000000"))
        if self._image is not None:
            painter.save()
            painter.setClipPath(outline)
            painter.drawImage(place, self._image)
            painter.restore()
        else:
            painter.setFont(face(16))
            painter.setPen(QColor("#D5D8DD"))
            inside = place.adjusted(16, 16, -16, -16)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inside, flags, _("The picture is coming…"))
        if self._on_air:
            painter.setPen(QPen(QColor(tokens().on_air), 4))
            painter.drawRoundedRect(place.adjusted(2, 2, -2, -2), 8, 8)

    def _place(self) -> QRectF:
        width = min(self.width(), self.height() * self._ratio)
        height = width / self._ratio
        return QRectF((self.width() - width) / 2, 0, width, height)
