"""Orders and inbox in one place of the page, of which one is looked at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QFrame, QPushButton

from host_assistant.language import _
from host_assistant.values.decimals import grouped
from ui.pages.live.inbox import InboxPanel
from ui.pages.live.orders import Orders
from ui.widgets.parts import button, column, row, set_state

MOST_SAID = 999
ROOMY_PX = 420


class OrderSide(QFrame):
    """`widened` tells whether the inbox, which needs more room, is the one."""

    widened = Signal(bool)

    def __init__(self, orders: Orders, inbox: InboxPanel) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.orders, self.inbox = orders, inbox
        self._together = QButtonGroup(self)
        self.to_orders = self._tab(_("Orders"))
        self.to_inbox = self._tab(_("Inbox"))
        self.to_inbox.setToolTip(_("Inbox (H)"))
        self.to_orders.setChecked(True)
        self.to_inbox.toggled.connect(self._choose)
        inbox.hide()
        head = row(self.to_orders, self.to_inbox, None, orders.newer, inbox.rule.button, gap=6)
        parts = column(head, orders, inbox, gap=6)
        for place in (1, 2):
            parts.setStretch(place, 1)
        parts.setContentsMargins(12, 8, 12, 12)
        self.setLayout(parts)
        inbox.counted.connect(self._say_how_many)
        inbox.rule.button.hide()
        self._say_how_many(0)
        inbox.refresh()

    @property
    def on_inbox(self) -> bool:
        return self.to_inbox.isChecked()

    def open_inbox(self) -> None:
        """What the key does too: the inbox, ready for its keys."""
        self.to_inbox.setChecked(True)
        self.inbox.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.inbox.rule.set_short(self.width() < ROOMY_PX)

    def _tab(self, text: str) -> QPushButton:
        made = button(text, lambda: None, kind="tab")
        made.setCheckable(True)
        self._together.addButton(made)
        return made

    def _choose(self, inbox: bool) -> None:
        focused = QApplication.focusWidget()
        if not inbox and focused is not None and self.inbox.isAncestorOf(focused):
            # Else Qt hands it to whatever stands beside: a button that confirms an order.
            self.to_orders.setFocus()
        self.orders.setVisible(not inbox)
        self.inbox.setVisible(inbox)
        self.orders.newer.setVisible(False)
        self.inbox.rule.button.setVisible(inbox)
        self.widened.emit(inbox)

    def _say_how_many(self, count: int) -> None:
        said = f"{MOST_SAID}+" if count > MOST_SAID else str(count)
        self.to_inbox.setText(f"{_('Inbox')} {said}" if count else _("Inbox"))
        self.to_inbox.setAccessibleName(
            _("Inbox: {count} need a person").format(count=grouped(count))
        )
        set_state(self.to_inbox, "some", "true" if count else "false")
