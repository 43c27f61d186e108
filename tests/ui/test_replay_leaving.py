"""What leaves a session on the replay page: places, sheets for carriers, erased buyers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from host_assistant.catalog.sheet import read_sheet
from host_assistant.journal import Journal
from host_assistant.journal.by_place import places_of
from host_assistant.journal.forget import forgettable
from host_assistant.resources import asset
from tests.ui.evening import Evening, an_evening
from tests.ui.page_context import Asked, standing
from ui.context import Context
from ui.pages.replay.page import ReplayPage
from ui.pages.replay.session import FORMATS, ReplaySession
from ui.pages.replay.words import export_filter, export_words

Stand = tuple[Context, Asked]


@pytest.fixture
def stand(tmp_path: Path, qapp: QApplication) -> Iterator[Stand]:
    with standing(tmp_path / "data", qapp) as made:
        yield made


def an_hour(context: Context, **fields: object) -> Evening:
    goods = read_sheet(asset("samples", "goods.csv"), context.folder.pictures).products[:3]
    made = an_evening(goods, minutes=20, orders_a_minute=1, **fields)  # type: ignore[arg-type]
    made.write(context.folder.journal)
    return made


@pytest.fixture
def evening(stand: Stand) -> Evening:
    return an_hour(stand[0])


def opened(context: Context, qtbot: QtBot, session_id: str = "evening") -> ReplaySession:
    page = ReplayPage(context)
    qtbot.addWidget(page)
    page.resize(1262, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.open_session(session_id)
    qtbot.waitUntil(lambda: page.session is not None, timeout=20_000)
    assert page.session is not None
    return page.session


def press(session: ReplaySession, qtbot: QtBot) -> None:
    QTest.mouseClick(session.forgetting.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.forgetting.button.isEnabled(), timeout=10_000)


def kept(context: Context) -> int:
    with Journal.open(context.folder.journal, read_only=True) as journal:
        return forgettable(journal, "evening").buyers


def test_one_press_shows_where_the_orders_go(stand: Stand, evening: Evening, qtbot: QtBot) -> None:
    session = opened(stand[0], qtbot)
    assert session.orders.isVisible()
    QTest.mouseClick(session.beside.by_place, Qt.MouseButton.LeftButton)
    assert session.places.isVisible()
    assert not session.orders.isVisible()
    model = session.places.model()
    expected = places_of(evening.state.orders.values())
    shown = [model.index(at, 0).data().split("\n")[0] for at in range(model.rowCount())]
    assert shown == [
        row.name if row.kind == "province" else f"{row.name} (abroad)" for row in expected
    ]
    counted = sum(int(model.index(at, 1).data()) for at in range(model.rowCount()))
    assert counted == evening.state.counters.orders
    QTest.mouseClick(session.beside.by_order, Qt.MouseButton.LeftButton)
    assert session.orders.isVisible()


def test_the_menu_offers_every_format(stand: Stand, evening: Evening, qtbot: QtBot) -> None:
    session = opened(stand[0], qtbot)
    offered = [action.text() for action in session.menu.actions()]
    assert offered == [export_words(format) for format in FORMATS]
    assert len(set(offered)) == len(FORMATS)
    assert export_filter("carrier-csv") == "CSV (*.csv)"


def test_carriers_get_their_sheet(
    stand: Stand, evening: Evening, qtbot: QtBot, tmp_path: Path
) -> None:
    session = opened(stand[0], qtbot)
    session.export_to("carrier-xlsx", tmp_path / "c.xlsx")
    qtbot.waitUntil(lambda: bool(session.bar.sentence), timeout=10_000)
    assert str(tmp_path / "c.xlsx") in session.bar.sentence
    assert "call" in session.bar.sentence
    book = load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["Gửi hàng", "Gọi trước"]
    book.close()


def test_a_rehearsal_is_not_sent(stand: Stand, qtbot: QtBot, tmp_path: Path) -> None:
    an_hour(stand[0], mode="rehearsal")
    session = opened(stand[0], qtbot)
    session.export_to("carrier-csv", tmp_path / "c.csv")
    qtbot.waitUntil(lambda: bool(session.bar.sentence), timeout=10_000)
    assert "rehearsal" in session.bar.sentence
    assert session.export.isEnabled()
    assert not (tmp_path / "c.csv").exists()


def test_buyers_are_erased_once_it_was_agreed(stand: Stand, evening: Evening, qtbot: QtBot) -> None:
    context = stand[0]
    session = opened(context, qtbot)
    phone = evening.buyers[0].buyer.phone.encode()
    press(session, qtbot)
    question = session.forgetting.question
    assert question is not None
    QTest.mouseClick(question.no, Qt.MouseButton.LeftButton)
    assert kept(context) == len(evening.buyers)
    press(session, qtbot)
    question = session.forgetting.question
    assert question is not None
    QTest.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Erased" in session.bar.sentence, timeout=10_000)
    assert kept(context) == 0
    on_disk = [file.read_bytes() for file in context.folder.path.glob("lensong.db*")]
    assert not any(phone in content for content in on_disk)
    press(session, qtbot)
    assert "nothing to erase" in session.bar.sentence


def test_a_session_that_was_cut_off_keeps_its_buyers(stand: Stand, qtbot: QtBot) -> None:
    context = stand[0]
    goods = read_sheet(asset("samples", "goods.csv"), context.folder.pictures).products[:3]
    made = an_evening(goods, minutes=20, orders_a_minute=1)
    made.records.pop()
    made.write(context.folder.journal)
    session = opened(context, qtbot)
    press(session, qtbot)
    assert "not ended" in session.bar.sentence
    assert kept(context) == len(made.buyers)


def test_erasing_waits_for_the_show_that_is_open(
    stand: Stand, evening: Evening, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = stand[0]
    session = opened(context, qtbot)
    monkeypatch.setattr(context, "show", object())
    press(session, qtbot)
    assert "hold up its orders" in session.bar.sentence
    assert session.forgetting.question is None


def test_a_log_that_cannot_be_read_is_told(stand: Stand, evening: Evening, qtbot: QtBot) -> None:
    context = stand[0]
    session = opened(context, qtbot)
    context.folder.journal.rename(context.folder.path / "away")
    press(session, qtbot)
    assert "no session log" in session.bar.sentence
