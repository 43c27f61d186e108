"""Mending an order in the inbox never loses who it is for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from host_assistant.control_room.buyers import sealed_buyer
from host_assistant.journal.errors import JournalUnreadable
from host_assistant.show import commands as cmd
from tests.support.window import LiveWindow
from tests.ui.inbox import PHONE, opened, press

pytestmark = pytest.mark.usefixtures("settled_at_once")


BUYERS = """
SELECT name, phone, address FROM orders JOIN buyers USING (session_id, buyer_id)
WHERE status = 'confirmed'
"""


def kept_buyers(live: LiveWindow) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(live.folder.journal)) as log:
        return log.execute(BUYERS).fetchall()


def pending_of_hoa(live: LiveWindow) -> None:
    show = live.direct()
    form = live.page.form
    form.bring_up()
    form.quantity.setText("5")
    form.name.setText("chị Hoa")
    form.phone.setText(PHONE)
    form.place.setText("Hà Nội")
    form.wait.click()
    live.until(lambda: not form.isVisible())
    opened(live, show, "sure")


def test_an_order_is_mended_with_its_buyer_in_the_fields(live: LiveWindow) -> None:
    pending_of_hoa(live)
    press(live, Qt.Key.Key_S)
    form = live.page.form
    live.until(lambda: form.isVisible())
    shown = form.name.text(), form.phone.text(), form.place.text()
    assert shown == ("chị Hoa", "0912345678", "Hà Nội")
    form.place.setText("Huế")
    form.phone.clear()
    form.take.click()
    live.until(lambda: live.state.counters.orders == 1)
    assert kept_buyers(live) == [("chị Hoa", "", "Huế")]


def test_where_the_buyer_cannot_be_looked_up_none_is_lost(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending_of_hoa(live)

    def unreadable(path: Path, *_asked: object) -> None:
        raise JournalUnreadable(path, "torn")

    monkeypatch.setattr("ui.pages.live.show.kept_buyer", unreadable)
    press(live, Qt.Key.Key_S)
    form = live.page.form
    live.until(lambda: form.isVisible())
    assert form.name.text() == ""
    form.place.setText("Huế")
    form.take.click()
    live.until(lambda: live.state.counters.orders == 1)
    assert kept_buyers(live) == [("chị Hoa", "0912345678", "Huế")]


def test_half_a_number_that_was_noted_down_hinders_no_mending(live: LiveWindow) -> None:
    show = live.direct()
    wish = cmd.PlaceOrder(
        order_id="half",
        lines=(cmd.Wanted("VT1", 5_000),),
        confirmed=False,
        source="desk",
        buyer=sealed_buyer(name="chị Hoa", phone="0912 …"),
    )
    show.director.do(wish)
    opened(live, show, "sure")
    press(live, Qt.Key.Key_S)
    form = live.page.form
    live.until(lambda: form.isVisible())
    form.take.click()
    live.until(lambda: live.state.counters.orders == 1)
    assert kept_buyers(live) == [("chị Hoa", "0912 …", "")]
