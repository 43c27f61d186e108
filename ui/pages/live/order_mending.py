"""Correcting what was read out of a comment, or an order that waits, in the order form."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from host_assistant.journal.journal import Journal
from host_assistant.journal.orders import orders_of
from host_assistant.language import _
from host_assistant.show.buyer import Buyer
from host_assistant.show.commands import Wanted
from ui.pages.live.inbox_words import Entry, said_words, who_words

if TYPE_CHECKING:
    from host_assistant.control_room.director import Outcome
    from host_assistant.control_room.inbox import Inbox
    from ui.bridge import Bridge


class Mending:
    """What the form shows of an entry, and where its answer goes; `done` is called once it is
    taken. `buyer` is whom an order is for, None where nobody knows."""

    def __init__(
        self,
        inbox: Inbox,
        bridge: Bridge,
        entry: Entry,
        buyer: Buyer | None,
        done: Callable[[], object],
    ) -> None:
        self._inbox = inbox
        self._bridge = bridge
        self.done = done
        self.item_id = entry.item.item_id
        self.lines = entry.item.lines
        self.heading = _("Mend: {who}").format(who=who_words(entry))
        said = said_words(entry)
        self.said = f"“{said}”" if said else ""
        words = entry.words
        self.buyer = ("", "", "")
        if buyer is not None:
            self.buyer = (buyer.name, buyer.phone, buyer.address or buyer.country)
        elif words is not None and entry.order is None:
            self.buyer = (words.author, words.phone, words.place)

    def submit(
        self, lines: tuple[Wanted, ...], buyer: tuple[str, str, str], oversell: bool
    ) -> Future[Outcome]:
        """What was not touched stays as it is kept, and so does a country."""
        name, phone, address = (
            None if typed.strip() == read.strip() else typed
            for typed, read in zip(buyer, self.buyer, strict=True)
        )
        ask = partial(
            self._inbox.mend,
            self.item_id,
            lines,
            name=name,
            phone=phone,
            address=address,
            allow_oversell=oversell,
        )
        # It looks the order's buyer up in the log; the form itself follows the answer.
        return self._bridge.run(lambda: ask().result(), _left_to_the_form, _left_to_the_form)


def _left_to_the_form(_answer: object) -> None:
    pass


def kept_buyer(path: Path, session_id: str, order_id: str) -> Buyer | None:
    """The buyer of an order as the log at `path` keeps it. Raises JournalError."""
    with Journal.open(path, read_only=True) as journal:
        row = orders_of(journal, session_id, [order_id]).get(order_id)
    return row.buyer if row is not None else None
