"""The goods page with a real shelf, real sheets and a real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from host_assistant.catalog.sheet import read_sheet
from host_assistant.catalog.shelf import Shelf
from host_assistant.resources import asset
from host_assistant.show.commands import ListProduct
from host_assistant.show.vocabulary import ShowSetup
from tests.support.shows import BOX, GOODS, LYCHEE, SHOES
from tests.support.waiting import wait_until
from tests.support.window import LiveWindow
from tests.ui.page_context import Asked, standing
from ui.context import Context, OpenShow
from ui.pages.goods.import_sheet import ImportSheet
from ui.pages.goods.model import COLUMNS
from ui.pages.goods.page import GoodsPage

Stand = tuple[Context, Asked]


@pytest.fixture
def stand(tmp_path: Path, qapp: QApplication) -> Iterator[Stand]:
    with standing(tmp_path / "data", qapp) as made:
        yield made


@pytest.fixture
def page(stand: Stand, qtbot: QtBot) -> GoodsPage:
    Shelf(stand[0].folder.path).replace(GOODS)
    return shown(stand[0], qtbot)


def shown(context: Context, qtbot: QtBot) -> GoodsPage:
    made = GoodsPage(context)
    qtbot.addWidget(made)
    made.resize(1262, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.on_shown()
    return made


def on_disk(page: GoodsPage) -> tuple[object, ...]:
    """The goods on the shelf, once what was changed is written."""

    def is_written() -> bool:
        QApplication.processEvents()
        return not page.model.saving.is_outstanding

    wait_until(is_written)
    return Shelf(page._context.folder.path).products()


def write_into(page: GoodsPage, qtbot: QtBot, row: int, key: str, text: str) -> None:
    """Type into a cell as a person does: Enter, the new text, Enter."""
    table = page.table
    table.setCurrentIndex(page.model.index(row, COLUMNS.index(key)))
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    # QTest's own keyClicks knows no letters beyond Latin-1.
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.state() != QAbstractItemView.State.EditingState)


def sheet(tmp_path: Path, text: str, name: str = "hàng.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def wait_for_reading(dialog: ImportSheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.act.isHidden(), timeout=10_000)


def test_an_empty_page_says_what_belongs_there(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand[0], qtbot)
    assert page.empty.isVisible()
    assert page.empty.start.hasFocus()
    assert not page.bring.isVisible()


def test_a_price_is_written_as_people_write_it(page: GoodsPage, qtbot: QtBot) -> None:
    write_into(page, qtbot, 0, "price", "38k")
    assert page.chosen is not None
    assert page.chosen.price_vnd == 38_000
    assert on_disk(page)[0] == msgspec.structs.replace(LYCHEE, price_vnd=38_000)


def test_a_wrong_price_keeps_the_old_and_says_why(page: GoodsPage, qtbot: QtBot) -> None:
    write_into(page, qtbot, 0, "price", "ba lăm")
    assert on_disk(page) == GOODS
    assert "ba lăm" in page.bar.sentence


def test_details_are_kept_when_they_are_left(page: GoodsPage, qtbot: QtBot) -> None:
    field = page.details.fields["seller"]
    field.setFocus()
    cast("QLineEdit", field).setText("HTX Hồng Xuân")
    page.table.setFocus()
    assert page.model.products[0].seller == "HTX Hồng Xuân"


def test_keys_pressed_by_mistake_write_nothing(page: GoodsPage, qtbot: QtBot) -> None:
    page.table.choose(1)
    for key in (Qt.Key.Key_2, Qt.Key.Key_M, Qt.Key.Key_Plus, Qt.Key.Key_Space, Qt.Key.Key_Escape):
        QTest.keyClick(page.table, key)
    assert page.table.state() != QAbstractItemView.State.EditingState
    QTest.keyClick(page.table, Qt.Key.Key_Backspace)
    assert page.model.products == GOODS
    page.table.choose(0)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    assert page.table.findChild(QLineEdit) is not None


def test_delete_is_taken_back(page: GoodsPage, qtbot: QtBot) -> None:
    page.table.choose(1)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert on_disk(page) == (LYCHEE, SHOES)
    assert BOX.name in page.bar.sentence
    QTest.mouseClick(page.bar.action, Qt.MouseButton.LeftButton)
    assert on_disk(page) == GOODS


def test_undo_and_redo_by_keys(page: GoodsPage, qtbot: QtBot) -> None:
    write_into(page, qtbot, 2, "name", "Giày da nữ")
    QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert on_disk(page) == GOODS
    page.model.undo_stack.redo()
    assert page.model.products[2].name == "Giày da nữ"


def test_a_product_is_typed_in(page: GoodsPage, qtbot: QtBot) -> None:
    dialog = page.add_product()
    dialog.fields["name"].setText("Cam Vinh")
    dialog.fields["price"].setText("rẻ lắm")
    dialog.fields["unit"].setText("kg")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "rẻ lắm" in dialog.problems["price"].text()
    dialog.fields["price"].setText("30k")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    added = page.model.products[-1]
    assert (added.sku, added.name, added.price_vnd) == ("SP1", "Cam Vinh", 30_000)
    assert added.unit_weight_g == 1_000


def test_a_sheet_is_shown_before_it_is_taken(page: GoodsPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = sheet(tmp_path, "mã,tên,giá,đơn vị,ghi chú\nA1,Ổi,20k,kg,ngon\nVT1,Vải,36k,kg,\n")
    dialog = page.files.import_sheet(path)
    wait_for_reading(dialog, qtbot)
    assert on_disk(page) == GOODS
    assert dialog.table.rowCount() == 2
    assert "ghi chú" in dialog.explanation.text()
    dialog.add_to.setChecked(True)
    QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    assert [product.sku for product in page.model.products] == ["VT1", "VT5", "GD01", "A1"]
    assert page.model.products[0].price_vnd == 36_000
    page.model.undo_stack.undo()
    assert on_disk(page) == GOODS


def test_a_sheet_takes_the_place_of_all(page: GoodsPage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = page.files.import_sheet(sheet(tmp_path, "mã,tên,giá,đơn vị\nA1,Ổi,20k,kg\n"))
    wait_for_reading(dialog, qtbot)
    QTest.keyClick(dialog.act, Qt.Key.Key_Space)
    assert [product.sku for product in page.model.products] == ["A1"]


def test_bad_rows_are_all_named_and_nothing_is_taken(
    page: GoodsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = sheet(
        tmp_path,
        "mã,tên,giá,đơn vị\nA1,Ổi,20k,kg\n,Không mã,30k,kg\nA2,,30k,kg\nA3,Lạ,ba lăm,kg\n",
    )
    dialog = page.files.import_sheet(path)
    wait_for_reading(dialog, qtbot)
    rows = [
        tuple(cast("str", dialog.table.item(row, across).text()) for across in (0, 1))  # type: ignore[union-attr]
        for row in range(dialog.table.rowCount())
    ]
    assert rows == [("3", "mã"), ("4", "tên"), ("5", "giá")]
    assert "3 lines" in dialog.heading.text()
    assert "again" in dialog.act.text()
    assert on_disk(page) == GOODS


@pytest.mark.parametrize("kind", ["pdf", "folder", "empty", "missing"])
def test_what_is_no_sheet_is_refused_in_words(
    page: GoodsPage, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "goods.csv"
    if kind == "pdf":
        path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    elif kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.write_bytes(b"")
    dialog = page.files.import_sheet(path)
    wait_for_reading(dialog, qtbot)
    assert "was not imported" in dialog.heading.text()
    assert len(dialog.explanation.text()) > 40
    assert on_disk(page) == GOODS


def test_a_cancelled_import_takes_nothing(page: GoodsPage, qtbot: QtBot) -> None:
    dialog = page.files.import_sheet(asset("samples", "goods.csv"))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    page._context.bridge.close()
    QApplication.processEvents()
    assert on_disk(page) == GOODS


def test_a_dropped_sheet_is_read(page: GoodsPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = sheet(tmp_path, "mã,tên,giá,đơn vị\nA1,Ổi,20k,kg\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    page.dropEvent(
        QDropEvent(
            QPointF(20, 20),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    dialog = page.findChild(ImportSheet)
    assert dialog is not None
    wait_for_reading(dialog, qtbot)
    assert dialog.table.rowCount() == 1


def test_export_reads_back(page: GoodsPage, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    page.files.export_to(target)
    qtbot.waitUntil(lambda: bool(page.bar.sentence), timeout=10_000)
    assert read_sheet(target, tmp_path / "pictures").products == GOODS


def test_an_export_that_cannot_be_written_says_so(page: GoodsPage, qtbot: QtBot) -> None:
    page.files.export_to(Path("/proc/none/out.csv"))
    qtbot.waitUntil(lambda: bool(page.bar.sentence), timeout=10_000)
    assert "could not be written" in page.bar.sentence


def test_a_picture_is_copied_under_its_content(
    page: GoodsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    image = QImage(120, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("#B3163B"))
    assert image.save(str(tmp_path / "ảnh vải.png"))
    page.table.choose(0)
    page.files.take_picture(tmp_path / "ảnh vải.png")
    name = page.model.products[0].picture
    assert name is not None
    assert (page._context.folder.pictures / name).is_file()
    assert page.details.drop.isVisible()
    QTest.mouseClick(page.details.drop, Qt.MouseButton.LeftButton)
    assert page.model.products[0].picture is None


@pytest.mark.parametrize(
    ("content", "word"), [(b"not a picture", "no picture"), (b"\xff\xd8\xff\xe0cut", "damaged")]
)
def test_a_bad_picture_changes_nothing(
    page: GoodsPage, tmp_path: Path, content: bytes, word: str
) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(content)
    page.files.take_picture(bad)
    assert word in page.bar.sentence
    assert on_disk(page) == GOODS


def test_the_preview_shows_the_card_in_both_shapes(page: GoodsPage, qtbot: QtBot) -> None:
    preview = page.details.preview
    qtbot.waitUntil(lambda: not preview.image.isNull(), timeout=10_000)
    wide = preview.image
    assert wide.height() > wide.width()
    QTest.mouseClick(page.details._shapes["upright"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: preview.image.width() > preview.image.height(), timeout=10_000)
    upright = preview.image
    write_into(page, qtbot, 0, "price", "99k")
    qtbot.waitUntil(lambda: preview.image != upright, timeout=10_000)


def test_the_card_is_drawn_without_the_theme_that_is_gone(page: GoodsPage, qtbot: QtBot) -> None:
    preview = page.details.preview
    preview.set_product(LYCHEE, ShowSetup(theme="gone"))
    qtbot.waitUntil(lambda: not preview.image.isNull(), timeout=10_000)


def test_an_unreadable_shelf_is_told_and_kept(stand: Stand, qtbot: QtBot) -> None:
    path = Shelf(stand[0].folder.path).path
    path.write_bytes(b"{broken")
    page = shown(stand[0], qtbot)
    assert "cannot be read" in page.bar.sentence
    assert path.read_bytes() == b"{broken"


class _Director:
    def __init__(self) -> None:
        self.asked: list[object] = []

    def submit(self, command: object) -> object:
        from concurrent.futures import Future

        self.asked.append(command)
        return Future()


class _Show:
    def __init__(self) -> None:
        self.director = _Director()


def test_an_edit_goes_to_the_show_that_is_open(page: GoodsPage, qtbot: QtBot) -> None:
    show = _Show()
    page._context.show = cast("OpenShow", show)
    write_into(page, qtbot, 1, "stock", "20")
    changed = msgspec.structs.replace(BOX, stock_milli=20_000)
    assert show.director.asked == [ListProduct(product=changed)]


def test_the_show_that_is_open_sells_the_new_price(live: LiveWindow, qtbot: QtBot) -> None:
    show = live.direct()
    live.window.navigate("goods")
    page = live.window.page()
    assert isinstance(page, GoodsPage)
    write_into(page, qtbot, 0, "price", "38k")
    sku = page.model.products[0].sku
    live.until(lambda: show.director.state.products[sku].price_vnd == 38_000)
    page.delete_product()
    assert "until the end" in page.bar.sentence
    assert sku in show.director.state.skus
