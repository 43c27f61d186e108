"""Social Stream Ninja's door, over real sockets: what gets in, what does not, and nothing else."""

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import websocket

from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.data_folder import DataFolder
from host_assistant.desk import limits, patience, ssn, ssn_door
from host_assistant.desk.ssn_door import SsnDoor
from host_assistant.journal.comments import all_comments
from host_assistant.journal.journal import Journal
from host_assistant.show.commands import EndSession
from tests.support.obs import free_port
from tests.support.waiting import wait_until

MESSAGE = {
    "id": 1,
    "type": "tiktok",
    "chatname": "Hoa",
    "chatmessage": "2 thùng VT5 0912345678",
    "textonly": True,
}


@pytest.fixture
def inbox(director: Director) -> Iterator[Inbox]:
    inbox = Inbox(director)
    yield inbox
    inbox.close()


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


@pytest.fixture
def door(folder: DataFolder, inbox: Inbox) -> Iterator[SsnDoor]:
    door = SsnDoor(folder, inbox)
    yield door
    door.close()


Connect = Callable[..., websocket.WebSocket]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Opens a relay's client; all are closed at the end."""
    lines: list[websocket.WebSocket] = []

    def connected(address: str, **options: Any) -> websocket.WebSocket:
        line = websocket.WebSocket()
        lines.append(line)
        line.settimeout(10)
        line.connect(address, **options)  # type: ignore[no-untyped-call]
        return line

    yield connected
    for line in lines:
        line.close()
        if line.sock is not None:
            line.sock.close()


def texts(director: Director, log_path: Path) -> list[str]:
    with Journal.open(log_path, read_only=True) as journal:
        rows = all_comments(journal, director.state.session or "")
        return [row.comment.text for row in rows]


def root(door: SsnDoor) -> str:
    place = urlsplit(door.address)
    return f"{place.scheme}://{place.netloc}"


def message(number: int, **changed: Any) -> dict[str, Any]:
    return {**MESSAGE, "id": number, "chatname": f"Khách {number}", **changed}


def test_a_posted_message_is_a_comment_on_disk(
    door: SsnDoor, director: Director, log_path: Path
) -> None:
    answer = httpx.post(door.address, json=MESSAGE)
    assert (answer.status_code, answer.json()) == (202, {"taken": 1, "ignored": 0})
    assert texts(director, log_path) == ["2 thùng VT5 0912345678"]
    (order,) = director.state.orders.values()
    assert order.status == "pending"


def test_a_posted_list_keeps_its_order(door: SsnDoor, director: Director, log_path: Path) -> None:
    said = [message(number, chatmessage=f"hỏi {number}") for number in range(50)]
    assert httpx.post(door.address, json=said).json() == {"taken": 50, "ignored": 0}
    assert texts(director, log_path) == [f"hỏi {number}" for number in range(50)]


def test_the_same_message_by_both_ways_is_one_comment(
    door: SsnDoor, director: Director, log_path: Path, connect: Connect
) -> None:
    httpx.post(door.address, json=MESSAGE)
    httpx.post(door.address, json=MESSAGE)
    line = connect(door.relay)
    line.send(json.dumps({"overlayNinja": MESSAGE}))
    line.send(json.dumps(message(2, chatmessage="sau cùng")))
    wait_until(lambda: len(texts(director, log_path)) == 2)
    assert len(director.state.orders) == 1
    assert door.status.received == 2


def test_what_is_no_comment_says_only_that_somebody_is_there(
    door: SsnDoor, director: Director, log_path: Path
) -> None:
    assert door.status.kind == "waiting"
    answer = httpx.post(door.address, json={**MESSAGE, "event": "joined"})
    assert (answer.status_code, answer.json()) == (202, {"taken": 0, "ignored": 1})
    assert (door.status.kind, door.status.received) == ("receiving", 0)
    assert texts(director, log_path) == []


def test_the_status_tells_how_many_came_and_when(door: SsnDoor) -> None:
    httpx.post(door.address, json=[message(number) for number in range(3)])
    status = wait_until(lambda: door.status if door.status.received == 3 else None)
    assert status is not None
    assert status.kind == "receiving"
    assert status.last_ms is not None
    assert "3 so far" in status.sentence


