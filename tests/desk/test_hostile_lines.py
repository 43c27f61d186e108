"""Lines that are held with next to nothing: slow heads, slow bodies, answers that nobody reads.

Whatever is done on the Wi-Fi, this computer's own programs are answered.
"""

import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx
import pytest

from host_assistant.control_room.director import Director
from host_assistant.desk import limits, patience
from host_assistant.desk.server import Desk
from tests.desk.conftest import TOKEN
from tests.desk.raw import line_to, request, say, status_of, until_closed
from tests.desk.wifi import LAN, new_address, signed_in, stranger
from tests.support.waiting import wait_until

SHORT_S = 0.3


@pytest.fixture(autouse=True)
def works_afterwards(own_desk: Desk, director: Director) -> Iterator[None]:
    """A helper's order, a new phone and this computer's programs go through after each attack."""
    with signed_in(own_desk, "helper") as helper:
        yield
        order = {"order_id": "afterwards", "lines": [{"sku": "VT1", "quantity": 1}]}
        assert helper.post("/api/orders", json=order).status_code == 201
        with signed_in(own_desk, "screen") as screen:
            assert screen.get("/api/state").json()["counters"]["orders"] == 1
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert httpx.get(f"{own_desk.address}/api/state", headers=headers).status_code == 200


def drip(line: socket.socket, part: bytes) -> None:
    """Send a part again and again, until the other end has had enough."""
    line.settimeout(0.02)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            line.sendall(part)
            if not line.recv(65536):
                return
        except TimeoutError:
            continue
        except ConnectionError:
            return
    pytest.fail("the line is still open")


def as_helper(desk: Desk, helper: httpx.Client, *more: str) -> list[str]:
    return [
        f"Origin: http://{desk.wifi_authority}",
        f"Cookie: lensong={helper.cookies['lensong']}",
        f"X-Len-Song: {helper.headers['X-Len-Song']}",
        *more,
    ]


@pytest.mark.parametrize("part", [b"", b"X-Slow: 1\r\n", b"G"])
def test_a_head_that_drips_is_cut_off(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch, part: bytes
) -> None:
    monkeypatch.setattr(patience, "HEAD_WITHIN_S", SHORT_S)
    with line_to(own_desk) as line:
        line.sendall(b"GET / HTTP/1.1\r\n" if part != b"G" else b"")
        drip(line, part)


def test_a_head_that_drips_after_a_good_request_is_cut_off(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "HEAD_WITHIN_S", SHORT_S)
    with line_to(own_desk) as line:
        line.sendall(request(own_desk, "GET", "/"))
        assert status_of(line.recv(65536)) == 200
        line.sendall(b"GET / HTTP/1.1\r\n")
        drip(line, b"X-Slow: 1\r\n")


@pytest.mark.parametrize("kind", ["length", "chunked", "stopped"])
def test_a_body_that_drips_is_cut_off_and_told(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(limits, "BODY_WITHIN_S", SHORT_S)
    with signed_in(own_desk, "helper") as helper, line_to(own_desk) as line:
        said = "Content-Length: 500" if kind != "chunked" else "Transfer-Encoding: chunked"
        line.sendall(request(own_desk, "POST", "/api/orders", as_helper(own_desk, helper, said)))
        heard = b""
        deadline = time.monotonic() + 10
        line.settimeout(0.02)
        while not heard and time.monotonic() < deadline:
            try:
                if kind != "stopped":
                    line.sendall(b"1\r\n{\r\n" if kind == "chunked" else b"{")
                heard = line.recv(65536)
            except TimeoutError:
                continue
        assert status_of(heard) == 408
        assert b'"too_slow"' in heard or b'"too_slow"' in until_closed(line)
    assert own_desk.devices.all()


def test_a_body_that_drips_where_none_is_wanted_is_cut_off(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "HEAD_WITHIN_S", SHORT_S)
    for method, path in (("GET", "/"), ("POST", "/api/orders"), ("GET", "/api/events")):
        with line_to(own_desk) as line:
            line.sendall(request(own_desk, method, path, ["Content-Length: 60000"]))
            drip(line, b"{")


def test_answers_that_nobody_reads_are_dropped(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "READ_WITHIN_S", SHORT_S)
    monkeypatch.setattr("host_assistant.desk.wifi_guard.DEVICE_BURST", 10**6)
    own_desk.close_wifi()
    own_desk.open_wifi(LAN)
    with signed_in(own_desk, "screen") as screen, line_to(own_desk) as line:
        # Asking over and over without reading fills every buffer on the way.
        cookie = f"Cookie: lensong={screen.cookies['lensong']}"
        asking = request(own_desk, "GET", "/static/base.css", [cookie]) * 20
        _until_dropped(lambda: line.sendall(asking))


def test_more_lines_than_one_address_may_hold_are_closed(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "MAX_LINES_EACH", 5)
    address = new_address()
    with ExitStack() as held:
        lines = [held.enter_context(line_to(own_desk, address)) for _ in range(20)]
        _wait_until_closed(lines[5:])
        with stranger(own_desk) as other:
            assert other.get("/").status_code == 200
        lines[0].sendall(request(own_desk, "GET", "/", ["Connection: close"]))
        assert status_of(until_closed(lines[0])) == 200


def test_more_lines_than_the_door_holds_are_closed_and_there_is_room_afterwards(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "MAX_LINES", 10)
    with ExitStack() as held:
        lines = [held.enter_context(line_to(own_desk)) for _ in range(30)]
        _wait_until_closed(lines[10:])
    wait_until(
        lambda: status_of(say(own_desk, request(own_desk, "GET", "/", ["Connection: close"])))
    )


def test_a_phone_that_leaves_in_the_middle_of_an_order_leaves_nothing(
    own_desk: Desk, director: Director, caplog: pytest.LogCaptureFixture
) -> None:
    with signed_in(own_desk, "helper") as helper:
        headers = as_helper(own_desk, helper, "Content-Length: 500")
        for _ in range(20):
            with line_to(own_desk) as line:
                line.sendall(request(own_desk, "POST", "/api/orders", headers) + b'{"lines"')
    assert not [record for record in caplog.records if record.name.startswith("host_assistant")]
    assert len(director.state.orders) == 0


def _until_dropped(work: Callable[[], object]) -> None:
    deadline = time.monotonic() + 15
    try:
        while time.monotonic() < deadline:
            work()
    except ConnectionError:
        return
    except TimeoutError:
        pytest.fail("the line is still open")
    pytest.fail("nothing was dropped")


def _wait_until_closed(lines: list[socket.socket]) -> None:
    for line in lines:
        try:
            assert line.recv(1) == b""
        except ConnectionError:
            continue


@pytest.mark.skipif(sys.platform != "linux", reason="the option is read back on Linux alone")
def test_a_phone_that_walks_out_of_the_wifi_is_given_up_soon() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as door,
        socket.create_connection(door.getsockname()) as line,
    ):
        patience.give_up_the_lost(line)
        kept_ms = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
        assert kept_ms == patience.LOST_AFTER_S * 1000
