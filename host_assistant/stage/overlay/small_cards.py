"""The order counter, the ticker, the host banner and the notice."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from host_assistant.stage.overlay.cards import HostBanner, Notice, OrderCounter, Ticker
from host_assistant.stage.overlay.figures import fit_figures
from host_assistant.stage.overlay.fonts import ASCENT, Weight
from host_assistant.stage.overlay.layout import SMALLEST_TEXT_PX
from host_assistant.stage.overlay.sign import CENTRE, HALF_CAPITAL, LEFT, Sign
from host_assistant.stage.overlay.text import Fitted, fit

_PAD: Final = 22
_MOST_STEPS: Final = 3
_STEP_DISC_PX: Final = 40.0
_HEAD_PX: Final = 62.0
_ROW_PX: Final = 58.0
_TALL_ROW_PX: Final = 78.0
_TICKER_PX: Final = 68.0


def draw_order_counter(sign: Sign, card: OrderCounter, area: QRectF) -> None:
    """The figures side by side, in one size."""
    radius = sign.theme.radii.card
    sign.shadow(area, radius)
    sign.plate(area, radius, "brand")
    sign.outline(area, radius, "on_brand")
    figures = [(card.orders, card.orders_word)]
    if card.weight:
        figures.append((card.weight, card.weight_word))
    cells = _cells(area, len(figures))
    room = cells[0].width() - 2 * _PAD
    size_px = min(
        fit_figures(figure, room, weight="heavy", largest_px=56, smallest_px=SMALLEST_TEXT_PX)
        for figure, _ in figures
    )
    for number, ((figure, word), cell) in enumerate(zip(figures, cells, strict=True)):
        if number:
            _divide(sign, cell)
        _draw_figure(sign, figure, word, cell, size_px)


def _cells(area: QRectF, count: int) -> list[QRectF]:
    width = area.width() / count
    return [
        QRectF(area.x() + number * width, area.y(), width, area.height()) for number in range(count)
    ]


def _divide(sign: Sign, cell: QRectF) -> None:
    colour = sign.colour("on_brand")
    colour.setAlphaF(0.35)
    sign.painter.setPen(QPen(colour, 2))
    sign.painter.drawLine(QPointF(cell.x(), cell.y() + 22), QPointF(cell.x(), cell.bottom() - 22))


def _draw_figure(sign: Sign, figure: str, word: str, cell: QRectF, size_px: int) -> None:
    inner = cell.adjusted(_PAD, 0, -_PAD, 0)
    under = fit(word, inner.width(), weight="semibold", largest_px=32)
    # The two lines are centred as one block, counted in heights of capitals.
    gap = 24  # the tail of a large "g" must clear the marks on "đã chốt"
    block = 2 * HALF_CAPITAL * size_px
    if under.lines:
        block += gap + 2 * HALF_CAPITAL * under.size_px
    top = cell.center().y() - block / 2
    baseline = top + 2 * HALF_CAPITAL * size_px
    sign.write_figures(figure, "heavy", size_px, inner, baseline, "figure")
    under_top = top + block - ASCENT * under.size_px
    sign.write(under, inner.x(), under_top, inner.width(), "on_brand", CENTRE)


def draw_ticker(sign: Sign, card: Ticker, area: QRectF) -> None:
    """The latest order, in a pill as long as its words: on one line, or on two when it is long."""
    disc, gap = 48.0, 14.0
    room = area.width() - disc - 3 * gap - 12
    one_line = _two_parts(card.thanks, card.ordered, room)
    if one_line is not None:
        height, lines = min(_TICKER_PX, area.height()), 1
        thanks, ordered = one_line
        words_width = thanks.width + 10 + ordered.width
    else:
        height, lines = area.height(), 2
        thanks = fit(card.thanks, room, weight="bold", largest_px=30)
        ordered = fit(card.ordered, room, weight="medium", largest_px=30)
        words_width = max(thanks.width, ordered.width)
    length = min(area.width(), disc + 3 * gap + words_width + 12)
    pill = QRectF(area.x(), area.y(), length, height)
    radius = min(sign.theme.radii.pill, height / 2)
    sign.shadow(pill, radius)
    sign.plate(pill, radius, "paper")
    circle = QRectF(pill.x() + (11 if lines == 1 else 18), pill.center().y() - disc / 2, disc, disc)
    sign.plate(circle, disc / 2, "brand")
    _draw_tick(sign, circle)
    first = QRectF(circle.right() + gap, pill.y(), thanks.width, height)
    second = QRectF(first.right() + 10, pill.y(), ordered.width, height)
    if lines == 2:
        middle = pill.center().y()
        first = QRectF(first.x(), middle - 37, thanks.width, 37)
        second = QRectF(first.x(), middle - 1, ordered.width, 37)
    sign.write_centred(thanks, first, "ink", LEFT)
    sign.write_centred(ordered, second, "muted", LEFT)


def _two_parts(first: str, second: str, room: float) -> tuple[Fitted, Fitted] | None:
    """Two texts on one line in the largest common size; None where they find no room."""
    for size_px in range(34, SMALLEST_TEXT_PX - 1, -2):
        left, right = _line(first, "bold", size_px), _line(second, "medium", size_px)
        if left.width + 10 + right.width <= room:
            return left, right
    return None


def _line(text: str, weight: Weight, size_px: int) -> Fitted:
    return fit(text, 1e5, weight=weight, largest_px=size_px, smallest_px=size_px)


def _draw_tick(sign: Sign, circle: QRectF) -> None:
    pen = QPen(sign.colour("on_brand"), 6, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    sign.painter.setPen(pen)
    x, y = circle.center().x(), circle.center().y()
    sign.painter.drawPolyline([QPointF(x - 11, y), QPointF(x - 3, y + 8), QPointF(x + 12, y - 9)])


def draw_host_banner(sign: Sign, card: HostBanner, area: QRectF) -> None:
    """Who is speaking: name and office on paper, beside a bar of the brand's colour.

    The plate is as large as its words need, and stands on the lower left corner of the slot.
    """
    radius = sign.theme.radii.card
    bar = 14.0
    room = area.width() - 2 * _PAD - bar
    title = fit(card.title, room, weight="medium", largest_px=32)
    if not title.whole:
        title = fit(card.title, room, weight="medium", largest_px=28, lines=2)
    name = fit(card.name, room, weight="bold", largest_px=48, smallest_px=36)
    if not name.whole:
        name = fit(card.name, room, weight="bold", largest_px=36, lines=2, height=80)
    overlap = 6 if title.lines else 0
    block = name.height + (title.height if title.lines else 0) - overlap
    width = min(bar + 2 * _PAD + max(name.width, title.width), area.width())
    height = min(block + 20, area.height())
    plate = QRectF(area.x(), area.bottom() - height, width, height)
    sign.shadow(plate, radius)
    sign.plate(plate, radius, "paper")
    sign.painter.save()
    sign.clip(plate, radius)
    sign.painter.fillRect(QRectF(plate.x(), plate.y(), bar, height), sign.colour("brand"))
    sign.painter.restore()
    x = plate.x() + bar + _PAD
    # The room for marks above the first line is rarely used; without this the words sit too low.
    y = plate.center().y() - block / 2 - 4
    sign.write(name, x, y, room, "ink")
    sign.write(title, x, y + name.height - overlap, room, "brand")


def draw_notice(sign: Sign, card: Notice, area: QRectF) -> None:
    """How to order: a heading and numbered lines, standing on the bottom of the slot."""
    radius = sign.theme.radii.card
    room = area.width() - _PAD - _STEP_DISC_PX - 14 - 14
    lines = card.lines[:_MOST_STEPS]
    largest_px = min((_fit_step(line, room).size_px for line in lines), default=0)
    steps = [_fit_step(line, room, largest_px) for line in lines]
    wanted = [_ROW_PX if len(step.lines) < 2 else _TALL_ROW_PX for step in steps]
    squeeze = min(1.0, (area.height() - _HEAD_PX) / max(sum(wanted), 1))
    height = _HEAD_PX + sum(wanted) * squeeze
    plate = QRectF(area.x(), area.bottom() - height, area.width(), height)
    sign.shadow(plate, radius)
    sign.plate(plate, radius, "paper")
    head = QRectF(plate.x(), plate.y(), plate.width(), _HEAD_PX)
    sign.painter.save()
    sign.clip(plate, radius)
    sign.painter.fillRect(head, sign.colour("brand_deep"))
    sign.painter.restore()
    heading = fit(card.heading, head.width() - 2 * _PAD, weight="bold", largest_px=34)
    sign.write_centred(heading, head.adjusted(_PAD, 0, -_PAD, 0), "on_brand_deep", LEFT)
    y = head.bottom()
    for number, (step, row_px) in enumerate(zip(steps, wanted, strict=True), start=1):
        row = QRectF(plate.x(), y, plate.width(), row_px * squeeze)
        _draw_step(sign, number, step, row)
        y = row.bottom()


def _fit_step(line: str, room: float, largest_px: int = 34) -> Fitted:
    words = fit(line, room, weight="semibold", largest_px=largest_px)
    if words.whole:
        return words
    return fit(line, room, weight="semibold", largest_px=28, lines=2)


def _draw_step(sign: Sign, number: int, step: Fitted, row: QRectF) -> None:
    disc = _STEP_DISC_PX
    circle = QRectF(row.x() + _PAD - 4, row.center().y() - disc / 2, disc, disc)
    sign.plate(circle, disc / 2, "brand")
    figure = fit(str(number), disc, weight="bold", largest_px=28)
    sign.write_centred(figure, circle, "on_brand", CENTRE)
    x = circle.right() + 14
    sign.write_centred(step, QRectF(x, row.y(), row.right() - x - 14, row.height()), "ink", LEFT)
