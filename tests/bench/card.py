"""From "show product B" to B's card in OBS's own picture, beside a bare request to the same OBS."""

from __future__ import annotations

import base64
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtGui import QColor, QImage

from host_assistant.control_room.show import ObsAccess, Show, ShowWanted
from host_assistant.data_folder import DataFolder
from host_assistant.show import commands as cmd
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import INPUT_NAMES
from host_assistant.stage.overlay.layout import layout_for
from tests.bench.figures import Figure
from tests.support.obs import RealObs
from tests.support.shows import LYCHEE
from tests.support.waiting import wait_until

ROUNDS = 60
FRAME_MS = 1000 / 30
EYE_WIDTH_PX = 160
RED, BLUE = "#d01020", "#1020d0"


def measure() -> list[Figure]:
    """Each round shows a card that was never painted before, then puts up a ready-made PNG."""
    ours_ms: list[float] = []
    bare_ms: list[float] = []
    with tempfile.TemporaryDirectory() as name, RealObs() as obs, obs.link() as link:
        folder = DataFolder(Path(name))
        folder.make()
        blue = replace(LYCHEE, sku="B", picture=_one_colour(folder.pictures / "blue.png", BLUE))
        access = ObsAccess(url=obs.address, password=obs.password)
        show = Show.open(folder, ShowWanted(mode="live", products=(blue,), obs=access))
        eye = Eye(link, obs.width, obs.height)
        ready_made = _ready_made(folder, eye)
        try:
            show.director.do(cmd.ChooseScene(scene="product"))
            wait_until(lambda: show.director.state.role_on_stage == "product", 20)
            for number in range(ROUNDS):
                show.director.do(cmd.ShowProduct(sku=None))
                price = cmd.ChangePrice(sku="B", price_vnd=20_000 + number)
                show.director.do(price)
                _bare(link, ready_made)
                eye.wait_for(RED)
                ours_ms.append(_timed(lambda: _show(show), lambda: eye.wait_for(BLUE)))
                bare_ms.append(_timed(lambda: _bare(link, ready_made), lambda: eye.wait_for(RED)))
        finally:
            show.close()
    ours, bare = statistics.median(ours_ms), statistics.median(bare_ms)
    return [
        Figure("bare SetInputSettings until OBS shows it, median", f"{bare:.0f} ms"),
        Figure(
            "show product until OBS shows its card, median",
            f"{ours:.0f} ms = {ours / bare:.2f}, {ours - bare:+.0f} ms",
            "within one frame (33 ms) more",
            ours - bare <= FRAME_MS,
        ),
    ]


class Eye:
    """Looks at the middle of the card in OBS's program picture."""

    def __init__(self, link: ObsLink, width_px: int, height_px: int) -> None:
        self._link = link
        rect = layout_for("wide", width_px, height_px).slots["product_card"]
        self.size = (rect.width, rect.height)
        self._at = ((rect.x + rect.width / 2) / width_px, (rect.y + rect.height * 0.3) / height_px)

    def wait_for(self, colour: str) -> None:
        wanted = QColor(colour)
        wait_until(lambda: _near(self._seen(), wanted), 10, every_s=0)

    def _seen(self) -> QColor:
        on_air = self._link.call("GetCurrentProgramScene")["currentProgramSceneName"]
        answer = self._link.call(
            "GetSourceScreenshot",
            sourceName=on_air,
            imageFormat="jpg",
            imageWidth=EYE_WIDTH_PX,
        )
        encoded = base64.b64decode(answer["imageData"].partition(",")[2])
        image = QImage.fromData(encoded)
        x, y = self._at
        return image.pixelColor(int(x * image.width()), int(y * image.height()))


def _near(one: QColor, other: QColor) -> bool:
    differences = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return all(abs(difference) < 60 for difference in differences)


def _show(show: Show) -> None:
    show.director.do(cmd.ShowProduct(sku="B"))


def _bare(link: ObsLink, png: Path) -> None:
    settings = {"file": str(png)}
    link.call("SetInputSettings", inputName=INPUT_NAMES["product_card"], inputSettings=settings)


def _timed(act: Callable[[], None], seen: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    seen()
    return (time.perf_counter() - began) * 1000


def _one_colour(path: Path, colour: str) -> str:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    image.save(str(path))
    return path.name


def _ready_made(folder: DataFolder, eye: Eye) -> Path:
    image = QImage(*eye.size, QImage.Format.Format_ARGB32)
    image.fill(QColor(RED))
    path = folder.path / "ready-made.png"
    image.save(str(path))
    return path
