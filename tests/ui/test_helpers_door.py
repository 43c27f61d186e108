"""The helpers' door in the window: a real desk, a real picture to scan, phones that really ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from host_assistant import language
from host_assistant.desk.lan import LanAddress
from host_assistant.language import Language
from host_assistant.stage.opencv import opencv
from tests.support.window import LiveWindow, live_window
from tests.ui.cut_off import cut_off, too_small, unnamed
from tests.ui.networks import CABLE, NEW_WIFI, WIFI, Networks, Phone
from ui.pages.live.helpers import HelpersSheet


@pytest.fixture
def networks(monkeypatch: pytest.MonkeyPatch) -> Networks:
    return Networks(monkeypatch)


@pytest.fixture
def evening(live: LiveWindow, networks: Networks) -> LiveWindow:
    live.rehearse()
    return live


@pytest.fixture
def phones() -> Iterator[list[Phone]]:
    made: list[Phone] = []
    yield made
    for phone in made:
        phone.close()


def opened(live: LiveWindow) -> HelpersSheet:
    """The sheet with the door open."""
    sheet = live.page.outside.open_helpers()
    live.until(lambda: live.page.outside.door.networks is not None)
    press(sheet.switch)
    live.until(lambda: sheet.invitation.isVisible() and sheet.invitation.qr.text)
    return sheet


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def scanned(sheet: HelpersSheet) -> str:
    """What a phone's camera reads off the screen."""
    import numpy as np

    shot = sheet.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(shot.constBits(), np.uint8).reshape(shot.height(), shot.bytesPerLine())
    picture = lines[:, : shot.width() * 3].reshape(shot.height(), shot.width(), 3)
    # The other detector of OpenCV misses two good codes in a hundred.
    text, _corners, _straight = opencv().QRCodeDetectorAruco().detectAndDecode(picture.copy())
    return str(text)


def come_in(live: LiveWindow, sheet: HelpersSheet, phones: list[Phone], name: str) -> Phone:
    phone = Phone(scanned(sheet))
    phones.append(phone)
    assert phone.sign_in(name).status_code == 200
    live.until(lambda: name in [row.name.text() for row in sheet.devices.rows.values()])
    return phone


def answers(url: str) -> bool:
    try:
        httpx.get(url, timeout=5)
    except httpx.TransportError:
        return False
    return True


def test_the_door_is_closed_until_the_switch_is_pressed(evening: LiveWindow) -> None:
    desk = evening.app.context.desk
    assert desk is not None
    sheet = evening.page.outside.open_helpers()
    assert not sheet.switch.isChecked()
    assert not sheet.invitation.isVisible()
    assert desk.wifi_url is None


def test_a_phone_scans_its_way_in(evening: LiveWindow, phones: list[Phone]) -> None:
    sheet = opened(evening)
    url = scanned(sheet)
    assert url.startswith(f"http://{WIFI.address}:")
    phone = come_in(evening, sheet, phones, "Chị Lan")
    page = phone.get("/helper")
    assert page.status_code == 200
    assert "csrf" in page.text
    evening.until(lambda: evening.page.outside.helpers.text() == "Helpers · 1")
    assert "here now" in next(iter(sheet.devices.rows.values())).seen.text()
    assert scanned(sheet) not in ("", url), "a picture lets one phone in"


def test_a_phone_types_its_way_in(evening: LiveWindow, phones: list[Phone]) -> None:
    sheet = opened(evening)
    phone = Phone(f"http://{sheet.invitation.address.text()}")
    phones.append(phone)
    assert phone.sign_in("Anh Tú", sheet.invitation.code.text).status_code == 200
    assert phone.get("/helper").status_code == 200


@pytest.mark.parametrize(("role", "other"), [("remote", "helper"), ("screen", "remote")])
def test_a_phone_becomes_what_its_picture_says(
    evening: LiveWindow, phones: list[Phone], role: str, other: str
) -> None:
    sheet = opened(evening)
    press(sheet.invitation.roles[role])  # type: ignore[index]
    phone = come_in(evening, sheet, phones, "Máy ở bàn đóng gói")
    assert phone.get(f"/{role}").status_code == 200
    assert phone.get(f"/{other}").status_code != 200


def test_of_two_networks_the_chosen_one_alone_is_opened(
    evening: LiveWindow, networks: Networks
) -> None:
    networks.now = (CABLE, WIFI)
    sheet = opened(evening)
    assert [sheet.network.itemText(row) for row in range(2)] == [
        f"Wi-Fi · {WIFI.address}",
        f"Cable · {CABLE.address}",
    ]
    door = evening.page.outside.door
    first, number = door.url, door.url.rpartition(":")[2]
    assert door.address == WIFI.address
    assert not answers(f"http://{CABLE.address}:{number}")
    sheet.network.activated.emit(1)
    evening.until(lambda: door.address == CABLE.address and not door.busy)
    assert answers(door.url)
    assert not answers(first)


