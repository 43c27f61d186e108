"""The picture beside the list: what the camera, or OBS, shows now, and what could be better."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from host_assistant.checks.eye import HostSource, Picture, shot, source_in_obs
from host_assistant.checks.finding import Finding
from host_assistant.checks.wording import sentence
from host_assistant.language import _
from host_assistant.stage.obs.link import ObsLink, linked
from host_assistant.stage.stage import StageError
from ui.bridge import Bridge
from ui.pages.prepare.row import SIGNS, sign_colour
from ui.theme import CORNER, tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import column, label, row

if TYPE_CHECKING:
    from host_assistant.control_room.show import ObsAccess

PAUSE_S: Final = 0.7
# A host who changes the scene in OBS sees it here within seconds.
SHOTS_OF_ONE: Final = 5
SHARE: Final = 9 / 16
ROUNDING_PX: Final = 4


class Pane(QWidget):
    """A picture in a frame of sixteen to nine, or words where there is none."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.image = QImage()
        self.words = words
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("What the camera shows"))

    def put(self, encoded: bytes | None) -> None:
        self.image = QImage.fromData(encoded) if encoded else QImage()
        self.update()

    def say(self, words: str) -> None:
        self.words = words
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 270)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * SHARE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), CORNER, CORNER)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), QColor(tokens().control))
        if self.image.isNull():
            painter.setPen(QColor(tokens().ink))
            inside = self.rect().adjusted(24, 24, -24, -24)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inside, flags, self.words)
            return
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        if abs(size.width() - self.width()) + abs(size.height() - self.height()) <= ROUNDING_PX:
            size = self.size()
        left = (self.width() - size.width()) // 2
        top = (self.height() - size.height()) // 2
        painter.fillRect(self.rect(), QColor("#000000"))
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self.image)


class PicturePane(QWidget):
    """The pane, where its picture is from, and advice under it: never over a face."""

    def __init__(self, bridge: Bridge, access: Callable[[], ObsAccess]) -> None:
        super().__init__()
        self._bridge = bridge
        self._access = access
        self._enough: threading.Event | None = None
        self.follows = False
        self.pane = Pane(_("The camera's picture appears here."))
        self._from = label(role="muted", wrap=True)
        self._sign = label()
        self._advice = label(wrap=True)
        advice = row(self._sign, self._advice, gap=12)
        advice.setStretch(1, 1)
        advice.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(self.pane, self._from, advice, gap=8))
        self._from.hide()
        self._sign.hide()
        self._advice.hide()
        self._says = True

    @property
    def advice(self) -> str:
        return self._advice.text()

    def show_picture(self, picture: Picture) -> None:
        self.pane.put(picture.encoded)
        words = _("This is what OBS sees.") if picture.from_obs else _("This is your camera.")
        self._from.setText(words)
        self._from.show()
        self.follow(picture.from_obs)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """The advice of the first that is wrong with the picture."""
        wrong = next((each for each in findings if each.level in ("bad", "doubtful")), None)
        self._advice.setText(sentence(wrong) if wrong else "")
        if wrong is not None:
            put_icon(self._sign, SIGNS[wrong.level], sign_colour(wrong.level), 24)
        self.say_advice(self._says)

    def say_advice(self, says: bool) -> None:
        """Not while the list says the same beside it."""
        self._says = says
        self._sign.setVisible(says and bool(self.advice))
        self._advice.setVisible(says and bool(self.advice))

    def follow(self, follows: bool) -> None:
        """Whether it keeps up with OBS; a camera of our own is not held open beside OBS."""
        self.follows = follows
        if follows and self.isVisible():
            self._start()
        else:
            self._stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow(self.follows)

    def hideEvent(self, event: QHideEvent) -> None:
        self._stop()
        super().hideEvent(event)

    def _start(self) -> None:
        if self._enough is None:
            self._enough = enough = threading.Event()
            threading.Thread(
                target=self._keep_looking, args=(enough,), name="picture", daemon=True
            ).start()

    def _stop(self) -> None:
        enough, self._enough = self._enough, None
        if enough is not None:
            enough.set()

    def _keep_looking(self, enough: threading.Event) -> None:
        """One link for as long as the pane is looked at, and a new one where OBS went away."""
        while not enough.is_set():
            with contextlib.suppress(StageError):
                access = self._access()
                with linked(access.url, access.password) as link:
                    self._follow_obs(link, enough)
            self._bridge.post(lambda: self._got(enough, None))
            enough.wait(PAUSE_S)

    def _follow_obs(self, link: ObsLink, enough: threading.Event) -> None:
        """Until it is enough; what shows the host is asked again every few pictures."""
        source: HostSource | None = None
        for number in itertools.count():
            if number % SHOTS_OF_ONE == 0:
                source = source_in_obs(link)
            jpeg = shot(link, source.name) if source else None
            self._bridge.post(partial(self._got, enough, jpeg))
            if enough.wait(PAUSE_S):
                return

    def _got(self, enough: threading.Event, jpeg: bytes | None) -> None:
        """Without a picture the words stand there: an old one would be taken for the present."""
        if not isValid(self):
            enough.set()
        elif not enough.is_set():
            self.pane.put(jpeg)
