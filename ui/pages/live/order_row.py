"""One order as the live page lists it: who, what, how much, and what may still be done about it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from host_assistant.language import _
from host_assistant.show.commands import CancelOrder, ConfirmOrder
from host_assistant.show.events import OrderLine
from host_assistant.show.state import Order
from host_assistant.show.vocabulary import OrderStatus
from host_assistant.values.money import format_vnd
from host_assistant.values.quantity import format_milli
from ui.pages.live.hand import Hand, how_much
from ui.pages.live.inbox_words import repeats_words
from ui.theme import tokens
from ui.widgets.ask import Ask
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row
from ui.widgets.tips import as_tip


def what_was_ordered(lines: tuple[OrderLine, ...]) -> str:
    """ "5 kg Vải thiều Lục Ngạn loại 1, 2 chai Mật ong"."""
    return ", ".join(
        f"{format_milli(line.quantity_milli)} {line.unit} {line.name}" for line in lines
    )


def status_word(status: OrderStatus) -> str:
    return {
        "pending": _("waiting"),
        "confirmed": _("confirmed"),
        "cancelled": _("cancelled"),
    }[status]


def ask_to_cancel(parent: QWidget, hand: Hand, order: Order) -> None:
    """Name the order and ask; Enter is yes. What is cancelled is this one, whichever is last."""
    asked = Ask(
        parent,
        _("Cancel this order?"),
        _("{who}: {what}. It no longer counts, and its goods can be sold again.").format(
            who=order.buyer_label or _("Buyer without a name"), what=what_was_ordered(order.lines)
        ),
        _("Cancel the order"),
        lambda: hand.do(CancelOrder(order_id=order.order_id), hand.tell_cancelled),
    )
    asked.yes.setDefault(True)
    asked.yes.setFocus()


class OrderRow(QWidget):
    """A pending order can be confirmed, any be cancelled."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self._hand = hand
        self._order: Order | None = None
        self._called_off = False
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
        self.word = label("", "warning", wrap=True)
        words = column(self.who, self.what, self.word, gap=0)
        line = row(self._icon, words, self.confirm, self.cancel, gap=8)
        line.setStretch(1, 1)
        line.setContentsMargins(0, 4, 0, 4)
        self.setLayout(line)

    @property
    def order(self) -> Order | None:
        return self._order

    def set_order(self, order: Order, *, called_off: bool = False) -> None:
        """`called_off` says that a comment in the inbox may take it back."""
        if order == self._order and called_off == self._called_off:
            return
        self._called_off = called_off
        before, self._order = self._order, order
        if before is None or before.status != order.status:
            icon, colour = {
                "pending": ("mdi6.clock-outline", tokens().gold_ink),
                "confirmed": ("mdi6.check-circle", tokens().leaf_ink),
                "cancelled": ("mdi6.cancel", tokens().muted),
            }[order.status]
            put_icon(self._icon, icon, colour, 20)
            self._icon.setAccessibleName(status_word(order.status))
            self._icon.setToolTip(as_tip(status_word(order.status)))
            self._show(self.confirm, order.status == "pending")
            self._show(self.cancel, order.status != "cancelled")
        words = _words(order, called_off=called_off)
        self.word.setText(words)
        self.word.setVisible(bool(words))
        who = order.buyer_label or _("Buyer without a name")
        self.who.setText(f"{who} · {how_much(order.lines)}")
        total = format_vnd(order.total_vnd).replace(" ", "\N{NO-BREAK SPACE}")
        names = ", ".join(line.name for line in order.lines)
        self.what.setText(f"{names} · {total}")
        about = ", ".join(part for part in (who, what_was_ordered(order.lines), words) if part)
        self.confirm.setAccessibleName(_("Confirm the order: {order}").format(order=about))
        self.cancel.setAccessibleName(_("Cancel the order: {order}").format(order=about))

    def _show(self, made: QPushButton, shown: bool) -> None:
        if not shown and made.hasFocus():
            self._hand.give_page_the_focus()
        made.setVisible(shown)

    def _confirm(self) -> None:
        self._hand.give_page_the_focus()
        if self._order is not None:
            self._hand.do(ConfirmOrder(order_id=self._order.order_id))

    def _cancel(self) -> None:
        order = self._order
        if order is None:
            return
        if order.status == "pending":
            self._really_cancel(order)
            return
        ask_to_cancel(self, self._hand, order)

    def _really_cancel(self, order: Order) -> None:
        self._hand.do(CancelOrder(order_id=order.order_id), self._hand.tell_cancelled)


def _words(order: Order, *, called_off: bool) -> str:
    """What is to be known of it besides who, what and how much; "" of the usual order."""
    if order.status == "cancelled":
        return status_word(order.status)
    said = []
    if order.status == "pending":
        said.append(_("next harvest") if order.waiting else status_word(order.status))
    if order.by_rule:
        said.append(_("by the rule"))
    if called_off:
        said.append(_("may be called off"))
    if order.repeats:
        said.append(repeats_words(order.repeats))
    return " · ".join(said)
