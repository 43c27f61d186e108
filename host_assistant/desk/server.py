"""The desk's server: on this computer alone, in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future

import uvicorn

from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.desk.app import desk_app
from host_assistant.desk.service import Service
from host_assistant.desk.updates import Updates
from host_assistant.journal.journal import Journal
from host_assistant.language import _

LAST_ANSWERS_S = 5
WAITING_CALLERS = 512


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

    `open_journal` opens the log for reading. The desk closes the door in the end.
    """

    def __init__(
        self,
        director: Director,
        inbox: Inbox,
        open_journal: Callable[[], Journal],
        token: str,
        door: socket.socket,
    ) -> None:
        self._director = director
        self._inbox = inbox
        self._open_journal = open_journal
        self._token = token
        self._door = door
        host, port = door.getsockname()[:2]
        self.address = f"http://{host}:{port}"
        self._thread: threading.Thread | None = None
        self._stop: Callable[[], None] = _nothing

    def start(self) -> None:
        """Begin to answer at `address`, such as "http://127.0.0.1:49152"."""
        up: Future[Callable[[], None]] = Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(up)), name="desk", daemon=True
        )
        self._thread.start()
        self._stop = up.result()

    def close(self) -> None:
        """Finish the requests under way, end the streams, and close the door."""
        if self._thread is not None:
            self._stop()
            self._thread.join()
            self._thread = None
        self._door.close()

    async def _serve(self, up: Future[Callable[[], None]]) -> None:
        loop = asyncio.get_running_loop()
        service = Service(self._director, self._inbox, self._open_journal)
        updates = Updates(service, loop)
        server = uvicorn.Server(
            uvicorn.Config(
                desk_app(service, updates, self._token),
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=LAST_ANSWERS_S,
            )
        )

        def end() -> None:
            updates.close()
            server.should_exit = True

        unsubscribe = self._director.subscribe(updates.post)
        try:
            # The door listens already: whoever knocks from now on waits until it is answered.
            up.set_result(lambda: _tell(loop, end))
            await server.serve([self._door])
        finally:
            unsubscribe()
            await asyncio.to_thread(service.close)


def _tell(loop: asyncio.AbstractEventLoop, what: Callable[[], None]) -> None:
    # The loop is gone when the server broke down by itself; then there is nobody left to tell.
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(what)


def _nothing() -> None:
    pass
