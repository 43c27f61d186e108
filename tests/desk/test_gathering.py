"""What happens where comments come faster than they can be written."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Future
from typing import cast

import pytest

from host_assistant.control_room.comment_taking import Taken
from host_assistant.control_room.inbox import Inbox
from host_assistant.desk import gathering
from host_assistant.desk.gathering import Gathering, TooMany
from host_assistant.orders.reading import Reading
from host_assistant.show.comment import Comment


class SlowInbox:
    """Writes a heap when it is told to."""

    def __init__(self) -> None:
        self.heaps: list[tuple[list[str], Future[tuple[Taken, ...]]]] = []

    def take(self, comments: Sequence[Comment]) -> Future[tuple[Taken, ...]]:
        answer: Future[tuple[Taken, ...]] = Future()
        self.heaps.append(([one.text for one in comments], answer))
        return answer

    async def heap(self, number: int) -> tuple[list[str], Future[tuple[Taken, ...]]]:
        while len(self.heaps) <= number:
            await asyncio.sleep(0)
        return self.heaps[number]

    async def write(self, number: int, *, known: bool = False) -> list[str]:
        texts, answer = await self.heap(number)
        reading = Reading(kind="other")
        answer.set_result(tuple(Taken(text, reading, known=known) for text in texts))
        return texts


def comments(start: int, count: int) -> list[Comment]:
    return [
        Comment(platform="tiktok", author="Hoa", text=str(number))
        for number in range(start, start + count)
    ]


@pytest.fixture
def slow() -> SlowInbox:
    return SlowInbox()


def gathered(slow: SlowInbox, new: list[int]) -> Gathering:
    return Gathering(cast(Inbox, slow), new.append)


def test_what_comes_while_one_heap_is_written_goes_into_the_next(slow: SlowInbox) -> None:
    new: list[int] = []

    async def play() -> None:
        one = gathered(slow, new)
        running = asyncio.create_task(one.run())
        first = one.put(comments(0, 1))
        await slow.heap(0)
        others = [one.put(comments(number, 1)) for number in range(1, 10)]
        await slow.write(0)
        assert [taken.comment_id for taken in await first] == ["0"]
        assert await slow.write(1) == [str(number) for number in range(1, 10)]
        answers = await asyncio.gather(*others)
        assert [taken.comment_id for (taken,) in answers] == [
            str(number) for number in range(1, 10)
        ]
        await one.finish()
        running.cancel()

    asyncio.run(play())
    assert new == [1, 9]


def test_known_comments_are_not_counted(slow: SlowInbox) -> None:
    new: list[int] = []

    async def play() -> None:
        one = gathered(slow, new)
        running = asyncio.create_task(one.run())
        written = one.put(comments(0, 3))
        await slow.write(0, known=True)
        await written
        running.cancel()

    asyncio.run(play())
    assert new == [0]


def test_a_heap_that_fails_fails_for_its_own_alone(slow: SlowInbox) -> None:
    async def play() -> None:
        one = gathered(slow, [])
        running = asyncio.create_task(one.run())
        lost = one.put(comments(0, 2))
        _texts, answer = await slow.heap(0)
        kept = one.put(comments(2, 1))
        answer.set_exception(OSError("disk"))
        with pytest.raises(OSError, match="disk"):
            await lost
        await slow.write(1)
        assert len(await kept) == 1
        running.cancel()

    asyncio.run(play())


def test_more_than_any_audience_writes_is_refused_and_what_waits_stays(
    slow: SlowInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "MOST_WAITING", 10)

    async def play() -> None:
        one = gathered(slow, [])
        whole = one.put(comments(0, 10))
        with pytest.raises(TooMany):
            one.put(comments(10, 1))
        running = asyncio.create_task(one.run())
        await slow.write(0)
        assert len(await whole) == 10
        running.cancel()

    asyncio.run(play())


def test_a_line_waits_until_there_is_room(slow: SlowInbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_WAITING", 10)
    monkeypatch.setattr(gathering, "HEAP", 4)

    async def play() -> None:
        one = gathered(slow, [])
        await one.wait_for_room()
        whole = one.put(comments(0, 10))
        waiting = asyncio.create_task(one.wait_for_room())
        running = asyncio.create_task(one.run())
        await slow.heap(0)
        assert not waiting.done()
        await slow.write(0)
        await slow.heap(1)
        await waiting
        await slow.write(1)
        await slow.write(2)
        assert [taken.comment_id for taken in await whole] == [str(number) for number in range(10)]
        running.cancel()

    asyncio.run(play())
