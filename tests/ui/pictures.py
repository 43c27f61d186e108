"""Takes the pictures of the window: `python -m tests.ui.pictures FOLDER [LANG]`.

Real windows on a real log, a rehearsal of the sample goods with sixty orders and a live session
whose stage is played here; wide and upright, dark and light, on a small laptop's screen and on a
large one.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from host_assistant import language
from host_assistant.catalog.sheet import SheetReading, read_sheet
from host_assistant.catalog.shelf import Shelf
from host_assistant.resources import asset
from host_assistant.settings import Appearance
from host_assistant.show import commands as cmd
from host_assistant.show.buyer import Buyer, seal
from host_assistant.show.vocabulary import ShowSetup
from tests.support.window import LiveWindow
from tests.ui.full_disk import no_more_is_written
from ui.context import OpenShow
from ui.widgets.figure import Figure

SIZES = {"1366": (1366, 768), "1920": (1920, 1080), "911": (911, 512), "upright": (1366, 768)}
LOOKS: tuple[tuple[Appearance, str], ...] = (
    ("dark", "1366"),
    ("light", "1366"),
    ("dark", "1920"),
    ("light", "1920"),
    ("dark", "911"),
)
PEOPLE = (
    ("chị Hoa", "Hà Nội"),
    ("anh Tú", "Nhật Bản"),
    ("cô Hạnh", "TP. Hồ Chí Minh"),
    ("chú Bình", "Đà Nẵng"),
)
SETUP = ShowSetup(
    host_name="Nguyễn Văn An",
    host_title="Chủ nhiệm hợp tác xã",
    notice="Bình luận MÃ HÀNG và số lượng",
)


def sell(show: OpenShow) -> None:
    """The goods of a good half hour."""
    director = show.director
    dice = random.Random(3)
    skus = director.state.skus
    director.do(cmd.ShowProduct(sku=skus[0]))
    director.do(cmd.ChooseScene(scene="product"))
    for number in range(60):
        name, place = dice.choice(PEOPLE)
        buyer = seal(Buyer(name=name, address=place), buyer_id=f"b{number}", salt="c2FsdA")
        wanted = cmd.Wanted(dice.choice(skus[:4]), dice.choice((5, 10, 20, 200)) * 1000)
        director.do(
            cmd.PlaceOrder(
                order_id=f"o{number}", lines=(wanted,), confirmed=number % 7 != 0, buyer=buyer
            )
        )
    director.do(cmd.ChangePrice(sku=skus[0], price_vnd=30_000, for_s=600))


def windows(*looks: tuple[Appearance, str]) -> Iterator[tuple[LiveWindow, Path, str]]:
    """A window in each of these colours and sizes, where its pictures go, and their name.

    The folder and the language are what the command line says.
    """
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    language.use("en" if sys.argv[2:] == ["en"] else "vi")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication([])
    for appearance, size in looks:
        with tempfile.TemporaryDirectory() as folder:
            live = _window(qt, Path(folder), appearance, SIZES[size])
            yield live, out, f"{appearance}-{size}"
            live.close()


def main() -> int:
    for live, out, name in windows(*LOOKS, ("dark", "upright")):
        if name.endswith("upright"):
            live.app.context.settings.change(setup=replace(SETUP, shape="upright"))
        _take(live, out, name)
    return 0


def _window(
    qt: QApplication, folder: Path, appearance: Appearance, size: tuple[int, int]
) -> LiveWindow:
    live = LiveWindow(qt, folder, goods=(), appearance=appearance, size=size)
    reading = read_sheet(asset("samples", "goods.csv"), live.folder.pictures)
    assert isinstance(reading, SheetReading)
    Shelf(folder).replace(reading.products)
    live.app.context.settings.change(setup=SETUP)
    live.live.start.look()
    return live


def _take(live: LiveWindow, out: Path, name: str) -> None:
    start = live.live.start
    live.until(start.open.isEnabled)
    _save(live, out / f"start-{name}.png")
    live.rehearse("Vải thiều Lục Ngạn đầu mùa")
    show = live.app.context.show
    assert show is not None
    sell(show)
    page = live.page
    live.until(lambda: page.counters.orders.text == str(live.state.counters.orders))
    live.until(lambda: live.state.role_on_stage == "product")
    _wait_for_monitor(live)
    _save(live, out / f"rehearsal-{name}.png")
    page.form.bring_up()
    page.form.quantity.setText("50 tấn")
    page.form.name.setText("chị Hoa")
    page.form.take.click()
    live.until(page.form.oversell.isVisible)
    _save(live, out / f"order-{name}.png")
    page.form.put_away()
    page.presenting.ask_special()
    _save(live, out / f"special-price-{name}.png")
    live.dialog().reject()
    page.strip.press_break()
    live.until(lambda: live.state.role_on_stage == "break")
    live.until(live.no_dialog)
    _wait_for_monitor(live)
    _save(live, out / f"break-{name}.png")
    live.app.opening.end_show()
    live.until(lambda: live.live.show_page is None)
    _take_live(live, out, name)


def _take_live(live: LiveWindow, out: Path, name: str) -> None:
    show = live.direct(setup=SETUP)
    sell(show)
    show.director.do(cmd.NoticeScene(scene="product", name="Lên Sóng – Cận cảnh", by_us=True))
    live.until(lambda: live.page.scenes.buttons["product"].word != "")
    _wait_for_monitor(live)
    live.page.strip.press_stream()
    live.dialog()
    _save(live, out / f"question-{name}.png")
    live.dialog().accept()
    live.until(lambda: live.state.stream == "asked")
    show.director.do(cmd.NoticeStream(state="on"))
    show.director.do(cmd.ChooseScene(scene="camera"))
    live.until(lambda: live.page.strip.signs["network"].health == "good")
    _save(live, out / f"on-air-{name}.png")
    live.page.side.open_inbox()
    _save(live, out / f"waiting-{name}.png")
    live.window.ask_to_end()
    live.dialog()
    _save(live, out / f"question-end-{name}.png")
    live.dialog().reject()
    live.until(live.no_dialog)
    with pytest.MonkeyPatch.context() as patch:
        no_more_is_written(patch)
        live.window.close()
        live.dialog()
        _save(live, out / f"question-close-{name}.png")
        live.dialog().accept()
        live.until(lambda: live.window.bar.sentence)
        live.until(lambda: not live.no_dialog())
        _save(live, out / f"question-unwritten-{name}.png")
        live.dialog().reject()


def _wait_for_monitor(live: LiveWindow) -> None:
    """It shows eight pictures a second: wait for one that was asked for after the last change."""
    for _picture in range(3):
        live.page.monitor.set_image(None)
        live.until(lambda: live.page.monitor.has_picture)


def _save(live: LiveWindow, path: Path) -> None:
    live.until(lambda: not any(one.flashing for one in live.window.findChildren(Figure)))
    picture = live.window.grab()
    for dialog in live.window.findChildren(QDialog):
        if dialog.isVisible():
            _put_in_the_middle(picture, dialog.grab())
    picture.save(str(path))


def _put_in_the_middle(picture: QPixmap, dialog: QPixmap) -> None:
    painter = QPainter(picture)
    ratio = picture.devicePixelRatio()
    left = (picture.width() - dialog.width()) / 2 / ratio
    top = (picture.height() - dialog.height()) / 2 / ratio
    painter.drawPixmap(int(left), int(top), dialog)
    painter.end()


if __name__ == "__main__":
    raise SystemExit(main())
