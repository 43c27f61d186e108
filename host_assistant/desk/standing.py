"""The desk of the show that is open, and a note on the disk of where it answers."""

from __future__ import annotations

import contextlib
import secrets
import socket

import msgspec

from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.data_folder import DataFolder
from host_assistant.desk.server import Desk
from host_assistant.journal.journal import Journal
from host_assistant.whole_file import write_whole


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
        self._desk = Desk(
            director,
            inbox,
            lambda: Journal.open(folder.journal, read_only=True),
            self.token,
            door,
        )
        self._desk.start()
        note = msgspec.json.encode({"desk": self.address, "token": self.token})
        # Without the note the show goes on: it is a comfort for other programs.
        with contextlib.suppress(OSError):
            write_whole(self._note, note)

    @property
    def address(self) -> str:
        return self._desk.address

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._desk.close()
