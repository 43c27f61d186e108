"""Tooltips of what strangers write: their words, and never their pictures or links."""

import pytest
from PySide6.QtGui import Qt, QTextDocumentFragment
from PySide6.QtWidgets import QApplication

from ui.widgets.clipped import Clipped
from ui.widgets.parts import button
from ui.widgets.tips import as_tip

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
