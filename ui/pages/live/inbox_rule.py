"""The host's rule: what is clear and names a telephone number is confirmed as it comes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from host_assistant.language import _
from ui.widgets.parts import button, column, label, row, set_state
from ui.widgets.switch import Switch
from ui.widgets.tips import as_tip


class InboxRule(QFrame):
    """`button` stands in the head of the card and turns to this; `wish` asks for the rule.

    `turned` tells that the button, or the one that leads back, was pressed.
    """

    turned = Signal()

    def __init__(self, wish: Callable[[bool], object]) -> None:
        super().__init__()
        self.setProperty("kind", "inbox")
        self._wish = wish
        self.on = self._short = False
        self.open = False
        self.button = button("", self.turn, kind="small", icon="mdi6.lightning-bolt-outline")
        self.back = button(_("Back to the inbox"), self.turn, kind="small")
        heading = label(_("Confirm clear orders at once"), "strong", wrap=True)
        self.switch = Switch(_("Rule: off"))
        # A press is a wish; the knob moves once the rule is in the log.
        self.switch.clicked.connect(self._pressed)
        self.says = label(
            _(
                "An order that was read without a doubt and names a telephone number counts at "
                "once, without a press. All others wait here for you."
            ),
            "small",
            wrap=True,
        )
        parts = column(heading, self.says, self.switch, 8, row(self.back, None), None, gap=2)
        parts.setContentsMargins(10, 6, 10, 10)
        self.setLayout(parts)
        self.show_rule(on=False)

    def show_rule(self, *, on: bool) -> None:
        self.on = on
        self.switch.setChecked(on)
        text = _("Rule: on") if on else _("Rule: off")
        self.button.setText("" if self._short else text)
        self.switch.setText(text)
        self.button.setAccessibleName(
            _("Rule that confirms clear orders: on")
            if on
            else _("Rule that confirms clear orders: off")
        )
        self.button.setToolTip(as_tip(self.button.accessibleName()))
        self.switch.setAccessibleName(self.button.accessibleName())
        set_state(self.button, "on", "true" if on else "false")

    def set_short(self, short: bool) -> None:
        """Where there is little room the button is its sign alone."""
        if short != self._short:
            self._short = short
            self.show_rule(on=self.on)

    def _pressed(self, on: bool) -> None:
        self.switch.setChecked(self.on)
        self._wish(on)

    def turn(self) -> None:
        """To the rule, or back to the inbox."""
        self.open = not self.open
        self.turned.emit()
