"""Which keys mean what while an order is typed: none of them reaches the viewers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLineEdit, QWidget

from host_assistant.language import _
from ui.pages.live.keys import goes_on_air
from ui.pages.live.order_fields import field
from ui.pages.live.order_words import Oversell


class OrderKeys(QFrame):
    """Enter takes the order, a digit belongs to how much.

    `take_it` and the question `oversell` are the form's.
    """

    oversell: Oversell

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # Else a press beside the fields would give the focus, and so the keys, to the page.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.quantity: QLineEdit = field(_("How much"), _("5, 2,5 kg, 1 yến…"))

    def take_it(self) -> None:
        raise NotImplementedError

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
                self.take_it()
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
