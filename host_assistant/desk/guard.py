"""The door: who may ask at all. Nothing of a request is read before it has passed here."""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from host_assistant.desk.errors import DeskError, foreign_host, not_signed_in

_OURSELVES = frozenset({"127.0.0.1", "localhost", "[::1]"})


class Guard:
    """Lets a request in that names this computer as its host and carries the token.

    The host's name is looked at because a web page can point a name of its own at 127.0.0.1
    (DNS rebinding) and ask from the visitor's browser.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            self._check(Headers(scope=scope))
        except DeskError as refusal:
            await refusal.response()(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _check(self, headers: Headers) -> None:
        if _name_of(headers.get("host", "")) not in _OURSELVES:
            raise foreign_host()
        scheme, _, token = headers.get("authorization", "").partition(" ")
        given = token.strip().encode("utf-8", "replace")
        if scheme.lower() != "bearer" or not secrets.compare_digest(given, self._token):
            raise not_signed_in()


def _name_of(host: str) -> str:
    """The name without the port: "localhost:8080" and "[::1]:8080" alike."""
    name, _, port = host.rpartition(":")
    return (name if name and port.isdecimal() else host).lower()
