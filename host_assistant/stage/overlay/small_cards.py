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
        fit_figures(figure, room, weight="heavy", largest_px=66, smallest_px=SMALLEST_TEXT_PX)
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
    gap = 16
    block = 2 * HALF_CAPITAL * (size_px + under.size_px) + gap
    top = cell.center().y() - block / 2
    baseline = top + 2 * HALF_CAPITAL * size_px
    sign.write_figures(figure, "heavy", size_px, inner, baseline, "figure")
    under_top = top + block - ASCENT * under.size_px
    sign.write(under, inner.x(), under_top, inner.width(), "on_brand", CENTRE)


def draw_ticker(sign: Sign, card: Ticker, area: QRectF) -> None:
    """The latest order, in a pill as long as its words."""
    disc = 48.0
    room = area.width() - disc - 3 * 14 - 12
    who, did = _two_parts(card.who, card.did, room)
    length = min(area.width(), disc + 3 * 14 + who.width + 10 + did.width + 12)
    pill = QRectF(area.x(), area.y(), length, area.height())
    radius = min(sign.theme.radii.pill, pill.height() / 2)
    sign.shadow(pill, radius)
    sign.plate(pill, radius, "paper")
    circle = QRectF(pill.x() + 11, pill.center().y() - disc / 2, disc, disc)
    sign.plate(circle, disc / 2, "brand")
    _draw_tick(sign, circle)
    x = circle.right() + 14
    sign.write_centred(who, QRectF(x, pill.y(), who.width, pill.height()), "ink", LEFT)
    x += who.width + 10
    sign.write_centred(did, QRectF(x, pill.y(), did.width, pill.height()), "muted", LEFT)


def _two_parts(first: str, second: str, room: float) -> tuple[Fitted, Fitted]:
    """Two texts on one line in the largest common size."""
    for size_px in range(34, 27, -2):
        left, right = _line(first, "bold", size_px), _line(second, "medium", size_px)
        if left.width + 10 + right.width <= room:
            return left, right
    right = fit(second, room * 0.6, weight="medium", largest_px=28)
    left = fit(first, room - right.width - 10, weight="bold", largest_px=28)
    return left, right


def _line(text: str, weight: Weight, size_px: int) -> Fitted:
    return fit(text, 1e5, weight=weight, largest_px=size_px, smallest_px=size_px)


def _draw_tick(sign: Sign, circle: QRectF) -> None:
    pen = QPen(sign.colour("on_brand"), 6, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    sign.painter.setPen(pen)
    x, y = circle.center().x(), circle.center().y()
    sign.painter.drawPolyline([QPointF(x - 11, y), QPointF(x - 3, y + 8), QPointF(x + 12, y - 9)])


def draw_host_banner(sign: Sign, card: HostBanner, area: QRectF) -> None:
    """Who is speaking: the name on paper, a bar of the brand's colour, the office under it."""
    radius = sign.theme.radii.card
    room = area.width() - 2 * _PAD - 14
    title = fit(card.title, room, weight="medium", largest_px=32, lines=1)
    if not title.whole:
        title = fit(card.title, room, weight="medium", largest_px=28, lines=2)
    name_room = area.height() - 20 - (title.height if title.lines else 0)
    name = fit(card.name, room, weight="bold", largest_px=46, lines=1, height=name_room)
    if not name.whole:
        name = fit(card.name, room, weight="bold", largest_px=34, lines=2, height=name_room + 16)
    length = 14 + 2 * _PAD + max(name.width, title.width)
    plate = QRectF(area.x(), area.y(), min(length, area.width()), area.height())
    sign.shadow(plate, radius)
    sign.plate(plate, radius, "paper")
    sign.painter.save()
    sign.clip(plate, radius)
    sign.painter.fillRect(QRectF(plate.x(), plate.y(), 14, plate.height()), sign.colour("brand"))
    sign.painter.restore()
    x = plate.x() + 14 + _PAD
    block = name.height + (title.height - 6 if title.lines else 0)
    y = plate.center().y() - block / 2 - 3
    sign.write(name, x, y, plate.width(), "ink")
    sign.write(title, x, y + name.height - 6, plate.width(), "brand")


def draw_notice(sign: Sign, card: Notice, area: QRectF) -> None:
    """How to order: a heading and numbered lines."""
    radius = sign.theme.radii.card
    sign.shadow(area, radius)
    sign.plate(area, radius, "paper")
    head = QRectF(area.x(), area.y(), area.width(), 62)
    sign.painter.save()
    sign.clip(area, radius)
    sign.painter.fillRect(head, sign.colour("brand_deep"))
    sign.painter.restore()
    heading = fit(card.heading, head.width() - 2 * _PAD, weight="bold", largest_px=34)
    sign.write_centred(heading, head.adjusted(_PAD, 0, -_PAD, 0), "on_brand_deep", LEFT)
    rows = QRectF(area.x(), head.bottom(), area.width(), area.height() - head.height())
    lines = card.lines[:3]
    step = rows.height() / max(len(lines), 1)
    for number, line in enumerate(lines, start=1):
        row = QRectF(rows.x(), rows.y() + (number - 1) * step, rows.width(), step)
        _draw_step(sign, number, line, row)


def _draw_step(sign: Sign, number: int, line: str, row: QRectF) -> None:
    disc = 40.0
    circle = QRectF(row.x() + _PAD - 4, row.center().y() - disc / 2, disc, disc)
    sign.plate(circle, disc / 2, "brand")
    sign.write_centred(
        fit(str(number), disc, weight="bold", largest_px=28), circle, "on_brand", CENTRE
    )
    x = circle.right() + 14
    place = QRectF(x, row.y(), row.right() - x - _PAD + 6, row.height())
    words = fit(line, place.width(), weight="semibold", largest_px=34, lines=1)
    if not words.whole:
        words = fit(line, place.width(), weight="semibold", largest_px=28, lines=2)
    sign.write_centred(words, place, "ink", LEFT)
