"""The desk's server, in a thread of its own: on this computer, and on the Wi-Fi when asked."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple

from starlette.routing import Route

from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.desk.app import DeskApp
from host_assistant.desk.codes import Codes
from host_assistant.desk.devices import Devices
from host_assistant.desk.doors import Door, WifiDoor, server_of
from host_assistant.desk.invitations import Invitations
from host_assistant.desk.patience import PatientProtocol
from host_assistant.desk.service import Service
from host_assistant.desk.updates import Updates
from host_assistant.journal.journal import Journal
from host_assistant.language import _

WAITING_CALLERS = 512
# A phone that takes nothing any more holds up the end no longer than that.
LAST_WORD_S = 1.0


class PortTaken(Exception):
    """Another program answers at the port that was asked for."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port

    def sentence(self) -> str:
        return _(
            "Another program already uses the number {port} for helpers. Orders from helpers' "
            "programs cannot come in. Choose another number, or none, and open the show again."
        ).format(port=self.port)


def open_door(host: str = "127.0.0.1", port: int = 0) -> socket.socket:
    """Listen there; port 0 takes a free one. Raises PortTaken."""
    # Named as TCP, because asyncio switches Nagle's delay off only for sockets that say so: an
    # answer would take 40 ms longer.
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            # There the usual "reuse" would let a second program listen at the same place.
            door.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen(WAITING_CALLERS)
    except OSError as error:
        door.close()
        raise PortTaken(port) from error
    return door


class Desk:
    """Answers helpers' requests at an open door for as long as it is open itself.

    `open_journal` opens the log for reading, and `pictures` is the folder with those of the goods.
    The desk closes the door in the end.
    """

    def __init__(
        self,
        director: Director,
        inbox: Inbox,
        open_journal: Callable[[], Journal],
        token: str,
        door: socket.socket,
        pictures: Path | None = None,
        wifi_port: int = 0,
    ) -> None:
        self._director = director
        self._inbox = inbox
        self._open_journal = open_journal
        self._token = token
        self._door = door
        self._pictures = pictures
        host, port = door.getsockname()[:2]
        self.address = f"http://{host}:{port}"
        self.devices = Devices()
        self.codes = Codes()
        self.invitations = Invitations(self.codes, self.devices, lambda: self.wifi_authority)
        self._thread: threading.Thread | None = None
        self._serving: _Serving | None = None
        self._wifi: WifiDoor | None = None
        # The window opens and closes the Wi-Fi in workers, and the show may end meanwhile.
        self._wifi_lock = threading.Lock()
        self.wifi_port = wifi_port or port

    def start(self) -> None:
        """Begin to answer at `address`, such as "http://127.0.0.1:49152"."""
        up: Future[_Serving] = Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(up)), name="desk", daemon=True
        )
        self._thread.start()
        self._serving = up.result()

    def close(self) -> None:
        """Finish the requests under way, end the streams, and close the doors."""
        with self._wifi_lock:
            # Whoever opens the Wi-Fi from now on finds nothing to open it for.
            serving, self._serving = self._serving, None
            if self._wifi is not None and serving is not None:
                # Phones hear that it is over, else they take it for a network that broke down.
                _wait_for(serving.loop, serving.last_word())
            self._end_wifi()
        if self._thread is not None and serving is not None:
            _tell(serving.loop, serving.end)
            self._thread.join()
            self._thread = None
        self._door.close()

    @property
    def routes(self) -> tuple[Route, ...]:
        """Every address that is answered, once started."""
        return tuple(self._serving.app.routes) if self._serving is not None else ()

    @property
    def wifi_authority(self) -> str | None:
        """Where the desk is open to the Wi-Fi, such as "192.168.1.5:49152"; None if it is not."""
        wifi = self._wifi
        return wifi.authority if wifi is not None else None

    def open_wifi(self, address: str) -> None:
        """Answer devices that sign in at that address of this computer as well.

        At `wifi_port` if it is free, the number of the last time: pages on phones find it again,
        and the orders that they keep as well, which a browser holds by address. Raises PortTaken
        if nothing can listen there. Takes a moment, and so does `close_wifi`. Does nothing once the
        desk is being closed.
        """
        with self._wifi_lock:
            self._end_wifi()
            if self._serving is None:
                return
            try:
                listening = open_door(address, self.wifi_port)
            except PortTaken:
                listening = open_door(address)
            self.wifi_port = listening.getsockname()[1]
            self._wifi = WifiDoor(self._serving.app, self.devices, listening, self._serving.loop)

    def close_wifi(self) -> None:
        """Cut everybody on the Wi-Fi off; codes end. Who signed in is let in when it reopens."""
        with self._wifi_lock:
            self._end_wifi()

    def _end_wifi(self) -> None:
        wifi, self._wifi = self._wifi, None
        self.codes.withdraw()
        if wifi is not None:
            wifi.close()

    async def _serve(self, up: Future[_Serving]) -> None:
        loop = asyncio.get_running_loop()
        service = Service(self._director, self._inbox, self._open_journal, self._pictures)
        updates = Updates(service, loop)
        app = DeskApp(service, updates, self.devices, self.codes, self.invitations)
        answering = server_of(app.for_this_computer(self._token), PatientProtocol)
        door = Door(answering, self._door)

        def end() -> None:
            updates.close()
            door.end()

        unsubscribe = self._director.subscribe(updates.post)
        try:
            # The door listens already: whoever knocks from now on waits until it is answered.
            up.set_result(_Serving(loop, app, end, lambda: updates.end(LAST_WORD_S)))
            await door.serve()
        finally:
            unsubscribe()
            await asyncio.to_thread(service.close)


class _Serving(NamedTuple):
    """What the server's thread has made, for the others: the calls belong to the loop."""

    loop: asyncio.AbstractEventLoop
    app: DeskApp
    end: Callable[[], None]
    last_word: Callable[[], Coroutine[None, None, None]]


def _wait_for(loop: asyncio.AbstractEventLoop, what: Coroutine[None, None, None]) -> None:
    try:
        asyncio.run_coroutine_threadsafe(what, loop).result()
    except RuntimeError:
        # The server broke down by itself, and its loop with it.
        what.close()


def _tell(loop: asyncio.AbstractEventLoop, what: Callable[[], None]) -> None:
    # The loop is gone when the server broke down by itself; then there is nobody left to tell.
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(what)
