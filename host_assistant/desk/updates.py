"""The show's state as a stream: one message after each change, the latest for slow readers."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from host_assistant.control_room.director import Snapshot
from host_assistant.desk.errors import json_response, too_busy
from host_assistant.desk.field_words import must_be
from host_assistant.desk.guard import is_on_wifi
from host_assistant.desk.service import Service
from host_assistant.language import _
from host_assistant.show.state import ShowState
from host_assistant.show.state_message import encode, state_message

MAX_READERS = 64
# Proxies and phones drop a line on which nothing was said for half a minute.
KEEP_ALIVE_S = 10.0
# A screen repaints 20 times a second at most; what changes in between arrives as one message.
PAUSE_S = 0.05
# What phones hear takes from the same Wi-Fi that carries the broadcast.
WIFI_PAUSE_S = 0.25


class Updates:
    """Belongs to the server's event loop; only `post` may be called from other threads."""

    def __init__(self, service: Service, loop: asyncio.AbstractEventLoop) -> None:
        self._service = service
        self._loop = loop
        self._readers: set[asyncio.Event] = set()
        self._left = asyncio.Event()
        self._woken = False
        self._closing = False
        self._encoded: tuple[ShowState, bytes] | None = None

    def post(self, _snapshot: Snapshot) -> None:
        """Called on the Director's thread after each change."""
        if not self._woken:
            self._woken = True
            self._loop.call_soon_threadsafe(self._wake)

    def close(self) -> None:
        """End all streams after the latest state, so that the server need not wait for them."""
        self._closing = True
        self._wake()

    async def end(self, within_s: float) -> None:
        """Close, and come back when all readers have the latest state, or after that time."""
        self.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while self._readers:
                    self._left.clear()
                    await self._left.wait()

    async def state(self, _request: Request) -> Response:
        return json_response(state_message(self._service.state))

    async def events(self, request: Request) -> Response:
        after = request.query_params.get("after") or request.headers.get("last-event-id") or "0"
        if not after.isdecimal() or len(after) > 18:
            raise must_be("after", _("the “sequence” of a state, or 0"))
        if len(self._readers) >= MAX_READERS:
            raise too_busy()
        return StreamingResponse(
            self._messages(int(after), WIFI_PAUSE_S if is_on_wifi(request.scope) else PAUSE_S),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    async def _messages(self, after: int, pause_s: float) -> AsyncIterator[bytes]:
        changed = asyncio.Event()
        self._readers.add(changed)
        try:
            sent = ("", after)
            # A reader that knows more than there is knows another session: it gets this one.
            if self._service.state.sequence != after:
                changed.set()
            while True:
                closing = self._closing
                if not closing and not await _is_set_within(changed, KEEP_ALIVE_S):
                    yield b": still here\n\n"
                    continue
                changed.clear()
                state = self._service.state
                now = (state.session or "", state.sequence)
                if now != sent:
                    sent = now
                    yield b"id: %d\ndata: %s\n\n" % (state.sequence, self._encode(state))
                if closing:
                    return
                await asyncio.sleep(pause_s)
        finally:
            self._readers.discard(changed)
            self._left.set()

    def _wake(self) -> None:
        self._woken = False
        for changed in self._readers:
            changed.set()

    def _encode(self, state: ShowState) -> bytes:
        if self._encoded is None or self._encoded[0] is not state:
            self._encoded = (state, encode(state_message(state)))
        return self._encoded[1]


async def _is_set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
