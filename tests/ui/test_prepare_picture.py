"""The pane beside the checks: one line to OBS, and never an old picture for the present one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from host_assistant.checks.eye import HostSource, Picture
from host_assistant.control_room.hands import Hands
from host_assistant.stage.obs.errors import LinkDown
from tests.ui.prepare_page import Stand, prepare_stand
from ui.pages.prepare import picture as prepare_picture
from ui.pages.prepare.picture import PicturePane

stand = prepare_stand


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
    qtbot.waitUntil(lambda: obs.shots > 12)
    assert obs.lines == 1
    obs.away = True
    qtbot.waitUntil(lambda: pane.pane.image.isNull())
    obs.away = False
    qtbot.waitUntil(lambda: not pane.pane.image.isNull())
    assert obs.lines == 2
    pane.hide()
    seen = obs.shots
    qtbot.wait(50)
    assert obs.shots <= seen + 1
    pane.show()
    qtbot.waitUntil(lambda: obs.lines == 3)
    pane.follow(False)
