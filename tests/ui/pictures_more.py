"""Pictures of the goods, replay, settings and preparation pages, with an evening in the log.

`python -m tests.ui.pictures_more FOLDER [LANG] [dark|light] [WIDTH] [HEIGHT]`
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

import msgspec
from PySide6.QtWidgets import QApplication, QWidget

from host_assistant import language
from host_assistant.catalog.sheet import read_sheet
from host_assistant.resources import asset
from host_assistant.settings import Appearance
from tests.support.window import LiveWindow
from tests.ui.evening import MINUTE_MS, SETUP, an_evening
from ui.context import Place
from ui.pages.goods.page import GoodsPage
from ui.pages.prepare.page import PreparePage
from ui.pages.replay.page import ReplayPage
from ui.pages.settings.page import SettingsPage

Save = Callable[[str, QWidget], None]
DAY_MS = 86_400_000


def take(live: LiveWindow, save: Save) -> None:
    """Every one of these pages, in the states that a host meets."""
    window, folder = live.window, live.folder
    goods = read_sheet(asset("samples", "goods.csv"), folder.pictures).products
    live.app.context.settings.change(setup=SETUP)
    _goods(live, save)
    evening = an_evening(goods)
    evening.write(folder.journal)
    an_evening(
        goods,
        session_id="before",
        mode="rehearsal",
        title="Tập trước buổi đầu tiên",
        minutes=20,
        began_at_ms=evening.records[0].at_ms - DAY_MS,
    ).write(folder.journal)
    page = cast("ReplayPage", _go(live, "replay"))
    live.until(lambda: page.model.rows)
    save("replay-list", window)
    page.open_session("evening")
    live.until(lambda: page.session is not None)
    session = page.session
    assert session is not None
    live.until(lambda: session.lanes.has_chart)
    session.player.jump(10 * MINUTE_MS + 30_000)
    _settle(live)
    save("replay-session", window)
    session.beside.by_place.click()
    _settle(live)
    save("replay-places", window)
    session.menu.popup(session.export.mapToGlobal(session.export.rect().bottomLeft()))
    _settle(live)
    save("replay-export", session.menu)
    session.menu.close()
    session.forgetting.ask()
    live.until(lambda: session.forgetting.question is not None)
    question = session.forgetting.question
    assert question is not None
    _settle(live)
    save("replay-erase", question)
    question.reject()
    session.check()
    live.until(lambda: session.bar.sentence)
    save("replay-checked", window)
    settings = cast("SettingsPage", _go(live, "settings"))
    live.until(lambda: settings.picture.themes)
    _settle(live)
    save("settings", window)
    prepare = cast("PreparePage", _go(live, "prepare"))
    live.until(lambda: not prepare.looks, 40)
    save("prepare", window)


def _goods(live: LiveWindow, save: Save) -> None:
    page = cast("GoodsPage", _go(live, "goods"))
    page.model.replace_all(())
    save("goods-empty", live.window)
    read = read_sheet(asset("samples", "goods.csv"), live.folder.pictures).products
    page.model.replace_all((*read[:-1], msgspec.structs.replace(read[-1], picture=None)))
    page.table.choose(1)
    _settle(live)
    save("goods", live.window)
    page.delete_product()
    _settle(live)
    save("goods-deleted", live.window)
    bad = live.folder.path / "bảng hàng.csv"
    bad.write_text(
        "mã,tên,giá,đơn vị\nA1,Ổi,20k,kg\n,Không mã,30k,kg\nA2,,30k,kg\nA3,Lạ,ba lăm,kg\n",
        encoding="utf-8",
    )
    for name, path in (("good", asset("samples", "goods.csv")), ("bad", bad)):
        dialog = page.files.import_sheet(path)
        live.until(dialog.act.isVisible)
        save(f"goods-import-{name}", dialog)
        dialog.reject()


def _go(live: LiveWindow, place: Place) -> QWidget:
    live.window.navigate(place)
    return live.window.page()


def _settle(live: LiveWindow) -> None:
    """Let timers of a tenth of a second run out."""
    from PySide6.QtTest import QTest

    QTest.qWait(250)
    live.qt.processEvents()


def main() -> int:
    folder = Path(sys.argv[1])
    lang, look, width, height = (*sys.argv[2:], *("vi", "dark", "1366", "768")[len(sys.argv) - 2 :])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    language.use("en" if lang == "en" else "vi")
    qt = QApplication([])

    def save(name: str, widget: QWidget) -> None:
        assert widget.grab().save(str(folder / f"{name}-{look}-{width}.png"))

    with tempfile.TemporaryDirectory() as data:
        live = LiveWindow(
            qt,
            Path(data) / "data",
            goods=(),
            appearance=cast("Appearance", look),
            size=(int(width), int(height)),
        )
        take(live, save)
        live.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
