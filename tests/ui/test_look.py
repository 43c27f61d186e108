"""What a designer would check, checked by machine: contrast, cut-off words, names, focus."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from host_assistant.catalog.product import Product
from host_assistant.show import commands as cmd
from tests.support.goods import ORIGIN, SELLER
from tests.support.window import GOODS, LiveWindow, live_window
from tests.ui.cut_off import cut_off
from ui import theme
from ui.widgets.figure import Figure

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("colours", theme.THEMES.values(), ids=list(theme.THEMES))
@pytest.mark.parametrize(("text", "ground"), theme.TEXT_ON)
def test_text_is_read_on_its_ground(colours: theme.Tokens, text: str, ground: str) -> None:
    assert theme.contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


def test_contrast_is_that_of_the_guidelines() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


def test_on_air_red_is_used_for_on_air_alone() -> None:
    for colours in theme.THEMES.values():
        named = [name for name in theme.Tokens.__slots__ if getattr(colours, name) == "#E5141E"]
        assert named == ["on_air"]
    for path in (ROOT / "ui").rglob("*.py"):
        if path.name != "theme.py":
            assert "#E5141E" not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("scale", "width", "height"), [("1", 1366, 740), ("1.5", 1280, 720), ("1.5", 911, 512)]
)
def test_nothing_is_cut_off_nameless_or_too_small_to_hit(
    lang: str, scale: str, width: int, height: int
) -> None:
    """1366×768 pixels less the system's bars; at 150 % they are 911×512 of the window's own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.cut_off", lang, str(width), str(height)],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_the_check_sees_what_is_cut_off(live: LiveWindow) -> None:
    narrow = QPushButton("BẮT ĐẦU PHÁT", live.window)
    narrow.setFixedWidth(40)
    narrow.show()
    assert list(cut_off(live.window)) == ["button 'BẮT ĐẦU PHÁT' in 40 px"]


def test_tab_walks_through_the_page_and_every_stop_shows_its_focus(live: LiveWindow) -> None:
    show = live.direct()
    show.director.do(cmd.ShowProduct(sku="VT1"))
    live.until(lambda: live.page.presenting.name.text() != "")
    live.page.setFocus()
    seen: list[QWidget] = []
    for _step in range(60):
        QTest.keyClick(live.qt.focusWidget() or live.window, Qt.Key.Key_Tab)
        at = live.qt.focusWidget()
        assert at is not None
        if at in seen:
            break
        seen.append(at)
    for wanted in (
        live.page.strip.stream,
        live.page.strip.pause,
        live.page.scenes.buttons["camera"],
        live.page.presenting.change,
        live.page.tiles.view,
        live.page.orders.add,
        live.window.rail.places["goods"],
    ):
        assert wanted in seen, wanted.accessibleName()
    places = [seen.index(live.page.scenes.buttons[role]) for role in ("opening", "camera")]
    assert places == sorted(places)


def test_one_primary_button_a_page(live: LiveWindow) -> None:
    def primary() -> list[str]:
        buttons = live.page.findChildren(QAbstractButton)
        return [
            one.text() for one in buttons if one.isVisible() and one.property("kind") == "primary"
        ]

    show = live.direct()
    assert primary() == ["START BROADCAST"]
    show.director.do(cmd.AskStream(on=True))
    show.director.do(cmd.NoticeStream(state="on"))
    live.until(lambda: primary() == ["New order"])


def test_a_number_that_changed_flashes_once(live: LiveWindow) -> None:
    show = live.direct()
    figure = live.page.counters.orders
    assert not figure.flashing
    show.director.do(cmd.PlaceOrder(order_id="o1", lines=(cmd.Wanted("VT1", 1000),)))
    live.until(lambda: figure.text == "1")
    live.until(lambda: figure.flashing)
    live.until(lambda: not figure.flashing)


def is_large(figure: Figure) -> bool:
    return 56 <= figure.size_px() <= 120


def test_what_is_read_from_afar_is_large(live: LiveWindow) -> None:
    show = live.direct()
    show.director.do(cmd.ShowProduct(sku="VT5"))
    show.director.do(cmd.PlaceOrder(order_id="o1", lines=(cmd.Wanted("VT1", 90_000),)))
    page, counters = live.page, live.page.counters
    live.until(lambda: counters.orders.text == "1")
    for figure in (page.strip.time, page.presenting.price, counters.orders, counters.weight):
        live.until(partial(is_large, figure))


def test_the_window_is_drawn_anew_in_other_colours(live: LiveWindow) -> None:
    live.direct()
    theme.apply(live.qt, "light")
    live.app.context.refresh()
    assert theme.tokens() is theme.LIGHT
    live.until(live.page.counters.orders.isVisible)
    theme.apply(live.qt, "dark")
    live.app.context.refresh()


@pytest.mark.parametrize(
    "name",
    ["Vải " * 75, "Vải thiều 🍒🍒🍒 siêu ngon", "ليتشي طازج من فيتنام", "W" * 300],
    ids=["300 characters", "emoji", "right to left", "no place to break"],
)
def test_strange_names_break_nothing(qapp: QApplication, tmp_path: Path, name: str) -> None:
    strange = Product(
        sku="X1", name=name.strip(), price_vnd=35_000, unit="kg", seller=SELLER, origin=ORIGIN
    )
    with live_window(qapp, tmp_path / "data", goods=(strange, *GOODS)) as live:
        live.rehearse()
        live.page.tiles.show_number(1)
        live.page.form.bring_up()
        live.page.form.quantity.setText("5")
        live.page.form.take.click()
        live.until(lambda: live.state.counters.orders == 1)
        live.until(lambda: live.page.presenting.name.text() != "")
        live.until(lambda: not live.page.form.isVisible())
        assert live.page.presenting.height() < 360
        live.window.grab()


def test_every_place_of_the_rail_opens(live: LiveWindow) -> None:
    for place, button in live.window.rail.places.items():
        button.click()
        assert live.window.place == place
        assert live.window.page().isVisible()
        assert button.isChecked()
