"""The door for helpers' phones, as the window holds it: open or not, where, and who is in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ui.context import Context
from ui.pages.live.door_words import moved_words, usual_first, words_of_door

if TYPE_CHECKING:
    from host_assistant.desk.devices import Device
    from host_assistant.desk.invitations import Invitation
    from host_assistant.desk.lan import LanAddress
    from host_assistant.desk.roles import Role

LOOK_MS = 3_000


class Door(QObject):
    """What takes a moment is done elsewhere; `changed` tells once something is other than before.

    `moved` says that the door stands open at an address that this computer has no longer, and
    `trouble` why the last wish was not met; both are told of, and neither ends the show.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = context.desk
        self._known: object = None
        self.networks: tuple[LanAddress, ...] | None = None
        self.busy = False
        self._wish = False
        self._next: Callable[[], None] | None = None
        self.moved = False
        self.trouble = ""
        # While somebody looks at the networks, they are looked for.
        self.watched = False
        self._unsubscribe: Callable[[], None] = lambda: None
        if self._desk is not None:
            # Phones sign in on the desk's threads.
            bridge, tell = context.bridge, self._tell_changes
            self._unsubscribe = self._desk.devices.subscribe(
                lambda: bridge.post(partial(_if_there, self, tell))
            )
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look_if_needed)
        self._timer.start()

    @property
    def there(self) -> bool:
        """Whether this show has a desk at all."""
        return self._desk is not None

    @property
    def is_open(self) -> bool:
        return self._desk is not None and self._desk.wifi_url is not None

    @property
    def wanted(self) -> bool:
        """Whether it is to be open: what was asked for last, also while that is being done."""
        return self._wish if self.busy else self.is_open

    @property
    def url(self) -> str:
        """ "http://192.168.1.5:49152/", "" while the door is closed."""
        return (self._desk.wifi_url if self._desk else None) or ""

    @property
    def address(self) -> str:
        """ "192.168.1.5", "" while the door is closed."""
        return self.url.partition("://")[2].partition(":")[0].strip("/")

    @property
    def devices(self) -> tuple[Device, ...]:
        return self._desk.devices.all() if self._desk else ()

    def invitation(self, role: Role) -> Invitation | None:
        """None while the door is closed. Ask again: each picture lets one phone in."""
        return self._desk.invitation(role) if self._desk is not None else None

    def renew(self, role: Role) -> None:
        if self._desk is not None:
            self._desk.invitation(role, renewed=True)
            self.changed.emit()

    def throw_out(self, device: Device) -> None:
        """And have the code that it may remember let nobody in any more."""
        if self._desk is not None:
            self._desk.devices.throw_out(device.device_id)
            self._desk.invitation(device.role, renewed=True)
            self._tell_changes()

    def _look_if_needed(self) -> None:
        if self.is_open or self.watched:
            self.look()

    def look(self) -> None:
        """See which networks there are, and who came and went."""
        self._tell_changes()
        if self._desk is not None and not self.busy:
            self._context.bridge.run(self._desk.addresses, self._looked, self._not_looked)

    def open(self, address: str) -> None:
        """Open it there, and nowhere else."""
        desk = self._desk
        if desk is None:
            return

        def work() -> tuple[LanAddress, ...]:
            desk.close_wifi()
            desk.open_wifi(address)
            return desk.addresses()

        self._do(work, wish=True)

    def close(self) -> None:
        desk = self._desk
        if desk is None:
            return

        def work() -> tuple[LanAddress, ...]:
            desk.close_wifi()
            return desk.addresses()

        self._do(work, wish=False)

    def open_anew(self) -> None:
        """At the address that the same network has now, or else the likeliest."""
        if self.networks:
            self.open(self.networks[0].address)

    def stop(self) -> None:
        """The session is over."""
        self._unsubscribe()
        self._timer.stop()
        self._context.take_back(moved_words())

    def _do(self, work: Callable[[], tuple[LanAddress, ...]], *, wish: bool) -> None:
        self._wish = wish
        if self.busy:
            # The last wish counts, once what is under way is done.
            self._next = partial(self._do, work, wish=wish)
            return
        self.busy = True
        self.trouble = ""
        self._context.bridge.run(work, self._done, self._failed)
        self.changed.emit()

    def _done(self, networks: tuple[LanAddress, ...]) -> None:
        self._looked(networks)
        self._go_on()

    def _failed(self, error: BaseException) -> None:
        self.trouble = words_of_door(error)
        self._go_on()
        self.look()

    def _go_on(self) -> None:
        self.busy = False
        then, self._next = self._next, None
        if then is not None:
            then()
        self.changed.emit()

    def _looked(self, networks: tuple[LanAddress, ...]) -> None:
        self.networks = usual_first(networks)
        here = {each.address for each in networks}
        moved = self.is_open and self.address not in here
        if moved != self.moved:
            self.moved = moved
            if moved:
                self._context.tell(moved_words())
            else:
                self._context.take_back(moved_words())
        self._tell_changes()

    def _not_looked(self, _error: BaseException) -> None:
        """What cannot be seen is unknown; the next look is near."""

    def _tell_changes(self) -> None:
        known = (
            self.url,
            self.networks,
            self.moved,
            tuple((one.device_id, one.name, one.role) for one in self.devices),
        )
        if known != self._known:
            self._known = known
            self.changed.emit()


def _if_there(owner: QObject, call: Callable[[], None]) -> None:
    if isValid(owner):
        call()
