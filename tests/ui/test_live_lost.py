"""While OBS does not answer nothing is claimed; and what a standing alarm leaves in sight."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from host_assistant.control_room.watch import _CAUSES
from host_assistant.show import commands as cmd
from host_assistant.show.state import ShowState
from host_assistant.show.vocabulary import AlarmCode
from tests.support.window import DirectedShow, LiveWindow
from ui.pages.live.signs import _HARMS, healths

WELL = ShowState(mode="live", phase="open", stream="on", recording="on")


def on_air(live: LiveWindow) -> DirectedShow:
    show = live.direct()
    for command in (cmd.AskStream(on=True), cmd.NoticeStream(state="on")):
        show.director.do(command)
    live.until(lambda: live.page.strip.word == "ON AIR")
    return show


def in_sight(live: LiveWindow, widget: QWidget) -> bool:
    bottom = widget.mapTo(live.window, QPoint(0, widget.height())).y()
    return widget.isVisible() and 0 < bottom <= live.window.height()


def test_a_lost_obs_is_said_and_the_time_stands(live: LiveWindow) -> None:
    show = on_air(live)
    show.director.do(cmd.NoticeLink(up=False))
    strip = live.page.strip
    live.until(lambda: strip.word == "NO WORD FROM OBS")
    assert live.window.band.words.startswith("OBS does not answer")
    assert strip.signs["stage"].health == "bad"
    others = {strip.signs[name].health for name in ("sound", "picture", "network", "recording")}
    assert others == {"unknown"}
    stood = strip.time.text
    strip._offset_ms = lambda: 3_600_000
    strip.tick()
    assert strip.time.text == stood
    show.director.do(cmd.NoticeLink(up=True))
    live.until(lambda: strip.word == "ON AIR")
    assert strip.time.text != stood


def test_the_alarm_of_a_lost_obs_leads_to_the_button_that_opens_it(live: LiveWindow) -> None:
    show = on_air(live)
    show.director.do(cmd.NoticeAlarm(code="obs_not_answering"))
    live.until(lambda: live.window.alarm.code == "obs_not_answering")
    assert live.window.alarm.mend.text() == "Open “Prepare”"
    live.window.alarm.mend.click()
    assert live.window.place == "prepare"


def test_harms_stand_in_the_order_of_the_watch() -> None:
    assert tuple(cause.code for cause in _CAUSES) == _HARMS


def test_only_what_an_alarm_hides_is_unknown() -> None:
    told = healths(replace(WELL, alarm="microphone_muted"), True)
    assert told == {
        "stage": "good",
        "sound": "bad",
        "picture": "unknown",
        "network": "good",
        "recording": "good",
    }


@pytest.mark.parametrize("code", [code for code in _HARMS if code != "obs_not_answering"])
def test_what_obs_tells_itself_is_known_behind_any_alarm(code: AlarmCode) -> None:
    told = healths(replace(WELL, alarm=code), True)
    assert "unknown" not in (told["network"], told["recording"])


def test_a_scene_without_a_camera_says_nothing_of_it() -> None:
    state = ShowState(mode="live", phase="open", stream="on", role_on_stage="opening")
    assert healths(state, True)["picture"] == "unknown"


@pytest.mark.parametrize("code", ["microphone_muted", "obs_not_answering"])
def test_the_buttons_of_the_orders_stay_in_sight(live: LiveWindow, code: AlarmCode) -> None:
    show = on_air(live)
    show.director.do(cmd.ShowProduct(sku="VT1"))
    show.director.do(cmd.NoticeAlarm(code=code))
    orders = live.page.orders
    live.until(lambda: live.window.alarm.isVisible())
    live.until(lambda: in_sight(live, orders.add) and in_sight(live, orders.take_back))
    live.window.tell("Something else. " * 12)
    live.until(lambda: live.window.bar.isVisible())
    live.until(lambda: in_sight(live, orders.add) and in_sight(live, orders.take_back))


def test_a_digit_on_the_page_belongs_to_the_open_form(live: LiveWindow) -> None:
    live.direct()
    form = live.page.form
    live.page._bring_up_form()
    live.page.setFocus()
    QTest.keyClick(live.page, Qt.Key.Key_2)
    assert form.quantity.text() == "2"
    QTest.mouseClick(form, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    QTest.keyClick(live.qt.focusWidget() or form, Qt.Key.Key_5)
    assert form.quantity.text() == "25"
    assert live.state.product is None


def test_the_form_stands_still_whatever_it_says(live: LiveWindow) -> None:
    live.direct()
    form = live.page.form
    live.page._bring_up_form()
    live.qt.processEvents()
    places = {form.geometry().getRect()}
    for quantity, phone in (("", ""), ("nhiều", ""), ("5", "12"), ("150", "")):
        form.quantity.setText(quantity)
        form.phone.setText(phone)
        form.take.click()
        if quantity == "150":
            live.until(form.oversell.isVisible)
        live.qt.processEvents()
        places.add(form.geometry().getRect())
    assert len(places) == 1


def test_what_was_taken_back_is_told(live: LiveWindow) -> None:
    show = live.direct()
    line = cmd.Wanted("VT1", 2_500)
    show.director.do(cmd.PlaceOrder(order_id="o1", lines=(line,), confirmed=True))
    live.until(lambda: live.page.orders.take_back.isEnabled())
    live.page.orders.take_back.click()
    live.dialog().accept()
    told = "Cancelled: the order of 2,5 kg from a buyer without a name."
    live.until(lambda: live.window.bar.sentence.startswith(told))
