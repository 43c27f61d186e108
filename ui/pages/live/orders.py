"""The orders of the show: the latest, or all that wait, with what may still be done about each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from host_assistant.language import _, ngettext
from host_assistant.show.commands import TakeBackLastOrder
from host_assistant.show.state import Order, ShowState
from host_assistant.values.decimals import grouped
from ui.pages.live.hand import Hand
from ui.pages.live.order_row import OrderRow, ask_to_cancel
from ui.pages.live.waiting import Waiting
from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row

# A row costs a millisecond to make, and nobody reads more of them at once.
PAGE = 30
LEAST_PX, LEAST_LOW_PX = 104, 60


class Orders(QFrame):
    """The list stands still under the pointer, so that a press hits the order it was meant for."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._hand = hand
        self._state: ShowState | None = None
        self._held = False
        self._waiting = Waiting()
        self._most = PAGE
        self._made: list[OrderRow] = []
        self._count = 0
        self.add = button(_("New order"), lambda: None, kind="primary", icon="mdi6.plus")
        self.add.setToolTip(_("New order (+)"))
        self.take_back = button(_("Undo order"), self.take_back_last, kind="small")
        self.take_back.setToolTip(_("Take back the latest order (Ctrl+Z)"))
        self._title = label(_("ORDERS"), "muted")
        self.newer = label("", "warning")
        self.newer.hide()
        self.waiting = button("", lambda: None, kind="pill")
        self.waiting.setCheckable(True)
        self.waiting.setToolTip(_("Show every order that waits, the oldest first"))
        self.waiting.toggled.connect(self._choose)
        policy = self.waiting.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.waiting.setSizePolicy(policy)
        self.more = button("", self._show_more, kind="quiet")
        self._empty = label(_("Orders appear here as they come in."), "muted", wrap=True)
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(0)
        self._list.addWidget(self._empty)
        self._list.addWidget(self.more)
        self._list.addStretch(1)
        self.latest = QScrollArea()
        self.latest.setWidgetResizable(True)
        self.latest.setWidget(self._inside)
        self.latest.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.latest.setMinimumHeight(LEAST_PX)
        # However many orders there are, they ask for no more of the page.
        self.latest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._inside.setProperty("kind", "clear")
        head = row(self._title, self.newer, None, self.waiting)
        parts = column(head, self.latest, row(self.add, self.take_back))
        parts.setStretch(1, 1)
        self.setLayout(parts)
        self.layout().setContentsMargins(12, 8, 12, 12)  # type: ignore[union-attr]
        self._choose(all_that_wait=False)

    @property
    def rows(self) -> list[OrderRow]:
        """Those that stand in the list now, from its top."""
        return self._made[: self._count]

    def show_state(self, state: ShowState) -> None:
        before, self._state = self._state, state
        if before is not None and before.recent == state.recent and before.orders is state.orders:
            return
        if self._held and self.rows:
            self._update_in_place(state)
        else:
            self._draw(state)
        self._say_how_many_wait(state)

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

    def _choose(self, all_that_wait: bool) -> None:
        """List every order that waits, or the latest ones."""
        self._most = PAGE
        ink = tokens().surface if all_that_wait else tokens().ink
        put_icon(self.waiting, "mdi6.clock-outline", ink)
        self.latest.setAccessibleName(
            _("Orders that wait") if all_that_wait else _("Latest orders")
        )
        self.latest.verticalScrollBar().setValue(0)
        self._say_newer(0)
        if self._state is not None:
            self._draw(self._state)

    def _show_more(self) -> None:
        self._most += PAGE
        if self._state is not None:
            self._draw(self._state)

    def _draw(self, state: ShowState) -> None:
        if self.waiting.isChecked() and not state.counters.pending:
            self.waiting.setChecked(False)  # which draws
            return
        orders = self._orders(state)
        while len(self._made) < len(orders):
            made = OrderRow(self._hand)
            self._made.append(made)
            self._list.insertWidget(len(self._made), made)
        for order_row, order in zip(self._made, orders, strict=False):
            order_row.set_order(order, among_waiting=self.waiting.isChecked())
        self._count = len(orders)
        for place, order_row in enumerate(self._made):
            order_row.setVisible(place < len(orders))
        self._empty.setVisible(not orders)
        self._say_more(state.counters.pending - len(orders) if self.waiting.isChecked() else 0)
        self.take_back.setEnabled(
            any(order.status != "cancelled" for order in state.recent_orders())
        )

    def _orders(self, state: ShowState) -> tuple[Order, ...]:
        if not self.waiting.isChecked():
            return state.recent_orders()
        self._waiting.follow(state)
        return self._waiting.orders(state, self._most)

    def _update_in_place(self, state: ShowState) -> None:
        shown = [order_row.order for order_row in self.rows if order_row.order is not None]
        for order_row, order in zip(self.rows, shown, strict=True):
            order_row.set_order(
                state.orders[order.order_id], among_waiting=self.waiting.isChecked()
            )
        if not self.waiting.isChecked():
            latest = max((order.sequence for order in shown), default=0)
            self._say_newer(sum(order.sequence > latest for order in state.recent_orders()))

    def _say_newer(self, newer: int) -> None:
        """In the place of the list's title, so that nothing under the pointer moves."""
        self.newer.setText(
            ngettext("{count} newer order", "{count} newer orders", newer).format(count=newer)
        )
        self.newer.setVisible(newer > 0)
        self._title.setVisible(newer == 0)

    def _say_how_many_wait(self, state: ShowState) -> None:
        count = grouped(state.counters.pending)
        self.waiting.setText(_("Waiting: {count}").format(count=count))
        self.waiting.setAccessibleName(_("Orders that wait: {count}").format(count=count))
        self.waiting.setVisible(self.waiting.isChecked() or state.counters.pending > 0)

    def _say_more(self, more: int) -> None:
        text = _("Show more: {count} left").format(count=grouped(more))
        self.more.setText(text)
        self.more.setAccessibleName(text)
        self.more.setVisible(more > 0)
