"""A price that is hardly meant goes on air only when its own button is pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from host_assistant.show import commands as cmd
from tests.support.window import LiveWindow
from ui.pages.live.price import PriceDialog


def typed(live: LiveWindow, text: str, *, special: bool = False) -> PriceDialog:
    show = live.direct()
    show.director.do(cmd.ShowProduct(sku="VT1"))
    live.until(lambda: live.page.presenting.name.text() != "")
    (live.page.presenting.ask_special if special else live.page.presenting.ask_price)()
    dialog = live.dialog()
    assert isinstance(dialog, PriceDialog)
    QTest.keyClicks(dialog.price, text)
    return dialog


def price(live: LiveWindow) -> int:
    return live.state.products["VT1"].price_vnd


def test_fifteen_is_asked_about_and_fifteen_thousand_comes_first(live: LiveWindow) -> None:
    dialog = typed(live, "15")
    assert dialog.reading.text() == "15 đ is very little. Which price is meant?"
    assert (dialog.save.text(), dialog.as_typed.text()) == ("Set 15.000 đ", "Set 15 đ")
    QTest.keyClick(dialog.price, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.save
    QTest.keyClick(dialog.save, Qt.Key.Key_Return)
    live.until(lambda: price(live) == 15_000)


def test_what_was_typed_can_be_meant(live: LiveWindow) -> None:
    typed(live, "15").as_typed.click()
    live.until(lambda: price(live) == 15)


@pytest.mark.parametrize(
    ("text", "special", "says"),
    [
        ("350k", False, "350.000 đ is far more than 35.000 đ now. Is this price meant?"),
        ("3500", False, "3.500 đ is far less than 35.000 đ now. Is this price meant?"),
        ("150", True, "150 đ is very little. Which price is meant?"),
        ("35k", True, "35.000 đ is no lower than the usual 35.000 đ. Is this price meant?"),
    ],
)
def test_enter_alone_puts_no_price_in_doubt_on_air(
    live: LiveWindow, text: str, special: bool, says: str
) -> None:
    dialog = typed(live, text, special=special)
    assert dialog.reading.text() == says
    assert dialog.save.isHidden()
    for _again in range(3):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.price.selectedText() == text
    # The Director does one thing after another: this comes after whatever Enter had asked.
    show = live.app.context.show
    assert show is not None
    show.director.do(cmd.SetOverlay(slot="ticker", shown=False))
    assert price(live) == 35_000


def test_a_usual_price_is_one_enter(live: LiveWindow) -> None:
    dialog = typed(live, "30k")
    assert dialog.reading.text() == "= 30.000 đ"
    QTest.keyClick(dialog.price, Qt.Key.Key_Return)
    live.until(lambda: price(live) == 30_000)
