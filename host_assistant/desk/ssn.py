"""What answers Social Stream Ninja: one address that takes comments in, and can do nothing else.

Its extension posts each message there ("Send all to POST server"); what speaks its relay's
language ("Local Server") joins with the token in the address, or as the name of the session. A
relay passes messages on to others in the session; this one keeps them and tells nobody.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import secrets
from collections.abc import Callable, Sequence
from typing import Final

import msgspec
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from host_assistant.control_room.comment_taking import CommentsNotTaken, Taken
from host_assistant.desk import errors, limits
from host_assistant.desk.gathering import Gathering, TooMany
from host_assistant.desk.guard import names_this_computer
from host_assistant.desk.service import answered
from host_assistant.language import _
from host_assistant.show.comment import Comment
from host_assistant.sources.ssn import Unreadable, read_messages

MAX_BYTES: Final = 1_000_000
MAX_MESSAGES: Final = 1_000
JOINS_WITHIN_S: Final = 15.0
# A relay's frame that nobody can read is ignored, but not for ever.
MAX_NONSENSE: Final = 50
_NOT_ALLOWED: Final = 1008
_GOING_AWAY: Final = 1001
_ANYBODY: Final = {"Access-Control-Allow-Origin": "*"}


class SsnApp:
    """The ASGI application. `heard` is called for whatever arrives with the token."""

    def __init__(self, token: str, gathering: Gathering, heard: Callable[[], None]) -> None:
        self._token = token
        self._gathering = gathering
        self._heard = heard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            incoming = limits.Incoming(receive, MAX_BYTES)
            response = await self._answer(Request(scope, incoming.receive))
            with contextlib.suppress(OSError):
                await response(scope, receive, send)
        elif scope["type"] == "websocket":
            with contextlib.suppress(WebSocketDisconnect, OSError):
                await self._relay(WebSocket(scope, receive, send))

    async def _answer(self, request: Request) -> Response:
        try:
            return await self._answered(request)
        except errors.DeskError as refusal:
            response = refusal.response()
            response.headers.update(_ANYBODY)
            return response
        except ClientDisconnect:
            return Response(status_code=400)

    async def _answered(self, request: Request) -> Response:
        if not names_this_computer(request.headers.get("host", "")):
            raise errors.foreign_host()
        if not self._has_token(request.url.path):
            raise errors.no_such_page()
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_preflight(request.headers))
        if request.method == "GET":
            return PlainTextResponse(_("Lên Sóng takes comments in at this address."))
        if request.method != "POST":
            raise errors.wrong_method({"Allow": "GET, OPTIONS, POST"})
        try:
            messages = read_messages(await request.body(), MAX_MESSAGES)
        except Unreadable:
            raise errors.not_json() from None
        self._heard()
        await self._keep(messages.comments)
        said = {"taken": len(messages.comments), "ignored": messages.ignored}
        return errors.json_response(said, 202, _ANYBODY)

    async def _keep(self, comments: Sequence[Comment]) -> None:
        try:
            await answered(self._gathering.put(comments))
        except TooMany:
            raise errors.too_busy() from None
        except CommentsNotTaken:
            raise errors.show_closed() from None

    async def _relay(self, line: WebSocket) -> None:
        if not names_this_computer(line.headers.get("host", "")):
            await line.close(_NOT_ALLOWED)
            return
        await line.accept()
        if not self._has_token(line.url.path):
            # Whoever has no token in the address joins with it, and is not waited for long.
            try:
                first = await asyncio.wait_for(_frame(line), JOINS_WITHIN_S)
            except TimeoutError:
                first = b""
            if not self._joins(first):
                await line.close(_NOT_ALLOWED)
                return
        await self._listen(line)

    async def _listen(self, line: WebSocket) -> None:
        lost: list[BaseException] = []

        def look(written: asyncio.Future[list[Taken]]) -> None:
            error = None if written.cancelled() else written.exception()
            if error is not None:
                lost.append(error)

        nonsense = 0
        while nonsense <= MAX_NONSENSE:
            content = await _frame(line)
            if lost:
                # Nobody is told over a relay that its words were not kept; the line tells.
                await line.close(_GOING_AWAY)
                return
            try:
                messages = read_messages(content, MAX_MESSAGES)
            except Unreadable:
                nonsense += 1
                continue
            self._heard()
            # While too much waits nothing is read here, so that the sender's own line fills up.
            await self._gathering.wait_for_room()
            self._gathering.put(messages.comments).add_done_callback(look)
        await line.close(_NOT_ALLOWED)

    def _has_token(self, path: str) -> bool:
        """`/ssn/TOKEN`, with what a relay's client puts behind it, or a relay's `/join/TOKEN`."""
        found = re.fullmatch(r"/(?:ssn|join)/([^/]{1,200})(?:/.*)?", path)
        return found is not None and self._is_token(found[1])

    def _joins(self, content: str | bytes) -> bool:
        try:
            told = msgspec.json.decode(content)
        except (ValueError, RecursionError):
            return False
        room = told.get("join") if isinstance(told, dict) else None
        return isinstance(room, str) and self._is_token(room)

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode("utf-8", "replace"), self._token.encode())


def _preflight(headers: Headers) -> dict[str, str]:
    """Leave for a page of the extension to post here; the token in the address says who may."""
    leave = {
        **_ANYBODY,
        "Access-Control-Allow-Methods": "POST",
        "Access-Control-Allow-Headers": "Content-Type",
        "Access-Control-Max-Age": "600",
    }
    if headers.get("access-control-request-private-network") == "true":
        leave["Access-Control-Allow-Private-Network"] = "true"
    return leave


async def _frame(line: WebSocket) -> str | bytes:
    """The next frame; raises WebSocketDisconnect."""
    message = await line.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect
    return message.get("text") or message.get("bytes") or b""
