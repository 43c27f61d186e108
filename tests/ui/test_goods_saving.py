"""What is changed on the goods page reaches the disk without holding the window up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from host_assistant.catalog.product import Product
from host_assistant.catalog.shelf import Shelf
from tests.support.window import LiveWindow
from ui.pages.goods.page import GoodsPage
from ui.widgets.ask import Ask

Replace = Callable[[Shelf, Iterable[Product]], None]


class SlowDisk:
    """Takes a writing only when it may; keeps who wrote which prices, in order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun = threading.Semaphore(0)
        self.may_write = threading.Semaphore(0)
        self.prices: list[int] = []
        self.threads: list[threading.Thread] = []
        really: Replace = Shelf.replace

        def replace(shelf: Shelf, products: Iterable[Product]) -> None:
            goods = tuple(products)
            self.begun.release()
            assert self.may_write.acquire(timeout=10)
            self.prices.append(goods[0].price_vnd)
            self.threads.append(threading.current_thread())
            really(shelf, goods)

        monkeypatch.setattr(Shelf, "replace", replace)


def goods_page(live: LiveWindow) -> GoodsPage:
    live.window.navigate("goods")
    page = live.window.page()
    assert isinstance(page, GoodsPage)
    return page


def shelf_price(live: LiveWindow) -> int:
    return Shelf(live.folder.path).products()[0].price_vnd


def block_writing(folder: Path) -> Path:
    """Nothing can be written into the folder's list any more: a folder stands in its place."""
    goods = folder / "goods.json"
    goods.rename(folder / "goods.before")
    goods.mkdir()
    (goods / "x").touch()
    return goods


def allow_writing(folder: Path) -> None:
    goods = folder / "goods.json"
    (goods / "x").unlink()
    goods.rmdir()


def test_writings_happen_elsewhere_one_after_the_other_and_the_latest_wins(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = goods_page(live)
    disk = SlowDisk(monkeypatch)
    for price in ("31k", "32k", "33k"):
        page.model.write(0, "price", price)
    assert page.model.products[0].price_vnd == 33_000
    assert disk.begun.acquire(timeout=10)
    assert not disk.begun.acquire(blocking=False)
    disk.may_write.release(2)
    live.until(lambda: not page.model.saving.is_outstanding)
    assert disk.prices == [31_000, 33_000]
    assert threading.main_thread() not in disk.threads
    assert shelf_price(live) == 33_000


def test_the_last_edit_is_on_disk_when_the_window_has_closed(
    live: LiveWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = goods_page(live)
    disk = SlowDisk(monkeypatch)
    page.model.write(0, "price", "31k")
    assert disk.begun.acquire(timeout=10)
    page.model.write(0, "price", "32k")
    disk.may_write.release(2)
    live.app.close()
    assert shelf_price(live) == 32_000


def test_an_edit_that_waits_for_a_worker_is_written_at_close(live: LiveWindow) -> None:
    page = goods_page(live)
    free = threading.Event()
    for _ in range(2):  # both workers are busy with something slow
        live.app.bridge.run(lambda: free.wait(20), lambda _done: None)
    page.model.write(0, "price", "32k")
    threading.Timer(0.1, free.set).start()
    live.app.close()
    assert shelf_price(live) == 32_000


def test_leaving_the_page_leaves_the_goods_on_the_shelf(live: LiveWindow) -> None:
    page = goods_page(live)
    page.model.write(0, "price", "32k")
    live.window.navigate("live")
    assert shelf_price(live) == 32_000


def test_what_cannot_be_written_is_told_and_stays_on_the_screen(live: LiveWindow) -> None:
    page = goods_page(live)
    block_writing(live.folder.path)
    page.model.write(0, "price", "32k")
    live.until(lambda: page.bar.sentence)
    assert "could not be saved" in page.bar.sentence
    assert page.model.products[0].price_vnd == 32_000
    allow_writing(live.folder.path)
    assert page.bar.action.text() == "Save again"
    QTest.mouseClick(page.bar.action, Qt.MouseButton.LeftButton)
    live.until(lambda: not page.model.saving.is_outstanding)
    assert shelf_price(live) == 32_000


def test_what_cannot_be_written_is_told_on_every_page_and_kept(live: LiveWindow) -> None:
    page = goods_page(live)
    block_writing(live.folder.path)
    page.model.write(0, "price", "32k")
    live.window.navigate("live")
    assert "could not be saved" in live.window.bar.sentence
    live.window.navigate("goods")
    assert page.model.products[0].price_vnd == 32_000
    allow_writing(live.folder.path)
    live.window.navigate("live")
    assert shelf_price(live) == 32_000


def test_closing_asks_before_an_edit_is_lost(live: LiveWindow) -> None:
    page = goods_page(live)
    block_writing(live.folder.path)
    page.model.write(0, "price", "32k")
    live.window.close()
    dialog = live.dialog()
    assert isinstance(dialog, Ask)
    assert live.window.isVisible()
    QTest.mouseClick(dialog.no, Qt.MouseButton.LeftButton)
    allow_writing(live.folder.path)
    live.window.close()
    assert not live.window.isVisible()
    assert shelf_price(live) == 32_000


def test_an_edit_is_lost_only_when_the_host_says_so(live: LiveWindow) -> None:
    page = goods_page(live)
    block_writing(live.folder.path)
    page.model.write(0, "price", "32k")
    live.window.close()
    dialog = live.dialog()
    assert isinstance(dialog, Ask)
    QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    live.until(lambda: not live.window.isVisible())
