"""Taking an order: `+`, how much, Enter. The rest may be filled in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from host_assistant.catalog.selling import BadQuantity, amount_vnd, quantity_milli_for
from host_assistant.control_room.buyers import sealed_buyer
from host_assistant.language import _
from host_assistant.show.commands import PlaceOrder, Wanted
from host_assistant.show.refusals import OutOfStock
from host_assistant.show.state import OnSale, ShowState
from host_assistant.values.money import format_vnd
from host_assistant.values.phone import parse_phone
from host_assistant.values.quantity import format_milli
from host_assistant.values.unreadable import Unreadable
from ui.pages.live.hand import Hand
from ui.pages.live.keys import goes_on_air
from ui.pages.live.order_words import Oversell, what_is_wrong
from ui.widgets.parts import button, column, label, row, set_state

if TYPE_CHECKING:
    from host_assistant.control_room.director import Outcome

# Three lines beside the two buttons.
FOOT_PX = 72


class OrderForm(QFrame):
    """A sheet over the page. It keeps one order id until the order is taken, so that pressing
    twice is still one order. `closed` follows when it went away."""

    closed = Signal()

    def __init__(self, hand: Hand, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "sheet")
        self.setAccessibleName(_("New order"))
        # Else a press beside the fields would give the focus, and so the keys, to the page.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._hand = hand
        self._order_id = ""
        self._waiting = self._warned = False
        self.product = QComboBox()
        self.product.setAccessibleName(_("Goods"))
        self.product.setMinimumContentsLength(12)
        self.product.installEventFilter(self)
        self.quantity = _field(_("How much"), _("5, 2,5 kg, 1 yến…"))
        self.name = _field(_("Name"), "")
        self.phone = _field(_("Phone"), "")
        self.place = _field(_("Place"), "")
        self.reading = label("", "strong", wrap=True)
        self.phone_wrong = label("", "wrong", wrap=True)
        self.take = button(_("Take the order"), self._take, kind="primary", icon="mdi6.check")
        self.wait = button(_("Not confirmed yet"), self._wait, icon="mdi6.clock-outline")
        self.close_button = button(
            "", self.put_away, kind="tiny", icon="mdi6.close", name=_("Close without an order")
        )
        self.oversell = Oversell(self._take_all_the_same, self._ask_for_less)
        self.quantity.textChanged.connect(self._read)
        self.product.currentIndexChanged.connect(self._read)
        self.phone.textChanged.connect(lambda _text: self._say_phone(""))
        for field in (self.name, self.phone, self.place):
            field.textChanged.connect(self._go_on)
        self._lay_out()
        self.hide()

    def bring_up(self) -> None:
        """Empty, with the presented product chosen and the cursor where the number goes."""
        if self.isVisible():
            self.quantity.setFocus()
            return
        state = self._hand.state
        self._order_id = uuid4().hex
        self._set_waiting(False)
        self._fill_products(state)
        for field in (self.quantity, self.name, self.phone, self.place):
            field.clear()
        self._say_phone("")
        self._read()
        self.show()
        self.raise_()
        self.adjustSize()
        self.quantity.setFocus()

    def escape(self) -> None:
        """What is typed is kept until Esc is pressed once more."""
        fields = (self.quantity, self.name, self.phone, self.place)
        if self._warned or not any(field.text().strip() for field in fields):
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

    def event(self, event: QEvent) -> bool:
        """Whatever in the form has the focus, no key pressed there reaches the viewers."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and goes_on_air(event):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A list of goods would look for a name that begins with the digit."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._type_quantity(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QAbstractButton):
                focus.click()
            elif not self.oversell.isVisible():
                self._take()
            return
        if not self._type_quantity(event):
            super().keyPressEvent(event)

    def _type_quantity(self, event: QKeyEvent) -> bool:
        """A digit that was typed where nothing is written belongs to how much."""
        digit = event.text()
        if not (digit.isascii() and digit.isdecimal()):
            return False
        self.type_digit(digit)
        return True

    def type_digit(self, digit: str) -> None:
        """Wherever it was pressed, it belongs to how much; what is selected there gives way."""
        self.quantity.setFocus()
        self.quantity.insert(digit)

    def _lay_out(self) -> None:
        head = row(label(_("New order"), "heading"), None, self.close_button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for field, word, line, side, across in (
            (self.product, _("Goods"), 0, 0, 2),
            (self.quantity, _("How much"), 0, 2, 1),
            (self.name, _("Name"), 2, 0, 1),
            (self.phone, _("Phone"), 2, 1, 1),
            (self.place, _("Place"), 2, 2, 1),
        ):
            grid.addWidget(_label_for(field, word), line, side, 1, across)
            grid.addWidget(field, line + 1, side, 1, across)
        for side in range(3):
            grid.setColumnStretch(side, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 8, 20, 16)
        outer.setSpacing(8)
        outer.addLayout(head)
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

    def _fill_products(self, state: ShowState) -> None:
        self.product.blockSignals(True)
        self.product.clear()
        for on_sale in state.on_sale():
            self.product.addItem(on_sale.product.name, on_sale.product.sku)
        self.product.setCurrentIndex(
            state.skus.index(state.product) if state.product in state.skus else 0
        )
        self.product.blockSignals(False)

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
        amount = format_vnd(amount_vnd(on_sale.price_vnd, milli))
        self._say(f"{format_milli(milli)} {on_sale.product.unit} = {amount}", "strong")

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

    def _take(self) -> None:
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
        self._set_waiting(True)
        self.oversell.confirmed = confirmed
        order = PlaceOrder(
            order_id=self._order_id,
            lines=(Wanted(str(self.product.currentData()), milli),),
            confirmed=confirmed,
            source="window",
            buyer=sealed_buyer(name=self.name.text(), phone=phone, address=self.place.text()),
            allow_oversell=oversell,
        )
        self._hand.do(
            order,
            partial(self._answered, order.order_id),
            partial(self._not_written, order.order_id),
        )

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
        if not text:
            return ""
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
        self.take.setText(_("Writing it down…") if waiting else _("Take the order"))


def _field(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setMaxLength(200)
    return made


def _label_for(field: QWidget, word: str) -> QWidget:
    made = label(word, "muted")
    made.setBuddy(field)
    return made
