"""Taking an order: `+`, how much, Enter. The rest may be filled in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QVBoxLayout,
    QWidget,
)

from host_assistant.catalog.selling import BadQuantity, amount_vnd, quantity_milli_for
from host_assistant.control_room.buyers import sealed_buyer
from host_assistant.language import _
from host_assistant.show.commands import PlaceOrder, Wanted
from host_assistant.show.comment import Line
from host_assistant.show.refusals import OutOfStock
from host_assistant.show.state import OnSale
from host_assistant.values.money import format_vnd
from host_assistant.values.phone import parse_phone
from host_assistant.values.quantity import format_milli
from host_assistant.values.unreadable import Unreadable
from ui.pages.live.hand import Hand
from ui.pages.live.order_fields import MoreLines, field, fields_grid, fill_goods, goods_box, written
from ui.pages.live.order_keys import OrderKeys
from ui.pages.live.order_mending import Mending
from ui.pages.live.order_words import Oversell, what_is_wrong
from ui.widgets.clipped import Clipped
from ui.widgets.parts import button, column, label, row, set_state

if TYPE_CHECKING:
    from host_assistant.control_room.director import Outcome

# Three lines beside the two buttons.
FOOT_PX = 72


class OrderForm(OrderKeys):
    """A sheet over the page. It keeps one order id until the order is taken, so that pressing
    twice is still one order. `closed` follows when it went away."""

    closed = Signal()

    def __init__(self, hand: Hand, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "sheet")
        self._hand = hand
        self._order_id = ""
        self._waiting = self._warned = False
        self._mending: Mending | None = None
        self.heading = label("", "heading")
        self.said = Clipped("said", lines=2)
        self.product = goods_box(self)
        self.more = MoreLines(self)
        self.name = field(_("Name"), "")
        self.phone = field(_("Phone"), "")
        self.place = field(_("Place"), "")
        self.reading = label("", "strong", wrap=True)
        self.phone_wrong = label("", "wrong", wrap=True)
        self.take = button(_("Take the order"), self.take_it, kind="primary", icon="mdi6.check")
        self.wait = button(_("Not confirmed yet"), self._wait, icon="mdi6.clock-outline")
        self.close_button = button(
            "", self.put_away, kind="tiny", icon="mdi6.close", name=_("Close without an order")
        )
        self.oversell = Oversell(self._take_all_the_same, self._ask_for_less)
        self.quantity.textChanged.connect(self._read)
        self.product.currentIndexChanged.connect(self._read)
        self.phone.textChanged.connect(lambda _text: self._say_phone(""))
        self.more.changed.connect(self._read)
        for one in (self.name, self.phone, self.place):
            one.textChanged.connect(self._go_on)
        self._lay_out()
        self.hide()

    def bring_up(self) -> None:
        """Empty, with the presented product chosen and the cursor where the number goes."""
        if self.isVisible():
            self.quantity.setFocus()
            return
        self._mending = None
        self._order_id = uuid4().hex
        self._fill(self._hand.state.product, "", ())
        self._bring_up()

    def mend(self, mending: Mending) -> None:
        """Filled with what was read out of a comment, which stands above, or with a pending order.

        It takes the place of whatever was typed there.
        """
        self._mending = mending
        self._order_id = mending.item_id
        first = mending.lines[0] if mending.lines else None
        self._fill(
            first.sku if first else self._hand.state.product,
            written(first) if first else "",
            mending.lines[1:],
        )
        for one, text in zip((self.name, self.phone, self.place), mending.buyer, strict=True):
            one.setText(text)
            # A long name is read from its beginning.
            one.setCursorPosition(0)
        self._bring_up()

    def _fill(self, sku: str | None, quantity: str, more: tuple[Line, ...]) -> None:
        state = self._hand.state
        fill_goods(self.product, state, sku)
        self.more.fill(state, more)
        for one in (self.name, self.phone, self.place):
            one.clear()
        self.quantity.setText(quantity)

    def _bring_up(self) -> None:
        mending = self._mending
        self.heading.setText(mending.heading if mending else _("New order"))
        self.setAccessibleName(self.heading.text())
        said = mending.said if mending else ""
        self.said.set_text(said)
        self.said.setVisible(bool(said))
        self.wait.setVisible(mending is None)
        self._set_waiting(False)
        self._say_phone("")
        self._read()
        self.show()
        self.raise_()
        self.adjustSize()
        self.quantity.setFocus()

    def escape(self) -> None:
        """What is typed is kept until Esc is pressed once more."""
        fields = (self.quantity, self.name, self.phone, self.place)
        if self._warned or not any(one.text().strip() for one in fields):
            self.put_away()
            return
        self._ask_oversell(asks=False)
        self._say_phone("")
        self._say(_("This order is not taken yet. Press Esc again to drop it."), "warning")
        self._warned = True

    def _go_on(self) -> None:
        if self._warned:
            self._read()

    def put_away(self) -> None:
        self._order_id = ""
        self.hide()
        self.closed.emit()

    def _lay_out(self) -> None:
        head = row(self.heading, None, self.close_button)
        grid = fields_grid(
            self.product, self.quantity, self.more, self.name, self.phone, self.place
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 8, 20, 16)
        outer.setSpacing(8)
        outer.addLayout(head)
        outer.addWidget(self.said)
        outer.addLayout(grid)
        self._usual = QWidget()
        usual = row(column(self.reading, self.phone_wrong, gap=0), self.wait, self.take)
        usual.setStretch(0, 1)
        self._usual.setLayout(usual)
        foot = QWidget()
        foot.setLayout(column(self._usual, self.oversell, gap=0))
        # Whatever is said, nothing moves under the pointer.
        foot.setFixedHeight(FOOT_PX)
        outer.addWidget(foot)

    def _on_sale(self) -> OnSale | None:
        return self._hand.state.products.get(self.product.currentData() or "")

    def _quantity_milli(self) -> int | None:
        on_sale = self._on_sale()
        if on_sale is None:
            return None
        try:
            return quantity_milli_for(on_sale.product, self.quantity.text())
        except BadQuantity:
            return None

    def _read(self) -> None:
        """Say at the field how the typing is understood, before Enter."""
        self._ask_oversell(asks=False)
        on_sale, text = self._on_sale(), self.quantity.text().strip()
        if on_sale is None or not text:
            self._say("", "strong")
            return
        try:
            milli = quantity_milli_for(on_sale.product, text)
        except BadQuantity as bad:
            self._say(what_is_wrong(bad.reason, on_sale), "wrong")
            return
        said = f"{format_milli(milli)} {on_sale.product.unit}"
        more_vnd = self.more.amount_vnd(self._hand.state.products)
        if more_vnd is None:
            self._say(_("Type how much of each."), "strong")
            return
        if self.more.any:
            said = _("Together")
        self._say(
            f"{said} = {format_vnd(amount_vnd(on_sale.price_vnd, milli) + more_vnd)}", "strong"
        )

    def _say(self, text: str, role: str) -> None:
        self._warned = False
        self.reading.setText(text)
        set_state(self.reading, "role", role)
        set_state(self.quantity, "wrong", "true" if role == "wrong" else "false")
        self.quantity.setAccessibleDescription(text)

    def _say_phone(self, text: str) -> None:
        self.phone_wrong.setText(text)
        self.phone_wrong.setVisible(bool(text))
        self.reading.setVisible(not text)
        set_state(self.phone, "wrong", "true" if text else "false")
        self.phone.setAccessibleDescription(text)

    def take_it(self) -> None:
        self._place(confirmed=True)

    def _wait(self) -> None:
        self._place(confirmed=False)

    def _take_all_the_same(self) -> None:
        self._place(confirmed=self.oversell.confirmed, oversell=True)

    def _ask_for_less(self) -> None:
        self._ask_oversell(asks=False)
        self._want_another_quantity()

    def _ask_oversell(self, *, asks: bool) -> None:
        """The question stands in the place of the two buttons."""
        self.oversell.setVisible(asks)
        self._usual.setVisible(not asks)

    def _want_another_quantity(self) -> None:
        """What is typed next takes the place of what was too much."""
        self.quantity.setFocus()
        self.quantity.selectAll()

    def _place(self, *, confirmed: bool, oversell: bool = False) -> None:
        if self._waiting:
            return
        milli = self._quantity_milli()
        if milli is None:
            if not self.quantity.text().strip():
                self._say(_("Type how much, for example 5 or 2,5 kg."), "wrong")
            self.quantity.setFocus()
            return
        phone = self._phone()
        if phone is None:
            return
        more = self.more.wanted(self._hand.state.products)
        if more is None:
            return
        self._set_waiting(True)
        self.oversell.confirmed = confirmed
        order_id = self._order_id
        lines = (Wanted(str(self.product.currentData()), milli), *more)
        then, failed = partial(self._answered, order_id), partial(self._not_written, order_id)
        buyer = (self.name.text(), phone, self.place.text())
        if self._mending is not None:
            self._hand.follow(self._mending.submit(lines, buyer, oversell), then, failed)
            return
        order = PlaceOrder(
            order_id=order_id,
            lines=lines,
            confirmed=confirmed,
            source="window",
            buyer=sealed_buyer(name=buyer[0], phone=phone, address=buyer[2]),
            allow_oversell=oversell,
        )
        self._hand.do(order, then, failed)

    def _not_written(self, order_id: str) -> None:
        """All stays as it was typed, under the same id: pressing again is still one order."""
        if order_id == self._order_id:
            self._set_waiting(False)

    def _answered(self, order_id: str, outcome: Outcome) -> None:
        if order_id != self._order_id:
            # It was put away before the answer came; that it was not taken must be told still.
            self._hand.tell_refusal(outcome)
            return
        self._set_waiting(False)
        refusal = outcome.refusal
        if refusal is None:
            if self._mending is not None:
                self._mending.done()
            self.put_away()
        elif isinstance(refusal, OutOfStock):
            on_sale = outcome.state.products[refusal.sku]
            self.oversell.ask(refusal.free_milli, on_sale)
            self._ask_oversell(asks=True)
            self._want_another_quantity()
        else:
            self._say(self._hand.sentence(refusal), "wrong")

    def _phone(self) -> str | None:
        """The number as it is kept; empty without one, None when it cannot be one."""
        text = self.phone.text().strip()
        if not text or (self._mending is not None and text == self._mending.buyer[1]):
            return text
        try:
            return parse_phone(text)
        except Unreadable:
            self._say_phone(
                _("This is not a phone number. Type 10 digits, for example 0912 345 678.")
            )
            self.phone.setFocus()
            return None

    def _set_waiting(self, waiting: bool) -> None:
        self._waiting = waiting
        if waiting and isinstance(self.focusWidget(), QAbstractButton):
            # A button that is switched off hands the focus on, out of the form at last.
            self.quantity.setFocus()
        self.take.setEnabled(not waiting)
        self.wait.setEnabled(not waiting)
        words = _("Take it like this") if self._mending else _("Take the order")
        self.take.setText(_("Writing it down…") if waiting else words)
