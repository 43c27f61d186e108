"""The stream of states: one message after each change, the latest for slow readers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.desk import updates
from host_assistant.desk.server import Desk, open_door
from host_assistant.journal.journal import Journal
from host_assistant.show.commands import AddNote, ShowProduct
from tests.desk.conftest import TOKEN


def messages(response: httpx.Response) -> Iterator[dict[str, Any]]:
    for line in response.iter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


def test_the_state_comes_at_once_and_after_each_change(
    director: Director, client: httpx.Client
) -> None:
    with client.stream("GET", "/api/events") as response:
        assert response.headers["Content-Type"].startswith("text/event-stream")
        stream = messages(response)
        assert next(stream)["product"] is None
        director.do(ShowProduct(sku="VT1"))
        assert next(stream)["product"] == "VT1"
        director.do(ShowProduct(sku="VT5"))
        told = next(stream)
    assert told == client.get("/api/state").json()


def test_who_knows_the_state_hears_only_of_the_next(
    director: Director, client: httpx.Client
) -> None:
    known = director.state.sequence
    with client.stream("GET", "/api/events", params={"after": known}) as response:
        director.do(AddNote(text="sau"))
        assert next(messages(response))["sequence"] == known + 1


def test_who_knows_more_than_there_is_gets_the_state(
    director: Director, client: httpx.Client
) -> None:
    with client.stream("GET", "/api/events", params={"after": 10**9}) as response:
        assert next(messages(response))["sequence"] == director.state.sequence


def test_a_browser_goes_on_where_it_was_cut_off(director: Director, client: httpx.Client) -> None:
    known = str(director.state.sequence)
    with client.stream("GET", "/api/events", headers={"Last-Event-ID": known}) as response:
        director.do(AddNote(text="sau"))
        line = next(response.iter_lines())
    assert line == f"id: {int(known) + 1}"


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "9" * 19])
def test_a_wrong_place_is_named(client: httpx.Client, after: str) -> None:
    answer = client.get("/api/events", params={"after": after})
    assert (answer.status_code, answer.json()["field"]) == (422, "after")


def test_changes_in_quick_succession_come_as_the_latest(
    director: Director, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "PAUSE_S", 0.3)
    with client.stream("GET", "/api/events") as response:
        stream = messages(response)
        next(stream)
        for number in range(50):
            director.do(AddNote(text=str(number)))
        last, heard = director.state.sequence, 0
        for message in stream:
            heard += 1
            if message["sequence"] == last:
                break
    assert heard < 10


def test_a_silent_line_is_kept_alive(
    director: Director, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "KEEP_ALIVE_S", 0.05)
    known = director.state.sequence
    with client.stream("GET", "/api/events", params={"after": known}) as response:
        assert next(response.iter_lines()) == ": still here"


def test_too_many_readers_are_put_off(
    director: Director, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "MAX_READERS", 0)
    assert client.get("/api/events").status_code == 429


def test_the_streams_end_when_the_desk_closes(director: Director, log_path: Path) -> None:
    desk = Desk(
        director,
        Inbox(director),
        lambda: Journal.open(log_path, read_only=True),
        TOKEN,
        open_door(),
    )
    desk.start()
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.stream("GET", f"{desk.address}/api/events", headers=headers) as response:
        lines = response.iter_lines()
        next(lines)
        desk.close()
        assert not [line for line in lines if line.startswith("id: ")]
