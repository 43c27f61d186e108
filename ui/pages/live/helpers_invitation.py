"""How a phone comes in: what it is to be, the picture to scan, and the code to type."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton

from host_assistant.language import _
from ui.pages.live.door import Door
from ui.pages.live.door_words import left_words, role_name, role_words
from ui.widgets.figure import Figure
from ui.widgets.parts import button, column, label, row
from ui.widgets.qr import QrPicture
from ui.widgets.tips import as_tip

if TYPE_CHECKING:
    from host_assistant.desk.roles import Role

ROLES: Final[tuple[Role, ...]] = ("helper", "remote", "screen")
ROLE_ICONS: Final[dict[Role, str]] = {
    "helper": "mdi6.clipboard-edit-outline",
    "remote": "mdi6.remote",
    "screen": "mdi6.monitor-dashboard",
}
# A camera reads a code from about ten times its width: 6 cm on a laptop for half a metre. Whole
# pixels for each of the 41 squares that such an address takes.
QR_PX: Final = 41 * 7
# On a screen at 150 % as many centimetres.
QR_LOW_PX: Final = 41 * 5
CODE_PX: Final = 52


class InvitationCard(QFrame):
    """One role at a time, so that nobody scans the picture of another."""

    def __init__(self, door: Door, *, low: bool) -> None:
        super().__init__()
        self._door = door
        self.role: Role = "helper"
        self._group = QButtonGroup(self)
        self.roles: dict[Role, QPushButton] = {}
        for role in ROLES:
            made = button(role_name(role), partial(self._choose, role), kind="pill")
            made.setCheckable(True)
            made.setToolTip(as_tip(role_words(role)))
            self._group.addButton(made)
            self.roles[role] = made
        self.roles[self.role].setChecked(True)
        self.about = label("", "muted", wrap=True)
        self.qr = QrPicture(QR_LOW_PX if low else QR_PX)
        self.address = label("", "large", wrap=True)
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code = Figure(CODE_PX, 32)
        self.left = label("", "muted")
        self.new_code = button(_("New code"), self._renew, kind="small", icon="mdi6.refresh")
        self._assemble()
        self._choose(self.role)

    def _assemble(self) -> None:
        beside = column(
            label(_("Scan it with the phone's camera,"), wrap=True),
            label(_("or type in its browser"), "muted", wrap=True),
            self.address,
            8,
            label(_("and this code"), "muted"),
            self.code,
            row(self.left, None, self.new_code),
            None,
            gap=4,
        )
        across = row(self.qr, beside, gap=24)
        across.setStretch(1, 1)
        self.setLayout(column(row(*self.roles.values(), None), self.about, across, gap=12))

    def show_now(self) -> None:
        invitation = self._door.invitation(self.role)
        if invitation is None:
            return
        self.qr.set_text(
            invitation.url, _("Code to scan: {role}").format(role=role_name(self.role))
        )
        self.address.setText(self._door.url.partition("://")[2].strip("/"))
        digits = f"{invitation.code[:3]} {invitation.code[3:]}"
        self.code.set_text(digits, _("Code {digits}").format(digits=" ".join(invitation.code)))
        self.left.setText(left_words(invitation.expires_ms - time.time_ns() // 1_000_000))

    def _choose(self, role: Role) -> None:
        self.role = role
        self.about.setText(role_words(role))
        self.show_now()

    def _renew(self) -> None:
        self._door.renew(self.role)
        self.show_now()
