"""Goods of one harvest on the goods page: a field for its name, and one stock for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from host_assistant.catalog.shelf import Shelf
from host_assistant.resources import asset
from tests.support.shows import GOODS
from tests.ui.page_context import standing
from tests.ui.test_goods import shown, wait_for_reading, write_into
from ui.pages.goods.model import COLUMNS
from ui.pages.goods.page import GoodsPage


@pytest.fixture
def page(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[GoodsPage]:
    with standing(tmp_path / "data", qapp) as (context, _asked):
        Shelf(context.folder.path).replace(GOODS)
        yield shown(context, qtbot)


def test_goods_of_one_harvest_show_the_same_stock(page: GoodsPage, qtbot: QtBot) -> None:
    for row in (0, 1):
        page.table.choose(row)
        field = page.details.fields["pool"]
        assert isinstance(field, QLineEdit)
        assert page.details.pool.isHidden()
        field.setText("Vườn nhà")
        field.editingFinished.emit()
    stock = COLUMNS.index("stock")
    assert {page.model.index(row, stock).data() for row in (0, 1)} == {"40,06 tấn"}
    assert page.model.index(2, stock).data() == "–"
    said = page.details.pool.text()
    assert page.details.pool.isVisible()
    assert all(one in said for one in ("Vườn nhà", "VT1 (says 40 tấn)", "VT5 (says 60 kg)")), said
    assert said in page.model.index(1, stock).data(Qt.ItemDataRole.ToolTipRole)
    write_into(page, qtbot, 1, "stock", "4")
    assert page.model.index(0, stock).data() == "40,02 tấn"
    assert [one.pool for one in page.model.products] == ["Vườn nhà", "Vườn nhà", ""]


def test_goods_without_a_weight_share_no_harvest(page: GoodsPage) -> None:
    page.table.choose(2)
    field = page.details.fields["pool"]
    assert isinstance(field, QLineEdit)
    field.setText("Vườn nhà")
    field.editingFinished.emit()
    assert "weighs" in page.bar.sentence
    assert field.text() == ""


def test_goods_of_one_harvest_are_read_with_what_it_holds(page: GoodsPage, qtbot: QtBot) -> None:
    dialog = page.files.import_sheet(asset("samples", "goods.csv"))
    wait_for_reading(dialog, qtbot)
    stocks = [dialog.table.item(row, 4) for row in range(3)]
    assert [one.text() for one in stocks if one] == ["50 tấn", "50 tấn", "6.000"]
    assert dialog.findings.isHidden()
