"""Takes pictures of the helpers' door and of the sources of comments, on a real desk.

`python -m tests.ui.pictures_helpers FOLDER [LANG]`: dark and light, on a small laptop's screen, on
a large one, and on a small one at 150 %.
"""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from host_assistant.desk.roles import Role
from tests.support.window import LiveWindow
from tests.ui.networks import CABLE, NEW_WIFI, WIFI, Networks, Phone
from tests.ui.pictures import LOOKS, _save, _wait_for_monitor, sell, windows
from ui.pages.live.paste import PasteSheet
from ui.pages.settings.page import SettingsPage

PASTED = """Hoa Lê: 2 thùng VT5 giao Hà Nội 0912345678
Nguyễn Thị Minh Nguyệt: lấy 5kg với 2 nữa nhé em ơi
Tuấn Anh: mình lấy khoảng chục cân vải thiều loại một được không em, nhà ở tận Cà Mau
bé Na: bao giờ có hàng vậy shop
Cô Lan: thôi hủy giúp cô đơn vt1 nhé"""


def main() -> int:
    with pytest.MonkeyPatch.context() as patch:
        networks = Networks(patch)
        for live, out, name in windows(*LOOKS):
            networks.now = (WIFI,)
            _take(live, networks, out, name)
    return 0


def _take(live: LiveWindow, networks: Networks, out: Path, name: str) -> None:
    _settings(live, out, f"{name}-closed")
    live.window.navigate("live")
    live.rehearse("Vải thiều Lục Ngạn đầu mùa")
    show = live.app.context.show
    assert show is not None
    sell(show)
    _wait_for_monitor(live)
    _helpers(live, networks, out, name)
    _comments(live, out, name)
    _settings(live, out, name)


def _helpers(live: LiveWindow, networks: Networks, out: Path, name: str) -> None:
    outside = live.page.outside
    networks.now = (WIFI, CABLE)
    sheet = outside.open_helpers()
    live.until(lambda: sheet.network.isVisible())
    _save(live, out / f"helpers-closed-{name}.png")
    sheet.switch.click()
    live.until(lambda: sheet.invitation.qr.text)
    _save(live, out / f"helpers-open-{name}.png")
    phones = []
    come_in: tuple[tuple[Role, str], ...] = (
        ("helper", "Điện thoại của Lan"),
        ("screen", "Máy tính bảng ở bàn đóng gói"),
    )
    for role, who in come_in:
        sheet.invitation.roles[role].click()
        phone = Phone(sheet.invitation.qr.text)
        assert phone.sign_in(who).status_code == 200
        phones.append(phone)
    sheet.invitation.roles["helper"].click()
    live.until(lambda: len(sheet.devices.rows) == 2)
    _save(live, out / f"helpers-devices-{name}.png")
    networks.now = (NEW_WIFI,)
    outside.door.look()
    live.until(lambda: outside.door.moved)
    _save(live, out / f"helpers-moved-{name}.png")
    sheet.reject()
    live.until(live.no_dialog)
    _save(live, out / f"live-moved-{name}.png")
    outside.door.open_anew()
    live.until(lambda: not outside.door.moved)
    _save(live, out / f"live-helpers-{name}.png")
    outside.door.close()
    networks.now = ()
    sheet = outside.open_helpers()
    live.until(lambda: outside.door.networks == () and not outside.door.is_open)
    sheet.switch.click()
    live.until(lambda: sheet.trouble.sentence)
    _save(live, out / f"helpers-no-network-{name}.png")
    sheet.reject()
    live.until(live.no_dialog)
    for phone in phones:
        phone.close()


def _comments(live: LiveWindow, out: Path, name: str) -> None:
    outside = live.page.outside
    sheet = outside.open_comments()
    _save(live, out / f"comments-{name}.png")
    sheet.paste.click()
    live.until(lambda: live.page.findChildren(PasteSheet))
    paste = live.page.findChildren(PasteSheet)[-1]
    _save(live, out / f"paste-empty-{name}.png")
    paste.text.setPlainText(PASTED)
    live.until(lambda: paste.reading is not None)
    _save(live, out / f"paste-read-{name}.png")
    paste.take.click()
    live.until(lambda: paste.answer.sentence)
    _save(live, out / f"paste-taken-{name}.png")
    paste.take.click()
    live.until(live.no_dialog)


def _settings(live: LiveWindow, out: Path, name: str) -> None:
    desk = live.app.context.desk
    if desk is not None:
        for number in range(3):
            told = {"chatname": "Hoa", "chatmessage": f"vt1 {number} kg", "type": "tiktok"}
            httpx.post(desk.ssn_address, json=told).raise_for_status()
    live.window.navigate("settings")
    page = live.window.page()
    assert isinstance(page, SettingsPage)
    live.until(lambda: page.picture.themes, 20)
    page.comments.look()
    _save(live, out / f"settings-comments-{name}.png")


if __name__ == "__main__":
    raise SystemExit(main())
