"""What else stands on the viewers' picture: each can be switched off and on; and the marker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from host_assistant.language import _
from host_assistant.show.commands import SetOverlay
from host_assistant.show.state import ShowState
from host_assistant.show.vocabulary import OverlaySlot
from host_assistant.stage.picture import paid_by_qr
from host_assistant.values.instants import format_duration
from ui.pages.live.hand import Hand
from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row
from ui.widgets.tips import as_tip

MARKED_MS = 3000


class Overlays(QWidget):
    """The product card has its own button, beside its price.

    The bank's code has one where there is an account and the platform allows codes.
    """

    def __init__(self, hand: Hand, mark: Callable[[], None]) -> None:
        super().__init__()
        self._hand = hand
        self._hidden: frozenset[OverlaySlot] | None = None
        self.buttons: dict[OverlaySlot, QPushButton] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        names: dict[OverlaySlot, str] = {
            "order_counter": _("Counter"),
            "ticker": _("Ticker"),
            "host_banner": _("Host"),
            "notice": _("How to order"),
            "bank_qr": _("Transfer code"),
        }
        for place, (slot, name) in enumerate(names.items()):
            made = button(name, partial(self._press, slot), kind="switch")
            self.buttons[slot] = made
            if slot != "bank_qr":
                grid.addWidget(made, place // 2, place % 2)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        self._pays: bool | None = None
        self.marker = button(
            _("Marker"), mark, kind="marker", icon="mdi6.flag-outline", name=_("Set a marker")
        )
        self.marker.setToolTip(_("Marks this moment for the replay (M)"))
        self._marked = QTimer(self, singleShot=True, interval=MARKED_MS)
        self._marked.timeout.connect(lambda: self.marker.setText(_("Marker")))
        self._heading = row(label(_("ON THE PICTURE"), "muted"), None, self.marker)
        # The code has a longer name than the others, the marker a shorter one.
        self._last = row(self.buttons["bank_qr"])
        self._last.setStretch(0, 1)
        self.setLayout(column(self._heading, grid, self._last))
        self._offer_code(pays=False)

    def show_state(self, state: ShowState) -> None:
        self._offer_code(pays=paid_by_qr(state.setup) is not None)
        if state.hidden_overlays == self._hidden:
            return
        self._hidden = state.hidden_overlays
        for slot, made in self.buttons.items():
            shown = slot not in state.hidden_overlays
            icon = "mdi6.eye-outline" if shown else "mdi6.eye-off-outline"
            put_icon(made, icon, tokens().ink if shown else tokens().muted, 20)
            words = _("{name}: on the picture") if shown else _("{name}: not on the picture")
            made.setAccessibleName(words.format(name=made.text()))
            made.setToolTip(as_tip(made.accessibleName()))

    def _offer_code(self, *, pays: bool) -> None:
        """The code's button stands beside the marker, so that it takes no row of its own."""
        if pays == self._pays:
            return
        self._pays = pays
        self.buttons["bank_qr"].setVisible(pays)
        if pays:
            self._last.addWidget(self.marker, 1)
        else:
            self._heading.addWidget(self.marker)

    def say_marked(self, clock_ms: int) -> None:
        """Say for a moment, on the button itself, which moment of the clock is marked now."""
        time = format_duration(clock_ms)
        words = _("Marked {time}").format(time=time)
        # Beside the code's button there is room for the moment alone.
        self.marker.setText(time if self._pays else words)
        self._marked.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.marker, words))

    def _press(self, slot: OverlaySlot) -> None:
        hidden = slot in self._hand.state.hidden_overlays
        self._hand.do(SetOverlay(slot=slot, shown=hidden))
