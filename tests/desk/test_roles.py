"""Who may ask what: every route stands in the table, and the table is what the doors do."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from host_assistant.control_room.director import Director
from host_assistant.desk.devices import Devices
from host_assistant.desk.guard import LoopbackGuard
from host_assistant.desk.roles import WHO_MAY, Role, who_may, who_may_anything_at
from host_assistant.desk.server import Desk
from host_assistant.desk.wifi_guard import WifiGuard
from tests.desk.wifi import ROLES, signed_in, stranger

STEERING = ("product", "scene", "price", "note")


def asked(desk: Desk) -> list[tuple[str, str]]:
    return [
        (method, route.path)
        for route in desk.routes
        for method in sorted(route.methods or ())
        if method != "HEAD"
    ]


@pytest.fixture(scope="module")
def visitors(open_desk: Desk) -> Iterator[dict[str, httpx.Client]]:
    with ExitStack() as stack:
        visitors = {"stranger": stack.enter_context(stranger(open_desk))}
        for role in ROLES:
            visitors[role] = stack.enter_context(signed_in(open_desk, role))
        yield visitors


def test_every_route_stands_in_the_table_and_nothing_else(open_desk: Desk) -> None:
    assert sorted(asked(open_desk)) == sorted(WHO_MAY)


def test_every_route_is_a_plain_one(open_desk: Desk) -> None:
    assert [route.path for route in open_desk.routes if not route.methods] == []


def test_a_route_that_nobody_listed_is_open_to_nobody() -> None:
    assert who_may("GET", "/api/new") == who_may_anything_at("/api/new") == frozenset()


async def _buyers(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("0912345678")


UNLISTED = [Route("/api/new", _buyers, methods=["GET", "POST"])]


def answered(guard: ASGIApp, base_url: str, method: str, path: str, **headers: str) -> int:
    async def ask() -> int:
        line = httpx.ASGITransport(app=guard)
        async with httpx.AsyncClient(transport=line, base_url=base_url) as asking:
            return (await asking.request(method, path, headers=headers)).status_code

    return asyncio.run(ask())


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT"])
def test_nor_does_a_door_let_anybody_in_there(method: str) -> None:
    devices = Devices()
    token = devices.admit("helper", "Chị Lan").token
    origin = "http://192.168.1.5:4000"
    wifi = WifiGuard(Starlette(routes=UNLISTED), UNLISTED, devices, "192.168.1.5:4000")
    assert answered(wifi, origin, method, "/api/new", origin=origin) == 401
    cookie = f"lensong={token}"
    assert answered(wifi, origin, method, "/api/new", origin=origin, cookie=cookie) == 403
    here = LoopbackGuard(Starlette(routes=UNLISTED), UNLISTED, "token")
    bearer = "Bearer token"
    assert answered(here, "http://127.0.0.1", method, "/api/new", authorization=bearer) == 404


def test_where_there_is_no_route_a_stranger_hears_so(open_desk: Desk) -> None:
    with stranger(open_desk) as phone:
        assert phone.get("/api/none").status_code == 404


def test_every_cell_of_the_table_is_what_the_door_does(
    open_desk: Desk, director: Director, visitors: dict[str, httpx.Client]
) -> None:
    wrong = []
    for method, path in asked(open_desk):
        may = WHO_MAY[method, path]
        for who, client in visitors.items():
            if path in ("/sign-out", "/api/events") and who in may:
                continue  # would end the visitor, or never end: tested by themselves
            filled = path.replace("{order_id:path}", "none").replace("{name}", "base.css")
            filled = filled.replace("{item_id:path}", "none").replace("{sku:path}", "VT1")
            answer = client.request(method, filled, json=None if method == "GET" else {})
            if _is_refused(answer, path) is (who in may):
                wrong.append((who, method, path, answer.status_code))
    assert wrong == []


def _is_refused(answer: httpx.Response, path: str) -> bool:
    """For who asked, that is, and not for what was asked."""
    if answer.status_code == 303:
        # A stranger is sent to the page for signing in.
        return path != "/" and answer.headers["Location"] == "/"
    if answer.status_code not in (401, 403):
        return False
    is_page = answer.headers["Content-Type"].startswith("text/html")
    return is_page or answer.json()["error"] in ("not_signed_in", "not_allowed")


@pytest.mark.parametrize("who", ["remote", "screen", "stranger"])
def test_what_names_a_buyer_is_for_helpers_alone(who: Role) -> None:
    for method, path in WHO_MAY:
        if path.startswith(("/api/orders", "/api/inbox", "/api/buyers", "/api/comments")):
            assert who not in WHO_MAY[method, path], path


def test_only_this_computer_takes_the_show_on_air_or_ends_it() -> None:
    for path in ("/api/show/stream", "/api/show/end"):
        assert WHO_MAY["POST", path] == {"program"}


def test_a_remote_steers_and_a_screen_changes_nothing() -> None:
    for what in STEERING:
        assert WHO_MAY["POST", f"/api/show/{what}"] == {"program", "remote"}
    changes = [
        path for (method, path), who in WHO_MAY.items() if method != "GET" and "screen" in who
    ]
    assert sorted(changes) == ["/sign-in", "/sign-out"]


def test_a_stranger_gets_the_page_for_signing_in_and_no_more() -> None:
    open_to_all = {at for at, who in WHO_MAY.items() if "stranger" in who}
    assert open_to_all == {("GET", "/"), ("GET", "/static/{name}"), ("POST", "/sign-in")}


def test_pages_are_not_served_to_this_computers_programs(
    open_desk: Desk, client: httpx.Client
) -> None:
    for path in ("/", "/helper", "/static/base.css"):
        assert client.get(path).status_code == 404


def test_the_programs_token_is_worth_nothing_on_the_wifi(
    open_desk: Desk, client: httpx.Client
) -> None:
    with stranger(open_desk) as phone:
        headers = {"Authorization": client.headers["Authorization"]}
        assert phone.get("/api/state", headers=headers).status_code == 401


def test_a_devices_cookie_is_worth_nothing_to_this_computers_door(open_desk: Desk) -> None:
    with signed_in(open_desk, "helper") as phone:
        answer = httpx.get(
            f"{open_desk.address}/api/orders", cookies={"lensong": phone.cookies["lensong"]}
        )
    assert answer.status_code == 401
