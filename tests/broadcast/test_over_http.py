"""A whole broadcast over HTTP on the real OBS, read back from what viewers received."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from host_assistant.catalog.shelf import Shelf
from host_assistant.journal.journal import Journal
from host_assistant.show import events as ev
from tests.broadcast.watching import STEADY_S, Phase, assert_viewers_saw, stream_to
from tests.support.obs import RealObs
from tests.support.program import HeadlessShow, run_program
from tests.support.reading import need_reader
from tests.support.rtmp import RtmpServer
from tests.support.waiting import wait_until

GOODS = Path(__file__).parents[1] / "catalog" / "data" / "luc-ngan.csv"


class Script:
    """Plays the show and keeps what must be seen when."""

    def __init__(self, show: HeadlessShow, journal: Journal) -> None:
        self.show = show
        self.session: str = show.ready["session"]
        self.journal = journal
        self.phases: list[Phase] = []
        self.orders = 0

    def now_ms(self) -> int:
        """The running time, by a mark in the log itself."""
        self.show.post("/api/show/note", text="")
        *_, last = self.journal.read(self.session)
        return last.offset_ms

    def stand(self, name: str, price: str, orders: str, weight_kg: str) -> None:
        began = self.now_ms()
        time.sleep(STEADY_S)  # the length of the broadcast itself, not a wait for something
        self.phases.append(Phase(name, price, orders, weight_kg, began, self.now_ms()))

    def order(self, how_many: int, sku: str, quantity: str) -> None:
        for _ in range(how_many):
            self.orders += 1
            buyer = {"name": "chị Hoa", "phone": "0912345678", "address": "12 Cầu Giấy, Hà Nội"}
            lines = [{"sku": sku, "quantity": quantity}]
            self.show.post("/api/orders", order_id=f"o{self.orders}", lines=lines, buyer=buyer)

    def change_scene(self, scene: str) -> None:
        before = self._switches(scene)
        self.show.post("/api/show/scene", scene=scene)
        wait_until(lambda: self._switches(scene) > before, 20)

    def start_stream(self) -> None:
        self.show.post("/api/show/stream", on=True)
        wait_until(lambda: any(isinstance(one, ev.StreamStarted) for one in self._events()), 30)

    def _switches(self, scene: str) -> int:
        events = self._events()
        return sum(isinstance(one, ev.SceneSwitched) and one.scene == scene for one in events)

    def _events(self) -> list[object]:
        return [record.event for record in self.journal.read(self.session)]


def play(script: Script) -> None:
    show = script.show
    script.change_scene("product")
    show.post("/api/show/product", sku="VT1")
    script.start_stream()
    script.stand("Vải thiều Lục Ngạn loại 1", "35.000", "", "")
    show.post("/api/show/product", sku="VT5")
    script.order(20, "VT1", "5 kg")
    script.stand("Vải thiều Lục Ngạn thùng 5 kg", "170.000", "20", "100")
    show.post("/api/show/product", sku="MCH")
    show.post("/api/show/price", sku="MCH", price_vnd=49_000)
    script.stand("Mỳ Chũ truyền thống", "49.000", "20", "100")
    script.order(30, "VT5", "1 thùng")
    script.stand("Mỳ Chũ truyền thống", "49.000", "50", "250")
    script.change_scene("break")
    script.stand("", "", "50", "250")
    script.change_scene("product")
    script.stand("Mỳ Chũ truyền thống", "49.000", "50", "250")
    show.post("/api/show/end")
    assert show.wait_for_end() == 0


def stock_g(folder: Path) -> int:
    """What all that is sold by weight weighs on the shelf."""
    return sum(
        (each.stock_milli or 0) * (each.unit_weight_g or 0) // 1000
        for each in Shelf(folder).products()
    )


@pytest.mark.timeout(240)
def test_what_viewers_received_is_what_the_log_says(
    tmp_path: Path, own_obs: RealObs, rtmp: RtmpServer
) -> None:
    need_reader()
    stream_to(own_obs, rtmp.server)
    folder = tmp_path / "data"
    run_program(folder, "products", "import", GOODS)
    full_g = stock_g(folder)
    access = ("--obs", own_obs.address, "--obs-password", own_obs.password)
    with (
        HeadlessShow(folder, "live", "--headless", *access) as show,
        Journal.open(folder / "lensong.db", read_only=True) as journal,
    ):
        script = Script(show, journal)
        play(script)
    assert_viewers_saw(script.phases, folder, rtmp, tmp_path)
    assert stock_g(folder) == full_g - 250_000
