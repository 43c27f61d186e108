"""What the window says during a show stands in the band: nothing on the page moves for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel

from host_assistant.show import commands as cmd
from tests.support.window import LiveWindow, live_window
from tests.ui.cut_off import cut_off

LONG = (
    "OBS has not switched to “Camera” within two seconds. Viewers still see the scene from "
    "before. Press the scene once more, or switch it in OBS."
)


def places(live: LiveWindow) -> list[QRect]:
    page = live.page
    parts = (page.strip.stream, page.strip.pause, page.tiles.view, page.orders.add, page.monitor)
    return [QRect(part.mapTo(live.window, QPoint(0, 0)), part.size()) for part in parts]


def settle(live: LiveWindow) -> None:
    for _pass in range(3):
        live.qt.processEvents()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (911, 512)])
def test_no_button_moves_when_a_sentence_comes_or_goes(
    qapp: QApplication, tmp_path: Path, size: tuple[int, int]
) -> None:
    with live_window(qapp, tmp_path / "data", size=size) as live:
        live.direct()
        settle(live)
        before = places(live)
        bar, band = live.window.bar, live.window.band
        live.app.tell(LONG)
        settle(live)
        assert bar.isVisible()
        assert band.rect().contains(QRect(bar.mapTo(band, QPoint(0, 0)), bar.size()))
        assert bar.sentence == LONG
        assert list(cut_off(band)) == []
        assert places(live) == before
        bar.clear()
        settle(live)
        assert places(live) == before


def test_the_mode_is_told_in_full_beside_a_sentence(live: LiveWindow) -> None:
    live.direct("rehearsal")
    band = live.window.band
    live.window.resize(911, 512)
    live.app.tell(LONG)
    settle(live)
    texts = [part.text() for part in band.findChildren(QLabel)]
    assert any(text.startswith("REHEARSAL") for text in texts)
    assert band.words.startswith("REHEARSAL – nobody watches  ·  ")


def test_a_sentence_outlives_the_show_that_it_was_told_in(live: LiveWindow) -> None:
    show = live.direct()
    live.app.tell(LONG)
    show.director.do(cmd.EndSession())
    live.until(lambda: not live.window.band.isVisible())
    assert live.window.bar.isVisible()
    assert live.window.bar.sentence == LONG
