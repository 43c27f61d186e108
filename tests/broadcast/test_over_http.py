"""A whole broadcast over HTTP on the real OBS, read back from what viewers received."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import msgspec
import pytest

from host_assistant.journal.journal import Journal
from host_assistant.show import events as ev
from host_assistant.stage.overlay.layout import Layout, layout_for
from tests.support.obs import RealObs
from tests.support.program import HeadlessShow, run_program
from tests.support.reading import (
    card_figures,
    card_words,
    counter_words,
    duration_s,
    frame_at,
    need_reader,
    resembles,
)
from tests.support.rtmp import RtmpServer
from tests.support.waiting import wait_until

GOODS = Path(__file__).parents[1] / "catalog" / "data" / "luc-ngan.csv"
STREAMED = layout_for("wide", 1280, 720)
REPLAYED = layout_for("wide", 1920, 1080)
STEADY_S = 3.5


class Phase(msgspec.Struct, frozen=True):
    """A stretch of the show in which the picture stood still; all in ms of running time."""

    name: str
    price: str
    counter: str
    weight_kg: str
    began_ms: int
    ended_ms: int

    @property
    def middle_ms(self) -> int:
        return (self.began_ms + self.ended_ms) // 2


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

    def stand(self, name: str, price: str, counter: str, weight_kg: str) -> None:
        began = self.now_ms()
        time.sleep(STEADY_S)  # the length of the broadcast itself, not a wait for something
        self.phases.append(Phase(name, price, counter, weight_kg, began, self.now_ms()))

    def order(self, how_many: int, sku: str, quantity: str) -> None:
        for _ in range(how_many):
            self.orders += 1
            buyer = {"name": "chị Hoa", "phone": "0912345678", "address": "12 Cầu Giấy, Hà Nội"}
            lines = [{"sku": sku, "quantity": quantity}]
            self.show.post("/api/orders", order_id=f"o{self.orders}", lines=lines, buyer=buyer)

    def wait_for_scene(self, scene: str) -> None:
        self.show.post("/api/show/scene", scene=scene)
        wait_until(lambda: self._seen(scene), 20)

    def _seen(self, scene: str) -> bool:
        seen = [r.event for r in self.journal.read(self.session)]
        return any(isinstance(one, ev.SceneSwitched) and one.scene == scene for one in seen)


def play(script: Script) -> None:
    show = script.show
    script.wait_for_scene("product")
    show.post("/api/show/product", sku="VT1")
    show.post("/api/show/stream", on=True)
    wait_until(lambda: _streaming(script), 30)
    script.stand("Vải thiều Lục Ngạn loại 1", "35.000", "", "")
    show.post("/api/show/product", sku="VT5")
    script.order(20, "VT1", "5 kg")
    script.stand("Vải thiều Lục Ngạn thùng 5 kg", "170.000", "20", "100")
    show.post("/api/show/product", sku="MCH")
    show.post("/api/show/price", sku="MCH", price_vnd=49_000)
    script.stand("Mỳ Chũ truyền thống", "49.000", "20", "100")
    script.order(30, "VT5", "1 thùng")
    script.stand("Mỳ Chũ truyền thống", "49.000", "50", "250")
    script.wait_for_scene("break")
    script.stand("", "", "50", "250")
    script.wait_for_scene("product")
    script.stand("Mỳ Chũ truyền thống", "49.000", "50", "250")
    show.post("/api/show/end")
    assert show.wait_for_end() == 0


def _streaming(script: Script) -> bool:
    return any(isinstance(r.event, ev.StreamStarted) for r in script.journal.read(script.session))


@pytest.mark.timeout(240)
def test_what_viewers_received_is_what_the_log_says(
    tmp_path: Path, own_obs: RealObs, rtmp: RtmpServer
) -> None:
    need_reader()
    with own_obs.link() as link:
        link.call(
            "SetStreamServiceSettings",
            streamServiceType="rtmp_custom",
            streamServiceSettings={"server": rtmp.server, "key": "vai"},
        )
    folder = tmp_path / "data"
    run_program(folder, "products", "import", GOODS)
    live = ("live", "--headless", "--obs", own_obs.address, "--obs-password", own_obs.password)
    with (
        HeadlessShow(folder, *live) as show,
        Journal.open(folder / "lensong.db", read_only=True) as journal,
    ):
        script = Script(show, journal)
        play(script)
        records = list(journal.read(script.session))
    started_ms = next(r.offset_ms for r in records if isinstance(r.event, ev.StreamStarted))
    (recording,) = rtmp.recordings()
    wait_until(lambda: duration_s(recording) * 1000 > script.phases[-1].middle_ms - started_ms, 20)
    assert duration_s(recording) >= 20
    for number, phase in enumerate(script.phases):
        at_s = (phase.middle_ms - started_ms) / 1000
        streamed = frame_at(recording, at_s, tmp_path / f"streamed-{number}.png")
        _assert_shows(streamed, STREAMED, phase)
        replayed = tmp_path / f"replayed-{number}.png"
        state = _replay(folder, phase.middle_ms, replayed)
        _assert_shows(replayed, REPLAYED, phase)
        assert str(state["counters"]["orders"]) == (phase.counter or "0")
    assert run_program(folder, "sessions", "verify", "last")


def _replay(folder: Path, at_ms: int, picture: Path) -> dict[str, dict[str, int]]:
    seconds, ms = divmod(at_ms, 1000)
    at = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
    told = run_program(folder, "replay", "last", "--at", at, "--json", "--picture", picture)
    state: dict[str, dict[str, int]] = json.loads(told)
    return state


def _assert_shows(picture: Path, layout: Layout, phase: Phase) -> None:
    words = card_words(picture, layout)
    if phase.name:
        assert resembles(phase.name, words), (phase, words)
        figures = card_figures(picture, layout)
        assert phase.price in figures, (phase, figures)
    else:
        assert "binh luan" not in words, (phase, words)
    counter = counter_words(picture, layout)
    if phase.counter:
        assert re.findall(r"\d+", counter) == [phase.counter, phase.weight_kg], (phase, counter)
    else:
        assert "chot" not in counter, (phase, counter)
