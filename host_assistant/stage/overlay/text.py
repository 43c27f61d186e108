"""Fitting words into a place: wrapped and shrunk, and cut only when nothing else is left."""

from __future__ import annotations

import unicodedata
from typing import Final

import msgspec
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption

from host_assistant.stage.overlay.fonts import ASCENT, DESCENT, LINE_STEP, Weight, font
from host_assistant.stage.overlay.layout import SMALLEST_TEXT_PX

_ELLIPSIS: Final = "…"
_LONELY: Final = 0.26


class Fitted(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of one size. `whole` is False when an ellipsis stands for what found no room."""

    lines: tuple[str, ...]
    weight: Weight
    size_px: int
    width: float
    whole: bool = True

    @property
    def height(self) -> float:
        """From the highest mark of the first line to the lowest tail of the last."""
        return block_height(len(self.lines), self.size_px)


def block_height(lines: int, size_px: float) -> float:
    return size_px * (ASCENT + DESCENT + max(lines - 1, 0) * LINE_STEP)


def fit(
    text: str,
    width: float,
    *,
    weight: Weight,
    largest_px: int,
    smallest_px: int = SMALLEST_TEXT_PX,
    lines: int = 1,
    height: float | None = None,
) -> Fitted:
    """The largest size at which `text` takes at most `lines` lines of `width`.

    At the smallest size as many lines as `height` holds are allowed instead, before an ellipsis
    ends the text. All in design pixels.
    """
    words = clean(text)
    if not words:
        return Fitted(lines=(), weight=weight, size_px=largest_px, width=0)
    for size_px in range(largest_px, smallest_px - 1, -2):
        found = _wrapped(words, width, weight, size_px, anywhere=False)
        if (
            found is not None
            and len(found) <= lines
            and (height is None or block_height(len(found), size_px) <= height)
        ):
            return _fitted(words, found, width, weight, size_px)
    room = lines if height is None else max(_lines_in(height, smallest_px), 1)
    found = _wrapped(words, width, weight, smallest_px, anywhere=True)
    assert found is not None
    if len(found) <= room:
        return _fitted(words, found, width, weight, smallest_px)
    return _cut(found, room, width, weight, smallest_px)


def clean(text: str) -> str:
    """One form for each letter, and one space for any white space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def draw(
    painter: QPainter,
    fitted: Fitted,
    x: float,
    top: float,
    width: float,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw with the painter's pen; `top` is where the highest mark may reach."""
    baseline = top + ASCENT * fitted.size_px
    for line in fitted.lines:
        draw_line(painter, line, fitted, x, baseline, width, align)
        baseline += LINE_STEP * fitted.size_px


def draw_line(
    painter: QPainter,
    line: str,
    fitted: Fitted,
    x: float,
    baseline: float,
    width: float,
    align: Qt.AlignmentFlag,
) -> None:
    layout = QTextLayout(line, font(fitted.weight, fitted.size_px))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    placed = layout.createLine()
    placed.setLineWidth(width)
    layout.endLayout()
    spare = width - placed.naturalTextWidth()
    if align == Qt.AlignmentFlag.AlignHCenter:
        x += spare / 2
    elif align == Qt.AlignmentFlag.AlignRight or runs_leftwards(line):
        x += spare
    layout.draw(painter, QPointF(x, baseline - placed.ascent()))


def runs_leftwards(text: str) -> bool:
    """Whether the first letter with a direction is of a script written from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def line_width(text: str, weight: Weight, size_px: int) -> float:
    return QFontMetricsF(font(weight, size_px)).horizontalAdvance(text)


def _lines_in(height: float, size_px: int) -> int:
    return 1 + int((height / size_px - ASCENT - DESCENT) / LINE_STEP)


def _wrapped(
    text: str, width: float, weight: Weight, size_px: int, *, anywhere: bool
) -> tuple[str, ...] | None:
    """The lines, or None when a single word is wider than the line and may not be broken."""
    layout = QTextLayout(text, font(weight, size_px))
    option = QTextOption()
    option.setWrapMode(
        QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        if anywhere
        else QTextOption.WrapMode.WordWrap
    )
    layout.setTextOption(option)
    found: list[str] = []
    # Qt counts UTF-16 units, Python whole characters: an emoji is two of the former.
    units = text.encode("utf-16-le")
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        if line.naturalTextWidth() > width + 0.5 and not anywhere:
            return None
        start = 2 * line.textStart()
        part = units[start : start + 2 * line.textLength()]
        found.append(part.decode("utf-16-le", "replace").strip())
    layout.endLayout()
    return tuple(found)


def _fitted(
    text: str, found: tuple[str, ...], width: float, weight: Weight, size_px: int
) -> Fitted:
    widths = [line_width(line, weight, size_px) for line in found]
    if len(found) == 2 and widths[1] < _LONELY * widths[0]:
        found = _evened(text, found, width, weight, size_px)
    widest = max(line_width(line, weight, size_px) for line in found)
    return Fitted(lines=found, weight=weight, size_px=size_px, width=widest)


def _evened(
    text: str, found: tuple[str, ...], width: float, weight: Weight, size_px: int
) -> tuple[str, ...]:
    """Two lines of like length, where the second held but a short word."""
    narrow, wide = width / 2, width
    for _ in range(6):
        middle = (narrow + wide) / 2
        tried = _wrapped(text, middle, weight, size_px, anywhere=False)
        if tried is not None and len(tried) == 2:
            wide, found = middle, tried
        else:
            narrow = middle
    return found


def _cut(found: tuple[str, ...], room: int, width: float, weight: Weight, size_px: int) -> Fitted:
    metrics = QFontMetricsF(font(weight, size_px))
    last = metrics.elidedText(" ".join(found[room - 1 :]), Qt.TextElideMode.ElideRight, width)
    if not last.endswith(_ELLIPSIS):
        last += _ELLIPSIS
    lines = (*found[: room - 1], last)
    widest = max(metrics.horizontalAdvance(line) for line in lines)
    return Fitted(lines=lines, weight=weight, size_px=size_px, width=widest, whole=False)
