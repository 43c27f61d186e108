"""The pane beside the checks: one line to OBS, and never an old picture for the present one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy
import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from host_assistant.checks.eye import HostSource, Picture
from host_assistant.control_room.hands import Hands
from host_assistant.stage.camera import hold, let_go
from host_assistant.stage.obs.errors import LinkDown
from host_assistant.stage.opencv import opencv
from tests.ui.prepare_page import Stand, prepare_stand, shown
from ui.pages.prepare import picture as prepare_picture
from ui.pages.prepare.picture import PicturePane

stand = prepare_stand
# Asking where OBS is takes long on a busy machine.
PATIENCE_MS = 20_000


def jpeg() -> bytes:
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(kept, "JPG")  # type: ignore[call-overload]
    return bytes(kept.data().data())


class Obs:
    """OBS at the end of a line: how often it was called, and whether it is away."""

    def __init__(self) -> None:
        self.lines = self.shots = 0
        self.away = False

    @contextmanager
    def linked(self, _url: str, _password: str) -> Iterator[Obs]:
        if self.away:
            raise LinkDown("away")
        self.lines += 1
        yield self

    def shot(self, _link: object, _source: str) -> bytes:
        if self.away:
            raise LinkDown("away")
        self.shots += 1
        return jpeg()


def test_the_pane_keeps_one_line_to_obs(
    stand: Stand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    obs, context = Obs(), stand[0]
    monkeypatch.setattr(prepare_picture, "PAUSE_S", 0.01)
    monkeypatch.setattr(prepare_picture, "linked", obs.linked)
    monkeypatch.setattr(prepare_picture, "shot", obs.shot)
    monkeypatch.setattr(
        prepare_picture, "source_in_obs", lambda _link: HostSource("camera", is_camera=True)
    )
    hands = Hands(context.folder, context.settings)
    pane = PicturePane(context.bridge, lambda: hands.access)
    qtbot.addWidget(pane)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.show_picture(Picture(jpeg(), True))
    qtbot.waitUntil(lambda: obs.shots > 12, timeout=PATIENCE_MS)
    assert obs.lines == 1
    obs.away = True
    qtbot.waitUntil(lambda: pane.pane.image.isNull(), timeout=PATIENCE_MS)
    obs.away = False
    qtbot.waitUntil(lambda: not pane.pane.image.isNull(), timeout=PATIENCE_MS)
    assert obs.lines == 2
    pane.hide()
    seen = obs.shots
    qtbot.wait(50)
    assert obs.shots <= seen + 1
    pane.show()
    qtbot.waitUntil(lambda: obs.lines == 3, timeout=PATIENCE_MS)
    pane.follow(False)


def film(path: Path) -> str:
    cv2 = opencv()
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 20.0, (64, 36))
    for number in range(10):
        writer.write(numpy.full((36, 64, 3), number * 25, numpy.uint8))
    writer.release()
    return str(path)


def is_free(source: str, within_s: float = 0) -> bool:
    held = hold(source, threading.Event(), within_s)
    if held:
        let_go(source)
    return held


@pytest.mark.parametrize("way", ["a session opens", "another page"])
def test_the_look_gives_the_camera_away(
    stand: Stand, way: str, tmp_path: Path, qtbot: QtBot
) -> None:
    context, source = stand[0], film(tmp_path / "vườn vải.avi")
    context.settings.change(camera=source)
    page = shown(context, qtbot)
    page.on_shown()
    qtbot.waitUntil(lambda: not is_free(source))
    if way == "another page":
        page.hide()
    else:
        context.bridge.opening.emit(True)
    # The look would go on for three seconds.
    assert is_free(source, 1.5)


def test_it_looks_again_once_it_is_known_whether_a_session_is_open(
    stand: Stand, qtbot: QtBot
) -> None:
    context = stand[0]
    page = shown(context, qtbot)
    page.on_shown()
    context.bridge.opening.emit(True)
    context.bridge.opening.emit(False)
    context.show = object()  # type: ignore[assignment]
    qtbot.waitUntil(lambda: not page.looks, timeout=30_000)
    assert page.rows["obs"].level == "bad"
    assert page.rows["camera"].isHidden(), "the session has it"


def test_a_page_that_is_not_seen_does_not_look(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    page.hide()
    page.look()
    assert page._look == 0
    page.show()
    page.look()
    assert page._look == 1
