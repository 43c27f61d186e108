"""The guards: who may ask at all. Nothing of a request is done before it has passed one.

Each door has its own. The guard of this computer lets in whoever carries the token and names this
computer as the host; the guard of the Wi-Fi (`wifi_guard.py`) lets in devices that signed in.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import msgspec
from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from host_assistant.desk import bodies, limits
from host_assistant.desk.devices import Device
from host_assistant.desk.errors import (
    DeskError,
    foreign_host,
    foreign_origin,
    no_such_page,
    not_signed_in,
)
from host_assistant.desk.roles import Asker, who_may, who_may_anything_at

_OURSELVES = frozenset({"127.0.0.1", "localhost", "[::1]"})

# Nothing but what the desk itself serves, in no frame, and nothing is told to or kept by others.
SAFE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Visitor(msgspec.Struct, frozen=True):
    """Who asks: `request.state.visitor`. `device` and `csrf` are for those on the Wi-Fi."""

    who: Asker
    device: Device | None = None
    csrf: str = ""


def visitor_of(scope: Scope) -> Visitor:
    visitor: Visitor = scope["state"]["visitor"]
    return visitor


def is_on_wifi(scope: Scope) -> bool:
    return visitor_of(scope).who != "program"


class LoopbackGuard:
    """Lets a request in that names this computer as its host and carries the token.

    The host's name is looked at because a web page can point a name of its own at 127.0.0.1
    (DNS rebinding) and ask from the visitor's browser.
    """

    def __init__(self, app: ASGIApp, routes: Sequence[Route], token: str) -> None:
        self._app = app
        self._routes = routes
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        send = with_safe_headers(send)
        try:
            scope.setdefault("state", {})["visitor"] = self._visitor(scope)
        except DeskError as refusal:
            await refusal.response()(scope, receive, send)
            return
        incoming = limits.Incoming(receive, bodies.MAX_BODY_BYTES)
        await self._app(scope, incoming.receive, send)

    def _visitor(self, scope: Scope) -> Visitor:
        headers = Headers(scope=scope)
        if not names_this_computer(headers.get("host", "")):
            raise foreign_host()
        limits.look_at_sizes(headers, scope.get("query_string", b""), bodies.MAX_BODY_BYTES)
        scheme, _, token = headers.get("authorization", "").partition(" ")
        given = token.strip().encode("utf-8", "replace")
        if scheme.lower() != "bearer" or not secrets.compare_digest(given, self._token):
            raise not_signed_in()
        if not is_our_origin(headers.get("origin")):
            raise foreign_origin()
        may = askers_of(self._routes, scope)
        if may is not None and "program" not in may:
            # The pages of the Wi-Fi are not served here.
            raise no_such_page()
        return Visitor("program")


def askers_of(routes: Sequence[Route], scope: Scope) -> frozenset[Asker] | None:
    """Who may ask this: of a route for another method, who may ask anything of it.

    None where there is no such route; an empty set is a route that nobody may ask.
    """
    anything: frozenset[Asker] | None = None
    for route in routes:
        match, _ = route.matches(scope)
        if match is Match.FULL:
            return who_may(scope["method"], route.path)
        if match is Match.PARTIAL:
            anything = (anything or frozenset()) | who_may_anything_at(route.path)
    return anything


def with_safe_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SAFE_HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def is_our_origin(origin: str | None) -> bool:
    """Programs name none; a browser names the page that asks, if it is not the desk's own."""
    if origin is None:
        return True
    scheme, _, host = origin.partition("://")
    return scheme == "http" and names_this_computer(host)


def names_this_computer(host: str) -> bool:
    """With a port or without: a web page can point a name of its own here, but not pass for us."""
    name, _, port = host.rpartition(":")
    return (name if name and port.isdecimal() else host).lower() in _OURSELVES
