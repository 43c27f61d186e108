"""The guard of the Wi-Fi: devices that signed in, at the one address that the host opened."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Sequence

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from host_assistant.desk import errors, limits
from host_assistant.desk.devices import Devices
from host_assistant.desk.guard import Visitor, askers_of, with_safe_headers
from host_assistant.desk.pages import error_answer, language_of
from host_assistant.language import speaking

COOKIE = "lensong"
CSRF_HEADER = "x-len-song"
# A phone that kept orders while the Wi-Fi was away sends them one after the other.
DEVICE_PER_S, DEVICE_BURST = 50.0, 200
# Whoever has not signed in loads a page and its dozen files, and tries a code now and then. Behind
# a second router all phones of a house come from one address.
STRANGER_PER_S, STRANGER_BURST = 20.0, 240
MAX_STREAMS_EACH = 2
_CHANGES_NOTHING = frozenset({"GET", "HEAD"})


class WifiGuard:
    """Belongs to the server's event loop, but for `look_again`.

    `authority` is "192.168.1.5:49152", the only host that a request may name.
    """

    def __init__(
        self, app: ASGIApp, routes: Sequence[Route], devices: Devices, authority: str
    ) -> None:
        self._app = app
        self._routes = routes
        self._devices = devices
        self._authority = authority
        self._of_devices = limits.Rates(DEVICE_PER_S, DEVICE_BURST)
        self._of_strangers = limits.Rates(STRANGER_PER_S, STRANGER_BURST)
        self._visits: list[_Visit] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        # Until it is known who asks, which a refusal may come before.
        scope.setdefault("state", {})["visitor"] = Visitor("stranger")
        with speaking(language_of(scope, headers)):
            await self._serve(scope, headers, receive, with_safe_headers(send))

    async def _serve(self, scope: Scope, headers: Headers, receive: Receive, send: Send) -> None:
        try:
            visitor = self._visitor(scope, headers)
        except errors.DeskError as refusal:
            await error_answer(refusal, scope)(scope, receive, send)
            return
        scope["state"]["visitor"] = visitor
        visit = self._begin(visitor, is_stream=scope["path"] == "/api/events")
        incoming = limits.Incoming(receive, limits.MAX_WIFI_BODY_BYTES, visit.ended)

        async def sending(message: Message) -> None:
            await send(message)
            if visit.is_stream:
                self._devices.note_seen(visit.device_id)

        try:
            answering = self._app(scope, incoming.receive, sending)
            await (_until(visit.ended, answering) if visit.is_stream else answering)
        finally:
            self._visits.remove(visit)

    def look_again(self) -> None:
        """Cut off whoever is not signed in any more."""
        for visit in self._visits:
            if visit.device_id and not self._devices.is_signed_in(visit.device_id):
                visit.ended.set()

    def end_all(self) -> None:
        for visit in self._visits:
            visit.ended.set()

    def _visitor(self, scope: Scope, headers: Headers) -> Visitor:
        """Who asks, if that may be asked by them. Raises DeskError."""
        if headers.get("host", "").lower() != self._authority:
            raise errors.other_address()
        limits.look_at_sizes(
            headers,
            scope.get("raw_path", b"") + scope.get("query_string", b""),
            limits.MAX_WIFI_BODY_BYTES,
        )
        visitor = self._known(headers)
        self._look_at_rate(visitor, scope)
        self._look_at_origin(scope["method"], headers)
        may = askers_of(self._routes, scope)
        if may is not None and visitor.who not in may:
            raise (
                errors.device_not_signed_in()
                if visitor.device is None
                else errors.not_for_this_role()
            )
        if scope["method"] not in _CHANGES_NOTHING and visitor.device is not None:
            given = headers.get(CSRF_HEADER, "").encode("utf-8", "replace")
            # Signing in anew stands on the origin and the code: the old page may be long gone.
            is_open_to_all = may is not None and "stranger" in may
            if not is_open_to_all and not secrets.compare_digest(given, visitor.csrf.encode()):
                raise errors.stale_page()
        return visitor

    def _known(self, headers: Headers) -> Visitor:
        token = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        entry = self._devices.of_token(token) if token else None
        if entry is None:
            return Visitor("stranger")
        return Visitor(entry.device.role, entry.device, entry.csrf)

    def _look_at_rate(self, visitor: Visitor, scope: Scope) -> None:
        if visitor.device is not None:
            wait_s = self._of_devices.wait_s(visitor.device.device_id)
        else:
            wait_s = self._of_strangers.wait_s(address_of(scope))
        if wait_s:
            raise errors.too_busy(wait_s)

    def _look_at_origin(self, method: str, headers: Headers) -> None:
        """A browser says with each change which page asks; what says nothing is no page of ours."""
        origin = headers.get("origin")
        if origin is None and method in _CHANGES_NOTHING:
            return
        if origin is None or origin.lower() != f"http://{self._authority}":
            raise errors.foreign_origin()

    def _begin(self, visitor: Visitor, *, is_stream: bool) -> _Visit:
        visit = _Visit(visitor.device.device_id if visitor.device else "", is_stream=is_stream)
        if is_stream:
            own = [
                one for one in self._visits if one.is_stream and one.device_id == visit.device_id
            ]
            # A phone that lost the Wi-Fi leaves its old stream behind.
            for oldest in own[: len(own) + 1 - MAX_STREAMS_EACH]:
                oldest.ended.set()
        self._visits.append(visit)
        return visit


class _Visit:
    def __init__(self, device_id: str, *, is_stream: bool) -> None:
        self.device_id = device_id
        self.is_stream = is_stream
        self.ended = asyncio.Event()


async def _until(ended: asyncio.Event, answering: Awaitable[None]) -> None:
    """A stream does not listen to whether it should still be there."""
    stream, ending = asyncio.ensure_future(answering), asyncio.ensure_future(ended.wait())
    try:
        await asyncio.wait((stream, ending), return_when=asyncio.FIRST_COMPLETED)
        if stream.done():
            stream.result()
    finally:
        stream.cancel()
        ending.cancel()


def address_of(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else ""
