"""The same broadcast by keys and clicks in the real window."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from host_assistant.catalog.sheet import read_sheet
from host_assistant.catalog.shelf import Shelf
from host_assistant.secret_store import SecretStore
from host_assistant.show.vocabulary import SceneRole, ShowSetup
from tests.broadcast.watching import STEADY_S, Phase, assert_viewers_saw, stream_to
from tests.support.obs import RealObs
from tests.support.obs_home import USER_SCENE
from tests.support.reading import need_reader
from tests.support.rtmp import RtmpServer
from tests.support.waiting import wait_until
from tests.support.window import LiveWindow, live_window
from ui.pages.live.price import PriceDialog
from ui.pages.replay.page import ReplayPage
from ui.widgets.ask import Ask

GOODS = Path(__file__).parents[1] / "catalog" / "data" / "luc-ngan.csv"


class Hands:
    """A helper at the keyboard, and what viewers must have seen meanwhile."""

    def __init__(self, live: LiveWindow) -> None:
        self.live = live
        self.phases: list[Phase] = []

    def press(self, key: Qt.Key, on: QWidget | None = None) -> None:
        QTest.keyClick(on or self.live.window, key)
        self.live.qt.processEvents()

    def press_scene(self, key: Qt.Key, role: SceneRole) -> None:
        self.press(key)
        self.live.until(lambda: self.live.state.role_on_stage == role, 20)

    def order(self, how_many: int, quantity: str) -> None:
        """The commonest order: `+`, how much, Enter."""
        form = self.live.page.form
        before = self.live.state.counters.orders
        for _ in range(how_many):
            self.press(Qt.Key.Key_Plus)
            QTest.keyClicks(form.quantity, quantity)
            self.press(Qt.Key.Key_Return, on=form.quantity)
            self.live.until(lambda: not form.isVisible())
        assert self.live.state.counters.orders == before + how_many

    def answered(self) -> None:
        """A question was answered: a window manager gives the window its focus back."""
        self.live.until(self.live.no_dialog)
        self.live.window.activateWindow()
        self.live.until(self.live.window.isActiveWindow)

    def change_price(self, price: str) -> None:
        self.live.page.presenting.change.click()
        dialog = self.live.dialog()
        assert isinstance(dialog, PriceDialog)
        QTest.keyClicks(dialog.price, price)
        dialog.save.click()
        self.answered()

    def start_stream(self) -> None:
        self.live.page.strip.stream.click()
        self.live.dialog().accept()
        self.answered()
        # A film of one colour and no microphone: the last look asks whether that is right.
        self.live.until(lambda: not self.live.no_dialog(), 15)
        doubt = self.live.dialog()
        assert isinstance(doubt, Ask)
        doubt.no.click()
        self.answered()
        self.live.until(lambda: self.live.state.stream == "on", 30)
        assert self.live.state.role_on_stage == "opening"
        self.live.until(lambda: self.live.state.recording == "on", 20)

    def stand(self, name: str, price: str, orders: str, weight_kg: str) -> None:
        show = self.live.app.context.show
        assert show is not None
        began = show.director.offset_ms()
        until = time.monotonic() + STEADY_S
        self.live.until(lambda: time.monotonic() > until)
        self.phases.append(Phase(name, price, orders, weight_kg, began, show.director.offset_ms()))


def play(hands: Hands) -> None:
    hands.start_stream()
    hands.press_scene(Qt.Key.Key_F3, "product")
    hands.press(Qt.Key.Key_1)
    hands.stand("Vải thiều Lục Ngạn loại 1", "35.000", "", "")
    hands.order(12, "10 kg")
    hands.press(Qt.Key.Key_2)
    hands.stand("Vải thiều Lục Ngạn thùng 5 kg", "170.000", "12", "120")
    hands.order(3, "2")
    hands.press(Qt.Key.Key_5)
    hands.live.until(lambda: hands.live.page.presenting.name.text().startswith("Mỳ Chũ"))
    hands.change_price("49k")
    hands.stand("Mỳ Chũ truyền thống", "49.000", "15", "150")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Escape)
    hands.live.until(lambda: hands.live.state.role_on_stage == "break", 20)
    hands.stand("", "", "15", "150")
    hands.press(Qt.Key.Key_Escape)
    hands.live.until(lambda: hands.live.state.role_on_stage == "product", 20)
    hands.stand("Mỳ Chũ truyền thống", "49.000", "15", "150")
    hands.press(Qt.Key.Key_0)
    hands.live.until(lambda: hands.live.state.product is None)
    hands.stand("", "", "15", "150")


def replayed(live: LiveWindow) -> str | None:
    """The session that the replay shows."""
    page = live.window.page()
    if not isinstance(page, ReplayPage) or page.session is None:
        return None
    return page.session.state.session


def hang_a_curtain(obs: RealObs) -> None:
    """Something to see: with nothing before the camera it may not go on air."""
    with obs.link() as link:
        link.call(
            "CreateInput",
            sceneName=USER_SCENE,
            inputName="Rèm",
            inputKind="color_source_v3",
            inputSettings={"color": 0xFF3A5A2A},
        )


def comes_to_rest(obs: RealObs) -> None:
    """It neither streams nor records any more; both need a moment to end."""
    with obs.link() as link:
        wait_until(lambda: not link.call("GetStreamStatus")["outputActive"], 15)
        wait_until(lambda: not link.call("GetRecordStatus")["outputActive"], 15)


@pytest.mark.timeout(240)
def test_keys_and_clicks_reach_the_viewers(
    qapp: QApplication, tmp_path: Path, own_obs: RealObs, rtmp: RtmpServer
) -> None:
    need_reader()
    stream_to(own_obs, rtmp.server)
    hang_a_curtain(own_obs)
    folder = tmp_path / "data"
    with live_window(qapp, folder, goods=()) as live:
        Shelf(folder).replace(read_sheet(GOODS, live.folder.pictures).products)
        live.app.context.settings.change(obs_url=own_obs.address, setup=ShowSetup(platform="other"))
        SecretStore(folder).put("obs_password", own_obs.password)
        live.app.opening.open_show("live", "Vải thiều tối nay")
        live.until(lambda: live.live.show_page is not None, 30)
        hands = Hands(live)
        play(hands)
        live.window.band.end.click()
        live.dialog().accept()
        live.until(lambda: live.state.role_on_stage == "closing", 20)
        live.until(lambda: replayed(live) is not None, 30)
        comes_to_rest(own_obs)
    assert_viewers_saw(hands.phases, folder, rtmp, tmp_path)