def test_a_browser_that_opens_the_address_is_told_that_it_is_right(door: SsnDoor) -> None:
    assert "takes comments in" in httpx.get(door.address).text


def test_a_page_of_the_extension_gets_leave_to_post(door: SsnDoor) -> None:
    asked = {
        "Origin": "chrome-extension://abcdefgh",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
        "Access-Control-Request-Private-Network": "true",
    }
    leave = httpx.options(door.address, headers=asked)
    assert leave.status_code == 204
    assert leave.headers["access-control-allow-origin"] == "*"
    assert leave.headers["access-control-allow-headers"] == "Content-Type"
    assert leave.headers["access-control-allow-methods"] == "POST"
    assert leave.headers["access-control-allow-private-network"] == "true"
    posted = httpx.post(door.address, json=MESSAGE, headers={"Origin": asked["Origin"]})
    assert posted.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/ssn/", "/ssn/wrong", "/ssn", "/", "/api/state", "/api/orders"])
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_without_the_token_there_is_nothing(door: SsnDoor, path: str, method: str) -> None:
    answer = httpx.request(method, root(door) + path, content=json.dumps(MESSAGE))
    assert answer.status_code == 404
    assert door.status.kind == "waiting"


def test_the_token_opens_nothing_but_this(door: SsnDoor, director: Director) -> None:
    token = door.address.rpartition("/")[2]
    for path in ("/api/state", "/api/orders", "/api/inbox"):
        bearer = {"Authorization": f"Bearer {token}"}
        assert httpx.get(root(door) + path, headers=bearer).status_code == 404
    assert httpx.delete(door.address).status_code == 405
    assert director.state.is_open


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "127.0.0.1@evil"])
def test_a_name_that_points_here_is_not_ours(door: SsnDoor, host: str) -> None:
    answer = httpx.post(door.address, json=MESSAGE, headers={"Host": host})
    assert answer.status_code in (400, 403)
    assert door.status.kind == "waiting"


@pytest.mark.parametrize("content", [b"", b"hello", b"[1]", b"\xff", b"[" * 50_000, b"{" * 9])
def test_nonsense_is_refused(door: SsnDoor, content: bytes) -> None:
    answer = httpx.post(door.address, content=content)
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable")


def test_more_than_a_megabyte_is_refused(door: SsnDoor) -> None:
    answer = httpx.post(door.address, content=b" " * (ssn.MAX_BYTES + 1))
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


