"""The question before the end says what still waits, and leads to it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from host_assistant.show import commands as cmd
from host_assistant.show.state import NO_SHOW
from host_assistant.show.vocabulary import Mode
from tests.support.window import DirectedShow, LiveWindow
from tests.ui.cut_off import cut_off
from tests.ui.inbox import PHONE, said
from tests.ui.test_pages_fit import cut_off_cells
from ui.pages.replay.page import ReplayPage
from ui.still_waiting import still_waiting_words
from ui.widgets.ask import Ask


def waiting(live: LiveWindow, mode: Mode = "live") -> DirectedShow:
    """Two orders, a comment and a call-off to see to, and one order on the waiting list."""
    show = live.direct(mode)
    lines = (cmd.Wanted("VT5", 1_000),)
    for number in range(2):
        show.director.do(cmd.PlaceOrder(order_id=f"o{number}", lines=lines, confirmed=False))
    show.director.do(cmd.PlaceOrder(order_id="later", lines=lines, waiting=True))
    said(show, f"lấy 2 thùng abcxyz {PHONE}", "hủy đơn giúp em")
    live.until(lambda: live.state.inbox_sizes == (1, 1, 2, 1))
    return show


def asked(live: LiveWindow) -> Ask:
    ask = live.dialog()
    assert isinstance(ask, Ask)
    return ask


def words(ask: Ask) -> str:
    return " ".join(label.text() for label in ask.findChildren(QLabel))


@pytest.mark.parametrize("mode", ["live", "rehearsal"])
@pytest.mark.parametrize("how", ["end", "close"])
def test_it_says_what_waits_and_that_the_end_leaves_it_undone(
    live: LiveWindow, mode: Mode, how: str
) -> None:
    waiting(live, mode)
    if how == "end":
        live.window.band.end.click()
    else:
        live.window.close()
    ask = asked(live)
    assert (
        "Still waiting: 2 orders to confirm, 1 comment to look at, 1 call-off. "
        "After the end none of it can be confirmed any more." in words(ask)
    )
    assert ask.focusWidget() is ask.no
    assert list(cut_off(ask)) == []


def test_it_leads_to_the_inbox_and_nothing_ends(live: LiveWindow) -> None:
    waiting(live)
    live.window.navigate("goods")
    live.window.band.end.click()
    asked(live).no.click()
    live.until(live.no_dialog)
    assert live.window.place == "live"
    assert live.page.side.on_inbox
    assert live.state.is_open


def test_it_may_end_all_the_same_and_the_replay_says_what_was_not_confirmed(
    live: LiveWindow,
) -> None:
    waiting(live).director.do(
        cmd.PlaceOrder(order_id="taken", lines=(cmd.Wanted("VT1", 1_000),), confirmed=True)
    )
    live.window.band.end.click()
    asked(live).yes.click()
    page = live.window.page
    live.until(lambda: isinstance(page(), ReplayPage) and page().session)  # type: ignore[attr-defined]
    session = page().session  # type: ignore[attr-defined]
    model = session.orders_model
    sums = [model.index(row, 2).data() for row in range(model.rowCount())]
    assert [text.partition("\n")[2] for text in sums] == ["Not confirmed"] * 3 + [""]
    assert list(cut_off_cells(session.orders)) == []


def test_where_nothing_waits_it_is_as_short_as_ever(live: LiveWindow) -> None:
    show = live.direct()
    show.director.do(
        cmd.PlaceOrder(order_id="later", lines=(cmd.Wanted("VT5", 1_000),), waiting=True)
    )
    live.window.band.end.click()
    assert "waiting" not in words(asked(live))
    assert asked(live).no.text() == "No, go back"
    assert still_waiting_words(NO_SHOW) == ""
