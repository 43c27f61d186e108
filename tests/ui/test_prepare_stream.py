"""Choosing where to stream: platform, server and key."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from host_assistant.checks.finding import CheckName, Finding, Remedy
from host_assistant.checks.stream import judge
from host_assistant.secret_store import SecretStore
from host_assistant.show.vocabulary import ShowSetup
from host_assistant.stage.obs.setup.target import StreamKey, StreamService
from tests.ui.prepare_page import Stand, dialog, prepare_stand, press, shown, stream_sheet
from ui.pages.prepare.row import CheckRow
from ui.pages.prepare.stream import StreamSheet, what_is_wrong_with

stand = prepare_stand


def test_platform_server_and_key_are_kept_and_the_key_is_hidden(stand: Stand, qtbot: QtBot) -> None:
    context = stand[0]
    page = shown(context, qtbot)
    sheet = stream_sheet(page, qtbot)
    press(sheet.tiles["other"])
    press(sheet.save)
    assert sheet.wrong.isVisible()
    sheet.server.setText("rtmp://127.0.0.1/live")
    press(sheet.save)
    assert "key" in sheet.wrong.text()
    QTest.keyClicks(sheet.key, "vai-thieu-2026")
    assert "vai" not in sheet.key.displayText()
    press(sheet.save)
    qtbot.waitUntil(lambda: context.settings.value.stream_server == "rtmp://127.0.0.1/live")
    assert context.settings.value.setup == ShowSetup(platform="other")
    assert SecretStore(context.folder.path).get("stream_key") == "vai-thieu-2026"
    qtbot.waitUntil(lambda: not page.mender.busy)
    assert "was not told" in stand[1].told[-1], "there is no OBS"
    again = stream_sheet(page, qtbot)
    qtbot.waitUntil(lambda: again.key.placeholderText() == "kept: ••••2026")
    again.server.setText("rtmp://127.0.0.2/live")
    assert again.key.placeholderText() == "paste it here", "the key was given for another server"
    press(again.save)
    assert "key is missing" in again.wrong.text()
    again.server.setText("rtmp://127.0.0.1/live")
    assert again.key.placeholderText() == "kept: ••••2026"
    press(again.tiles["tiktok"])
    assert again.server.text() == "", "the server was given for another platform"
    assert again.key.placeholderText() == "paste it here"
    press(again.as_obs)
    qtbot.waitUntil(lambda: context.settings.value.stream_platform is None)
    qtbot.waitUntil(lambda: not page.mender.busy)
    assert context.settings.value.setup == ShowSetup(platform="tiktok")
    assert SecretStore(context.folder.path).get("stream_key") == ""


def test_a_known_platform_asks_for_the_key_alone(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    sheet = stream_sheet(page, qtbot)
    press(sheet.tiles["tiktok"])
    assert sheet.server.isVisible()
    press(sheet.tiles["youtube"])
    assert not sheet.server.isVisible()
    sheet.reject()


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("https://www.facebook.com/live/producer", "an address"),
        ("rtmps://live-api.facebook.com:443/rtmp/", "an address"),
        ("www.youtube.com", "an address"),
        ("studio.youtube.com/video", "an address"),
        ("khóa của tôi", "no spaces"),
        ("abc", "too short"),
        ("FB-5647382910-0-Qrst?s_bl=1&a=Abx", ""),
        ("abcd-efgh-1234", ""),
        ("stream-117?expire=1767&sign=7f.2", ""),
    ],
)
def test_what_can_be_no_key_is_told_apart(key: str, words: str) -> None:
    said = what_is_wrong_with(key)
    assert words in said
    assert bool(said) == bool(words)


def test_a_wrong_key_is_refused_and_the_complaint_goes_with_the_words(
    stand: Stand, qtbot: QtBot
) -> None:
    page = shown(stand[0], qtbot)
    sheet = stream_sheet(page, qtbot)
    press(sheet.tiles["facebook"])
    assert "Live Producer" in sheet._words.text()
    press(sheet.save)
    assert "is missing" in sheet.wrong.text()
    sheet.key.setText("https://facebook.com/live")
    assert sheet.wrong.isHidden(), "there is a key now"
    press(sheet.save)
    assert "an address" in sheet.wrong.text()
    press(sheet.tiles["tiktok"])
    assert sheet.wrong.isHidden()
    assert "TikTok" in sheet._words.text()
    for server in ("https://tiktok.com/live", "rtmp://", "rtmps://["):
        sheet.server.setText(server)
        sheet.key.setText("stream-117?expire=1767")
        press(sheet.save)
        assert "begins wrongly" in sheet.wrong.text()
    sheet.reject()
    assert stand[0].settings.value.stream_platform is None


def test_where_to_stream_is_changed_though_all_is_well(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    service = StreamService(
        kind="rtmp_custom",
        server="rtmp://127.0.0.1/live",
        key=StreamKey("abcd-efgh"),
    )
    found = judge(service, None, "other")
    assert found.level == "good"
    page.rows["stream"].show_findings((found,))
    assert page.rows["stream"].change.isVisible()
    press(page.rows["stream"].change)
    sheet = dialog(page, qtbot)
    assert isinstance(sheet, StreamSheet)
    sheet.reject()
    page.rows["goods"].show_findings((Finding(check="goods", level="bad", code="none"),))
    assert page.rows["goods"].change.isHidden()


@pytest.mark.parametrize(
    ("check", "code", "remedy"),
    [
        ("camera", "in_obs", "choose_camera"),
        ("microphone", "fine", "choose_microphone"),
        ("sound", "obs_hears", "listen"),
    ],
)
def test_a_device_is_changed_though_all_is_well(
    qtbot: QtBot, check: CheckName, code: str, remedy: Remedy
) -> None:
    asked: list[Remedy] = []
    line = CheckRow(check, lambda _: None, lambda wanted, _: asked.append(wanted))
    qtbot.addWidget(line)
    with qtbot.waitExposed(line):
        line.show()
    found = Finding(check=check, level="good", code=code, figures={"device": "Micro"})
    line.show_findings((found,))
    press(line.change)
    assert asked == [remedy]