def test_a_body_that_never_ends_is_cut_off(door: SsnDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BODY_WITHIN_S", 0.2)
    place = urlsplit(door.address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as line:
        head = f"POST {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Length: 100\r\n\r\n"
        line.sendall(head.encode() + b"{")
        assert b" 408 " in line.recv(4096)


def test_once_the_show_has_ended_the_sender_is_told(door: SsnDoor, director: Director) -> None:
    director.do(EndSession())
    answer = httpx.post(door.address, json=MESSAGE)
    assert (answer.status_code, answer.json()["error"]) == (409, "show_not_open")


def test_a_relay_s_client_may_join_with_the_token_as_the_session(
    door: SsnDoor, director: Director, log_path: Path, connect: Connect
) -> None:
    token = door.address.rpartition("/")[2]
    base = root(door).replace("http", "ws", 1)
    for number, address in enumerate((base, f"{base}/join/{token}/3/4", f"{base}/other")):
        line = connect(address)
        if "/join/" not in address:
            line.send(json.dumps({"join": token, "out": 4, "in": 3}))
        line.send(json.dumps(message(number)))
        wait_until(lambda: len(texts(director, log_path)) == number + 1)  # noqa: B023


@pytest.mark.parametrize(
    "first", ['{"join":"another room","out":4,"in":3}', json.dumps(MESSAGE), "x"]
)
def test_a_relay_s_client_that_does_not_know_the_token_is_sent_away(
    door: SsnDoor, first: str, connect: Connect
) -> None:
    line = connect(root(door).replace("http", "ws", 1))
    line.send(first)
    assert line.recv_data()[0] == websocket.ABNF.OPCODE_CLOSE
    assert door.status.kind == "waiting"


def test_a_relay_s_client_that_says_nothing_is_sent_away(
    door: SsnDoor, monkeypatch: pytest.MonkeyPatch, connect: Connect
) -> None:
    monkeypatch.setattr(ssn, "JOINS_WITHIN_S", 0.1)
    line = connect(root(door).replace("http", "ws", 1))
    assert line.recv_data()[0] == websocket.ABNF.OPCODE_CLOSE


def test_a_relay_s_client_may_be_silent_for_longer_than_a_request_may_take(
    folder: DataFolder,
    inbox: Inbox,
    director: Director,
    log_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    connect: Connect,
) -> None:
    monkeypatch.setattr(patience, "HEAD_WITHIN_S", 0.3)
    door = SsnDoor(folder, inbox)
    line = connect(door.relay)
    place = urlsplit(door.address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as silent:
        assert silent.recv(1) == b""
    line.send(json.dumps(MESSAGE))
    wait_until(lambda: len(texts(director, log_path)) == 1)
    door.close()


def test_a_relay_with_another_host_s_name_is_not_let_in(door: SsnDoor, connect: Connect) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException):
        connect(door.relay, host="evil.example")


def test_nonsense_over_the_relay_is_borne_for_a_while(
    door: SsnDoor, director: Director, log_path: Path, connect: Connect
) -> None:
    line = connect(door.relay)
    for _frame in range(ssn.MAX_NONSENSE):
        line.send("ping")
    line.send(json.dumps(MESSAGE))
    wait_until(lambda: len(texts(director, log_path)) == 1)
    line.send("ping")
    assert line.recv_data()[0] == websocket.ABNF.OPCODE_CLOSE


def test_a_frame_of_more_than_a_megabyte_closes_the_line(door: SsnDoor, connect: Connect) -> None:
    line = connect(door.relay)
    with contextlib.suppress(OSError):
        line.send(" " * (ssn.MAX_BYTES + 10))
    assert line.recv_data()[0] == websocket.ABNF.OPCODE_CLOSE


def test_a_line_over_which_words_were_lost_is_closed(
    door: SsnDoor, director: Director, connect: Connect
) -> None:
    line = connect(door.relay)
    director.do(EndSession())
    closed = threading.Event()

    def listen() -> None:
        if line.recv_data()[0] == websocket.ABNF.OPCODE_CLOSE:
            closed.set()

    listener = threading.Thread(target=listen)
    listener.start()
    for number in range(1_000):
        if closed.wait(0.01):
            break
        line.send(json.dumps(message(number)))
    listener.join(10)
    assert closed.is_set()


def test_the_address_is_the_same_in_the_next_show(
    folder: DataFolder, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A number that no show of another test takes meanwhile.
    monkeypatch.setattr(ssn_door, "RELAYS_PORT", free_port())
    addresses = []
    for _show in range(2):
        door = SsnDoor(folder, inbox)
        addresses.append(door.address)
        door.close()
    assert addresses[0] == addresses[1]
    token = addresses[0].rpartition("/")[2]
    assert len(token) >= 32
    assert (folder.path / "ssn.json").stat().st_mode & 0o077 == 0


def test_where_another_program_has_the_number_another_one_is_taken(
    folder: DataFolder, inbox: Inbox, door: SsnDoor
) -> None:
    second = SsnDoor(folder, inbox)
    second.close()
    assert urlsplit(second.address).port != urlsplit(door.address).port
    assert second.address.rpartition("/")[2] == door.address.rpartition("/")[2]


@pytest.mark.parametrize(
    "kept", ["{", '{"port": 80, "token": "short"}', '{"port": 70000, "token": "%s"}' % ("x" * 40)]
)
def test_a_file_that_is_no_good_is_written_anew(
    folder: DataFolder, inbox: Inbox, kept: str
) -> None:
    (folder.path / "ssn.json").write_text(kept)
    door = SsnDoor(folder, inbox)
    door.close()
    assert json.loads((folder.path / "ssn.json").read_text())["port"] == urlsplit(door.address).port
