"""Where file dialogs begin, what they are called in, and what they do with an older file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from host_assistant import language
from host_assistant.catalog.sheet import read_sheet
from host_assistant.replay.timeline import Timeline
from host_assistant.resources import asset
from host_assistant.settings import SettingsStore
from host_assistant.values.instants import local_date
from tests.ui.evening import BEGAN_MS, an_evening
from tests.ui.page_context import standing
from ui.pages.replay.session import ReplaySession
from ui.pages.replay.work import Loaded, list_sessions
from ui.pages.settings.page import SettingsPage
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.ask import Ask
from ui.widgets.file_dialog import (
    ask_for_file,
    ask_where_to_write,
    file_name,
    start_folder,
    tell_written,
)

Label = QFileDialog.DialogLabel


class Stand:
    def __init__(self, parent: QWidget, settings: SettingsStore) -> None:
        self.parent = parent
        self.settings = settings
        self.got: list[Path] = []

    def write(self, name: str = "Vải.xlsx", kinds: str = "Excel (*.xlsx)") -> QFileDialog:
        return ask_where_to_write(self.parent, self.settings, "Xuất", name, kinds, self.got.append)


@pytest.fixture
def stand(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stand]:
    documents = tmp_path / "Tài liệu"
    documents.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _where: str(documents))
    with standing(tmp_path / "data", qapp) as (context, _asked):
        parent = QWidget()
        qtbot.addWidget(parent)
        parent.show()
        yield Stand(parent, context.settings)


def test_it_begins_in_the_documents_then_where_it_was_last(stand: Stand, tmp_path: Path) -> None:
    dialog = stand.write()
    assert Path(dialog.directory().path()) == tmp_path / "Tài liệu"
    assert dialog.selectedFiles() == [str(tmp_path / "Tài liệu" / "Vải.xlsx")]
    dialog.reject()
    other = tmp_path / "Đơn"
    other.mkdir()
    dialog = stand.write()
    dialog.setDirectory(str(other))
    dialog.selectFile("a.xlsx")
    dialog.accept()
    assert stand.got == [other / "a.xlsx"]
    assert SettingsStore(tmp_path / "data" / "settings.json").value.last_folder == str(other)
    assert start_folder(stand.settings) == other
    other.rmdir()
    assert start_folder(stand.settings) == tmp_path / "Tài liệu"


def test_without_documents_it_begins_at_home(
    stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _where: "")
    assert start_folder(stand.settings) == Path.home()


def test_qts_own_dialog_speaks_vietnamese(stand: Stand) -> None:
    language.use("vi")
    dialog = stand.write()
    words = {part: dialog.labelText(part) for part in Label}
    assert words == {
        Label.LookIn: "Thư mục:",
        Label.FileName: "Tên tệp:",
        Label.FileType: "Loại tệp:",
        Label.Accept: "Lưu",
        Label.Reject: "Thôi",
    }
    header = dialog.findChild(QTreeView, "treeView")
    assert isinstance(header, QTreeView)
    columns = [header.model().headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert columns == ["Tên", "Cỡ", "Kiểu", "Lần sửa cuối"]
    back = dialog.findChild(QToolButton, "backButton")
    assert isinstance(back, QToolButton)
    assert back.toolTip() == back.accessibleName() == "Thư mục trước đó"
    dialog.reject()
    opening = ask_for_file(stand.parent, stand.settings, "Mở", "Excel (*.xlsx)", stand.got.append)
    assert opening.labelText(Label.Accept) == "Mở"
    opening.reject()
    assert stand.got == []


def test_the_kind_chosen_gives_the_suffix(stand: Stand, tmp_path: Path) -> None:
    dialog = stand.write("bảng", "Excel (*.xlsx);;CSV (*.csv)")
    assert dialog.selectedNameFilter() == "Excel (*.xlsx)"
    assert dialog.defaultSuffix() == "xlsx"
    dialog.filterSelected.emit("CSV (*.csv)")
    dialog.accept()
    assert stand.got == [tmp_path / "Tài liệu" / "bảng.csv"]


@pytest.mark.parametrize("agreed", [True, False])
def test_an_older_file_is_asked_about(
    stand: Stand, tmp_path: Path, qtbot: QtBot, agreed: bool
) -> None:
    older = tmp_path / "Tài liệu" / "Vải.xlsx"
    older.touch()
    stand.write().accept()
    ask = stand.parent.findChild(Ask)
    assert isinstance(ask, Ask)
    QTest.mouseClick(ask.yes if agreed else ask.no, Qt.MouseButton.LeftButton)
    assert stand.got == ([older] if agreed else [])


def test_a_file_is_chosen_to_open(stand: Stand, tmp_path: Path) -> None:
    sheet = tmp_path / "Tài liệu" / "hàng.csv"
    sheet.touch()
    kinds = "Bảng (*.xlsx *.csv)"
    dialog = ask_for_file(stand.parent, stand.settings, "Mở", kinds, stand.got.append)
    dialog.selectFile(str(sheet))
    dialog.accept()
    assert stand.got == [sheet]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Vải thiều đêm nay", "Vải thiều đêm nay 29-06-2025.xlsx"),
        ('Vải: "ngon/rẻ"?', "Vải ngon rẻ 29-06-2025.xlsx"),
        ("", "Lên Sóng 29-06-2025.xlsx"),
        ("...", "Lên Sóng 29-06-2025.xlsx"),
        ("a" * 300, "a" * 80 + " 29-06-2025.xlsx"),
    ],
)
def test_suggested_names_are_taken_by_every_system(words: str, name: str) -> None:
    assert file_name(words, "29/06/2025", "xlsx") == name


def test_the_folder_is_shown_or_told(
    stand: Stand, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = AnswerBar()
    qtbot.addWidget(bar)
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    tell_written(bar, "Đã ghi.", tmp_path / "Vải.xlsx")
    assert bar.sentence == "Đã ghi."
    QTest.mouseClick(bar.action, Qt.MouseButton.LeftButton)
    assert shown == [QUrl.fromLocalFile(str(tmp_path))]
    assert str(tmp_path / "Vải.xlsx") in bar.sentence


def test_the_settings_camera_is_chosen_in_it(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    film = tmp_path / "vườn.mp4"
    film.touch()
    with standing(tmp_path / "data", qapp) as (context, _asked):
        page = SettingsPage(context)
        qtbot.addWidget(page)
        page.choose_camera()
        dialog = page.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile(film.name)
        dialog.accept()
        assert context.settings.value.camera == str(film)


def test_a_session_is_written_under_its_title_and_date(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    language.use("vi")
    with standing(tmp_path / "data", qapp) as (context, _asked):
        goods = read_sheet(asset("samples", "goods.csv"), context.folder.pictures).products[:2]
        evening = an_evening(goods, mode="rehearsal", minutes=5, orders_a_minute=1)
        evening.write(context.folder.journal)
        rows = list_sessions(context.folder.journal)
        session = ReplaySession(context, Loaded(rows[0], Timeline(evening.records)))
        qtbot.addWidget(session)
        session.choose_export("xlsx")
        dialog = session.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        date = local_date(BEGAN_MS).replace("/", "-")
        name = Path(dialog.selectedFiles()[0]).name
        assert name == f"Diễn tập Vải thiều Lục Ngạn đầu mùa {date}.xlsx"
        assert dialog.nameFilters() == ["Excel (*.xlsx)"]
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile(name)
        dialog.accept()
        qtbot.waitUntil(lambda: bool(session.bar.sentence), timeout=10_000)
        assert str(tmp_path / name) in session.bar.sentence
        assert session.bar.action.text() == "Mở thư mục"
        assert (tmp_path / name).is_file()
