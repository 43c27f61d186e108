"""Where Social Stream Ninja finds the show: a server of its own, which can only take comments in.

Its address is pasted there once, so number and token stay the same from show to show.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Final

import msgspec

from host_assistant.control_room.inbox import Inbox
from host_assistant.data_folder import DataFolder
from host_assistant.desk.doors import Door, server_of
from host_assistant.desk.gathering import Gathering
from host_assistant.desk.patience import PatientProtocol
from host_assistant.desk.server import PortTaken, open_door
from host_assistant.desk.ssn import MAX_BYTES, SsnApp
from host_assistant.language import _
from host_assistant.sources.source import SourceStatus
from host_assistant.values.instants import local_time
from host_assistant.whole_file import write_whole

# Where the extension looks for a relay on this computer when it is told of none ("localserver").
RELAYS_PORT: Final = 3_000
# Below the numbers that systems lend to programs for a moment, so that ours is free next time.
FIRST_PORT: Final = 20_000
PORTS: Final = 10_000
TRIES: Final = 20
LAST_ANSWERS_S: Final = 1


class SsnPlace(msgspec.Struct, frozen=True):
    """The number and the token of the address, as they are kept."""

    port: int = 0
    token: str = ""


class SsnDoor:
    """Takes comments in from now on until it is closed. Raises PortTaken if no number is free."""

    def __init__(self, folder: DataFolder, inbox: Inbox) -> None:
        self._inbox = inbox
        self._heard = False
        self._count = 0
        self._last_ms: int | None = None
        self._listening, place = _opened(folder.path / "ssn.json")
        self._token = place.token
        self.address = f"http://127.0.0.1:{place.port}/ssn/{place.token}"
        up: Future[Callable[[], None]] = Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(up)), name="ssn", daemon=True
        )
        self._thread.start()
        self._stop = up.result()

    @property
    def relay(self) -> str:
        """The address for what speaks the language of its relay."""
        return self.address.replace("http:", "ws:", 1)

    @property
    def status(self) -> SourceStatus:
        """Safe to read from any thread."""
        count, last_ms = self._count, self._last_ms
        if last_ms is None:
            if self._heard:
                return SourceStatus("receiving", _("Connected. No comment has come yet."))
            sentence = _(
                "Nothing has come yet. Copy this address into Social Stream Ninja, under “Send all "
                "to POST server”."
            )
            return SourceStatus("waiting", sentence)
        sentence = _("Comments come in: {count} so far, the last at {time}.").format(
            count=count, time=local_time(last_ms)
        )
        return SourceStatus("receiving", sentence, count, last_ms)

    def close(self) -> None:
        """Finish what is being taken in, and close the door."""
        self._stop()
        self._thread.join()
        self._listening.close()

    async def _serve(self, up: Future[Callable[[], None]]) -> None:
        loop = asyncio.get_running_loop()
        gathering = Gathering(self._inbox, self._counted)
        server = server_of(
            SsnApp(self._token, gathering, self._was_heard),
            _Upgradable,
            last_answers_s=LAST_ANSWERS_S,
            most_of_a_message=MAX_BYTES,
        )
        door = Door(server, self._listening)

        def stop() -> None:
            # The loop is gone when the server broke down by itself.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(door.end)

        writing = asyncio.create_task(gathering.run())
        try:
            up.set_result(stop)
            await door.serve()
        finally:
            await gathering.finish()
            writing.cancel()

    def _was_heard(self) -> None:
        self._heard = True

    def _counted(self, new: int) -> None:
        if new:
            self._count += new
            self._last_ms = time.time_ns() // 1_000_000


class _Upgradable(PatientProtocol):
    """A relay's line says nothing for hours; it is no request that does not come."""

    def handle_websocket_upgrade(self, event: Any) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
        super().handle_websocket_upgrade(event)


def no_place() -> str:
    return _(
        "This computer gave no place where Social Stream Ninja could hand comments in. Take orders "
        "down by hand, or restart the computer and open the show again."
    )


def _opened(path: Path) -> tuple[socket.socket, SsnPlace]:
    """The place of the last time where that is possible; else another one, which is kept."""
    kept = _kept(path)
    token = kept.token or secrets.token_urlsafe(24)
    ports = [kept.port or RELAYS_PORT]
    ports += [FIRST_PORT + secrets.randbelow(PORTS) for _try in range(TRIES)]
    for port in ports:
        with contextlib.suppress(PortTaken):
            listening = open_door(port=port)
            place = SsnPlace(port, token)
            if place != kept:
                # If it cannot be kept, the address is another one next time.
                with contextlib.suppress(OSError):
                    write_whole(path, msgspec.json.encode(place))
            return listening, place
    raise PortTaken(ports[0])


def _kept(path: Path) -> SsnPlace:
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=SsnPlace)
    except (OSError, ValueError):
        return SsnPlace()
    # A token that is too short to be one of ours, or a number that none may use, is not trusted.
    if len(kept.token) < 32 or not kept.token.isascii() or not 1024 <= kept.port <= 65_535:
        return SsnPlace()
    return kept
