"""What a first user of the live page stumbled over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from host_assistant import language
from host_assistant.catalog.product import Product
from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import SceneRole, ShowSetup
from tests.support.goods import ORIGIN, SELLER
from tests.support.window import DirectedShow, LiveWindow, live_window
from ui.pages.live.goods_model import KEYS
from ui.pages.live.order_form import OrderForm
from ui.pages.live.show import LiveShow
from ui.pages.live.tile_painter import SMALLEST_PX, TilePainter, wrapped
from ui.pages.live.tiles import Tiles
from ui.theme import FAR_PX

PERIL = [Qt.Key.Key_3, Qt.Key.Key_0, Qt.Key.Key_F2, Qt.Key.Key_F5, Qt.Key.Key_M]
EIGHT = tuple(
    Product(
        sku=f"VT{number}",
        name=f"Vải thiều Lục Ngạn loại {number}, hái trong ngày",
        price_vnd=35_000,
        unit="kg",
        unit_weight_g=1000,
        seller=SELLER,
        origin=ORIGIN,
    )
    for number in range(1, 9)
)
NINE = tuple(
    Product(
        sku=f"M{number}", name=name, price_vnd=12_500_000, unit="kg", seller=SELLER, origin=ORIGIN
    )
    for number, name in enumerate(
        (
            "Vải thiều Lục Ngạn loại 1",
            "Vải thiều Lục Ngạn thùng 5 kg",
            "Mỳ Chũ truyền thống 1 kg",
            "Mật ong hoa vải chai 1 lít",
            "Cam Vinh Lục Ngạn (đặt trước)",
            "Giày da nam thủ công Phú Yên",
            "Tranh khảm trai Chuyên Mỹ",
            "Rượu men lá Kiên Thành 500 ml",
            "Nghêu sạch Vân Đồn túi 2 kg",
        )
    )
)


def act(show: DirectedShow, *commands: cmd.Command) -> None:
    for command in commands:
        outcome = show.director.do(command)
        assert outcome.refusal is None, outcome.refusal


def order(number: int, sku: str) -> cmd.PlaceOrder:
    wanted = (cmd.Wanted(sku, 5_000),)
    return cmd.PlaceOrder(order_id=f"o{number}", lines=wanted, confirmed=number % 4 != 0)


def asked_about_stock(live: LiveWindow) -> OrderForm:
    form = live.page.form
    form.bring_up()
    form.quantity.setText("50 tấn")
    QTest.keyClick(form.quantity, Qt.Key.Key_Return)
    live.until(form.oversell.isVisible)
    assert form.focusWidget() is form.quantity
    assert form.quantity.selectedText() == "50 tấn"
    return form


def parts_of(form: OrderForm) -> dict[str, QWidget]:
    return {
        "less": form.oversell.no,
        "all the same": form.oversell.yes,
        "take": form.take,
        "goods": form.product,
        "close": form.close_button,
    }


@pytest.mark.parametrize("part", ["less", "all the same", "take", "goods", "close"])
@pytest.mark.parametrize("key", PERIL)
def test_no_key_reaches_the_viewers_from_the_order_form(
    live: LiveWindow, part: str, key: Qt.Key
) -> None:
    show = live.direct()
    act(show, cmd.ChooseScene(scene="product"), cmd.ShowProduct(sku="VT1"))
    live.until(lambda: live.page.presenting.name.text() != "")
    widget = parts_of(asked_about_stock(live))[part]
    widget.setFocus()
    QTest.keyClick(widget, key)
    live.qt.processEvents()
    # The Director does one thing after another: this comes after whatever the key had asked.
    act(show, cmd.SetOverlay(slot="ticker", shown=False))
    assert (live.state.product, live.state.scene, live.state.notes) == ("VT1", "product", ())


@pytest.mark.parametrize("part", ["less", "all the same", "take", "goods", "close", "quantity"])
def test_undoing_in_the_order_form_takes_back_no_order(live: LiveWindow, part: str) -> None:
    show = live.direct()
    act(show, cmd.PlaceOrder(order_id="o1", lines=(cmd.Wanted("RVT", 1000),)))
    form = asked_about_stock(live)
    widget = (parts_of(form) | {"quantity": form.quantity})[part]
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    live.qt.processEvents()
    act(show, cmd.SetOverlay(slot="ticker", shown=False))
    assert live.state.counters.orders == 1


def test_a_digit_in_the_order_form_goes_where_the_quantity_is_typed(live: LiveWindow) -> None:
    live.direct()
    form = asked_about_stock(live)
    QTest.keyClick(form.oversell.no, Qt.Key.Key_3)
    assert live.qt.focusWidget() is form.quantity
    assert form.quantity.text() == "3"
    assert not form.oversell.isVisible()
    form.quantity.clear()
    form.product.setFocus()
    QTest.keyClick(form.product, Qt.Key.Key_5)
    assert form.quantity.text() == "5"


def test_enter_presses_the_answer_that_has_the_focus(live: LiveWindow) -> None:
    live.direct()
    form = asked_about_stock(live)
    form.oversell.no.setFocus()
    QTest.keyClick(form.oversell.no, Qt.Key.Key_Return)
    assert not form.oversell.isVisible()
    assert form.quantity.selectedText() == "50 tấn"
    form = asked_about_stock(live)
    form.oversell.yes.setFocus()
    QTest.keyClick(form.oversell.yes, Qt.Key.Key_Return)
    live.until(lambda: live.state.counters.orders == 1)


def test_a_name_may_have_digits_and_an_m(live: LiveWindow) -> None:
    live.direct()
    form = live.page.form
    form.bring_up()
    form.place.setFocus()
    QTest.keyClicks(form.place, "ngo 3 m")
    assert form.place.text() == "ngo 3 m"


@pytest.fixture
def eight(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LiveWindow]:
    monkeypatch.setattr("tests.support.window.GOODS", EIGHT)
    with live_window(qapp, tmp_path / "data", goods=EIGHT) as window:
        yield window


@pytest.mark.parametrize("spoken", ["en", "vi"])
@pytest.mark.parametrize("scene", ["product", "opening"])
def test_a_page_built_with_orders_and_goods_needs_no_scrolling(
    eight: LiveWindow, spoken: language.Language, scene: SceneRole
) -> None:
    show = DirectedShow(eight.folder, session_id="s1", mode="live", setup=ShowSetup())
    act(show, cmd.ChooseScene(scene=scene), cmd.ShowProduct(sku="VT1"))
    act(show, *(order(number, EIGHT[number % 8].sku) for number in range(20)))
    act(show, cmd.ChangePrice(sku="VT1", price_vnd=30_000, for_s=600))
    before = language.current()
    language.use(spoken)
    try:
        eight.app.opening.take(show)
        eight.until(lambda: eight.live.show_page is not None)
        page = eight.page
        eight.until(lambda: page.size().height() > 600)
        eight.qt.processEvents()
        assert outer(page).verticalScrollBar().maximum() == 0
        foot = page.orders.add.mapTo(page, QPoint(0, page.orders.add.height())).y()
        assert foot <= page.height()
        # All of the card's room is the goods': its head is one line.
        assert page.tiles.view.height() > page.tiles.height() - 80
    finally:
        language.use(before)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_all_goods_with_a_key_are_in_sight_with_their_names_in_full(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    monkeypatch.setattr("tests.support.window.GOODS", NINE)
    with live_window(qapp, tmp_path / "data", goods=NINE, size=size) as live:
        act(live.direct(), cmd.ChooseScene(scene="camera"), cmd.ShowProduct(sku="M1"))
        live.until(lambda: live.page.presenting.name.text() != "")
        live.qt.processEvents()
        tiles = live.page.tiles
        tiles.view.doItemsLayout()
        assert all_in_sight(tiles)
        # A word from the program takes some of the page's height, and moves no tile elsewhere.
        across = columns(tiles)
        live.app.tell("OBS does not answer. Viewers see the picture from before. Open OBS again.")
        live.until(live.window.bar.isVisible)
        live.qt.processEvents()
        tiles.view.doItemsLayout()
        assert columns(tiles) == across


def all_in_sight(tiles: Tiles) -> bool:
    painter = tiles.view.itemDelegate()
    assert isinstance(painter, TilePainter)
    inside = tiles.view.viewport().rect()
    for row in range(tiles.model.rowCount()):
        index = tiles.model.index(row)
        assert inside.contains(tiles.view.visualRect(index)), row
        assert painter.name(index).whole, painter.name(index)
    return tiles.model.rowCount() == KEYS


def columns(tiles: Tiles) -> int:
    rects = [tiles.view.visualRect(tiles.model.index(row)) for row in range(KEYS)]
    return len({rect.left() for rect in rects})


def test_a_name_stands_in_its_tile_in_full_or_says_that_it_goes_on(qapp: QApplication) -> None:
    assert (
        wrapped("Mật ong hoa vải chai 1 lít", 94, 60, 14)
        .lines[-1]
        .endswith("1\N{NO-BREAK SPACE}lít")
    )
    long = wrapped("Vải thiều Lục Ngạn " * 20, 94, 60, 14)
    assert not long.whole
    assert long.size_px == SMALLEST_PX
    assert long.lines[-1].endswith("…")


def outer(page: LiveShow) -> QScrollArea:
    return next(area for area in page.findChildren(QScrollArea) if area.isAncestorOf(page.counters))


@pytest.mark.parametrize(("scene", "name"), [("opening", "Opening"), ("closing", "Closing")])
def test_a_scene_without_a_card_says_so_and_leads_to_the_camera(
    live: LiveWindow, scene: SceneRole, name: str
) -> None:
    show = live.direct()
    presenting = live.page.presenting
    act(show, cmd.ChooseScene(scene=scene), cmd.ShowProduct(sku="VT1"))
    live.until(presenting.to_camera.isVisible)
    assert presenting.unseen.text() == f"The scene “{name}” shows no card."
    presenting.to_camera.click()
    live.until(lambda: live.state.scene == "camera")
    live.until(lambda: not presenting.to_camera.isVisible())


def click_first_tile(live: LiveWindow) -> None:
    view = live.page.tiles.view
    place = view.visualRect(live.page.tiles.model.index(0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    live.qt.processEvents()


@pytest.mark.parametrize(("settle_ms", "product"), [(3_600_000, None), (0, "VT1")])
def test_a_press_meant_for_the_page_before_chooses_nothing(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch, settle_ms: int, product: str | None
) -> None:
    monkeypatch.setattr("ui.pages.live.tiles.SETTLE_MS", settle_ms)
    show = live.direct()
    live.until(lambda: live.page.tiles.view._shown.elapsed() > 1)
    click_first_tile(live)
    act(show, cmd.SetOverlay(slot="ticker", shown=False))
    assert live.state.product == product


def test_a_marker_answers_for_a_moment(live: LiveWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.pages.live.overlays.MARKED_MS", 50)
    live.direct()
    marker = live.page.overlays.marker
    QTest.keyClick(live.window, Qt.Key.Key_M)
    live.until(lambda: marker.text().startswith("Marked 00:00:"))
    live.until(lambda: marker.text() == "Marker")


def test_nothing_sold_yet_is_told_in_kilograms(live: LiveWindow) -> None:
    live.direct()
    assert live.page.counters.weight.text == "0 kg"


def test_on_a_large_screen_the_numbers_are_larger(live: LiveWindow) -> None:
    live.direct()
    page = live.page
    figures = (page.counters.orders, page.counters.weight, page.presenting.price)
    act_on = page.counters.orders
    before = [figure.sizeHint().height() for figure in figures]
    live.window.resize(1920, 1080)
    live.until(lambda: act_on.size_px() == 120)
    assert all(
        figure.sizeHint().height() > then for figure, then in zip(figures, before, strict=True)
    )
    live.window.resize(1366, 768)
    live.until(lambda: act_on.size_px() < 120)
    assert act_on.size_px() >= FAR_PX


def test_what_was_cut_off_goes_on_with_enter(live: LiveWindow) -> None:
    live.direct(mode="rehearsal")
    live.app.opening.let_go()()
    live.app.bridge.show_changed.emit(None)
    start = live.live.start
    live.until(start.crashed.isVisible)
    live.until(lambda: live.qt.focusWidget() is start.crashed.take_up)
    assert start.crashed.words.text().startswith("A rehearsal was cut off")
    assert start.crashed.take_up.property("kind") == "primary"
    assert start.open.property("kind") != "primary"


def test_a_start_without_goods_has_one_way_on(qapp: QApplication, tmp_path: Path) -> None:
    with live_window(qapp, tmp_path / "data", goods=()) as live:
        start = live.live.start
        live.until(start.to_goods.isVisible)
        assert not start.open.isVisible()
        assert start.to_goods.property("kind") == "primary"
        start.to_goods.click()
        assert live.window.place == "goods"
