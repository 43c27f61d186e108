"""`python -m tests.pictures`: make the README's pictures from a real show on the real OBS."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from host_assistant import language
from host_assistant.catalog.shelf import Shelf
from host_assistant.control_room.director import Director
from host_assistant.control_room.show import ObsAccess, ShowWanted
from host_assistant.data_folder import DataFolder
from host_assistant.settings import SettingsStore
from host_assistant.show import commands as cmd
from host_assistant.show.buyer import Buyer, seal
from host_assistant.show.vocabulary import ShowSetup
from tests.support.obs import RealObs
from ui.app import App

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "assets" / "samples"
PICTURES = ROOT / "assets" / "pictures"
WINDOW_PX = (1366, 768)
VIEWERS_WIDTH_PX = 1280
PATIENCE_S = 30.0
SETUP = ShowSetup(host_name="Nguyễn Văn An", host_title="Chủ nhiệm hợp tác xã Lục Ngạn")
ORDERS = (
    ("VT1", 10_000, "chị Hoa", "Hà Nội"),
    ("VT5", 2_000, "anh Tuấn", "Nhật Bản"),
    ("VT1", 5_000, "cô Lan", "Thành phố Hồ Chí Minh"),
    ("MCH", 3_000, "chú Bình", "Đà Nẵng"),
    ("VT1", 100_000, "bác Sơn", "Hải Phòng"),
    ("VT5", 1_000, "chị Mai", "Nghệ An"),
)


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    language.use("vi")
    PICTURES.mkdir(exist_ok=True)
    qt = QApplication([])
    with tempfile.TemporaryDirectory() as name, RealObs() as obs:
        folder = DataFolder(Path(name))
        folder.make()
        _fill_shelf(folder)
        app = App(qt, folder, SettingsStore(folder.settings))
        access = ObsAccess(url=obs.address, password=obs.password)
        app.opening.open_wanted(
            ShowWanted(
                mode="live",
                title="Vải thiều tối nay",
                products=Shelf(folder.path).products(),
                setup=SETUP,
                obs=access,
            )
        )
        _wait(qt, lambda: app.opening.show is not None)
        show = app.opening.show
        assert show is not None
        _play(show.director)
        _wait(qt, lambda: show.director.state.role_on_stage == "product")
        app.window.resize(*WINDOW_PX)
        app.window.show()
        # The monitor's picture must be younger than the last change.
        until = time.monotonic() + 3
        _wait(qt, lambda: time.monotonic() > until)
        app.window.grab().save(str(PICTURES / "live.png"))
        viewers = show.screenshot(VIEWERS_WIDTH_PX)
        assert viewers is not None
        (PICTURES / "viewers.jpg").write_bytes(viewers)
        app.close()
    return 0


def _fill_shelf(folder: DataFolder) -> None:
    from host_assistant.catalog.sheet import read_sheet

    sheet = Path(shutil.copytree(SAMPLES, folder.path / "samples")) / "goods.csv"
    reading = read_sheet(sheet, folder.pictures)
    assert not reading.errors
    Shelf(folder.path).replace(reading.products)


def _play(director: Director) -> None:
    director.do(cmd.ChooseScene(scene="product"))
    director.do(cmd.ShowProduct(sku="VT1"))
    director.do(cmd.ChangePrice(sku="VT1", price_vnd=29_000, for_s=600))
    for number, (sku, milli, who, where) in enumerate(ORDERS * 6):
        sealed = seal(
            Buyer(name=who, phone=f"09{number:08}", address=where),
            buyer_id=f"b{number}",
            salt="for a picture",
        )
        director.do(
            cmd.PlaceOrder(
                order_id=f"o{number}",
                lines=(cmd.Wanted(sku, milli),),
                confirmed=number % 7 != 3,
                buyer=sealed,
            )
        )


def _wait(qt: QApplication, done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not done():
        qt.processEvents()
        if time.monotonic() > deadline:
            raise TimeoutError("the show did not get there")


if __name__ == "__main__":
    sys.exit(main())
