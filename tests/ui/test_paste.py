"""Comments that were copied: seen before they are taken, and in the inbox afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from host_assistant.show import commands as cmd
from tests.support.window import DirectedShow, LiveWindow
from tests.ui.cut_off import cut_off, too_small, unnamed
from ui.pages.live.paste import PasteSheet

SAID = "Hoa Lê: 2 thùng VT5 0912345678\nbé Na: bao giờ có hàng vậy shop\nCô Lan: lấy 5 với 2 nữa"


@pytest.fixture
def show(live: LiveWindow) -> DirectedShow:
    return live.direct()


def pasting(live: LiveWindow) -> PasteSheet:
    sheet = live.page.outside.open_comments()
    QTest.mouseClick(sheet.paste, Qt.MouseButton.LeftButton)
    made = [one for one in live.page.findChildren(PasteSheet) if one.isVisible()]
    assert len(made) == 1
    return made[0]


def pasted(live: LiveWindow, text: str) -> PasteSheet:
    sheet = pasting(live)
    sheet.text.setPlainText(text)
    live.until(lambda: sheet.reading is not None)
    return sheet


def take(live: LiveWindow, sheet: PasteSheet) -> str:
    QTest.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    live.until(lambda: sheet.answer.sentence)
    return sheet.answer.sentence


def test_it_is_shown_before_it_is_taken(live: LiveWindow, show: DirectedShow) -> None:
    sheet = pasted(live, SAID)
    assert sheet.summary.text() == "3 comments read. Nothing is taken yet."
    shown = [[sheet.table.item(row, col).text() for col in (0, 1)] for row in range(3)]  # type: ignore[union-attr]
    assert shown[0] == ["Hoa Lê", "2 thùng VT5 0912345678"]
    assert shown[2] == ["Cô Lan", "lấy 5 với 2 nữa"]
    assert show.director.state.comments == 0
    assert take(live, sheet) == "3 comments taken in, 1 sure order."
    assert show.director.state.comments == 3
    QTest.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()
    live.until(lambda: live.page.side.on_inbox)
    live.until(lambda: live.page.inbox.model.rowCount() > 0)


def test_the_same_text_counts_once(live: LiveWindow, show: DirectedShow) -> None:
    take(live, pasted(live, SAID))
    live.dialog().reject()
    live.until(live.no_dialog)
    sheet = pasted(live, f"{SAID}\nTú: VT1 3kg 0987654321")
    assert take(live, sheet) == "1 comment taken in, 1 sure order, 3 were there already."
    assert show.director.state.comments == 4


def test_nothing_is_taken_by_an_older_reading(live: LiveWindow, show: DirectedShow) -> None:
    sheet = pasted(live, SAID)
    sheet.text.setPlainText("")
    assert not sheet.take.isEnabled()
    assert sheet.reading is None
    assert show.director.state.comments == 0


def test_text_without_a_comment_is_told(live: LiveWindow, show: DirectedShow) -> None:
    sheet = pasting(live)
    sheet.text.setPlainText("Thích\nTrả lời\nThích\nTrả lời")
    live.until(lambda: sheet.answer.sentence)
    assert "no comment in this text" in sheet.answer.sentence
    assert not sheet.take.isEnabled()
    sheet.text.setPlainText(SAID)
    live.until(lambda: sheet.take.isEnabled())
    assert sheet.answer.sentence == ""


def test_a_file_is_read_as_well(live: LiveWindow, show: DirectedShow) -> None:
    file = live.folder.path / "bình luận.csv"
    file.write_text("author,text\nHoa,2 thùng VT5\nTú,VT1 x3\n", encoding="utf-8")
    sheet = pasting(live)
    sheet.read_file(file)
    live.until(lambda: sheet.reading is not None)
    assert sheet.table.rowCount() == 2
    assert "bình luận.csv" in sheet._heading.text()
    assert take(live, sheet).startswith("2 comments taken in")


def test_a_file_that_is_gone_is_told(live: LiveWindow, show: DirectedShow) -> None:
    sheet = pasting(live)
    sheet.read_file(live.folder.path / "không có.txt")
    live.until(lambda: sheet.answer.sentence)
    assert "Check the name" in sheet.answer.sentence
    assert not sheet.take.isEnabled()


def test_many_are_shown_in_part_and_taken_whole(live: LiveWindow, show: DirectedShow) -> None:
    sheet = pasted(live, "\n".join(f"khách {n}: VT1 {n} kg" for n in range(1, 451)))
    assert "Here are the first 50" in sheet.summary.text()
    assert sheet.table.rowCount() == 50
    assert take(live, sheet).startswith("450 comments taken in")
    assert show.director.state.comments == 450


def test_a_session_that_ended_meanwhile_takes_nothing(live: LiveWindow, show: DirectedShow) -> None:
    sheet = pasted(live, SAID)
    # Somebody else ends it; the page goes a moment later.
    show.director.do(cmd.EndSession())
    QTest.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    live.until(lambda: live.live.show_page is None)
    assert show.director.state.comments == 0


def test_nothing_is_cut_off(live: LiveWindow, show: DirectedShow) -> None:
    live.window.resize(911, 512)
    live.qt.processEvents()
    sheet = pasted(live, SAID)
    live.qt.processEvents()
    assert sheet.height() <= 512
    assert [*cut_off(sheet), *unnamed(sheet), *too_small(sheet)] == []
    take(live, sheet)
    live.qt.processEvents()
    assert [*cut_off(sheet), *unnamed(sheet), *too_small(sheet)] == []
