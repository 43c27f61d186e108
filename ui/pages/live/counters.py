"""How it is going: orders, weight and money, to be read from two metres."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from host_assistant.language import _, ngettext
from host_assistant.show.state import ShowState
from host_assistant.values.decimals import grouped
from host_assistant.values.money import format_vnd
from host_assistant.values.quantity import format_milli
from ui.theme import FAR_PX, FARTHEST_PX
from ui.widgets.figure import Figure
from ui.widgets.parts import column, label, row
from ui.widgets.trend import Trend
from ui.words import weight_words

CENTRE = Qt.AlignmentFlag.AlignHCenter
SIZES_PX = (88, FAR_PX, 44)
VAST_SIZES_PX = (FARTHEST_PX, 96, FAR_PX)
LOW_SIZES_PX = (60, 40, 30)


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
        self.revenue = Figure(SIZES_PX[2], 24, colour="gold_ink", align=CENTRE)
        self.trend = Trend()
        self.trend_word = label(_("orders a minute"), "muted")
        self._trend_line = QWidget()
        self._trend_line.setLayout(row(self.trend, self.trend_word))
        self.orders_word.setAlignment(CENTRE)
        self.setLayout(
            column(
                self.orders,
                self.orders_word,
                self.weight,
                self.revenue,
                4,
                self._trend_line,
                gap=2,
            )
        )
        self.layout().setContentsMargins(16, 8, 16, 8)  # type: ignore[union-attr]

    def show_state(self, state: ShowState) -> None:
        counters = state.counters
        orders = grouped(counters.orders)
        self.orders.set_text(orders, _("Confirmed orders: {count}").format(count=orders))
        word = ngettext("order", "orders", counters.orders)
        if counters.pending:
            waiting = _("{count} waiting").format(count=grouped(counters.pending))
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

    def set_room(self, *, vast: bool, low: bool) -> None:
        """Where there is much room the numbers are read from farther away; in a low window they
        leave the buttons for the orders in sight."""
        sizes_px = VAST_SIZES_PX if vast else LOW_SIZES_PX if low else SIZES_PX
        for figure, size_px in zip((self.orders, self.weight, self.revenue), sizes_px, strict=True):
            figure.set_largest(size_px)
        self._trend_line.setVisible(not low)

    def tick(self) -> None:
        self.trend.set_trend(self._trend, self._offset_ms() // 60_000)
