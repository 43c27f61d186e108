"""The doors that the desk is served at: one on this computer, and one on the Wi-Fi when asked."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from concurrent.futures import CancelledError, Future
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from host_assistant.desk.app import DeskApp
from host_assistant.desk.devices import Devices
from host_assistant.desk.patience import MAX_HEAD_BYTES, LimitedProtocol, PatientProtocol

LAST_ANSWERS_S = 5


def server_of(
    app: ASGIApp,
    protocol: type[PatientProtocol],
    *,
    last_answers_s: int = LAST_ANSWERS_S,
    most_of_a_message: int | None = None,
) -> uvicorn.Server:
    """What serves every door: it tells nothing of itself, and waits for nobody for long.

    WebSockets are taken where `most_of_a_message`, in bytes, is given.
    """
    ws: dict[str, Any] = {"ws": "none"}
    if most_of_a_message is not None:
        ws = {"ws": "wsproto", "ws_max_size": most_of_a_message}
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=protocol,
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            h11_max_incomplete_event_size=MAX_HEAD_BYTES,
            timeout_graceful_shutdown=last_answers_s,
            **ws,
        )
    )


class Door:
    """A server at one listening socket, on the loop that runs `serve`."""

    def __init__(self, server: uvicorn.Server, listening: socket.socket) -> None:
        self._server = server
        self._listening = listening

    async def serve(self) -> None:
        """Answer until `end`, then finish the requests under way and close the door."""
        try:
            await self._server.serve([self._listening])
        finally:
            for line in list(self._server.server_state.connections):
                line.transport.abort()

    def end(self) -> None:
        self._server.should_exit = True


class WifiDoor:
    """The door on the Wi-Fi: opened and closed from other threads, served on the desk's loop."""

    def __init__(
        self,
        app: DeskApp,
        devices: Devices,
        listening: socket.socket,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        host, port = listening.getsockname()[:2]
        self.authority = f"{host}:{port}"
        self._app = app
        self._devices = devices
        self._listening = listening
        self._loop = loop
        up: Future[asyncio.Event] = Future()
        self._served = asyncio.run_coroutine_threadsafe(self._serve(up), loop)
        self._shut = up.result()

    def close(self) -> None:
        """Cut off whoever is there. Who signed in stays so, for when it opens again."""
        # The loop is gone when the server broke down by itself.
        with contextlib.suppress(RuntimeError, CancelledError):
            self._loop.call_soon_threadsafe(self._shut.set)
            self._served.result()

    async def _serve(self, up: Future[asyncio.Event]) -> None:
        shut, loop = asyncio.Event(), self._loop
        guard = self._app.for_wifi(self.authority)
        door = Door(server_of(guard, LimitedProtocol), self._listening)

        async def wait_for_the_end() -> None:
            await shut.wait()
            door.end()
            guard.end_all()

        def look_again() -> None:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(guard.look_again)

        unsubscribe = self._devices.subscribe(look_again)
        ending = asyncio.create_task(wait_for_the_end())
        try:
            # The door listens already: whoever knocks from now on waits until it is answered.
            up.set_result(shut)
            await door.serve()
        finally:
            unsubscribe()
            ending.cancel()
            self._listening.close()
