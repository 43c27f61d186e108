"""How the live page shares its width among its columns."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.parts import column

VAST_PX = 1600
GAP = 12
NARROW, MIDDLING, WIDE = (60, 0, 40), (34, 40, 26), (45, 31, 24)
# With the inbox, which has more to say than a list of orders.
NARROW_INBOX, MIDDLING_INBOX, WIDE_INBOX = (58, 0, 42), (58, 70, 72), (38, 30, 32)


def shares(width_px: int, *, roomy: bool, inbox: bool) -> tuple[int, int, int]:
    """Of the left, the middle and the right column."""
    if not roomy:
        return NARROW_INBOX if inbox else NARROW
    if width_px >= VAST_PX:
        return WIDE_INBOX if inbox else WIDE
    return MIDDLING_INBOX if inbox else MIDDLING


class Column(QWidget):
    """Takes its share of the width, whatever stands in it; the last part takes the room left."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._parts = column(gap=GAP)
        self.setLayout(self._parts)

    def hold(self, *parts: QWidget, first: bool = False) -> None:
        for part in parts:
            if first:
                self._parts.insertWidget(0, part)
            else:
                self._parts.addWidget(part)
        for place in range(self._parts.count()):
            self._parts.setStretch(place, int(place == self._parts.count() - 1))
