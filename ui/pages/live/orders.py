"""The latest orders of the show, with what may still be done about each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from host_assistant.language import _, ngettext
from host_assistant.show.commands import TakeBackLastOrder
from host_assistant.show.state import ShowState
from ui.pages.live.hand import Hand
from ui.pages.live.order_row import OrderRow, ask_to_cancel
from ui.widgets.parts import button, column, label, row

LEAST_PX, LEAST_LOW_PX = 104, 60
PACE_MS, FEW = 250, 4


class Orders(QFrame):
    """The list stands still under the pointer, so that a press hits the order it was meant for."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self._hand = hand
        self._state: ShowState | None = None
        self._held = False
        self._made: list[OrderRow] = []
        self._count = 0
        self._called_off: frozenset[str] = frozenset()
        # A few events are drawn at once, a flood of them four times a second.
        self._late = False
        self._pace = QTimer(self, singleShot=True, interval=PACE_MS)
        self._pace.timeout.connect(self._catch_up)
        self.add = button(_("New order"), lambda: None, kind="primary", icon="mdi6.plus")
        self.add.setToolTip(_("New order (+)"))
        self.take_back = button(_("Undo order"), self.take_back_last, kind="small")
        self.take_back.setToolTip(_("Take back the latest order (Ctrl+Z)"))
        # It stands beside the name of the list, so that nothing under the pointer moves.
        self.newer = label("", "warning")
        self.newer.hide()
        self._empty = label(_("Orders appear here as they come in."), "muted", wrap=True)
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(0)
        self._list.addWidget(self._empty)
        self._list.addStretch(1)
        self.latest = QScrollArea()
        self.latest.setWidgetResizable(True)
        self.latest.setWidget(self._inside)
        self.latest.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.latest.setMinimumHeight(LEAST_PX)
        # However many orders there are, they ask for no more of the page.
        self.latest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._inside.setProperty("kind", "clear")
        self.latest.setAccessibleName(_("Latest orders"))
        parts = column(self.latest, row(self.add, self.take_back))
        parts.setStretch(0, 1)
        self.setLayout(parts)

    @property
    def rows(self) -> list[OrderRow]:
        """Those that stand in the list now, from its top."""
        return self._made[: self._count]

    def show_state(self, state: ShowState, called_off: frozenset[str] = frozenset()) -> None:
        """`called_off` are the orders that a comment in the inbox may take back."""
        before, self._state = self._state, state
        if (
            before is not None
            and before.recent == state.recent
            and before.orders is state.orders
            and called_off == self._called_off
        ):
            return
        self._called_off = called_off
        few = before is None or state.sequence - before.sequence <= FEW
        self._late = self._pace.isActive() and not few
        if not self._late:
            self._pace.start()
            self._draw_now(state)

    def _catch_up(self) -> None:
        if self._late and self._state is not None:
            self._late = False
            self._pace.start()
            self._draw_now(self._state)

    def _draw_now(self, state: ShowState) -> None:
        if self._held and self.rows:
            self._update_in_place(state)
        else:
            self._draw(state)

    def take_back_last(self) -> None:
        """What Ctrl+Z does too. It asks: the order may be another than the one thought of."""
        standing = (one for one in self._hand.state.recent_orders() if one.status != "cancelled")
        last = next(standing, None)
        if last is None:
            self._hand.do(TakeBackLastOrder())  # which is told why not
        else:
            ask_to_cancel(self, self._hand, last)

    def set_low(self, low: bool) -> None:
        """In a low window the list gives way before its buttons do."""
        self.latest.setMinimumHeight(LEAST_LOW_PX if low else LEAST_PX)

    def hold(self, held: bool) -> None:
        """Keep every order where it stands, or let the list move on."""
        self._held = held
        if not held:
            self._say_newer(0)
            if self._state is not None:
                self._draw(self._state)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hold(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hold(False)
        super().leaveEvent(event)

    def _draw(self, state: ShowState) -> None:
        orders = state.recent_orders()
        while len(self._made) < len(orders):
            made = OrderRow(self._hand)
            self._made.append(made)
            self._list.insertWidget(len(self._made), made)
        for order_row, order in zip(self._made, orders, strict=False):
            order_row.set_order(order, called_off=order.order_id in self._called_off)
        self._count = len(orders)
        for place, order_row in enumerate(self._made):
            order_row.setVisible(place < len(orders))
        self._empty.setVisible(not orders)
        self.take_back.setEnabled(
            any(order.status != "cancelled" for order in state.recent_orders())
        )

    def _update_in_place(self, state: ShowState) -> None:
        shown = [order_row.order for order_row in self.rows if order_row.order is not None]
        for order_row, order in zip(self.rows, shown, strict=True):
            order_row.set_order(
                state.orders[order.order_id], called_off=order.order_id in self._called_off
            )
        latest = max((order.sequence for order in shown), default=0)
        self._say_newer(sum(order.sequence > latest for order in state.recent_orders()))

    def _say_newer(self, newer: int) -> None:
        self.newer.setText(ngettext("{count} newer", "{count} newer", newer).format(count=newer))
        self.newer.setVisible(newer > 0 and self.isVisible())
