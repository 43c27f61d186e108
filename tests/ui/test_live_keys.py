"""The keys of the live page, on a rehearsal with its real stage and log."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import SceneRole
from tests.support.window import LiveWindow

SCENE_KEYS: list[tuple[Qt.Key, SceneRole]] = [
    (Qt.Key.Key_F2, "camera"),
    (Qt.Key.Key_F3, "product"),
    (Qt.Key.Key_F4, "break"),
    (Qt.Key.Key_F5, "closing"),
]


def press(live: LiveWindow, key: Qt.Key, *, on: QWidget | None = None, ctrl: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(on or live.window, key, modifier)
    live.qt.processEvents()


def test_a_digit_shows_its_product_and_zero_hides_the_card(live: LiveWindow) -> None:
    live.rehearse()
    press(live, Qt.Key.Key_2)
    live.until(lambda: live.state.product == "VT5")
    live.until(lambda: live.page.presenting.name.text() == "Vải thiều Lục Ngạn thùng 5 kg")
    assert live.page.presenting.price.text == "170.000 đ"
    press(live, Qt.Key.Key_0)
    live.until(lambda: live.state.product is None)


@pytest.mark.parametrize(("key", "role"), SCENE_KEYS)
def test_function_keys_choose_scenes_and_the_stage_confirms(
    live: LiveWindow, key: Qt.Key, role: SceneRole
) -> None:
    live.rehearse()
    press(live, key)
    live.until(lambda: live.state.role_on_stage == role)
    live.until(lambda: live.page.scenes.buttons[role].word == "showing")


def test_escape_twice_takes_a_break_and_one_press_comes_back(live: LiveWindow) -> None:
    live.rehearse()
    press(live, Qt.Key.Key_1)
    live.until(lambda: live.state.product == "VT1")
    press(live, Qt.Key.Key_Escape)
    assert live.page.strip.pause.text() == "Esc again…"
    press(live, Qt.Key.Key_Escape)
    live.until(lambda: live.state.phase == "break")
    live.until(lambda: live.page.strip.pause.text() == "COME BACK")
    press(live, Qt.Key.Key_Escape)
    live.until(lambda: live.state.phase == "open")
    assert live.state.product == "VT1"


def test_one_escape_alone_changes_nothing(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.live.strip.PANIC_MS", 30)
    live.rehearse()
    press(live, Qt.Key.Key_Escape)
    live.until(lambda: live.page.strip.pause.text() == "BREAK")
    press(live, Qt.Key.Key_Escape)
    assert live.state.phase == "open"


def test_m_sets_a_marker(live: LiveWindow) -> None:
    live.rehearse()
    press(live, Qt.Key.Key_M)
    live.until(lambda: len(live.state.notes) == 1)


def test_the_commonest_order_takes_three_keys_and_ctrl_z_takes_it_back(live: LiveWindow) -> None:
    live.rehearse()
    press(live, Qt.Key.Key_1)
    live.until(lambda: live.page.presenting.name.text() != "")
    press(live, Qt.Key.Key_Plus)
    form = live.page.form
    assert form.isVisible()
    press(live, Qt.Key.Key_5, on=form.quantity)
    press(live, Qt.Key.Key_Return, on=form.quantity)
    live.until(lambda: live.state.counters.orders == 1)
    live.until(lambda: not form.isVisible())
    assert live.state.counters.weight_g == 5000
    press(live, Qt.Key.Key_Z, ctrl=True)
    asked = live.dialog()
    assert any("5 kg Vải thiều" in part.text() for part in asked.findChildren(QLabel))
    assert live.state.counters.orders == 1
    press(live, Qt.Key.Key_Return, on=asked.focusWidget())
    live.until(lambda: live.state.counters.orders == 0)


def test_ctrl_z_after_a_price_leaves_the_order_to_who_says_no(live: LiveWindow) -> None:
    show = live.direct()
    lines = (cmd.Wanted("VT1", 2_000),)
    show.director.do(cmd.PlaceOrder(order_id="o1", lines=lines))
    show.director.do(cmd.ChangePrice(sku="VT1", price_vnd=80_000))
    live.until(lambda: live.page.orders.take_back.isEnabled())
    press(live, Qt.Key.Key_Z, ctrl=True)
    press(live, Qt.Key.Key_Escape, on=live.dialog())
    live.until(live.no_dialog)
    assert live.state.orders["o1"].status == "confirmed"


def test_what_is_cancelled_is_the_order_that_was_named(live: LiveWindow) -> None:
    show = live.direct()
    lines = (cmd.Wanted("VT1", 2_000),)
    show.director.do(cmd.PlaceOrder(order_id="named", lines=lines))
    live.until(lambda: live.page.orders.take_back.isEnabled())
    press(live, Qt.Key.Key_Z, ctrl=True)
    asked = live.dialog()
    show.director.do(cmd.PlaceOrder(order_id="newer", lines=lines))
    asked.accept()
    live.until(lambda: live.state.orders["named"].status == "cancelled")
    assert live.state.orders["newer"].status == "confirmed"


def test_typing_into_a_field_is_typing(live: LiveWindow) -> None:
    live.rehearse()
    press(live, Qt.Key.Key_Plus)
    form = live.page.form
    live.until(lambda: live.qt.focusWidget() is form.quantity)
    for key in (Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_M):
        press(live, key, on=form.quantity)
    assert form.quantity.text().lower() == "10m"
    press(live, Qt.Key.Key_Z, on=form.quantity, ctrl=True)
    assert live.state.product is None
    assert live.state.notes == ()
    press(live, Qt.Key.Key_Escape, on=form.quantity)
    assert not form.isVisible()
    assert live.state.phase == "open"


def test_esc_keeps_what_is_typed_until_it_is_pressed_twice_in_a_row(live: LiveWindow) -> None:
    live.direct()
    form = live.page.form
    press(live, Qt.Key.Key_Plus)
    press(live, Qt.Key.Key_5, on=form.quantity)
    form.name.setText("Hoa")
    press(live, Qt.Key.Key_Escape, on=form.quantity)
    assert form.reading.text() == "This order is not taken yet. Press Esc again to drop it."
    form.name.setText("Hoa Lê")
    assert form.reading.text() == "5 kg = 175.000 đ"
    press(live, Qt.Key.Key_Escape, on=form.name)
    assert (form.isVisible(), form.quantity.text(), form.name.text()) == (True, "5", "Hoa Lê")
    press(live, Qt.Key.Key_Escape, on=form.name)
    assert not form.isVisible()


def test_esc_puts_an_empty_form_away_at_once(live: LiveWindow) -> None:
    live.direct()
    press(live, Qt.Key.Key_Plus)
    press(live, Qt.Key.Key_Escape, on=live.page.form.quantity)
    assert not live.page.form.isVisible()


def test_esc_at_the_question_for_too_much_keeps_the_order(live: LiveWindow) -> None:
    live.direct()
    form = live.page.form
    press(live, Qt.Key.Key_Plus)
    form.quantity.setText("150")
    form.take.click()
    live.until(form.oversell.isVisible)
    press(live, Qt.Key.Key_Escape, on=form.quantity)
    assert form.reading.isVisible()
    assert form.reading.text().endswith("Press Esc again to drop it.")
    assert form.quantity.text() == "150"


@pytest.mark.parametrize("button", ["confirm", "cancel"])
def test_the_page_has_the_focus_once_an_order_was_answered(live: LiveWindow, button: str) -> None:
    show = live.direct()
    for order_id in ("first", "second"):
        lines = (cmd.Wanted("VT1", 2_000),)
        show.director.do(cmd.PlaceOrder(order_id=order_id, lines=lines, confirmed=False))
    live.until(lambda: len(live.page.orders.rows) == 2)
    row = live.page.orders.rows[0]
    made = getattr(row, button)
    made.setFocus()
    made.click()
    live.until(lambda: not made.isVisible())
    assert live.qt.focusWidget() is live.page
    QTest.keyClick(live.qt.focusWidget() or live.window, Qt.Key.Key_Space)
    assert live.no_dialog()
    assert live.state.orders["first"].status == "pending"


def test_the_question_says_how_much_only_once(live: LiveWindow) -> None:
    show = live.direct()
    show.director.do(cmd.PlaceOrder(order_id="o1", lines=(cmd.Wanted("VT1", 2_000),)))
    live.until(lambda: len(live.page.orders.rows) == 1)
    live.page.orders.rows[0].cancel.click()
    said = " ".join(part.text() for part in live.dialog().findChildren(QLabel))
    assert said.count("2 kg") == 1


def shows(live: LiveWindow, sku: str) -> bool:
    return live.state.product == sku


def test_keys_work_wherever_the_focus_is(live: LiveWindow) -> None:
    live.rehearse()
    for number, widget in ((1, live.page.tiles.view), (2, live.page.orders.take_back)):
        widget.setFocus()
        press(live, Qt.Key(Qt.Key.Key_0 + number), on=widget)
        live.until(partial(shows, live, live.state.skus[number - 1]))


def test_keys_do_nothing_on_another_page(live: LiveWindow) -> None:
    live.rehearse()
    live.window.navigate("settings")
    press(live, Qt.Key.Key_1)
    press(live, Qt.Key.Key_M)
    assert live.state.product is None
    assert live.state.notes == ()
