"""Reading a goods sheet takes its time: it shows how far it is, and can be stopped."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from host_assistant.catalog import sheet as catalog_sheet
from host_assistant.catalog.shelf import Shelf
from tests.support.shows import BOX, LYCHEE, SHOES
from tests.support.window import GOODS, LiveWindow
from ui.pages.goods.import_sheet import merged
from ui.pages.goods.page import GoodsPage


def test_reading_stops_once_it_is_cancelled(
    live: LiveWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is held at a picture, so that it is under way when the button is pressed."""
    begun, may_go_on = Event(), Event()
    asked: list[str] = []

    def slowly(_folder: Path, name: str, _pictures: Path) -> str:
        asked.append(name)
        if len(asked) == 2:
            begun.set()
            assert may_go_on.wait(10)
        return name

    monkeypatch.setattr(catalog_sheet, "keep_picture", slowly)
    sheet = tmp_path / "hàng.csv"
    lines = "".join(f"A{number},Ổi,20k,kg,{number}.jpg\n" for number in range(4))
    sheet.write_text(f"mã,tên,giá,đơn vị,ảnh\n{lines}", encoding="utf-8")
    live.window.navigate("goods")
    page = live.window.page()
    assert isinstance(page, GoodsPage)
    dialog = page.files.import_sheet(sheet)
    live.until(lambda: begun.is_set() and dialog.progress.value() == 25)
    assert dialog.progress.isVisible()
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    may_go_on.set()
    live.app.bridge.close()
    live.qt.processEvents()
    assert asked == ["0.jpg", "1.jpg"]
    assert Shelf(live.folder.path).products() == GOODS


def test_merging_keeps_the_order() -> None:
    changed = msgspec.structs.replace(BOX, price_vnd=1)
    assert merged((LYCHEE, BOX), (SHOES, changed)) == (LYCHEE, changed, SHOES)
