"""The desk's addresses and what answers at each."""

from __future__ import annotations

import logging

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from host_assistant.desk import errors
from host_assistant.desk.codes import Codes
from host_assistant.desk.comments import Comments
from host_assistant.desk.devices import Devices
from host_assistant.desk.goods_shown import GoodsShown
from host_assistant.desk.guard import LoopbackGuard
from host_assistant.desk.inbox import InboxDesk
from host_assistant.desk.invitations import Invitations
from host_assistant.desk.orders import Orders
from host_assistant.desk.pages import Pages, error_answer
from host_assistant.desk.service import Service
from host_assistant.desk.show_changes import ShowChanges
from host_assistant.desk.sign_in import SignIn
from host_assistant.desk.updates import Updates
from host_assistant.desk.wifi_guard import WifiGuard

log = logging.getLogger(__name__)


class DeskApp:
    """What answers, behind one guard for each door."""

    def __init__(
        self,
        service: Service,
        updates: Updates,
        devices: Devices,
        codes: Codes,
        invitations: Invitations,
    ) -> None:
        self.routes = [
            *_interface(service, updates),
            *_letting_in(invitations),
            *_pages(devices, codes),
        ]
        self._devices = devices
        answering = Starlette(
            routes=self.routes,
            exception_handlers={
                errors.DeskError: _told,
                HTTPException: _not_here,
                Exception: _failed,
            },
        )
        # An address with a slash too many is unknown, not moved.
        answering.router.redirect_slashes = False
        self._answering = _Quiet(answering)

    def for_this_computer(self, token: str) -> LoopbackGuard:
        return LoopbackGuard(self._answering, self.routes, token)

    def for_wifi(self, authority: str) -> WifiGuard:
        """For a door whose address is written `authority`: "192.168.1.5:49152"."""
        return WifiGuard(self._answering, self.routes, self._devices, authority)


def _interface(service: Service, updates: Updates) -> list[Route]:
    orders = Orders(service)
    comments = Comments(service)
    inbox = InboxDesk(service)
    goods = GoodsShown(service)
    show = ShowChanges(service)
    return [
        Route("/api/state", updates.state, methods=["GET"]),
        Route("/api/events", updates.events, methods=["GET"]),
        Route("/api/orders", orders.list, methods=["GET"]),
        Route("/api/orders", orders.place, methods=["POST"]),
        Route("/api/orders/{order_id:path}/confirm", orders.confirm, methods=["POST"]),
        Route("/api/orders/{order_id:path}/cancel", orders.cancel, methods=["POST"]),
        Route("/api/comments", comments.take, methods=["POST"]),
        Route("/api/inbox", inbox.list, methods=["GET"]),
        Route("/api/inbox/rule", inbox.rule, methods=["POST"]),
        Route("/api/inbox/{item_id:path}/confirm", inbox.confirm, methods=["POST"]),
        Route("/api/inbox/{item_id:path}/wait", inbox.wait, methods=["POST"]),
        Route("/api/inbox/{item_id:path}/mend", inbox.mend, methods=["POST"]),
        Route("/api/inbox/{item_id:path}/drop", inbox.drop, methods=["POST"]),
        Route("/api/buyers/recent", inbox.buyers, methods=["GET"]),
        Route("/api/goods", goods.goods, methods=["GET"]),
        Route("/pictures/{name}", goods.picture, methods=["GET"]),
        Route("/api/show/product", show.product, methods=["POST"]),
        Route("/api/show/scene", show.scene, methods=["POST"]),
        Route("/api/show/break", show.pause, methods=["POST"]),
        Route("/api/show/price", show.price, methods=["POST"]),
        Route("/api/show/stream", show.stream, methods=["POST"]),
        Route("/api/show/note", show.note, methods=["POST"]),
        Route("/api/show/end", show.end, methods=["POST"]),
    ]


def _letting_in(invitations: Invitations) -> list[Route]:
    return [
        Route("/api/invitations", invitations.invite, methods=["POST"]),
        Route("/api/devices", invitations.list, methods=["GET"]),
        Route("/api/devices/{device_id}/throw-out", invitations.throw_out, methods=["POST"]),
    ]


def _pages(devices: Devices, codes: Codes) -> list[Route]:
    pages = Pages()
    signing = SignIn(devices, codes)
    return [
        Route("/", pages.home, methods=["GET"]),
        Route("/helper", pages.of_role, methods=["GET"]),
        Route("/remote", pages.of_role, methods=["GET"]),
        Route("/screen", pages.of_role, methods=["GET"]),
        Route("/static/{name}", pages.static, methods=["GET"]),
        Route("/sign-in", signing.sign_in, methods=["POST"]),
        Route("/sign-out", signing.sign_out, methods=["POST"]),
    ]


class _Quiet:
    """Keeps an unexpected error, already answered, out of the server's own words on the screen."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            # A phone that walked out of the Wi-Fi.
            pass
        except Exception as error:
            # The kinds alone: what a request carried, its address too, may be personal.
            asked = getattr(scope.get("endpoint"), "__qualname__", "nothing")
            log.error("a request for %s failed: %s", asked, type(error).__name__)


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.DeskError)
    return error_answer(error, request.scope)


async def _not_here(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return error_answer(errors.wrong_method(error.headers), request.scope)
    return error_answer(errors.no_such_page(), request.scope)


async def _failed(request: Request, _error: Exception) -> Response:
    return error_answer(errors.failed(), request.scope)
