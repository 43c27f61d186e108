"""The two small questions about a price: a new one, or a special one for some minutes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from host_assistant.language import _
from host_assistant.show.commands import ChangePrice, EndSpecialPrice
from host_assistant.show.state import OnSale
from host_assistant.values.money import format_vnd, parse_vnd
from host_assistant.values.unreadable import Unreadable
from ui.pages.live_hand import Hand
from ui.widgets.parts import button, column, label, row, set_state

MINUTES = (5, 10, 15, 30)
MOST_MINUTES = 24 * 60


class PriceDialog(QDialog):
    """`special` asks for the minutes too, and offers to end the one that runs."""

    def __init__(self, parent: QWidget, hand: Hand, on_sale: OnSale, *, special: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._hand = hand
        self._sku = on_sale.product.sku
        self._special = special
        heading = _("Special price") if special else _("Change the price")
        self.setWindowTitle(heading)
        self.setFixedWidth(460)
        self.price = _field(_("New price, for example 35k or 1tr2"), _("New price"))
        self.reading = label("", "muted", wrap=True)
        self.minutes = _field(_("Minutes"), _("For how many minutes"))
        self.minutes.setText("10")
        self.save = button(
            _("Start the special price") if special else _("Use this price"),
            self._save,
            kind="primary",
        )
        self.save.setDefault(True)
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
        layout.addLayout(row(None, button(_("Close"), self.reject), self.save))
        self.setLayout(layout)
        self._read()
        self.price.setFocus()
        self.open()

    def _quick_minutes(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(row(*(self._quick(minutes) for minutes in MINUTES), None))
        return holder

    def _quick(self, minutes: int) -> QWidget:
        def choose() -> None:
            self.minutes.setText(str(minutes))

        name = _("{count} minutes").format(count=minutes)
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

    def _read(self) -> None:
        """Say how the typing is understood, before it is used."""
        price_vnd, for_s = self._price_vnd(), self._for_s()
        wrong_price = bool(self.price.text()) and price_vnd is None
        wrong_minutes = self._special and for_s is None
        if wrong_price:
            text = _("This is not a price. Type for example 35k, 35.000 or 1tr2.")
        elif wrong_minutes:
            text = _("Type the minutes as a whole number from 1 to 1440.")
        elif price_vnd is None:
            text = ""
        else:
            text = f"= {format_vnd(price_vnd)}"
        self.reading.setText(text)
        wrong = wrong_price or wrong_minutes
        set_state(self.reading, "role", "wrong" if wrong else "strong")
        set_state(self.price, "wrong", "true" if wrong_price else "false")
        set_state(self.minutes, "wrong", "true" if wrong_minutes else "false")
        self.save.setEnabled(price_vnd is not None and not wrong_minutes)

    def _save(self) -> None:
        price_vnd = self._price_vnd()
        if price_vnd is None:
            return
        for_s = self._for_s() if self._special else None
        self._hand.do(ChangePrice(sku=self._sku, price_vnd=price_vnd, for_s=for_s))
        self.accept()

    def _end(self) -> None:
        self._hand.do(EndSpecialPrice(sku=self._sku))
        self.accept()


def _field(hint: str, name: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(hint)
    made.setAccessibleName(name)
    return made
