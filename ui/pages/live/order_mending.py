"""Correcting what was read out of a comment, or an order that waits, in the order form."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from host_assistant.language import _
from host_assistant.show.commands import Wanted
from ui.pages.live.inbox_words import Entry, said_words, who_words

if TYPE_CHECKING:
    from host_assistant.control_room.director import Outcome
    from host_assistant.control_room.inbox import Inbox


class Mending:
    """What the form shows of an entry, and where its answer goes; `done` is called once it is
    taken."""

    def __init__(self, inbox: Inbox, entry: Entry, done: Callable[[], object]) -> None:
        self._inbox = inbox
        self.done = done
        self.item_id = entry.item.item_id
        self.lines = entry.item.lines
        self.heading = _("Mend: {who}").format(who=who_words(entry))
        said = said_words(entry)
        self.said = f"“{said}”" if said else ""
        words = entry.words
        self.buyer = (words.author, words.phone, words.place) if words else ("", "", "")

    def submit(
        self, lines: tuple[Wanted, ...], buyer: tuple[str, str, str], oversell: bool
    ) -> Future[Outcome]:
        """What was not touched stays as it was read, and so does a country."""
        name, phone, address = (
            None if typed.strip() == read else typed
            for typed, read in zip(buyer, self.buyer, strict=True)
        )
        return self._inbox.mend(
            self.item_id,
            lines,
            name=name,
            phone=phone,
            address=address,
            allow_oversell=oversell,
        )
