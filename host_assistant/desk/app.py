"""The desk's addresses and what answers at each."""

from __future__ import annotations

import logging

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from host_assistant.desk import errors
from host_assistant.desk.comments import Comments
from host_assistant.desk.guard import Guard
from host_assistant.desk.orders import Orders
from host_assistant.desk.service import Service
from host_assistant.desk.show_changes import ShowChanges
from host_assistant.desk.updates import Updates

log = logging.getLogger(__name__)


def desk_app(service: Service, updates: Updates, token: str) -> ASGIApp:
    orders = Orders(service)
    comments = Comments(service)
    show = ShowChanges(service)
    pages = Starlette(
        routes=[
            Route("/api/state", updates.state, methods=["GET"]),
            Route("/api/events", updates.events, methods=["GET"]),
            Route("/api/orders", orders.list, methods=["GET"]),
            Route("/api/orders", orders.place, methods=["POST"]),
            Route("/api/orders/{order_id:path}/confirm", orders.confirm, methods=["POST"]),
            Route("/api/orders/{order_id:path}/cancel", orders.cancel, methods=["POST"]),
            Route("/api/comments", comments.take, methods=["POST"]),
            Route("/api/show/product", show.product, methods=["POST"]),
            Route("/api/show/scene", show.scene, methods=["POST"]),
            Route("/api/show/price", show.price, methods=["POST"]),
            Route("/api/show/stream", show.stream, methods=["POST"]),
            Route("/api/show/note", show.note, methods=["POST"]),
            Route("/api/show/end", show.end, methods=["POST"]),
        ],
        exception_handlers={
            errors.DeskError: _told,
            HTTPException: _not_here,
            Exception: _failed,
        },
    )
    # An address with a slash too many is unknown, not moved.
    pages.router.redirect_slashes = False
    return Guard(_Quiet(pages), token)


class _Quiet:
    """Keeps an unexpected error, already answered, out of the server's own words on the screen."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            # The kind alone: what a request carried may be personal.
            log.error("a request to %s failed: %s", scope["path"], type(error).__name__)


async def _told(_request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.DeskError)
    return error.response()


async def _not_here(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return errors.wrong_method(error.headers).response()
    return errors.no_such_page().response()


async def _failed(_request: Request, _error: Exception) -> Response:
    return errors.failed().response()
