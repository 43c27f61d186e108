"""What the window asks and answers: its buttons by key and pointer, its words in full."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from host_assistant import language
from host_assistant.catalog.sheet import read_sheet
from host_assistant.catalog.shelf import Shelf
from host_assistant.language import Language
from host_assistant.resources import asset
from host_assistant.show.vocabulary import Shape
from tests.support.window import LiveWindow
from tests.ui.cut_off import cut_off
from tests.ui.page_context import standing
from ui.pages.goods.page import GoodsPage
from ui.widgets import answer_bar
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.ask import WIDTH, Ask


@pytest.fixture
def bar(qtbot: QtBot) -> AnswerBar:
    made = AnswerBar()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, None])
def test_an_answers_button_acts_once_and_takes_the_answer_away(
    bar: AnswerBar, key: Qt.Key | None
) -> None:
    done: list[str] = []
    bar.tell("“Vải” was deleted.", "Take it back", lambda: done.append("back"))
    assert bar.action.isVisible()
    assert bar.action.accessibleName() == "Take it back"
    if key is None:
        QTest.mouseClick(bar.action, Qt.MouseButton.LeftButton)
    else:
        bar.action.setFocus()
        QTest.keyClick(bar.action, key)
    assert done == ["back"]
    assert bar.sentence == ""


def test_a_later_answer_does_not_do_what_the_earlier_offered(bar: AnswerBar) -> None:
    done: list[str] = []
    bar.tell("“Vải” was deleted.", "Take it back", lambda: done.append("first"))
    bar.tell("Saved.", good=True)
    assert not bar.action.isVisible()
    bar.action.click()
    assert done == []


def test_an_answer_goes_away_by_itself(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_bar, "STAYS_MS", 20)
    bar = AnswerBar()
    qtbot.addWidget(bar)
    bar.tell("Saved.", good=True)
    qtbot.waitUntil(lambda: bar.sentence == "")


@pytest.fixture
def asked(live: LiveWindow) -> tuple[Ask, list[str]]:
    said: list[str] = []
    ask = Ask(
        live.window,
        "End the session?",
        "The broadcast stops and no more orders are taken. Everything is kept: look at it again "
        "under Replay.",
        "End the session",
        lambda: said.append("yes"),
    )
    live.until(ask.isVisible)
    return ask, said


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_a_question_is_answered_with_no_unless_one_goes_to_the_yes(
    asked: tuple[Ask, list[str]], key: Qt.Key
) -> None:
    ask, said = asked
    assert ask.focusWidget() is ask.no
    QTest.keyClick(ask.focusWidget(), key)
    assert said == []


def test_the_yes_is_one_step_away(asked: tuple[Ask, list[str]]) -> None:
    ask, said = asked
    QTest.keyClick(ask.no, Qt.Key.Key_Tab)
    assert ask.focusWidget() is ask.yes
    QTest.keyClick(ask.yes, Qt.Key.Key_Space)
    assert said == ["yes"]


def test_a_question_is_as_high_as_its_words(asked: tuple[Ask, list[str]]) -> None:
    ask, _said = asked
    heading, body = ask.findChildren(QLabel)
    assert ask.width() == WIDTH
    assert list(cut_off(ask)) == []
    for word in (heading, body):
        assert word.height() <= word.heightForWidth(word.width()) + 2
    foot = ask.yes.mapTo(ask, QPoint(0, ask.yes.height())).y()
    assert ask.height() - foot == heading.mapTo(ask, QPoint(0, 0)).y()


ROOMS = ((1366 - 104, 768 - 44), (911 - 104, 512 - 44))


@pytest.mark.parametrize("room", ROOMS, ids=["1366x768", "at 150 %"])
@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_the_previews_shapes_are_named_in_full(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, room: tuple[int, int], spoken: Language
) -> None:
    with standing(tmp_path / "data", qapp) as (context, _asked):
        language.use(spoken)
        sheet = read_sheet(asset("samples", "goods.csv"), context.folder.pictures)
        Shelf(context.folder.path).replace(sheet.products)
        page = GoodsPage(context)
        qtbot.addWidget(page)
        page.resize(*room)
        with qtbot.waitExposed(page):
            page.show()
        shapes = page.details._shapes
        ratios: dict[Shape, str] = {"wide": "16:9", "upright": "9:16"}
        for shape, ratio in ratios.items():
            made = shapes[shape]
            made.click()
            assert page.details.preview.shape == shape
            assert ratio in made.text()
            assert ratio in made.accessibleName() != ratio
            assert list(cut_off(page.details)) == []
