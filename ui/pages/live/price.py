"""The two small questions about a price: a new one, or a special one for some minutes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit, QWidget

from host_assistant.control_room.price_doubt import doubt, meant_vnd
from host_assistant.language import _
from host_assistant.show.commands import ChangePrice, EndSpecialPrice
from host_assistant.show.state import OnSale
from host_assistant.values.money import format_vnd, parse_vnd
from host_assistant.values.unreadable import Unreadable
from ui.pages.live.hand import Hand
from ui.widgets.parts import button, column, label, row, set_state

MINUTES = (5, 10, 15, 30)
MOST_MINUTES = 24 * 60
WIDTH = 480


class PriceDialog(QDialog):
    """`special` asks for the minutes too, and offers to end the one that runs.

    A price that is hardly meant is asked about: Enter alone never puts it on air.
    """

    def __init__(self, parent: QWidget, hand: Hand, on_sale: OnSale, *, special: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._hand = hand
        self._on_sale = on_sale
        self._special = special
        self._use_words = _("Start the special price") if special else _("Use this price")
        heading = _("Special price") if special else _("Change the price")
        self.setWindowTitle(heading)
        self.setFixedWidth(WIDTH)
        self.price = _field(_("New price, for example 35k or 1tr2"), _("New price"))
        self.reading = label("", "muted", wrap=True)
        # Room for the question, so that no button moves away from under the pointer.
        self.reading.setMinimumHeight(2 * self.reading.fontMetrics().lineSpacing() + 6)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.minutes = _field(_("Minutes"), _("For how many minutes"))
        self.minutes.setText("10")
        self.save = button(self._use_words, self._save, kind="primary")
        self.as_typed = button("", self._save_as_typed)
        self.as_typed.hide()
        self.end_special = button(_("End the special price now"), self._end, kind="quiet")
        self.price.textChanged.connect(self._read)
        self.minutes.textChanged.connect(self._read)
        price_now = _("Now {price} for one {unit}").format(
            price=format_vnd(on_sale.price_vnd), unit=on_sale.product.unit
        )
        parts: list[QWidget | int] = [
            label(heading, "heading"),
            label(on_sale.product.name, "strong", wrap=True),
            label(price_now, "muted"),
            label(_("New price")),
            self.price,
        ]
        if special:
            parts += [label(_("For how many minutes")), self.minutes, self._quick_minutes()]
        if special and on_sale.special_until_ms is not None:
            parts.append(self.end_special)
        layout = column(*parts, self.reading, 4, gap=8, margins=24)
        layout.addLayout(row(None, button(_("Close"), self.reject), self.as_typed, self.save))
        self.setLayout(layout)
        self._read()
        self.price.setFocus()
        self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focus, price_vnd = self.focusWidget(), self._price_vnd()
        if isinstance(focus, QAbstractButton):
            focus.click()
        elif self.save.isHidden():
            self.price.setFocus()
            self.price.selectAll()
        elif price_vnd is not None and self._doubt(price_vnd):
            self.save.setFocus()
        elif self.save.isEnabled():
            self._save()

    def _quick_minutes(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(row(*(self._quick(minutes) for minutes in MINUTES), None))
        return holder

    def _quick(self, minutes: int) -> QWidget:
        name = _("{count} minutes").format(count=minutes)
        choose = partial(self.minutes.setText, str(minutes))
        made = button(str(minutes), choose, kind="small", name=name)
        made.setMinimumWidth(56)
        return made

    def _price_vnd(self) -> int | None:
        try:
            return parse_vnd(self.price.text()) or None
        except Unreadable:
            return None

    def _for_s(self) -> int | None:
        text = self.minutes.text().strip()
        minutes = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
        return minutes * 60 if 0 < minutes <= MOST_MINUTES else None

    def _doubt(self, price_vnd: int) -> str:
        return doubt(price_vnd, self._on_sale, special=self._special)

    def _meant_vnd(self, price_vnd: int) -> int | None:
        return meant_vnd(price_vnd, self._on_sale, special=self._special)

    def _read(self) -> None:
        """Say how the typing is understood, before it is used."""
        price_vnd, for_s = self._price_vnd(), self._for_s()
        wrong_price = bool(self.price.text()) and price_vnd is None
        wrong_minutes = self._special and for_s is None
        doubtful = self._doubt(price_vnd) if price_vnd is not None else ""
        if wrong_price:
            text = _("This is not a price. Type for example 35k, 35.000 or 1tr2.")
        elif wrong_minutes:
            text = _("Type the minutes as a whole number from 1 to 1440.")
        elif price_vnd is None:
            text = ""
        else:
            text = doubtful or f"= {format_vnd(price_vnd)}"
        self.reading.setText(text)
        wrong = wrong_price or wrong_minutes
        role = "wrong" if wrong else "warning" if doubtful else "strong"
        set_state(self.reading, "role", role)
        self.price.setAccessibleDescription(text)
        set_state(self.price, "wrong", "true" if wrong_price else "false")
        set_state(self.minutes, "wrong", "true" if wrong_minutes else "false")
        self._offer(price_vnd if doubtful else None)
        may = price_vnd is not None and not wrong_minutes
        self.save.setEnabled(may)
        self.as_typed.setEnabled(may)

    def _offer(self, doubtful_vnd: int | None) -> None:
        """Of a price in doubt, name what is probably meant first, and what was typed second."""
        meant = None if doubtful_vnd is None else self._meant_vnd(doubtful_vnd)
        words = self._use_words if meant is None else _set_words(meant)
        self.save.setText(words)
        self.save.setAccessibleName(words)
        self.save.setVisible(doubtful_vnd is None or meant is not None)
        self.as_typed.setVisible(doubtful_vnd is not None)
        if doubtful_vnd is not None:
            self.as_typed.setText(_set_words(doubtful_vnd))
            self.as_typed.setAccessibleName(self.as_typed.text())

    def _save(self) -> None:
        price_vnd = self._price_vnd()
        if price_vnd is not None and self._doubt(price_vnd):
            price_vnd = self._meant_vnd(price_vnd)
        self._use(price_vnd)

    def _save_as_typed(self) -> None:
        self._use(self._price_vnd())

    def _use(self, price_vnd: int | None) -> None:
        if price_vnd is None:
            return
        for_s = self._for_s() if self._special else None
        self._hand.do(ChangePrice(sku=self._on_sale.product.sku, price_vnd=price_vnd, for_s=for_s))
        self.accept()

    def _end(self) -> None:
        self._hand.do(EndSpecialPrice(sku=self._on_sale.product.sku))
        self.accept()


def _set_words(price_vnd: int) -> str:
    return _("Set {price}").format(price=format_vnd(price_vnd))


def _field(hint: str, name: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(hint)
    made.setAccessibleName(name)
    return made
