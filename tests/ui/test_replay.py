"""The replay page on a real log of an evening that was decided and folded like a real show."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from host_assistant.catalog.sheet import read_sheet
from host_assistant.journal.sessions import SessionRow
from host_assistant.journal.verify import Verdict
from host_assistant.resources import asset
from host_assistant.values.money import format_vnd
from tests.ui.evening import MINUTE_MS, Evening, an_evening
from tests.ui.page_context import Asked, standing
from ui.context import Context
from ui.pages.replay.page import ReplayPage
from ui.pages.replay.pieces import LANES
from ui.pages.replay.player import Player
from ui.pages.replay.session import ReplaySession
from ui.pages.replay.words import trouble_word, verdict_sentence
from ui.widgets.empty import Empty

Stand = tuple[Context, Asked]
MINUTES = 36


@pytest.fixture
def stand(tmp_path: Path, qapp: QApplication) -> Iterator[Stand]:
    with standing(tmp_path / "data", qapp) as made:
        yield made


@pytest.fixture
def evening(stand: Stand) -> Evening:
    goods = read_sheet(asset("samples", "goods.csv"), stand[0].folder.pictures).products[:4]
    made = an_evening(goods, minutes=MINUTES, orders_a_minute=2)
    made.write(stand[0].folder.journal)
    return made


def shown(context: Context, qtbot: QtBot) -> ReplayPage:
    page = ReplayPage(context)
    qtbot.addWidget(page)
    page.resize(1262, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.on_shown()
    return page


def opened(context: Context, qtbot: QtBot) -> ReplaySession:
    """The latest session, opened from the list by Enter. The page lives as long as the test."""
    page = shown(context, qtbot)
    qtbot.waitUntil(lambda: bool(page.model.rows), timeout=10_000)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.session is not None, timeout=20_000)
    assert page.session is not None
    return page.session


def test_without_sessions_the_page_says_how_to_begin(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 1, timeout=10_000)
    empty = page.findChild(Empty)
    assert isinstance(empty, Empty)
    QTest.mouseClick(empty.start, Qt.MouseButton.LeftButton)
    assert stand[1].places == ["live"]


def test_the_list_tells_what_each_session_came_to(
    stand: Stand, evening: Evening, qtbot: QtBot
) -> None:
    rehearsal = an_evening(
        tuple(one.product for one in evening.state.on_sale()),
        session_id="earlier",
        mode="rehearsal",
        title="",
        minutes=12,
        began_at_ms=1_700_000_000_000,
    )
    rehearsal.write(stand[0].folder.journal)
    page = shown(stand[0], qtbot)
    qtbot.waitUntil(lambda: len(page.model.rows) == 2, timeout=10_000)
    texts = [page.model.index(0, across).data() for across in range(page.model.columnCount())]
    counters = evening.state.counters
    assert texts[1:4] == [evening.state.title, "Live", "00:36:00"]
    assert texts[4] == str(counters.orders)
    assert texts[6] == format_vnd(counters.revenue_vnd)
    assert page.model.index(1, 1).data() == "Without a name"
    assert page.model.index(1, 2).data() == "Rehearsal"


def test_every_moment_shows_the_state_of_then(stand: Stand, evening: Evening, qtbot: QtBot) -> None:
    session = opened(stand[0], qtbot)
    for minute in (0, 5, 10, 25, MINUTES):
        session.player.jump(minute * MINUTE_MS)
        state = session.state
        assert session.count.text == f"{state.counters.orders:,}".replace(",", ".")
        assert session.revenue.text == format_vnd(state.counters.revenue_vnd)
        card = state.products[state.product].product.name if state.product else "no card"
        assert session.product.text() == card
    assert session.state == evening.state


def test_keys_play_and_skip(stand: Stand, evening: Evening, qtbot: QtBot) -> None:
    session = opened(stand[0], qtbot)
    player = session.player
    QTest.keyClick(session.controls.play, Qt.Key.Key_Space)
    assert player.is_running
    QTest.keyClick(session.controls.play, Qt.Key.Key_Space)
    assert stands_still(player)
    player.jump(60_000)
    QTest.keyClick(session.orders, Qt.Key.Key_Right)
    assert player.position_ms == 65_000
    QTest.keyClick(session.controls.scrubber, Qt.Key.Key_Left)
    assert player.position_ms == 60_000
    QTest.keyClick(session, Qt.Key.Key_End)
    assert player.position_ms == player.duration_ms
    QTest.keyClick(session, Qt.Key.Key_Home)
    assert player.position_ms == 0


def stands_still(player: Player) -> bool:
    return not player.is_running


def test_space_presses_the_button_that_has_the_focus(
    stand: Stand, evening: Evening, qtbot: QtBot
) -> None:
    session = opened(stand[0], qtbot)
    session.controls.speeds[30].setFocus()
    QTest.keyClick(session.controls.speeds[30], Qt.Key.Key_Space)
    assert session.player.speed == 30
    assert not session.player.is_running


def test_an_order_is_gone_to(stand: Stand, evening: Evening, qtbot: QtBot) -> None:
    session = opened(stand[0], qtbot)
    order = session.orders_model.rows[3]
    place = session.orders.visualRect(session.orders_model.index(3, 1)).center()
    QTest.mouseClick(session.orders.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.player.position_ms == order.placed_ms
    assert order.buyer_label in session.orders_model.index(3, 1).data()
    assert "09" not in session.orders_model.index(3, 1).data()


def test_a_theme_that_is_gone_leaves_the_picture_standing(
    stand: Stand, evening: Evening, qtbot: QtBot
) -> None:
    session = opened(stand[0], qtbot)
    session.player.jump(10 * MINUTE_MS)
    setup = msgspec.structs.replace(session.state.setup, theme="gone")
    painted = session.picture.painted
    session.picture._shown = None
    session.picture.show_moment(msgspec.structs.replace(session.state, setup=setup), 0)
    qtbot.waitUntil(lambda: session.picture.painted > painted, timeout=10_000)
    assert not session.picture.image.isNull()


def test_the_picture_is_painted_only_when_it_changes(
    stand: Stand, evening: Evening, qtbot: QtBot
) -> None:
    session = opened(stand[0], qtbot)
    picture = session.picture
    session.player.jump(10 * MINUTE_MS)
    qtbot.waitUntil(lambda: picture._shown == picture._wanted, timeout=10_000)
    painted, image = picture.painted, picture.image
    session.picture.show_moment(session.state, 10 * MINUTE_MS)
    assert picture.painted == painted
    session.player.jump(MINUTES * MINUTE_MS // 2 + 3 * MINUTE_MS)
    qtbot.waitUntil(lambda: picture.painted > painted, timeout=10_000)
    assert picture.image != image


def test_the_lanes_tell_what_lies_under_the_pointer(
    stand: Stand, evening: Evening, qtbot: QtBot
) -> None:
    session = opened(stand[0], qtbot)
    lanes = session.lanes
    qtbot.waitUntil(lambda: lanes.has_chart, timeout=20_000)
    for lane in LANES:
        if lane == "orders":
            continue
        pieces = lanes.pieces(lane)
        assert pieces, lane
        piece = pieces[0]
        top, height = lanes._row(lane)
        middle = (lanes._x(piece.start_ms) + max(lanes._x(piece.end_ms), 0)) / 2
        assert piece.tip in lanes.tip_at(QPointF(middle, top + height / 2))
    words = {piece.words for piece in lanes.pieces("trouble")}
    assert words == {trouble_word("stage_link_lost")}


def test_a_click_on_the_lanes_goes_there(stand: Stand, evening: Evening, qtbot: QtBot) -> None:
    session = opened(stand[0], qtbot)
    half = MINUTES * MINUTE_MS // 2
    at = QPoint(round(session.lanes._x(half)), 10)
    QTest.mouseClick(session.lanes, Qt.MouseButton.LeftButton, pos=at)
    assert abs(session.player.position_ms - half) < 4_000
    assert session.controls.scrubber.value() == session.player.position_ms


def test_the_log_is_checked_and_a_changed_one_told(
    stand: Stand, evening: Evening, qtbot: QtBot
) -> None:
    session = opened(stand[0], qtbot)
    QTest.mouseClick(session.verify, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(session.bar.sentence), timeout=10_000)
    assert "whole" in session.bar.sentence
    session.bar.hide()
    forge(stand[0].folder.journal)
    QTest.mouseClick(session.verify, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(session.bar.sentence), timeout=10_000)
    assert "record 5" in session.bar.sentence


def forge(path: Path) -> None:
    """Change a row behind the program's back."""
    with sqlite3.connect(path) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute("UPDATE events SET offset_ms = offset_ms + 1 WHERE sequence = 5")
    db.close()


