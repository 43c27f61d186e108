import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from host_assistant.stage.overlay.fonts import Weight
from host_assistant.stage.overlay.text import (
    Fitted,
    clean,
    draw,
    fit,
    line_width,
    runs_leftwards,
)

WEIGHTS: tuple[Weight, ...] = ("medium", "semibold", "bold", "heavy")


def test_a_short_text_keeps_the_largest_size() -> None:
    fitted = fit("Vải thiều", 500, weight="bold", largest_px=44)
    assert fitted.lines == ("Vải thiều",)
    assert fitted.size_px == 44
    assert fitted.whole


def test_a_longer_text_shrinks_before_it_wraps() -> None:
    text = "Vải thiều Lục Ngạn"
    width = line_width(text, "bold", 36) + 1
    assert fit(text, width, weight="bold", largest_px=44).size_px == 36
    assert fit(text, width, weight="bold", largest_px=44).lines == (text,)


def test_wraps_between_words_and_leaves_no_short_word_alone() -> None:
    text = "Vải thiều Lục Ngạn loại 1"
    width = line_width("Vải thiều Lục Ngạn loại", "bold", 44) + 2
    fitted = fit(text, width, weight="bold", largest_px=44, smallest_px=44, lines=2)
    assert " ".join(fitted.lines) == text
    assert len(fitted.lines) == 2
    assert fitted.lines[1] != "1"


def test_the_smallest_size_takes_as_many_lines_as_the_height_holds() -> None:
    text = "mật ong hoa vải " * 12
    fitted = fit(text, 300, weight="bold", largest_px=44, lines=2, height=600)
    assert fitted.size_px == 28
    assert fitted.whole
    assert len(fitted.lines) > 2
    assert fitted.height <= 600
    assert " ".join(fitted.lines) == clean(text)


def test_an_ellipsis_ends_only_what_finds_no_room_at_all() -> None:
    fitted = fit("mật ong hoa vải " * 12, 300, weight="bold", largest_px=44, lines=2, height=90)
    assert not fitted.whole
    assert fitted.size_px == 28
    assert fitted.lines[-1].endswith("…")
    assert fitted.width <= 300


def test_a_word_longer_than_the_line_is_broken() -> None:
    fitted = fit("W" * 60, 300, weight="bold", largest_px=44, lines=2, height=400)
    assert fitted.whole
    assert "".join(fitted.lines) == "W" * 60
    assert fitted.width <= 300.5


def test_no_text_takes_no_line() -> None:
    assert fit("  \n ", 300, weight="bold", largest_px=44).lines == ()


def test_letters_typed_in_parts_become_whole_ones() -> None:
    parts = unicodedata.normalize("NFD", "Ế Ỗ Ữ")
    assert fit(parts, 300, weight="bold", largest_px=44).lines == ("Ế Ỗ Ữ",)


def test_an_emoji_of_two_units_shifts_nothing() -> None:
    text = "🥭 Xoài cát 👩‍🌾 Hòa Lộc loại một"
    fitted = fit(text, 260, weight="bold", largest_px=44, lines=9, height=900)
    assert " ".join(fitted.lines).split() == text.split()


@settings(max_examples=40)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")),
        max_size=120,
    ),
    st.integers(80, 900),
)
def test_nothing_is_lost_from_a_text_that_is_whole(text: str, width: int) -> None:
    fitted = fit(text, width, weight="bold", largest_px=44, lines=2, height=100_000)
    assert fitted.whole
    assert "".join("".join(fitted.lines).split()) == "".join(clean(text).split())


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("text", ["ẾỖỮẰẨ", "Ệ ỵ ặ ợ g y", "Ặ\u0301Ộ\u0301"])
def test_marks_above_and_below_stay_inside_the_block(weight: Weight, text: str) -> None:
    fitted = fit(text, 800, weight=weight, largest_px=80)
    drawn = _drawn(fitted, 800)
    if text.startswith("Ặ"):
        # No language stacks a fourth mark; it must do no harm.
        assert not drawn.isEmpty()
        return
    assert drawn.top() >= 100
    assert drawn.bottom() <= 100 + fitted.height


def test_right_to_left_lines_end_at_the_right() -> None:
    fitted = fit("ليتشي فيتنامي", 700, weight="bold", largest_px=40)
    assert runs_leftwards(fitted.lines[0])
    drawn = _drawn(fitted, 700)
    assert abs(drawn.right() - 750) <= 6
    assert drawn.left() > 400


def test_left_to_right_lines_begin_at_the_left() -> None:
    drawn = _drawn(fit("Hộp 5 kg", 700, weight="bold", largest_px=40), 700)
    assert abs(drawn.left() - 50) <= 6


@pytest.mark.parametrize(
    ("align", "middle"),
    [
        (Qt.AlignmentFlag.AlignLeft, None),
        (Qt.AlignmentFlag.AlignHCenter, 400),
        (Qt.AlignmentFlag.AlignRight, None),
    ],
)
def test_lines_stand_where_they_are_told(align: Qt.AlignmentFlag, middle: int | None) -> None:
    fitted = fit("HIH", 700, weight="bold", largest_px=60)
    drawn = _drawn(fitted, 700, align)
    if middle is not None:
        assert abs(drawn.center().x() - middle) <= 3
    elif align == Qt.AlignmentFlag.AlignRight:
        assert abs(drawn.right() - 750) <= 8
    else:
        assert abs(drawn.left() - 50) <= 8


def _drawn(
    fitted: Fitted, width: int, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> QRect:
    """The rectangle of all ink when the text is drawn at (50, 100) on a larger sheet."""
    sheet = QImage(width + 100, 500, QImage.Format.Format_ARGB32_Premultiplied)
    sheet.fill(0)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setPen(QColor("#000000"))
    draw(painter, fitted, 50, 100, width, align)
    painter.end()
    return ink_of(sheet)


def ink_of(image: QImage) -> QRect:
    import numpy

    pixels = numpy.frombuffer(image.constBits(), numpy.uint8)
    alpha = pixels.reshape(image.height(), image.bytesPerLine() // 4, 4)[:, : image.width(), 3]
    rows, columns = numpy.nonzero(alpha > 40)
    if not len(rows):
        return QRect()
    left, top = int(columns.min()), int(rows.min())
    return QRect(left, top, int(columns.max()) - left + 1, int(rows.max()) - top + 1)
