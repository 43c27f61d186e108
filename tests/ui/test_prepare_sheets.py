"""The questions of the page before a session: camera, microphone, listening, claims."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from host_assistant import language
from host_assistant.catalog.shelf import Shelf
from host_assistant.language import Language
from host_assistant.stage.obs.health import meters
from host_assistant.stage.obs.setup.devices import Device, Seen
from host_assistant.stage.obs.setup.target import TargetIsTheUsers
from tests.broadcast.on_air import somebody_speaks
from tests.support.shows import GOODS
from tests.support.sound import Microphone
from tests.ui.cut_off import cut_off, too_small, unnamed
from tests.ui.prepare_page import (
    Stand,
    dialog,
    looked,
    prepare_stand,
    press,
    shown,
    stream_sheet,
)
from tests.ui.prepare_sound import Told
from ui.pages.prepare.camera import CameraSheet
from ui.pages.prepare.claims import ClaimsSheet
from ui.pages.prepare.listen import ListenSheet
from ui.widgets.ask import Ask

stand = prepare_stand


def test_the_users_own_set_up_is_left_for_a_device_only_when_asked(
    stand: Stand, qtbot: QtBot
) -> None:
    page = shown(stand[0], qtbot)
    page.mender._look = lambda: None
    page.mender.hands.choose_camera = lambda camera: False  # type: ignore[method-assign]
    free = threading.Event()
    free.set()
    page.mender._put_camera("1", free)
    sheet = dialog(page, qtbot)
    assert isinstance(sheet, Ask)
    assert sheet.yes.text() == "Make the scenes"
    sheet.reject()


def test_the_users_own_set_up_is_left_for_the_stream_only_when_asked(
    stand: Stand, qtbot: QtBot
) -> None:
    page = shown(stand[0], qtbot)
    page.mender._look = lambda: None
    built: list[str] = []

    def choose_stream(platform: object, server: str, key: str) -> bool:
        assert (platform, server, key) == ("youtube", "", "abcd-efgh-1234")
        raise TargetIsTheUsers

    page.mender.hands.choose_stream = choose_stream  # type: ignore[method-assign]
    page.mender.hands.build = lambda: built.append("now")  # type: ignore[method-assign]
    page.mender._put_stream("youtube", "", "abcd-efgh-1234")
    sheet = dialog(page, qtbot)
    assert isinstance(sheet, Ask)
    assert "your own set-up" in stand[1].told[-1]
    assert built == []
    press(sheet.yes)
    qtbot.waitUntil(lambda: built == ["now"] and not page.mender.busy)


def test_claims_are_answered_one_by_one(stand: Stand, qtbot: QtBot) -> None:
    context = stand[0]
    cure = replace(GOODS[0], story="Trà này chữa khỏi bệnh tiểu đường, tốt nhất Việt Nam.")
    Shelf(context.folder.path).replace((cure,))
    page = looked(context, qtbot)
    assert page.rows["claims"].level == "doubtful"
    page.mender.answer_claims()
    sheet = dialog(page, qtbot)
    assert isinstance(sheet, ClaimsSheet)
    qtbot.waitUntil(lambda: sheet.flag is not None)
    count = len(sheet._flags)
    assert count >= 2
    for _number in range(count):
        press(sheet.stand)
    qtbot.waitUntil(lambda: page.rows["claims"].level == "good", timeout=30_000)


def test_the_host_is_heard_through_a_real_microphone(
    microphone: Microphone, tmp_path: Path
) -> None:
    environment = {
        **microphone.environment,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    with somebody_speaks(microphone):
        done = subprocess.run(
            [sys.executable, "-m", "tests.ui.prepare_sound", str(tmp_path / "data")],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
        )
    assert done.returncode == 0, done.stderr
    told = msgspec.json.decode(done.stdout.splitlines()[-1], type=Told)
    assert told.microphones
    assert told.moved > 0.3
    assert told.chosen == ""
    assert told.findings
    assert all(code.startswith("sound.") for code in told.findings)
    assert "sound.silent" not in told.findings
    assert told.can_be_heard_again
    assert told.without == ["microphone.vanished"]
    assert told.plugged_in
    assert all(code.startswith("sound.") for code in told.plugged_in)


def test_an_earlier_take_does_not_answer_for_the_next(
    stand: Stand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = stand[0]
    context.settings.change(microphone="no such microphone")
    page = shown(context, qtbot)
    answers = [threading.Event(), threading.Event()]
    begun: list[threading.Thread] = []

    def hear(_url: str, _password: str, _seconds: float) -> None:
        number = len(begun)
        begun.append(threading.current_thread())
        answers[number].wait(20)

    monkeypatch.setattr(meters, "hear", hear)
    sheet = ListenSheet(page, context, lambda: page.mender.hands.access, lambda _found: None)
    for count in (1, 2):
        qtbot.waitUntil(lambda: sheet.state == "judged", timeout=10_000)
        press(sheet.speak)
        qtbot.waitUntil(lambda count=count: len(begun) == count)  # type: ignore[misc]
    answers[0].set()
    qtbot.waitUntil(lambda: not begun[0].is_alive())
    QCoreApplication.processEvents()
    assert not sheet._hearing_done
    answers[1].set()
    qtbot.waitUntil(lambda: sheet._hearing_done)
    sheet.reject()


@pytest.fixture(params=["vi", "en"])
def spoken(request: pytest.FixtureRequest, _english: None) -> Language:
    return language.use(request.param)


def test_no_question_cuts_anything_off(stand: Stand, spoken: Language, qtbot: QtBot) -> None:
    context = stand[0]
    Shelf(context.folder.path).replace((replace(GOODS[0], story="Chữa khỏi bệnh."),))
    page = shown(context, qtbot)
    mender = page.mender
    mender._look = lambda: None

    def cameras(_enough: threading.Event) -> Iterator[Seen]:
        for number in range(4):
            yield Seen(Device(str(number), "Camera tích hợp của máy tính xách tay"), None)

    def faults(sheet: QDialog) -> list[str]:
        qtbot.wait(50)
        found = [*cut_off(sheet), *unnamed(sheet), *too_small(sheet)]
        sheet.reject()
        qtbot.waitUntil(lambda: not sheet.isVisible())
        return found

    mender.ask_set_up(is_open=True)
    assert faults(dialog(page, qtbot)) == []
    sheet = stream_sheet(page, qtbot)
    press(sheet.tiles["other"])
    press(sheet.save)
    assert faults(sheet) == []
    camera = CameraSheet(page, context, cameras, lambda _camera, _free: None)
    qtbot.waitUntil(lambda: len(camera.tiles) == 4)
    assert faults(camera) == []
    mender.listen()
    assert faults(dialog(page, qtbot)) == []
    mender.answer_claims()
    claims = dialog(page, qtbot)
    assert isinstance(claims, ClaimsSheet)
    qtbot.waitUntil(lambda: claims.flag is not None)
    assert faults(claims) == []


def test_a_camera_is_given_to_obs_once_nobody_looks_through_it(stand: Stand, qtbot: QtBot) -> None:
    """Till then nothing else is begun, so that the choice is not lost."""
    page = shown(stand[0], qtbot)
    mender = page.mender
    mender._look = lambda: None
    go_on = threading.Event()
    enoughs: list[threading.Event] = []
    given: list[str] = []

    def cameras(enough: threading.Event) -> Iterator[Seen]:
        enoughs.append(enough)
        yield Seen(Device("0", "Webcam"), None)
        yield Seen(Device("1", "Điện thoại"), None)
        go_on.wait(20)

    def choose_camera(camera: str) -> bool:
        given.append(camera)
        return True

    mender.hands.cameras = cameras  # type: ignore[method-assign]
    mender.hands.choose_camera = choose_camera  # type: ignore[method-assign]
    mender.choose_camera()
    sheet = dialog(page, qtbot)
    assert isinstance(sheet, CameraSheet)
    qtbot.waitUntil(lambda: len(sheet.tiles) == 2)
    press(sheet.tiles["1"])
    assert enoughs[0].is_set()
    assert mender.busy
    assert page.rows["camera"].doing.isVisible()
    mender.restart_camera()
    qtbot.wait(100)
    assert given == []
    go_on.set()
    qtbot.waitUntil(lambda: given == ["1"] and not mender.busy)
