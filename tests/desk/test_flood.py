"""Five hundred comments a second through each door at once: none lost, none twice, none misread."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
import websocket

from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.data_folder import DataFolder
from host_assistant.desk.server import Desk, open_door
from host_assistant.desk.ssn_door import SsnDoor
from host_assistant.journal.comments import CommentRow, all_comments
from host_assistant.journal.journal import Journal
from host_assistant.show.commands import OpenSession
from tests.desk.conftest import GOODS, TOKEN
from tests.support.waiting import wait_until

A_SECOND = 500
SECONDS = 3
COUNT = A_SECOND * SECONDS
TICK_S = 0.1


class Flooded:
    """A show with both doors open."""

    def __init__(self, folder: Path, undo: ExitStack) -> None:
        self.log = folder / "lensong.db"
        self.director = Director(lambda: Journal.open(self.log))
        self.director.start()
        undo.callback(self.director.close)
        self.director.do(
            OpenSession(session_id="flood", title="t", mode="rehearsal", products=GOODS)
        )
        inbox = Inbox(self.director)
        undo.callback(inbox.close)
        self.ssn = SsnDoor(DataFolder(folder), inbox)
        undo.callback(self.ssn.close)
        self.desk = Desk(
            self.director,
            inbox,
            lambda: Journal.open(self.log, read_only=True),
            TOKEN,
            open_door(),
        )
        self.desk.start()
        undo.callback(self.desk.close)

    def rows(self) -> list[CommentRow]:
        with Journal.open(self.log, read_only=True) as journal:
            return list(all_comments(journal, "flood"))

    def count(self) -> int:
        with Journal.open(self.log, read_only=True) as journal:
            found = journal.connection.execute("SELECT count(*) FROM comments").fetchone()
        return int(found[0])


@pytest.fixture
def flooded(tmp_path: Path) -> Iterator[Flooded]:
    with ExitStack() as undo:
        yield Flooded(tmp_path, undo)


def said(number: int) -> str:
    """Each its own words, in turn an order, a question, a refusal and none of these."""
    words = (
        f"chốt {number} thùng VT5 0912{number:06}",
        f"câu {number}: vải còn không chị",
        f"em không mua nữa đâu lần {number}",
        f"chào cả nhà lần {number}",
    )
    return words[number % 4]


def message(door: str, number: int) -> dict[str, object]:
    return {
        "id": number,
        "type": door,
        "chatname": f"Khách {door} {number}",
        "chatmessage": said(number),
        "textonly": True,
    }


def steadily(send: Callable[[range], None]) -> None:
    """COUNT numbers, A_SECOND of them each second, a tick's worth at a time."""
    began = time.monotonic()
    each = int(A_SECOND * TICK_S)
    for tick, start in enumerate(range(0, COUNT, each), start=1):
        send(range(start, start + each))
        time.sleep(max(0.0, began + tick * TICK_S - time.monotonic()))


def over_the_relay(flooded: Flooded) -> None:
    line = websocket.create_connection(flooded.ssn.relay)

    def send(numbers: range) -> None:
        for number in numbers:
            line.send(json.dumps(message("tiktok", number)))

    steadily(send)
    line.close()


def posted_singly(flooded: Flooded) -> None:
    with httpx.Client(timeout=60) as client, ThreadPoolExecutor(8) as senders:
        waiting: list[Future[int]] = []

        def post(number: int) -> int:
            return client.post(flooded.ssn.address, json=message("facebook", number)).status_code

        def send(numbers: range) -> None:
            waiting.extend(senders.submit(post, number) for number in numbers)

        steadily(send)
        assert {one.result() for one in waiting} == {202}


def through_the_desk(flooded: Flooded) -> None:
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=flooded.desk.address, headers=bearer, timeout=60) as client:

        def send(numbers: range) -> None:
            comments = [
                {
                    "id": f"own-{number}",
                    "platform": "youtube",
                    "author": f"Khách youtube {number}",
                    "text": said(number),
                }
                for number in numbers
            ]
            assert client.post("/api/comments", json=comments).status_code == 202

        steadily(send)


WAYS = {"tiktok": over_the_relay, "facebook": posted_singly, "youtube": through_the_desk}


@pytest.mark.parametrize("ways", [("tiktok",), ("facebook",), ("youtube",), tuple(WAYS)])
def test_a_flood_is_taken_whole(flooded: Flooded, ways: tuple[str, ...]) -> None:
    failed: list[BaseException] = []

    def run(way: str) -> None:
        try:
            WAYS[way](flooded)
        except BaseException as error:
            failed.append(error)

    senders = [threading.Thread(target=run, args=(way,)) for way in ways]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert failed == []
    wanted = COUNT * len(ways)
    wait_until(lambda: flooded.count() >= wanted, timeout_s=60, every_s=0.2)
    assert flooded.count() == wanted
    rows = flooded.rows()
    expected = {
        (way, f"Khách {way} {number}", said(number)) for way in ways for number in range(COUNT)
    }
    assert {
        (one.comment.platform, one.comment.author, one.comment.text) for one in rows
    } == expected
    for row in rows:
        number = int(row.comment.author.rpartition(" ")[2])
        kind = ("order", "question", "refusal", "other")[number % 4]
        assert row.received.kind == kind, row.comment.text
        if kind == "order" and number:
            (line,) = row.received.lines
            assert (line.sku, line.quantity_milli) == ("VT5", number * 1_000)
    state = flooded.director.state
    assert state.comments == wanted


def test_over_the_relay_the_order_of_coming_is_kept(flooded: Flooded) -> None:
    over_the_relay(flooded)
    wait_until(lambda: flooded.count() >= COUNT, timeout_s=60, every_s=0.2)
    numbers = [int(one.comment.author.rpartition(" ")[2]) for one in flooded.rows()]
    assert numbers == list(range(COUNT))
