"""How it is going: orders, weight and money, to be read from two metres."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from host_assistant.language import _, ngettext
from host_assistant.show.inbox import inbox_counts
from host_assistant.show.state import ShowState
from host_assistant.values.decimals import grouped
from host_assistant.values.money import format_vnd
from host_assistant.values.quantity import format_milli
from ui.theme import FAR_PX, FARTHEST_PX
from ui.widgets.figure import Figure
from ui.widgets.parts import label, row
from ui.widgets.trend import Trend
from ui.words import weight_words

CENTRE = Qt.AlignmentFlag.AlignHCenter
SIZES_PX = (88, FAR_PX, 44)
VAST_SIZES_PX = (FARTHEST_PX, 96, FAR_PX)
LOW_SIZES_PX = (60, 40, 30)
BESIDE_SIZES_PX = (FAR_PX, FAR_PX, 24)


class Counters(QFrame):
    """Confirmed orders only; what is pending is said apart."""

    def __init__(self, offset_ms: Callable[[], int]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._offset_ms = offset_ms
        self._trend: tuple[tuple[int, int], ...] = ()
        self.orders = Figure(SIZES_PX[0], LOW_SIZES_PX[0], align=CENTRE)
        self.orders_word = label("", "muted")
        self.weight = Figure(SIZES_PX[1], 32, colour="leaf_ink", align=CENTRE, tight=False)
        self.revenue = Figure(SIZES_PX[2], 18, colour="gold_ink", align=CENTRE)
        self.trend = Trend()
        self.trend_word = label(_("orders a minute"), "muted")
        self._trend_line = QWidget()
        self._trend_line.setLayout(row(self.trend, self.trend_word))
        self.orders_word.setAlignment(CENTRE)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 8, 16, 8)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._beside: bool | None = None
        self._arrange(beside=False)

    def show_state(self, state: ShowState) -> None:
        counters = state.counters
        orders = grouped(counters.orders)
        self.orders.set_text(orders, _("Confirmed orders: {count}").format(count=orders))
        word = ngettext("order", "orders", counters.orders)
        # Those that wait for the next harvest are nothing to confirm now.
        if to_confirm := inbox_counts(state)["sure"]:
            waiting = _("{count} waiting").format(count=grouped(to_confirm))
            word = f"{word} · {waiting}"
        self.orders_word.setText(word)
        if counters.weight_g or not counters.pieces_milli:
            weight = weight_words(counters.weight_g)
        else:
            weight = _("{number} pieces").format(number=format_milli(counters.pieces_milli))
        self.weight.set_text(weight, _("Sold: {amount}").format(amount=weight))
        money = format_vnd(counters.revenue_vnd)
        self.revenue.set_text(money, _("Money: {amount}").format(amount=money))
        self._trend = state.trend
        self.tick()

    def set_room(self, *, vast: bool, low: bool, beside: bool = False) -> None:
        """Where there is much room the numbers are read from farther away; in a low window they
        leave the buttons for the orders in sight. `beside` puts them in two lines, for the sake
        of what stands under them."""
        self._arrange(beside=beside)
        sizes_px = LOW_SIZES_PX if low else SIZES_PX
        if beside:
            sizes_px = BESIDE_SIZES_PX
        elif vast:
            sizes_px = VAST_SIZES_PX
        for figure, size_px in zip((self.orders, self.weight, self.revenue), sizes_px, strict=True):
            figure.set_largest(size_px)
        self._trend_line.setVisible(not low and not beside)

    def _arrange(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        parts = (self.orders, self.orders_word, self.weight, self.revenue, self._trend_line)
        for place, part in enumerate(parts):
            if beside and place < 4:
                self._grid.addWidget(part, place % 2, place // 2)
            else:
                self._grid.addWidget(part, place, 0, 1, 2)
        for side in range(2):
            self._grid.setColumnStretch(side, 2 + side)

    def tick(self) -> None:
        self.trend.set_trend(self._trend, self._offset_ms() // 60_000)
