"""Tooltips of what strangers write: their words, and never their pictures or links."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import Qt, QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QLabel

from host_assistant.show.state import ShowState
from ui.widgets.band import Band
from ui.widgets.clipped import Clipped
from ui.widgets.parts import button
from ui.widgets.sentence_bar import SentenceBar
from ui.widgets.tips import as_tip

UI = Path(__file__).parents[2] / "ui"

WORDS = (
    "<img src='file://evil.example/share/x.png'>",
    "chốt 2 ký <b>nhé</b>",
    "<a href='http://evil.example'>VT5</a> & more",
    "hai\n  dòng <br>",
    "</p><img src=//evil.example/x.png>",
    "2 < 3 > 1",
)


def shown(tip: str) -> str:
    """What a tooltip of Qt shows for it: words in HTML only where Qt takes it for that."""
    return QTextDocumentFragment.fromHtml(tip).toPlainText() if Qt.mightBeRichText(tip) else tip


def test_qt_would_take_a_strangers_words_for_html(qapp: QApplication) -> None:
    assert shown(WORDS[0]) != WORDS[0]


@pytest.mark.parametrize("words", WORDS)
def test_what_looks_like_html_is_shown_as_it_was_written(qapp: QApplication, words: str) -> None:
    assert shown(as_tip(words)) == words


@pytest.mark.parametrize("words", ["", "2 ký VT5 nhé", "x & y", "<3 <3"])
def test_plain_words_stay_as_they_are(words: str) -> None:
    assert as_tip(words) == words


@pytest.mark.parametrize("words", WORDS)
def test_labels_and_buttons_do_so(qapp: QApplication, words: str) -> None:
    clipped = Clipped()
    clipped.set_text(words)
    made = button("", lambda: None, name=words)
    assert (shown(clipped.toolTip()), shown(made.toolTip())) == (words, words)


@pytest.mark.parametrize("words", WORDS)
def test_the_window_says_a_strangers_words_as_words(qapp: QApplication, words: str) -> None:
    band = Band(lambda: None)
    band.show_state(ShowState(phase="open", title=words))
    bar = SentenceBar()
    bar.tell(words)
    tips = [part.toolTip() for part in (*band.findChildren(QLabel), *bar.findChildren(QLabel))]
    said = [shown(tip) for tip in tips if tip]
    assert said == [band.words, words]
    assert words in band.words


def test_every_tooltip_shows_words_that_others_may_have_written_as_words() -> None:
    unsafe = [
        f"{path.relative_to(UI)}:{call.lineno}"
        for path, call in calls()
        if (told := tip_of(call)) is not None and not is_safe(told)
    ]
    assert unsafe == []


def test_no_label_is_made_that_might_read_words_as_html() -> None:
    """`parts.label` tells Qt not to; whatever else is a label is tried above."""
    made = {path.name for path, call in calls() if name_of(call) == "QLabel"}
    assert made == {"parts.py"}


def calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node


def tip_of(call: ast.Call) -> ast.expr | None:
    match name_of(call):
        case "setToolTip":
            return call.args[0]
        case "showText":
            return call.args[1]
    return None


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def is_safe(told: ast.expr) -> bool:
    """The program's own sentence with nothing put into it, or what went through `as_tip`."""
    match told:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Name(id="as_tip" | "_")):
            return True
        case ast.IfExp(body=one, orelse=other):
            return is_safe(one) and is_safe(other)
        case ast.BoolOp(values=values):
            return all(is_safe(value) for value in values)
    return False
