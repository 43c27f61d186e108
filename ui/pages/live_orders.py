"""The latest orders, with what may still be done about each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from host_assistant.language import _, ngettext
from host_assistant.show.commands import CancelOrder, ConfirmOrder, TakeBackLastOrder
from host_assistant.show.events import OrderLine
from host_assistant.show.state import RECENT_ORDERS, Order, ShowState
from host_assistant.show.vocabulary import OrderStatus
from host_assistant.values.money import format_vnd
from host_assistant.values.quantity import format_milli
from ui.pages.live_hand import Hand
from ui.theme import tokens
from ui.widgets.ask import Ask
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row


def what_was_ordered(lines: tuple[OrderLine, ...]) -> str:
    """ "5 kg Vải thiều Lục Ngạn loại 1, 2 chai Mật ong"."""
    return ", ".join(
        f"{format_milli(line.quantity_milli)} {line.unit} {line.name}" for line in lines
    )


def how_much(lines: tuple[OrderLine, ...]) -> str:
    """ "5 kg", or of several goods how many kinds."""
    if len(lines) == 1:
        return f"{format_milli(lines[0].quantity_milli)} {lines[0].unit}"
    return ngettext("{count} item", "{count} items", len(lines)).format(count=len(lines))


def status_word(status: OrderStatus) -> str:
    return {
        "pending": _("waiting"),
        "confirmed": _("confirmed"),
        "cancelled": _("cancelled"),
    }[status]


class OrderRow(QWidget):
    """One order: who, what, how much; a pending one can be confirmed, any be cancelled."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self._hand = hand
        self._order: Order | None = None
        self._icon = label()
        self.who = label("", "strong", wrap=True)
        self.what = label("", "small", wrap=True)
        self.confirm = button(
            "",
            self._confirm,
            kind="tiny",
            icon="mdi6.check",
            colour=tokens().leaf_ink,
            name=_("Confirm this order"),
        )
        self.cancel = button(
            "", self._cancel, kind="tiny", icon="mdi6.close", name=_("Cancel this order")
        )
        self.word = label("", "warning")
        words = column(self.who, self.what, self.word, gap=0)
        line = row(self._icon, words, self.confirm, self.cancel, gap=8)
        line.setStretch(1, 1)
        line.setContentsMargins(0, 4, 0, 4)
        self.setLayout(line)

    @property
    def order(self) -> Order | None:
        return self._order

    def set_order(self, order: Order) -> None:
        if order == self._order:
            return
        before, self._order = self._order, order
        if before is None or before.status != order.status:
            icon, colour = {
                "pending": ("mdi6.clock-outline", tokens().gold_ink),
                "confirmed": ("mdi6.check-circle", tokens().leaf_ink),
                "cancelled": ("mdi6.cancel", tokens().muted),
            }[order.status]
            put_icon(self._icon, icon, colour, 20)
            self._icon.setAccessibleName(status_word(order.status))
            self._icon.setToolTip(status_word(order.status))
            self.word.setText("" if order.status == "confirmed" else status_word(order.status))
            self.word.setVisible(order.status != "confirmed")
            self.confirm.setVisible(order.status == "pending")
            self.cancel.setVisible(order.status != "cancelled")
        who = order.buyer_label or _("Buyer without a name")
        self.who.setText(f"{who} · {how_much(order.lines)}")
        total = format_vnd(order.total_vnd).replace(" ", "\N{NO-BREAK SPACE}")
        names = ", ".join(line.name for line in order.lines)
        self.what.setText(f"{names} · {total}")
        about = f"{who}, {what_was_ordered(order.lines)}"
        self.confirm.setAccessibleName(_("Confirm the order: {order}").format(order=about))
        self.cancel.setAccessibleName(_("Cancel the order: {order}").format(order=about))

    def _confirm(self) -> None:
        if self._order is not None:
            self._hand.do(ConfirmOrder(order_id=self._order.order_id))

    def _cancel(self) -> None:
        order = self._order
        if order is None:
            return
        if order.status == "pending":
            self._hand.do(CancelOrder(order_id=order.order_id))
            return
        Ask(
            self,
            _("Cancel this order?"),
            _("{who}: {what}. It no longer counts, and its goods can be sold again.").format(
                who=self.who.text(), what=what_was_ordered(order.lines)
            ),
            _("Cancel the order"),
            lambda: self._hand.do(CancelOrder(order_id=order.order_id)),
        )


class Orders(QFrame):
    """The list stands still under the pointer, so that a press hits the order it was meant for."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._hand = hand
        self._state: ShowState | None = None
        self._held = False
        self.rows: list[OrderRow] = []
        self.add = button(_("New order"), lambda: None, kind="primary", icon="mdi6.plus")
        self.add.setToolTip(_("New order (+)"))
        self.take_back = button(_("Take back"), self.take_back_last, icon="mdi6.undo")
        self.take_back.setToolTip(_("Take back the latest order (Ctrl+Z)"))
        self.newer = label("", "warning")
        self.newer.hide()
        self._empty = label(_("Orders appear here as they come in."), "muted", wrap=True)
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(0)
        self._list.addWidget(self._empty)
        self._list.addStretch(1)
        self.latest = QScrollArea()
        self.latest.setWidgetResizable(True)
        self.latest.setWidget(self._inside)
        self.latest.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.latest.setMinimumHeight(104)
        # However many orders there are, they ask for no more of the page.
        self.latest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.latest.setAccessibleName(_("Latest orders"))
        self._inside.setProperty("kind", "clear")
        buttons = row(self.add, self.take_back)
        parts = column(self.newer, self.latest, buttons)
        parts.setStretch(1, 1)
        self.setLayout(parts)
        self.layout().setContentsMargins(16, 10, 12, 12)  # type: ignore[union-attr]

    def show_state(self, state: ShowState) -> None:
        before, self._state = self._state, state
        if before is not None and before.recent == state.recent and before.orders is state.orders:
            return
        if self._held and self.rows:
            self._update_in_place(state)
        else:
            self._draw(state)

    def take_back_last(self) -> None:
        """What Ctrl+Z does too."""
        self._hand.do(TakeBackLastOrder())

    def hold(self, held: bool) -> None:
        """Keep every order where it stands, or let the list move on."""
        self._held = held
        if not held:
            self.newer.hide()
            if self._state is not None:
                self._draw(self._state)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hold(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hold(False)
        super().leaveEvent(event)

    def _draw(self, state: ShowState) -> None:
        orders = state.recent_orders()[:RECENT_ORDERS]
        while len(self.rows) < len(orders):
            made = OrderRow(self._hand)
            self.rows.append(made)
            self._list.insertWidget(len(self.rows), made)
        for order_row, order in zip(self.rows, orders, strict=False):
            order_row.set_order(order)
        for place, order_row in enumerate(self.rows):
            order_row.setVisible(place < len(orders))
        self._empty.setVisible(not orders)
        self.take_back.setEnabled(any(order.status != "cancelled" for order in orders))

    def _update_in_place(self, state: ShowState) -> None:
        shown = [order_row.order for order_row in self.rows if order_row.order is not None]
        for order_row in self.rows:
            if order_row.order is not None and order_row.order.order_id in state.orders:
                order_row.set_order(state.orders[order_row.order.order_id])
        latest = max((order.sequence for order in shown), default=0)
        newer = sum(order.sequence > latest for order in state.recent_orders())
        self.newer.setText(
            ngettext("{count} newer order", "{count} newer orders", newer).format(count=newer)
        )
        self.newer.setVisible(newer > 0)
