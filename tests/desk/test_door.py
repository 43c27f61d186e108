"""Who may ask, and what becomes of requests that are no requests."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.desk import limits, service
from host_assistant.desk.server import Desk, PortTaken, open_door
from host_assistant.journal.journal import Journal
from tests.desk.conftest import TOKEN


@pytest.fixture
def own_desk(no_show: Director, log_path: Path) -> Iterator[Desk]:
    """A desk that the test may close."""
    desk = Desk(
        no_show, Inbox(no_show), lambda: Journal.open(log_path, read_only=True), TOKEN, open_door()
    )
    desk.start()
    yield desk
    desk.close()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": TOKEN},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": "Bearer \xe9\xff"},
    ],
)
@pytest.mark.parametrize("path", ["/api/state", "/api/events", "/nowhere"])
def test_without_the_token_nothing_is_told(desk: Desk, headers: dict[str, str], path: str) -> None:
    encoded = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    answer = httpx.get(desk.address + path, headers=encoded)
    assert (answer.status_code, answer.json()["error"]) == (401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_a_foreign_host_name_is_refused_even_with_the_token(
    client: httpx.Client, host: str
) -> None:
    answer = client.get("/api/state", headers={"Host": host})
    assert (answer.status_code, answer.json()["error"]) == (403, "foreign_host")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8000", "[::1]:8000"])
def test_this_computer_has_several_names(client: httpx.Client, host: str) -> None:
    assert client.get("/api/state", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://127.0.0.1", ""])
def test_no_other_site_is_let_in(client: httpx.Client, origin: str) -> None:
    for method, path in (("GET", "/api/state"), ("POST", "/api/show/end"), ("OPTIONS", "/api/x")):
        answer = client.request(method, path, headers={"Origin": origin})
        assert (answer.status_code, answer.json()["error"]) == (403, "foreign_origin")
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_page_of_this_computer_may_ask_with_the_token(client: httpx.Client) -> None:
    for origin in ("http://localhost:3000", "http://127.0.0.1"):
        assert client.get("/api/state", headers={"Origin": origin}).status_code == 200


def test_a_body_that_drips_is_cut_off(
    client: httpx.Client, director: Director, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BODY_WITHIN_S", 0.2)
    with socket.create_connection((client.base_url.host, client.base_url.port or 0)) as line:
        head = f"POST /api/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\n"
        line.sendall(f"{head}Content-Length: 100\r\n\r\n{{".encode())
        assert line.recv(1000).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize(
    "body",
    [b"{", b"nope", b"\xff\xfe", b'{"lines": "\xff"}', b'"\\ud800"', b"[" * 100_000, b"{}{}"],
)
def test_what_is_not_json_is_unreadable(
    director: Director, client: httpx.Client, body: bytes
) -> None:
    answer = client.post("/api/orders", content=body)
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable")


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_above_a_megabyte_is_refused(client: httpx.Client, chunked: bool) -> None:
    body = b'"' + b"x" * 1_000_000 + b'"'
    content = iter([body[:600_000], body[600_000:]]) if chunked else body
    answer = client.post("/api/orders", content=content)
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


@pytest.mark.parametrize("path", ["/", "/api", "/api/state/", "/api/show", "/api/orders/x/eat"])
def test_an_unknown_address_is_not_found(client: httpx.Client, path: str) -> None:
    answer = client.post(path)
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/api/state"), ("GET", "/api/show/end"), ("PUT", "/api/orders")]
)
def test_a_wrong_method_is_said(client: httpx.Client, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.json()["error"]) == (405, "wrong_method")


def test_too_many_changes_at_once_are_put_off(
    director: Director, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MAX_CHANGES_AT_ONCE", 0)
    answer = client.post("/api/show/note", json={"text": "x"})
    assert (answer.status_code, answer.json()["error"]) == (429, "too_busy")
    assert answer.headers["Retry-After"] == "1"
    assert director.state.notes == ()


def test_a_port_that_another_program_uses_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken) as told:
            open_door(port=port)
    assert str(port) in told.value.sentence()


def test_the_state_is_told_before_any_session(tmp_path: Path) -> None:
    director = Director(lambda: Journal.open(tmp_path / "log.db"))
    director.start()
    desk = Desk(
        director, Inbox(director), lambda: Journal.open(tmp_path / "log.db"), TOKEN, open_door()
    )
    desk.start()
    try:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        state = httpx.get(f"{desk.address}/api/state", headers=headers).json()
        orders = httpx.get(f"{desk.address}/api/orders", headers=headers).json()
    finally:
        desk.close()
        director.close()
    assert state == {
        "session": None,
        "mode": None,
        "phase": "closed",
        "scene": None,
        "product": None,
        "counters": {"orders": 0, "weight_g": 0, "pieces": 0, "revenue_vnd": 0, "pending": 0},
        "products": [],
        "sequence": 0,
        "stream": "off",
        "recording": "off",
        "stage": "ready",
        "trouble": "",
        "comments": 0,
        "confirms_sure": False,
        "inbox": {"unsure": 0, "cancel": 0, "sure": 0, "waiting": 0},
    }
    assert orders == {"orders": []}


def test_a_desk_outlives_its_director_with_an_answer(tmp_path: Path) -> None:
    director = Director(lambda: Journal.open(tmp_path / "log.db"))
    director.start()
    desk = Desk(
        director, Inbox(director), lambda: Journal.open(tmp_path / "log.db"), TOKEN, open_door()
    )
    desk.start()
    director.close()
    try:
        answer = httpx.post(
            f"{desk.address}/api/show/end", headers={"Authorization": f"Bearer {TOKEN}"}
        )
    finally:
        desk.close()
    assert (answer.status_code, answer.json()["error"]) == (409, "show_not_open")


def test_a_closed_desk_answers_nobody(own_desk: Desk) -> None:
    own_desk.close()
    with pytest.raises(httpx.ConnectError):
        httpx.get(own_desk.address)
    own_desk.close()  # a second time is none too many


def test_a_broken_log_is_told_and_never_quoted(director: Director, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"not a database" * 100)
    desk = Desk(
        director, Inbox(director), lambda: Journal.open(broken, read_only=True), TOKEN, open_door()
    )
    desk.start()
    headers = {"Authorization": f"Bearer {TOKEN}"}
    try:
        answer = httpx.get(f"{desk.address}/api/orders", headers=headers)
    finally:
        desk.close()
    assert (answer.status_code, answer.json()["error"]) == (500, "journal_unreadable")


def test_an_unforeseen_error_is_an_answer_without_details(
    director: Director,
    client: httpx.Client,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("0901234567")

    with monkeypatch.context() as patched:
        patched.setattr(Director, "submit", fail)
        answer = client.post("/api/show/note", json={"text": "x"})
    assert (answer.status_code, answer.json()["error"]) == (500, "internal")
    assert "0901234567" not in answer.text
    assert "Traceback" not in capfd.readouterr().err


def test_every_error_is_one_json_document(client: httpx.Client) -> None:
    for answer in (client.get("/nowhere"), client.post("/api/orders", content=b"{")):
        assert answer.headers["Content-Type"] == "application/json"
        assert set(json.loads(answer.content)) == {"error", "message"}
