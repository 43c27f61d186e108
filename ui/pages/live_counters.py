"""How it is going: orders, weight and money, to be read from two metres."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from host_assistant.language import _, ngettext
from host_assistant.show.state import ShowState
from host_assistant.values.decimals import grouped
from host_assistant.values.money import format_vnd
from host_assistant.values.quantity import format_milli, format_weight
from ui.theme import FAR_PX, FARTHEST_PX
from ui.widgets.figure import Figure
from ui.widgets.parts import column, label, row
from ui.widgets.trend import Trend

CENTRE = Qt.AlignmentFlag.AlignHCenter
ORDERS_PX, WEIGHT_VAST_PX, REVENUE_PX = 88, 96, 44


def weight_words(weight_g: int) -> str:
    """As viewers read it; before the first order in the unit that goods are sold in."""
    return format_weight(weight_g) if weight_g else "0 kg"


class Counters(QFrame):
    """Confirmed orders only; what is pending is said apart."""

    def __init__(self, offset_ms: Callable[[], int]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._offset_ms = offset_ms
        self._trend: tuple[tuple[int, int], ...] = ()
        self.orders = Figure(ORDERS_PX, FAR_PX, align=CENTRE)
        self.orders_word = label("", "muted")
        self.weight = Figure(FAR_PX, 40, colour="leaf_ink", align=CENTRE, tight=False)
        self.revenue = Figure(REVENUE_PX, 28, colour="gold_ink", align=CENTRE)
        self.trend = Trend()
        self.trend_word = label(_("orders a minute"), "muted")
        self.orders_word.setAlignment(CENTRE)
        self.setLayout(
            column(
                self.orders,
                self.orders_word,
                self.weight,
                self.revenue,
                4,
                row(self.trend, self.trend_word),
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

    def set_vast(self, vast: bool) -> None:
        """Where there is much room the numbers are read from farther away."""
        self.orders.set_largest(FARTHEST_PX if vast else ORDERS_PX)
        self.weight.set_largest(WEIGHT_VAST_PX if vast else FAR_PX)
        self.revenue.set_largest(FAR_PX if vast else REVENUE_PX)

    def tick(self) -> None:
        self.trend.set_trend(self._trend, self._offset_ms() // 60_000)
