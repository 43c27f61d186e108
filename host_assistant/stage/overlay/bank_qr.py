"""The card with a bank's code on it. Design pixels, but for the code itself."""

from __future__ import annotations

from typing import Final

import segno
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from host_assistant.show.vocabulary import Shape
from host_assistant.stage.overlay.cards import BankQr
from host_assistant.stage.overlay.layout import SMALLEST_TEXT_PX
from host_assistant.stage.overlay.sign import CENTRE, LEFT, Sign
from host_assistant.stage.overlay.text import Fitted, fit

QUIET_MODULES: Final = 4
"""The empty edge that ISO/IEC 18004 asks for around a code."""

_HEAD_PX: Final = 50.0
_PAD: Final = 20.0
_WIDEST_CODE_PX: Final = 360.0
_GAP: Final = 10.0
_MOST_ROWS: Final = 4
"""Under the code of a wide picture."""


class _Code:
    """The modules of a payload, drawn in whole pixels of the picture.

    Each module gets the same whole number of pixels: uneven ones cost a telephone more than small
    ones do, once the stream is compressed. The lowest level of error correction that the smallest
    code allows: a stream blurs a code but leaves no hole in it, so large modules matter more.
    """

    def __init__(self, sign: Sign, text: str, side: float) -> None:
        self._painter = sign.painter
        self._rows = segno.make_qr(text, error="l", boost_error=True).matrix
        self._modules = len(self._rows) + 2 * QUIET_MODULES
        scale = self._painter.worldTransform().m11()
        self._module_px = int(side * scale // self._modules)
        self.side = self._modules * self._module_px / scale
        """With the quiet edge, in design pixels."""

    def draw(self, middle: QPointF) -> None:
        painter = self._painter
        at = painter.worldTransform().map(middle)
        side = self._module_px * self._modules
        quiet = self._module_px * QUIET_MODULES
        left, top = round(at.x() - side / 2), round(at.y() - side / 2)
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(left, top, side, side, Qt.GlobalColor.white)
        for row, line in enumerate(self._rows):
            for column, dark in enumerate(line):
                if dark:
                    x = left + quiet + column * self._module_px
                    y = top + quiet + row * self._module_px
                    painter.fillRect(x, y, self._module_px, self._module_px, Qt.GlobalColor.black)
        painter.restore()


def draw_bank_qr(sign: Sign, card: BankQr, area: QRectF, shape: Shape) -> None:
    """The code above its words on a wide picture, beside them on an upright one."""
    radius = sign.theme.radii.card
    sign.shadow(area, radius)
    sign.plate(area, radius, "paper")
    code = _Code(sign, card.payload, _WIDEST_CODE_PX if shape == "wide" else area.height())
    if shape == "wide":
        head = QRectF(area.x(), area.y(), area.width(), _HEAD_PX)
        ground = QRectF(area.x(), head.bottom(), area.width(), code.side)
    else:
        ground = QRectF(area.x(), area.y(), area.height(), area.height())
        head = QRectF(ground.right(), area.y(), area.right() - ground.right(), _HEAD_PX + 22)
    sign.painter.save()
    sign.clip(area, radius)
    sign.painter.fillRect(head, sign.colour("brand_deep"))
    sign.painter.fillRect(ground, Qt.GlobalColor.white)
    code.draw(ground.center())
    sign.painter.restore()
    heading = fit(card.heading, head.width() - 2 * _PAD, weight="bold", largest_px=34)
    sign.write_centred(heading, head, "on_brand_deep", CENTRE)
    top = ground.bottom() if shape == "wide" else head.bottom()
    below = QRectF(head.x() + _PAD, top, head.width() - 2 * _PAD, area.bottom() - top)
    if shape == "wide":
        _words_below(sign, card, below)
    else:
        _words_beside(sign, card, below)


def _words_below(sign: Sign, card: BankQr, area: QRectF) -> None:
    """What is paid, the memo and the holder; or the bank and the holder.

    The holder stands whole in as many lines as that takes, for it is what a payer compares. The
    memo makes room where two lines are too few, then the rest: the code holds both.
    """
    room = area.width()
    holder = _holder(card.holder, room)
    above = ["amount" if card.amount else "bank", *(["memo"] if card.memo else [])]
    above = above[: max(_MOST_ROWS - len(holder.lines), 0)]
    height = (area.height() - 12) / max(len(above) + len(holder.lines), 2)
    place = QRectF(area.x(), area.y() + 6, room, height)
    for what in above:
        if what == "amount":
            price, of = _amount(card, room, 44)
            gap = _GAP if of.lines else 0
            at = place.adjusted((room - price.width - gap - of.width) / 2, 0, 0, 0)
            _write_amount(sign, price, of, at)
        elif what == "bank":
            sign.write_centred(_line(card.bank, room, 34), place, "ink")
        else:
            sign.write_centred(_line(card.memo, room, 30), place, "ink")
        place.translate(0, height)
    # Closer together than other text: it has capitals alone, without marks above them.
    step = min(height, holder.size_px * 1.25)
    place.translate(0, (len(holder.lines) - 1) * (height - step) / 2)
    for text in holder.lines:
        sign.write_centred(replace(holder, lines=(text,)), place, "ink")
        place.translate(0, step)


def _words_beside(sign: Sign, card: BankQr, area: QRectF) -> None:
    room = area.width()
    usual = 30 if card.amount else 40
    price, of = _amount(card, room, 56)
    name = fit(card.product, room, weight="bold", largest_px=34, lines=2)
    holder = fit(card.holder, room, weight="bold", largest_px=usual, lines=2)
    if not holder.whole:
        holder = fit(card.holder, room, weight="bold", largest_px=SMALLEST_TEXT_PX, lines=5)
    bank, memo = _line(card.bank, room, usual), _line(card.memo, room, usual)
    rows = [(name, "ink"), (price, "price"), (memo, "ink"), (bank, "muted"), (holder, "ink")]
    rows = [(row, token) for row, token in rows if row.lines]
    # The holder is what a payer compares: whatever else the code holds makes room.
    for less in (bank, memo):
        if sum(row.height for row, _token in rows) > area.height():
            rows = [each for each in rows if each[0] is not less]
    spare = area.height() - sum(row.height for row, _token in rows)
    gap = min(spare / (len(rows) + 1), 16)
    # The room for marks above the first line is rarely used.
    y = area.y() + (spare - gap * (len(rows) - 1)) / 2 - 8
    for row, token in rows:
        if row is price:
            _write_amount(sign, price, of, QRectF(area.x(), y, room, row.height))
        else:
            sign.write(row, area.x(), y, room, token)
        y += row.height + gap


def _holder(text: str, room: float) -> Fitted:
    """On one line if it fits there, else in as few as it takes at the smallest size."""
    one = _line(text, room, 30)
    if one.whole:
        return one
    return fit(text, room, weight="semibold", largest_px=SMALLEST_TEXT_PX, lines=_MOST_ROWS)


def _line(text: str, room: float, largest_px: int) -> Fitted:
    return fit(text, room, weight="semibold", largest_px=largest_px)


def _amount(card: BankQr, room: float, largest_px: int) -> tuple[Fitted, Fitted]:
    """The amount, and what it buys where there is room for all of that beside it."""
    of = f"/ {card.amount_of}" if card.amount_of else ""
    words = fit(of, 1e5, weight="medium", largest_px=28)
    for size_px in range(largest_px, 34, -2):
        price = fit(card.amount, 1e5, weight="heavy", largest_px=size_px, smallest_px=size_px)
        if price.width + _GAP + words.width <= room:
            return price, words
    return (
        fit(card.amount, room, weight="heavy", largest_px=largest_px),
        fit("", room, weight="medium", largest_px=28),
    )


def _write_amount(sign: Sign, price: Fitted, of: Fitted, place: QRectF) -> None:
    at = QRectF(place.x(), place.y(), price.width, place.height())
    sign.write_centred(price, at, "price", LEFT)
    beside = QRectF(at.right() + _GAP, place.y(), of.width, place.height())
    sign.write_centred(of, beside, "muted", LEFT)