def test_what_is_wished_last_counts(evening: LiveWindow, networks: Networks) -> None:
    networks.now = (WIFI, CABLE)
    door = evening.page.outside.door
    sheet = evening.page.outside.open_helpers()
    evening.until(lambda: sheet.network.isVisible())
    press(sheet.switch)
    sheet.network.activated.emit(1)
    assert sheet.switch.isChecked()
    evening.until(lambda: door.address == CABLE.address and not door.busy)
    assert sheet.network.currentText() == f"Cable · {CABLE.address}"
    press(sheet.switch)
    press(sheet.switch)
    press(sheet.switch)
    assert not sheet.switch.isChecked()
    evening.until(lambda: not door.is_open and not door.busy)
    assert not sheet.switch.isChecked()


def test_who_is_let_out_is_out(evening: LiveWindow, phones: list[Phone]) -> None:
    sheet = opened(evening)
    phone = come_in(evening, sheet, phones, "Chị Lan")
    code = sheet.invitation.code.text
    press(next(iter(sheet.devices.rows.values())).out)
    evening.until(lambda: not sheet.devices.rows)
    assert phone.client.get("/api/state").status_code == 401
    assert phone.sign_in("Chị Lan", code).status_code != 200, "the code it knew is worth nothing"
    assert evening.page.outside.helpers.text() == "Helpers"


def test_a_new_code_makes_the_old_one_worthless(evening: LiveWindow, phones: list[Phone]) -> None:
    sheet = opened(evening)
    before, url = sheet.invitation.code.text, scanned(sheet)
    press(sheet.invitation.new_code)
    assert sheet.invitation.code.text != before
    phone = Phone(url)
    phones.append(phone)
    assert phone.sign_in("Ai đó", before).status_code != 200
    assert phone.sign_in("Ai đó").status_code != 200
    assert sheet.invitation.left.text().startswith("holds for 9:5")


def test_a_closed_door_lets_nobody_in(evening: LiveWindow, phones: list[Phone]) -> None:
    sheet = opened(evening)
    phone = come_in(evening, sheet, phones, "Chị Lan")
    url = evening.page.outside.door.url
    QTest.keyClick(sheet.switch, Qt.Key.Key_Space)
    door = evening.page.outside.door
    evening.until(lambda: not door.is_open and not door.busy)
    assert not answers(url)
    assert not sheet.invitation.isVisible()
    QTest.keyClick(sheet.switch, Qt.Key.Key_Space)
    evening.until(lambda: door.is_open)
    again = Phone(evening.page.outside.door.url)
    phones.append(again)
    again.client.cookies = phone.client.cookies
    assert again.get("/helper").status_code == 200, "who was in needs no new code"


def test_the_end_of_the_session_closes_the_door(evening: LiveWindow) -> None:
    opened(evening).reject()
    url = evening.page.outside.door.url
    evening.app.opening.end_show()
    evening.until(lambda: evening.live.show_page is None)
    evening.until(lambda: not answers(url))
    assert evening.app.context.desk is None


def test_without_a_network_it_says_what_to_do(evening: LiveWindow, networks: Networks) -> None:
    networks.now = ()
    sheet = evening.page.outside.open_helpers()
    evening.until(lambda: evening.page.outside.door.networks == ())
    press(sheet.switch)
    assert "in no Wi-Fi" in sheet.trouble.sentence
    assert not sheet.switch.isChecked()
    networks.now = (WIFI,)
    evening.page.outside.door.look()
    evening.until(lambda: not sheet.trouble.sentence)
    press(sheet.switch)
    evening.until(lambda: evening.page.outside.door.is_open)


def test_an_address_that_cannot_be_opened_is_told(evening: LiveWindow, networks: Networks) -> None:
    # Kept for documentation (RFC 5737): no computer has it.
    networks.now = (LanAddress("203.0.113.9", "wlan0"),)
    sheet = evening.page.outside.open_helpers()
    evening.until(lambda: evening.page.outside.door.networks)
    press(sheet.switch)
    evening.until(lambda: sheet.trouble.sentence)
    assert not evening.page.outside.door.is_open
    assert not sheet.switch.isChecked()


