"""A bank's code, decoded from what viewers get: the picture of OBS itself, and of a rehearsal."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from host_assistant.control_room.show import ObsAccess, Show, ShowWanted
from host_assistant.data_folder import DataFolder
from host_assistant.orders.bank_qr import Transfer, crc16
from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import Mode, Platform, Shape, ShowSetup
from host_assistant.stage.obs.parts import INPUT_NAMES
from host_assistant.stage.opencv import opencv
from host_assistant.stage.picture import picture_of
from tests.support.obs import RealObs
from tests.support.shows import GOODS, order
from tests.support.vietqr import read_payload
from tests.support.waiting import wait_until

SETUP = ShowSetup(
    host_name="Ngô Văn Cường",
    bank_bin="970422",
    bank_account="VAITHIEU 2025",
    bank_holder="Ngô Văn Cường",
)
BOX = Transfer(bin="970422", account="VAITHIEU2025", amount_vnd=170_000, memo="VT5")


class Shown:
    """A show whose host chose the bank's code."""

    def __init__(self, show: Show, width_px: int) -> None:
        self.show = show
        self.director = show.director
        self._width_px = width_px

    def code(self) -> str:
        """The text of a code on the viewers' picture at the canvas' own size; "" for none."""
        jpeg = self.show.screenshot(self._width_px)
        assert jpeg is not None
        cv2 = opencv()
        image = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
        text: str = cv2.QRCodeDetector().detectAndDecode(image)[0]
        return text

    def settle(self) -> None:
        """Wait until the stage shows what the state wants."""
        wait_until(lambda: self.director.state.role_on_stage == self.director.state.scene, 20)


@contextlib.contextmanager
def a_show(folder: Path, mode: Mode, setup: ShowSetup, obs: RealObs | None) -> Iterator[Shown]:
    data = DataFolder(folder / "data")
    data.make()
    access = ObsAccess(url=obs.address, password=obs.password) if obs else None
    wanted = ShowWanted(mode=mode, title="t", products=GOODS, setup=setup, obs=access)
    show = Show.open(data, wanted)
    try:
        shown = Shown(show, obs.width if obs else 1280 if setup.shape == "wide" else 720)
        shown.director.do(cmd.ChooseScene(scene="product"))
        shown.director.do(cmd.ShowProduct(sku="VT5"))
        shown.director.do(cmd.SetOverlay(slot="bank_qr", shown=True))
        shown.settle()
        yield shown
    finally:
        show.close()


def fields_of(text: str) -> Transfer:
    assert text[-8:-4] == "6304"
    assert text[-4:] == crc16(text[:-4])
    return read_payload(text)


def test_viewers_of_a_live_broadcast_can_scan_it(tmp_path: Path, obs: RealObs) -> None:
    assert (obs.width, obs.height) == (1280, 720)
    with a_show(tmp_path, "live", SETUP, obs) as shown:
        wait_until(lambda: shown.code() != "", 20)
        assert fields_of(shown.code()) == BOX
        # Another price is another code, the moment that it holds.
        shown.director.do(cmd.ChangePrice(sku="VT5", price_vnd=149_000, for_s=None))
        wait_until(lambda: "149000" in shown.code(), 20)
        assert fields_of(shown.code()) == replace(BOX, amount_vnd=149_000)
        shown.director.do(cmd.ShowProduct(sku=None))
        wait_until(lambda: "5802VN6304" in shown.code(), 20)
        assert fields_of(shown.code()) == replace(BOX, amount_vnd=None, memo="")
        shown.director.do(cmd.SetOverlay(slot="bank_qr", shown=False))
        wait_until(lambda: shown.code() == "", 20)


@pytest.mark.parametrize("platform", ["tiktok", "shopee"])
def test_viewers_on_a_platform_that_forbids_it_never_see_it(
    tmp_path: Path, obs: RealObs, platform: Platform
) -> None:
    with a_show(tmp_path, "live", replace(SETUP, platform=platform), obs) as shown:
        shown.director.do(order("o1", ("VT5", 2_000)))
        wait_until(lambda: counter_shows(obs), 20)
        for sku in ("VT5", None):
            shown.director.do(cmd.ShowProduct(sku=sku))
            shown.settle()
            assert "bank_qr" not in picture_of(shown.director.state, 0).overlays
            assert shown.code() == ""
    assert list((tmp_path / "data" / "overlays").glob("bank_qr-*")) == []


def counter_shows(obs: RealObs) -> bool:
    """OBS has the counter of the order, which came after the code was asked for."""
    with obs.link() as link:
        settings = link.call("GetInputSettings", inputName=INPUT_NAMES["order_counter"])
    return "order_counter-" in str(settings["inputSettings"].get("file", ""))


@pytest.mark.parametrize("shape", ["wide", "upright"])
def test_a_rehearsal_shows_the_same_code(tmp_path: Path, shape: Shape) -> None:
    setup = replace(SETUP, shape=shape)
    with a_show(tmp_path, "rehearsal", setup, None) as shown:
        wait_until(lambda: shown.code() != "", 20)
        assert fields_of(shown.code()) == BOX


@pytest.mark.parametrize("platform", ["tiktok", "shopee"])
def test_nor_does_a_rehearsal_for_them(tmp_path: Path, platform: Platform) -> None:
    with a_show(tmp_path, "rehearsal", replace(SETUP, platform=platform), None) as shown:
        shown.director.do(order("o1", ("VT5", 2_000)))
        overlays = tmp_path / "data" / "overlays"
        wait_until(lambda: any(overlays.glob("order_counter-*")), 20)
        assert shown.code() == ""
        assert list(overlays.glob("bank_qr-*")) == []
