"""Goods that may not go on air yet are marked wherever goods are looked at before a show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit

from host_assistant.catalog.product import Product
from host_assistant.catalog.shelf import Shelf
from host_assistant.language import use
from tests.support.window import GOODS, LiveWindow, live_window
from ui.pages.goods.model import COLUMNS, LACKS_ROLE
from ui.pages.goods.page import GoodsPage
from ui.theme import tokens
from ui.words import not_ready_words

BARE = replace(GOODS[1], seller="", origin="")
UNSOLD = replace(GOODS[2], seller=" ")


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[LiveWindow]:
    with live_window(qapp, tmp_path / "data", goods=(GOODS[0], BARE, UNSOLD)) as made:
        yield made


def goods_page(window: LiveWindow) -> GoodsPage:
    window.window.navigate("goods")
    page = cast("GoodsPage", window.window.page())
    window.qt.processEvents()
    return page


def signs(page: GoodsPage, row: int) -> int:
    """How many dots of the sign's colour stand in the cell of the name."""
    table = page.table
    cell = table.visualRect(page.model.index(row, COLUMNS.index("name")))
    image = table.viewport().grab(cell).toImage().convertToFormat(QImage.Format.Format_RGB32)
    gold = QColor(tokens().gold_ink).rgb()
    return sum(
        image.pixel(x, y) == gold for x in range(image.width()) for y in range(image.height())
    )


def test_a_row_says_what_its_product_lacks(window: LiveWindow) -> None:
    page = goods_page(window)
    rows = range(page.model.rowCount())
    names = [page.model.index(row, COLUMNS.index("name")) for row in rows]
    lacks = ["", "lacks the seller, where it is from", "lacks the seller"]
    assert [name.data(LACKS_ROLE) for name in names] == lacks
    assert [signs(page, row) > 20 for row in rows] == [False, True, True]
    assert names[1].data(Qt.ItemDataRole.ToolTipRole) == f"{BARE.name}\n{lacks[1]}"
    assert names[1].data(Qt.ItemDataRole.AccessibleTextRole).endswith(lacks[1])
    assert names[1].data() == BARE.name


def test_the_mark_goes_once_the_product_is_complete(window: LiveWindow) -> None:
    page = goods_page(window)
    page.table.choose(2)
    assert page.details.lacks.isVisible()
    assert "lacks the seller" in page.details.lacks.text()
    cast("QLineEdit", page.details.fields["seller"]).setText("HTX")
    page.details.fields["seller"].editingFinished.emit()  # type: ignore[union-attr]
    window.qt.processEvents()
    assert not page.details.lacks.isVisible()
    assert signs(page, 2) == 0


def test_an_import_says_which_goods_are_not_ready_and_what_it_left_out(
    window: LiveWindow, tmp_path: Path
) -> None:
    sheet = tmp_path / "xã.csv"
    sheet.write_text(
        "DANH SÁCH HÀNG HÓA\n\nmã,tên,giá,đơn vị,người bán,xuất xứ\n"
        "A1,Ổi,20k,kg,HTX,Lục Ngạn\nA2,Chè,50k,gói 500g,,\nTổng cộng,,,,,\n",
        encoding="utf-8",
    )
    page = goods_page(window)
    dialog = page.files.import_sheet(sheet)
    window.until(dialog.act.isVisible)
    assert dialog.findings.isVisible()
    assert "1 product cannot be shown on air yet" in dialog.findings.text()
    assert "1 “DANH SÁCH HÀNG HÓA”, 6 “Tổng cộng”" in dialog.explanation.text()
    dialog.act.click()
    assert [product.sku for product in page.model.products] == ["A1", "A2"]
    assert "lacks the seller, where it is from" in page.bar.sentence


def test_only_what_is_ready_counts_for_a_live_show(window: LiveWindow) -> None:
    start = window.live.start
    window.until(start.open.isEnabled)
    assert start.goods.words == "3 items are ready", "nobody watches a rehearsal"
    assert start.to_goods.isHidden()
    start.live.click()
    assert start.goods.words == (
        "1 item is ready. 2 products cannot be shown on air yet: they lack the seller, where it is "
        "from."
    )
    assert start.to_goods.isVisible()
    start.rehearsal.click()
    assert start.goods.words == "3 items are ready"


def test_a_live_show_of_which_nothing_is_ready(window: LiveWindow) -> None:
    Shelf(window.folder.path).replace((BARE,))
    start = window.live.start
    start.look()
    window.until(lambda: start.goods.words == "1 item is ready")
    start.live.click()
    assert start.goods.words.startswith("1 product cannot be shown")
    start.to_goods.click()
    assert window.window.place == "goods"


def test_the_way_to_the_goods_leads_to_the_first_that_is_not_ready(window: LiveWindow) -> None:
    goods_page(window).table.choose(2)
    window.window.navigate("live")
    start = window.live.start
    window.until(start.open.isEnabled)
    start.live.click()
    start.to_goods.click()
    page = goods_page(window)
    assert page.chosen == BARE
    page.table.choose(0)
    window.window.navigate("live")
    window.window.navigate("goods")
    assert page.chosen == GOODS[0], "it was wanted once"


def test_the_words_of_the_district() -> None:
    use("vi")
    four: tuple[Product, ...] = tuple(replace(BARE, sku=f"X{number}") for number in range(4))
    said = not_ready_words((GOODS[0], *four))
    assert said == "4 món chưa đủ để lên sóng thật: thiếu người bán, xuất xứ."
    assert not_ready_words(GOODS) == ""
