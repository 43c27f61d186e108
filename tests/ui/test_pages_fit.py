"""Nothing is cut off on these pages, in both languages, on small and on magnified screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from host_assistant import language
from host_assistant.catalog.sheet import read_sheet
from host_assistant.catalog.shelf import Shelf
from host_assistant.language import Language
from host_assistant.resources import asset
from tests.ui.cut_off import cut_off, too_small, unnamed
from tests.ui.evening import an_evening
from tests.ui.page_context import Asked, standing
from ui.context import Context
from ui.pages.goods.page import GoodsPage
from ui.pages.prepare.page import PreparePage
from ui.pages.replay.page import ReplayPage
from ui.pages.settings.page import SettingsPage

RAIL_PX = 104
# 1366×768, and the same screen at 150 %: what is left of the window beside the rail and band.
ROOMS = ((1366 - RAIL_PX, 768 - 44), (911 - RAIL_PX, 512 - 44))
Stand = tuple[Context, Asked]


@pytest.fixture
def stand(tmp_path: Path, qapp: object) -> Iterator[Stand]:
    with standing(tmp_path / "data", qapp) as made:  # type: ignore[arg-type]
        yield made


@pytest.fixture(params=["vi", "en"])
def spoken(request: pytest.FixtureRequest, _english: None) -> Language:
    return language.use(request.param)


@pytest.fixture(params=ROOMS, ids=["1366x768", "at 150 %"])
def room(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param  # type: ignore[no-any-return]


def show(page: QWidget, room: tuple[int, int], qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    page.resize(*room)
    with qtbot.waitExposed(page):
        page.show()
    page.on_shown()  # type: ignore[attr-defined]
    assert (page.width(), page.height()) == room


def faults(page: QWidget) -> list[str]:
    tables = [table for table in page.findChildren(QTableView) if table.isVisible()]
    cells = [fault for table in tables for fault in cut_off_cells(table)]
    return [*cut_off(page), *unnamed(page), *too_small(page), *cells]


def cut_off_cells(table: QTableView) -> Iterator[str]:
    """Headings and cells of the table whose words do not fit into them."""
    header, model = table.horizontalHeader(), table.model()
    for across in range(model.columnCount()):
        width = table.columnWidth(across)
        if table.isColumnHidden(across):
            continue
        if header.sectionSizeHint(across) > width + 1:
            yield f"heading {across} in {width} px"
        for row in range(min(model.rowCount(), 20)):
            text = model.index(row, across).data() or ""
            icon = model.index(row, across).data(Qt.ItemDataRole.DecorationRole)
            inside = width - 16 - (24 if icon is not None else 0)
            flags = Qt.TextFlag.TextWordWrap if table.wordWrap() else Qt.TextFlag.TextDontClip
            needed = table.fontMetrics().boundingRect(QRect(0, 0, inside, 999), flags, text)
            if needed.width() > inside + 2 or needed.height() > table.rowHeight(row):
                yield f"cell {text!r} in {width} px"


def test_goods(stand: Stand, spoken: Language, room: tuple[int, int], qtbot: QtBot) -> None:
    context = stand[0]
    Shelf(context.folder.path).replace(
        read_sheet(asset("samples", "goods.csv"), context.folder.pictures).products
    )
    page = GoodsPage(context)
    show(page, room, qtbot)
    qtbot.waitUntil(lambda: not page.details.preview.image.isNull(), timeout=10_000)
    assert faults(page) == []
    page.delete_product()
    assert faults(page) == []
    page.model.replace_all(())
    assert faults(page) == []


def test_an_import(stand: Stand, spoken: Language, qtbot: QtBot, tmp_path: Path) -> None:
    page = GoodsPage(stand[0])
    show(page, ROOMS[0], qtbot)
    bad = tmp_path / "sai.csv"
    bad.write_text("mã,tên,giá\n,Vải,30k\nA,,ba lăm\nB,Ổi,-5k\n", encoding="utf-8")
    for path in (asset("samples", "goods.csv"), bad):
        dialog = page.files.import_sheet(path)
        qtbot.waitUntil(dialog.act.isVisible, timeout=10_000)
        assert faults(dialog) == []
        dialog.reject()
    typed = page.add_product()
    typed.take.click()
    assert faults(typed) == []


def test_replay(stand: Stand, spoken: Language, room: tuple[int, int], qtbot: QtBot) -> None:
    context = stand[0]
    page = ReplayPage(context)
    show(page, room, qtbot)
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 1, timeout=10_000)
    assert faults(page) == []
    goods = read_sheet(asset("samples", "goods.csv"), context.folder.pictures).products
    an_evening(goods, minutes=40).write(context.folder.journal)
    page.look()
    qtbot.waitUntil(lambda: bool(page.model.rows), timeout=10_000)
    assert faults(page) == []
    page.open_session("evening")
    qtbot.waitUntil(lambda: page.session is not None, timeout=20_000)
    session = page.session
    assert session is not None
    session.player.jump(session.player.duration_ms - 120_000)
    session.check()
    qtbot.waitUntil(lambda: bool(session.bar.sentence), timeout=10_000)
    qtbot.wait(50)
    assert faults(page) == []


def test_settings(stand: Stand, spoken: Language, room: tuple[int, int], qtbot: QtBot) -> None:
    page = SettingsPage(stand[0])
    show(page, room, qtbot)
    qtbot.waitUntil(lambda: bool(page.picture.themes), timeout=20_000)
    qtbot.wait(50)
    assert faults(page) == []


def test_prepare(stand: Stand, spoken: Language, room: tuple[int, int], qtbot: QtBot) -> None:
    page = PreparePage(stand[0])
    show(page, room, qtbot)
    qtbot.waitUntil(lambda: not page.looks, timeout=30_000)
    qtbot.wait(50)
    assert faults(page) == []
