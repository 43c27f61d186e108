"""The desk of the show that is open, and a note on the disk of where it answers."""

from __future__ import annotations

import contextlib
import secrets
import socket
from pathlib import Path

import msgspec

from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.data_folder import DataFolder
from host_assistant.desk.devices import Devices
from host_assistant.desk.invitations import Invitation
from host_assistant.desk.lan import LanAddress, lan_addresses
from host_assistant.desk.roles import Role
from host_assistant.desk.server import Desk, PortTaken
from host_assistant.desk.ssn_door import SsnDoor, no_place
from host_assistant.journal.journal import Journal
from host_assistant.language import _
from host_assistant.sources.source import SourceStatus
from host_assistant.whole_file import write_whole


class AddressGone(Exception):
    """The computer has no such address, or no longer."""

    def sentence(self) -> str:
        return _(
            "This computer is not in that Wi-Fi any more, so phones cannot get in. Choose the "
            "Wi-Fi again."
        )


def look_for_address(address: str) -> None:
    """Raises AddressGone where that is none of this computer's addresses in a private network."""
    if address not in {one.address for one in lan_addresses()}:
        raise AddressGone(address)


class StandingDesk:
    """A desk with a token of its own, answering from now on until it is closed.

    Programs of the same user find address and token in the data folder's `desk.json`, which only
    that user may read, and which is there for as long as the desk stands.
    """

    def __init__(
        self, folder: DataFolder, director: Director, inbox: Inbox, door: socket.socket
    ) -> None:
        self.token = secrets.token_urlsafe(24)
        self._note = folder.path / "desk.json"
        self._phones = folder.path / "phones.json"
        self._desk = Desk(
            director,
            inbox,
            lambda: Journal.open(folder.journal, read_only=True),
            self.token,
            door,
            folder.pictures,
            _kept_port(self._phones),
        )
        self._ssn: SsnDoor | None = None
        with contextlib.ExitStack() as undoing:
            undoing.callback(self.close)
            self._desk.start()
            # Without it the show goes on: comments may still come by other ways.
            with contextlib.suppress(PortTaken):
                self._ssn = SsnDoor(folder, inbox)
            note = msgspec.json.encode({"desk": self.address, "token": self.token})
            # Without the note the show goes on: it is a comfort for other programs.
            with contextlib.suppress(OSError):
                write_whole(self._note, note)
            undoing.pop_all()

    @property
    def address(self) -> str:
        return self._desk.address

    @property
    def ssn_address(self) -> str:
        """What is pasted into Social Stream Ninja, the same in each show; "" where there is none.

        It holds a token that can hand in comments and nothing else.
        """
        return self._ssn.address if self._ssn is not None else ""

    @property
    def ssn_status(self) -> SourceStatus:
        """What came from Social Stream Ninja so far; safe to read from any thread."""
        if self._ssn is None:
            return SourceStatus("refused", no_place())
        return self._ssn.status

    @property
    def devices(self) -> Devices:
        """Who signed in on the Wi-Fi; kept while the show is open."""
        return self._desk.devices

    @property
    def wifi_url(self) -> str | None:
        """Where phones find the desk, such as "http://192.168.1.5:49152/"; None while closed."""
        authority = self._desk.wifi_authority
        return f"http://{authority}/" if authority else None

    @staticmethod
    def addresses() -> tuple[LanAddress, ...]:
        """This computer's addresses in private networks, the one in use first."""
        return lan_addresses()

    def open_wifi(self, address: str) -> None:
        """Let phones in at one of `addresses()`, and nowhere else.

        Raises AddressGone or PortTaken. May take a moment, as may `close_wifi`.
        """
        look_for_address(address)
        self._desk.open_wifi(address)
        # Without it phones only have to be told the new address next time.
        with contextlib.suppress(OSError):
            write_whole(self._phones, msgspec.json.encode({"port": self._desk.wifi_port}))

    def close_wifi(self) -> None:
        """Cut off all phones at once. They need no new code when it is opened again."""
        self._desk.close_wifi()

    def invitation(self, role: Role, *, renewed: bool = False) -> Invitation | None:
        """How to get in with that role now; None while the Wi-Fi is closed.

        Ask each few seconds while it is on the screen, and after each change of `devices`: codes
        have an end, and the one in the picture is good for one phone. `renewed` makes a new one.
        """
        return self._desk.invitations.current(role, renewed=renewed)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        if self._ssn is not None:
            self._ssn.close()
        self._desk.close()


def _kept_port(path: Path) -> int:
    """The number at which phones found the show before; 0 where none is known."""
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=dict[str, int]).get("port", 0)
    except (OSError, msgspec.DecodeError):
        return 0
    return kept if 0 < kept < 65_536 else 0
