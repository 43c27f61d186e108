"""What all the desk's answers stand on: the Director, the log to read from, and their limits."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from host_assistant.control_room.director import Director, DirectorClosed, Outcome
from host_assistant.control_room.inbox import Inbox
from host_assistant.desk.errors import failed, refused, show_closed, too_busy
from host_assistant.journal.errors import JournalError
from host_assistant.journal.journal import Journal
from host_assistant.show.commands import Command
from host_assistant.show.state import ShowState

MAX_CHANGES_AT_ONCE = 512

Answer = TypeVar("Answer")


class Service:
    """Asks the Director and the log on behalf of requests. Belongs to the server's event loop.

    `pictures` is the folder with the pictures of the goods, None where there is none.
    """

    def __init__(
        self,
        director: Director,
        inbox: Inbox,
        open_journal: Callable[[], Journal],
        pictures: Path | None = None,
    ) -> None:
        self._director = director
        self.inbox = inbox
        self._open_journal = open_journal
        self.pictures = pictures
        self._journal: Journal | None = None
        # One thread: a journal belongs to the thread that opened it.
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="desk-reader")
        self._changes = 0

    @property
    def state(self) -> ShowState:
        return self._director.state

    async def change(self, command: Command, field: str = "") -> Outcome:
        """Have the command done; comes back when it is on disk, else raises DeskError.

        `field` is the one that is wrong, should the show not know what it names.
        """
        if self._changes >= MAX_CHANGES_AT_ONCE:
            raise too_busy()
        self._changes += 1
        try:
            outcome = await answered(self._submitted(command))
        finally:
            self._changes -= 1
        if outcome.refusal is not None:
            raise refused(outcome.refusal, outcome.state, field)
        return outcome

    async def _submitted(self, command: Command) -> Outcome:
        return await asyncio.wrap_future(self._director.submit(command))

    async def read(self, work: Callable[[Journal], Answer]) -> Answer:
        """Look something up in the log, away from the event loop."""

        def looked_up() -> Answer:
            if self._journal is None:
                self._journal = self._open_journal()
            return work(self._journal)

        return await self.apart(looked_up)

    async def apart(self, work: Callable[[], Answer]) -> Answer:
        """Do what reads the log in its own way, away from the event loop."""
        return await answered(asyncio.get_running_loop().run_in_executor(self._reader, work))

    def close(self) -> None:
        """Close the log; waits for a look-up that is under way."""
        self._reader.submit(self._close_journal)
        self._reader.shutdown()

    def _close_journal(self) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None


async def answered(work: Awaitable[Answer]) -> Answer:
    """What comes of it; raises DeskError where the show is closed or the disk refused."""
    try:
        return await work
    except DirectorClosed:
        raise show_closed() from None
    except JournalError as error:
        raise failed(error.code, error.sentence()) from error
