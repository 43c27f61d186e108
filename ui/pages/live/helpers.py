"""The helpers' sheet: one switch, and while the door is open how to come in and who is in."""

from __future__ import annotations

import sys

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from host_assistant.language import _
from ui.pages.live.door import Door
from ui.pages.live.door_words import (
    firewall_words,
    network_words,
    no_desk_words,
    no_network_words,
    open_again_words,
    read_along_words,
    role_name,
    role_words,
)
from ui.pages.live.helpers_devices import DeviceList
from ui.pages.live.helpers_invitation import ROLE_ICONS, ROLES, InvitationCard
from ui.pages.settings.parts import Choice
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row
from ui.widgets.switch import Switch

WIDTH_PX = 952
TICK_MS = 1_000
MARGIN = 24
# A small laptop's screen at 150 %.
LOW_PX = 640


class HelpersSheet(QDialog):
    """Everything on it is asked of the door, once a second while it is shown."""

    def __init__(self, parent: QWidget, door: Door, *, platform: str = sys.platform) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Helpers"))
        self._page = parent
        self._door = door
        self._low = parent.window().height() < LOW_PX
        self._wanted = ""
        self._told = ""
        self.switch = Switch(_("Open to phones on the same Wi-Fi"))
        self.switch.clicked.connect(self._press)
        self.network = Choice[str](_("Which network"), {}, self._choose)
        self.network.setMinimumWidth(288)
        self.where = label("", "muted")
        self.trouble = AnswerBar()
        self.firewall = label(firewall_words(), "muted", wrap=True)
        self.firewall.setVisible(platform == "win32")
        self.invitation = InvitationCard(door, low=self._low)
        self.devices = DeviceList(door)
        self.read_along = label(read_along_words(), "muted", wrap=True)
        self._closed = _what_helpers_may()
        self._opened = QWidget()
        self._assemble()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._pass_time)
        door.changed.connect(self._show)
        door.watched = True
        self.finished.connect(self._look_away)
        door.look()
        self._show()
        self._tick.start()
        self.open()

    def _assemble(self) -> None:
        across = row(self.invitation, self.devices, gap=16)
        across.setStretch(0, 5)
        across.setStretch(1, 3)
        self._opened.setLayout(column(across, self._warning(), self.firewall, gap=12))
        words = label(
            _("Phones on the same Wi-Fi can take orders, switch scenes or show the numbers."),
            "muted",
            wrap=True,
        )
        top = row(self.switch, None, self.where, self.network, gap=12)
        body = QWidget()
        body.setProperty("kind", "clear")
        body.setLayout(
            column(
                label(_("Helpers"), "heading"),
                *(() if self._low else (words, 4)),
                top,
                self.trouble,
                self._closed,
                self._opened,
                None,
                gap=12,
                margins=MARGIN,
            )
        )
        self._body = body
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        self.close_it = button(_("Close"), self.accept)
        foot = row(None, self.close_it)
        foot.setContentsMargins(MARGIN, 8, MARGIN, MARGIN)
        self.setLayout(column(self._scroll, foot, gap=0))

    def _warning(self) -> QWidget:
        held = QWidget()
        sign = label()
        put_icon(sign, "mdi6.shield-alert-outline", size_px=24)
        beside = row(sign, self.read_along, gap=12)
        beside.setStretch(1, 1)
        beside.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        held.setLayout(beside)
        return held

    def _press(self) -> None:
        if not self.switch.isChecked():
            self._door.close()
        elif self._door.networks:
            self._open(self._chosen())
        else:
            self._say(no_network_words())
            self._show()

    def _chosen(self) -> str:
        networks = self._door.networks or ()
        known = {each.address for each in networks}
        return self._wanted if self._wanted in known else networks[0].address

    def _choose(self, address: str) -> None:
        """Another network: an open door moves there, and is never open on two."""
        self._wanted = address
        if self._door.wanted:
            self._open(address)

    def _open(self, address: str) -> None:
        self._say("")
        self._door.open(address)

    def _show(self) -> None:
        door = self._door
        if self._told == no_network_words() and door.networks:
            self._say("")
        self.switch.setEnabled(door.there)
        self.switch.setChecked(door.wanted)
        self._show_networks()
        self._show_trouble()
        self._closed.setVisible(not door.is_open)
        # A picture that leads nowhere helps nobody.
        self._opened.setVisible(door.is_open and not door.moved)
        self._pass_time()
        self._fit()

    def _show_networks(self) -> None:
        door = self._door
        networks = door.networks or ()
        words = {each.address: network_words(each) for each in networks}
        several = len(words) > 1
        self.network.setVisible(several)
        self.where.setVisible(not several)
        self.network.put(words)
        if words:
            settled = door.is_open and not door.busy and door.address in words
            self.network.choose(door.address if settled else self._chosen())
        self.where.setText(next(iter(words.values()), ""))

    def _show_trouble(self) -> None:
        door = self._door
        if not door.there:
            self._say(no_desk_words())
        elif door.moved:
            self._say(
                open_again_words() if door.networks else no_network_words(),
                _("Open it again") if door.networks else "",
            )
        elif door.trouble:
            self._say(door.trouble)
        elif self._told in (open_again_words(), no_desk_words()):
            self._say("")

    def _say(self, sentence: str, action: str = "") -> None:
        if sentence == self._told and bool(action) == bool(self.trouble.action.text()):
            return
        self._told = sentence
        if sentence:
            self.trouble.tell(sentence, action, self._door.open_anew, stays=True)
        else:
            self.trouble.hide()

    def _look_away(self, _result: int) -> None:
        self._door.watched = False

    def _pass_time(self) -> None:
        if self._door.is_open:
            self.invitation.show_now()
            self.devices.show_now()

    def _fit(self) -> None:
        """As high as what stands in it, and no higher than the window it belongs to."""
        window = self._page.window()
        self.setFixedWidth(min(WIDTH_PX, window.width() - 2 * MARGIN))
        self._body.layout().activate()  # type: ignore[union-attr]
        inside = self._body.layout().totalHeightForWidth(self.width())  # type: ignore[union-attr]
        foot = self.close_it.sizeHint().height() + 8 + MARGIN
        frame = self.frameGeometry().height() - self.height()
        most = window.height() - 2 * (8 if self._low else MARGIN) - frame
        self.setFixedHeight(min(inside + foot, most))
        self._stay_in(window.frameGeometry())

    def _stay_in(self, room: QRect) -> None:
        """It grew downwards when the door was opened: the way out of it stays in sight."""
        own = self.frameGeometry()
        if self.isVisible() and own.bottom() > room.bottom():
            self.move(own.x(), max(room.top(), room.bottom() + 1 - own.height()))


def _what_helpers_may() -> QWidget:
    """Before the door is open: what it is good for, and for whom."""
    held = QWidget()
    lines = column(gap=12)
    for role in ROLES:
        sign = label()
        put_icon(sign, ROLE_ICONS[role], size_px=28)
        words = column(
            label(role_name(role), "strong"), label(role_words(role), "muted", wrap=True)
        )
        words.setSpacing(0)
        beside = row(sign, words, gap=16)
        beside.setStretch(1, 1)
        lines.addLayout(beside)
    held.setLayout(lines)
    return held
