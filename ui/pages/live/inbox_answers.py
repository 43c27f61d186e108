"""What a person answers in the inbox, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from host_assistant.language import _
from host_assistant.show.refusals import (
    NotInInbox,
    OrderCancelledBefore,
    OutOfStock,
    UnknownOrder,
)
from host_assistant.values.quantity import format_milli
from ui.pages.live.hand import Hand
from ui.pages.live.inbox_words import Entry, read_words, who_words

if TYPE_CHECKING:
    from concurrent.futures import Future

    from host_assistant.control_room.director import Outcome
    from host_assistant.control_room.inbox import Inbox

_SEEN_TO_BEFORE = (NotInInbox, OrderCancelledBefore, UnknownOrder)


class InboxAnswers:
    """One at a time: while one is being written down, another press means nothing.

    `done` hears what to say of an entry that is settled, `short` that there is not so much left,
    `not_done` why an answer was not taken.
    """

    def __init__(
        self,
        hand: Hand,
        inbox: Inbox,
        done: Callable[[Entry, str], None],
        short: Callable[[Entry, str], None],
        not_done: Callable[[Entry, str], None],
    ) -> None:
        self._hand = hand
        self._inbox = inbox
        self._done, self._short, self._not_done = done, short, not_done
        self._asked = ""

    @property
    def busy(self) -> bool:
        return bool(self._asked)

    def confirm(self, entry: Entry, order_meant: str = "", *, oversell: bool = False) -> None:
        item_id = entry.item.item_id
        self._ask(
            entry,
            lambda: self._inbox.confirm(item_id, order_id=order_meant, allow_oversell=oversell),
            _("Called off: {what}") if entry.item.sort == "cancel" else _("Confirmed: {what}"),
        )

    def drop(self, entry: Entry) -> None:
        words = {
            "unsure": _("Dropped: {what}"),
            "cancel": _("The order stays: {what}"),
        }.get(entry.item.sort, _("Cancelled: {what}"))
        self._ask(entry, lambda: self._inbox.drop(entry.item.item_id), words)

    def wait(self, entry: Entry) -> None:
        words = _("Waits for the next harvest: {what}")
        self._ask(entry, lambda: self._inbox.wait(entry.item.item_id), words)

    def set_rule(self, on: bool) -> None:
        self._hand.follow(self._inbox.set_rule(on))

    def _ask(self, entry: Entry, ask: Callable[[], Future[Outcome]], words: str) -> None:
        if self._asked:
            return
        self._asked = entry.item.item_id
        self._hand.follow(
            ask(), partial(self._answered, entry, words), partial(self._not_written, entry)
        )

    def _answered(self, entry: Entry, words: str, outcome: Outcome) -> None:
        self._asked = ""
        refusal = outcome.refusal
        what = f"{who_words(entry)}, {read_words(entry, outcome.state.products)}"
        if refusal is None and not outcome.records:
            self._done(entry, seen_to_words(entry))
        elif refusal is None:
            self._done(entry, words.format(what=what))
        elif entry.item.sort == "cancel" and isinstance(refusal, OrderCancelledBefore):
            # The call-off itself still waits, with whatever else it may mean.
            self._not_done(entry, self._hand.sentence(refusal))
        elif isinstance(refusal, _SEEN_TO_BEFORE):
            self._done(entry, seen_to_words(entry))
        elif isinstance(refusal, OutOfStock):
            on_sale = outcome.state.products[refusal.sku]
            left, unit = format_milli(max(0, refusal.free_milli)), on_sale.product.unit
            self._short(
                entry,
                _("Only {left} {unit} of {sku} can still be promised.").format(
                    left=left, unit=unit, sku=refusal.sku
                ),
            )
        else:
            self._not_done(entry, self._hand.sentence(refusal))

    def _not_written(self, entry: Entry) -> None:
        self._asked = ""
        self._not_done(entry, _("Not written down. Press again once the disk has room."))


def seen_to_words(entry: Entry) -> str:
    return _("{who} was seen to on another device.").format(who=who_words(entry))
