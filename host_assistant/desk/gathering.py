"""Comments that come singly, handed to the inbox in heaps: a flood costs few writes to the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Final

from host_assistant.control_room.comment_taking import Taken
from host_assistant.control_room.inbox import Inbox
from host_assistant.show.comment import Comment

# A minute of a flood of 500 a second; what goes on beyond that is none.
MOST_WAITING: Final = 30_000
HEAP: Final = 500


class TooMany(Exception):
    """More wait than any audience writes."""


class Gathering:
    """Belongs to one event loop. What was taken in is written in the order of its coming.

    `told` hears how many comments a heap brought that had not come before.
    """

    def __init__(self, inbox: Inbox, told: Callable[[int], None]) -> None:
        self._inbox = inbox
        self._told = told
        self._waiting: list[tuple[Comment, asyncio.Future[Taken]]] = []
        self._some = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._idle = asyncio.Event()
        self._idle.set()

    def put(self, comments: Sequence[Comment]) -> asyncio.Future[list[Taken]]:
        """Answered when all of them are on disk; fails as `Inbox.take` does. Raises TooMany."""
        if len(self._waiting) + len(comments) > MOST_WAITING:
            raise TooMany
        loop = asyncio.get_running_loop()
        answers = [loop.create_future() for _ in comments]
        self._waiting += zip(comments, answers, strict=True)
        if answers:
            self._some.set()
            self._idle.clear()
        if len(self._waiting) > MOST_WAITING // 2:
            self._room.clear()
        return asyncio.gather(*answers)

    async def wait_for_room(self) -> None:
        """Come back when little is waiting: for a line on which nothing can be refused."""
        await self._room.wait()

    async def run(self) -> None:
        """Write heap after heap until cancelled."""
        while True:
            if not self._waiting:
                self._idle.set()
            await self._some.wait()
            heap, self._waiting = self._waiting[:HEAP], self._waiting[HEAP:]
            if not self._waiting:
                self._some.clear()
            if len(self._waiting) <= MOST_WAITING // 2:
                self._room.set()
            try:
                taken = await self._write([comment for comment, _answer in heap])
            except Exception as error:
                for _comment, answer in heap:
                    if not answer.done():
                        answer.set_exception(error)
                continue
            self._told(sum(not one.known for one in taken))
            for (_comment, answer), one in zip(heap, taken, strict=True):
                if not answer.done():
                    answer.set_result(one)

    async def finish(self) -> None:
        """Come back when all that was taken in is written."""
        await self._idle.wait()

    async def _write(self, comments: Sequence[Comment]) -> Sequence[Taken]:
        waiting: Future[tuple[Taken, ...]] = await asyncio.to_thread(self._inbox.take, comments)
        return await asyncio.wrap_future(waiting)