@pytest.mark.parametrize("format", ["csv", "xlsx", "jsonl"])
def test_a_session_is_exported(
    stand: Stand, evening: Evening, qtbot: QtBot, tmp_path: Path, format: str
) -> None:
    session = opened(stand[0], qtbot)
    target = tmp_path / f"out.{format}"
    session.export_to(format, target)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(session.bar.sentence), timeout=10_000)
    assert str(target) in session.bar.sentence
    assert target.stat().st_size > 500


def test_an_export_that_fails_says_so(stand: Stand, evening: Evening, qtbot: QtBot) -> None:
    session = opened(stand[0], qtbot)
    session.export_to("csv", Path("/proc/none/out.csv"))
    qtbot.waitUntil(lambda: bool(session.bar.sentence), timeout=10_000)
    assert "could not be written" in session.bar.sentence
    assert session.export.isEnabled()


def test_a_damaged_log_is_told(stand: Stand, qtbot: QtBot) -> None:
    stand[0].folder.journal.write_bytes(os.urandom(8192))
    page = shown(stand[0], qtbot)
    qtbot.waitUntil(lambda: bool(page.bar.sentence), timeout=10_000)
    assert "cannot be read" in page.bar.sentence


def test_a_session_that_is_gone_is_told(stand: Stand, evening: Evening, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    page.open_session("no such session")
    qtbot.waitUntil(lambda: bool(page.bar.sentence), timeout=10_000)
    assert "not in the log" in page.bar.sentence
    assert page.table.isVisible()


def test_reading_can_be_cancelled(stand: Stand, evening: Evening, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    qtbot.waitUntil(lambda: bool(page.model.rows), timeout=10_000)
    page.open_session("evening")
    QTest.mouseClick(page.cancel, Qt.MouseButton.LeftButton)
    assert page.table.isVisible()
    stand[0].bridge.close()
    QApplication.processEvents()
    assert page.session is None


def test_back_goes_to_the_list(stand: Stand, evening: Evening, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    qtbot.waitUntil(lambda: bool(page.model.rows), timeout=10_000)
    page.open_session("evening")
    qtbot.waitUntil(lambda: page.session is not None, timeout=20_000)
    session = page.session
    assert session is not None
    QTest.keyClick(session, Qt.Key.Key_Escape)
    assert page.session is None
    assert page.table.isVisible()


def test_changed_buyers_are_told_apart() -> None:
    verdict = Verdict(
        whole=False, events=9, first_bad=3, problem="buyer_changed", buyers_changed=("b1", "b2")
    )
    assert "2 buyers" in verdict_sentence(verdict)


def test_changed_comments_are_told_apart() -> None:
    verdict = Verdict(
        whole=False, events=9, first_bad=3, problem="comment_changed", comments_changed=("c1",)
    )
    assert "The words of 1 comment are" in verdict_sentence(verdict)


def test_a_row_without_weight_shows_a_dash(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    row = SessionRow(
        session_id="x",
        title="Giày",
        mode="live",
        started_at=0,
        ended_at=None,
        events=1,
        orders=0,
        weight_g=0,
        revenue_vnd=0,
        duration_ms=0,
    )
    page.model.put((row,))
    assert page.model.index(0, page.model.columns.index("weight")).data() == "–"


def test_the_picture_is_painted_anew_at_its_new_size(
    stand: Stand, evening: Evening, qtbot: QtBot
) -> None:
    session = opened(stand[0], qtbot)
    session.player.jump(10 * MINUTE_MS)
    picture = session.picture
    for size in ((811, 468), (1262, 700)):
        session.window().resize(*size)

        def sharp() -> bool:
            return picture.image.width() == round(picture.frame().width())

        qtbot.waitUntil(sharp, timeout=10_000)
