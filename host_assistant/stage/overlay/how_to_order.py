"""The card that says what to write into a comment now: the code on sale, and what else."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF

from host_assistant.stage.overlay.cards import HowToOrder
from host_assistant.stage.overlay.fonts import Weight
from host_assistant.stage.overlay.layout import SMALLEST_TEXT_PX
from host_assistant.stage.overlay.sign import LEFT, Sign
from host_assistant.stage.overlay.text import Fitted, fit

_PAD: Final = 30.0
_GAP: Final = 12.0
_CHIP_PAD: Final = 14.0
_BAR: Final = 12.0


def draw_how_to_order(sign: Sign, card: HowToOrder, area: QRectF) -> None:
    """On one line where there is room, else the code above what comes after it."""
    radius = sign.theme.radii.card
    sign.shadow(area, radius)
    sign.plate(area, radius, "paper")
    sign.painter.save()
    sign.clip(area, radius)
    bar = QRectF(area.x(), area.y(), _BAR, area.height())
    sign.painter.fillRect(bar, sign.colour("brand"))
    sign.painter.restore()
    inner = area.adjusted(_PAD + _BAR / 2, 0, -_PAD + _BAR / 2, 0)
    more = " ".join(f"+ {each}" for each in card.more)
    for size_px in range(38, SMALLEST_TEXT_PX - 1, -2):
        how, code, rest = (
            _line(card.how, size_px),
            _line(card.code, size_px, heavy=True),
            _line(more, size_px),
        )
        if _first_width(how, code) + _GAP + rest.width <= inner.width():
            end = _draw_first(sign, how, code, inner)
            place = QRectF(end + _GAP, inner.y(), rest.width, inner.height())
            sign.write_centred(rest, place, "ink", LEFT)
            return
    rest = fit(more, inner.width(), weight="semibold", largest_px=36)
    for size_px in range(36, SMALLEST_TEXT_PX - 1, -2):
        how, code = _line(card.how, size_px), _line(card.code, size_px, heavy=True)
        if _first_width(how, code) <= inner.width():
            break
    else:
        # The goods' list allows longer codes than any comment needs.
        room = inner.width() - how.width - _GAP - 2 * _CHIP_PAD
        code = fit(card.code, room, weight="heavy", largest_px=SMALLEST_TEXT_PX)
    above = QRectF(inner.x(), inner.y() + 6, inner.width(), inner.height() * 0.5)
    below = QRectF(inner.x(), above.bottom(), inner.width(), inner.bottom() - above.bottom() - 8)
    _draw_first(sign, how, code, above)
    sign.write_centred(rest, below, "ink", LEFT)


def _line(text: str, size_px: int, *, heavy: bool = False) -> Fitted:
    weight: Weight = "heavy" if heavy else "semibold"
    return fit(text, 1e5, weight=weight, largest_px=size_px, smallest_px=size_px)


def _first_width(how: Fitted, code: Fitted) -> float:
    return how.width + _GAP + code.width + 2 * _CHIP_PAD


def _draw_first(sign: Sign, how: Fitted, code: Fitted, row: QRectF) -> float:
    """What to do, and the code on a plate of its own; returns where that ends."""
    sign.write_centred(how, QRectF(row.x(), row.y(), how.width, row.height()), "ink", LEFT)
    height = code.size_px * 1.36
    x = row.x() + how.width + _GAP
    chip = QRectF(x, row.center().y() - height / 2, code.width + 2 * _CHIP_PAD, height)
    sign.plate(chip, 12, "code")
    at = QRectF(chip.x() + _CHIP_PAD, chip.y(), code.width, height)
    sign.write_centred(code, at, "on_code", LEFT)
    return chip.right()