def test_a_network_that_goes_meanwhile_is_told(evening: LiveWindow, networks: Networks) -> None:
    networks.now = (WIFI, CABLE)
    sheet = evening.page.outside.open_helpers()
    evening.until(lambda: sheet.network.isVisible())
    networks.now = (CABLE,)
    press(sheet.switch)
    evening.until(lambda: sheet.trouble.sentence)
    assert "not in that Wi-Fi any more" in sheet.trouble.sentence


def test_another_wifi_is_found_and_told(
    evening: LiveWindow, networks: Networks, phones: list[Phone]
) -> None:
    sheet = opened(evening)
    phone = come_in(evening, sheet, phones, "Chị Lan")
    sheet.reject()
    networks.now = (NEW_WIFI,)
    evening.page.outside.door.look()
    evening.until(lambda: "Wi-Fi of this computer changed" in evening.window.bar.sentence)
    sheet = evening.page.outside.open_helpers()
    assert "Open it again" in sheet.trouble.sentence
    assert not sheet.invitation.isVisible(), "a picture that leads nowhere"
    press(sheet.trouble.action)
    evening.until(lambda: evening.page.outside.door.address == NEW_WIFI.address)
    evening.until(lambda: not evening.window.bar.sentence)
    evening.until(lambda: not sheet.trouble.sentence)
    again = Phone(evening.page.outside.door.url)
    phones.append(again)
    assert again.get("/").status_code == 200
    assert not answers(phone.url)


def test_a_wifi_that_is_lost_is_told_and_comes_back(
    evening: LiveWindow, networks: Networks
) -> None:
    sheet = opened(evening)
    networks.now = ()
    evening.until(lambda: "in no Wi-Fi" in sheet.trouble.sentence)
    assert not sheet.trouble.action.isVisible(), "there is nowhere to open it"
    networks.now = (WIFI,)
    evening.until(lambda: sheet.invitation.isVisible())
    assert not sheet.trouble.sentence
    assert not evening.window.bar.sentence
    assert answers(evening.page.outside.door.url)


def test_windows_is_said_to_ask(evening: LiveWindow) -> None:
    page, door = evening.page, evening.page.outside.door
    door.open(WIFI.address)
    evening.until(lambda: door.is_open)
    on_windows = HelpersSheet(page, door, platform="win32")
    assert on_windows.firewall.isVisible()
    on_windows.reject()
    elsewhere = HelpersSheet(page, door, platform="linux")
    assert elsewhere.invitation.isVisible()
    assert not elsewhere.firewall.isVisible()


def test_a_session_without_a_desk_says_so(live: LiveWindow) -> None:
    live.direct()
    sheet = live.page.outside.open_helpers()
    assert "without a door for helpers" in sheet.trouble.sentence
    assert not sheet.switch.isEnabled()


def test_leaving_while_it_opens_harms_nothing(evening: LiveWindow) -> None:
    door = evening.page.outside.door
    door.open(WIFI.address)
    evening.window.build()
    assert evening.page.outside.door is not door
    evening.until(lambda: evening.page.outside.door.is_open)


def test_whoever_is_in_is_known_to_a_page_built_anew(
    evening: LiveWindow, phones: list[Phone]
) -> None:
    come_in(evening, opened(evening), phones, "Chị Lan")
    evening.window.build()
    assert evening.page.outside.helpers.text() == "Helpers · 1"


@pytest.mark.parametrize("spoken", ["vi", "en"])
@pytest.mark.parametrize("size", [(1366, 768), (911, 512)], ids=["1366x768", "at 150 %"])
def test_nothing_is_cut_off(
    qapp: QApplication,
    tmp_path: Path,
    networks: Networks,
    phones: list[Phone],
    spoken: Language,
    size: tuple[int, int],
) -> None:
    language.use(spoken)
    networks.now = (WIFI, CABLE)
    with live_window(qapp, tmp_path / "data", size=size) as live:
        live.rehearse()
        sheet = live.page.outside.open_helpers()
        live.until(lambda: sheet.network.isVisible())
        assert faults(sheet) == []
        press(sheet.switch)
        live.until(lambda: sheet.invitation.qr.text)
        come_in(live, sheet, phones, "Máy tính bảng ở bàn đóng gói số hai")
        assert faults(sheet) == []
        assert live.window.frameGeometry().contains(sheet.frameGeometry())
        assert sheet.close_it.isVisible()
        networks.now = (NEW_WIFI,)
        live.page.outside.door.look()
        live.until(lambda: sheet.trouble.sentence)
        assert faults(sheet) == []


def faults(sheet: QWidget) -> list[str]:
    for _pass in range(3):  # a part that grew makes those around it move, one pass later
        QApplication.processEvents()
    return [*cut_off(sheet), *unnamed(sheet), *too_small(sheet)]
