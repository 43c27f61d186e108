"""What the order form says: that there is not so much left, and what is wrong with a quantity."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from host_assistant.catalog.selling import BadQuantityReason
from host_assistant.language import _
from host_assistant.show.state import OnSale
from host_assistant.values.quantity import format_milli
from ui.widgets.parts import button, label, row


class Oversell(QFrame):
    """There is not so much left: take it all the same?"""

    def __init__(self, yes: Callable[[], None], no: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.confirmed = True
        self.sentence = label("", wrap=True)
        self.yes = button(_("Take it all the same"), yes, kind="gold")
        self.no = button(_("Less"), no, kind="quiet")
        line = row(self.sentence, self.no, self.yes, gap=8, margins=8)
        line.setStretch(0, 1)
        self.setLayout(line)

    def ask(self, free_milli: int, on_sale: OnSale) -> None:
        self.sentence.setText(
            _("Only {left} {unit} can still be promised. Take the order all the same?").format(
                left=format_milli(free_milli), unit=on_sale.product.unit
            )
        )


def what_is_wrong(reason: BadQuantityReason, on_sale: OnSale) -> str:
    """Why a quantity cannot be, at its field."""
    unit = on_sale.product.unit
    return {
        "unreadable": _("This is no quantity. Type for example 5, 2,5 or 5 {unit}."),
        "other_unit": _("These goods are sold by the {unit}. Type how many {unit}."),
        "no_weight": _("What one {unit} weighs is not known. Type how many {unit}."),
        "not_whole": _("Only whole {unit} are sold. Type a whole number, for example 1, 2, 3."),
        "zero": _("Zero is no order. Type how many {unit}."),
        "too_large": _("This is more than one order may hold. Type fewer {unit}."),
    }[reason].format(unit=unit)
