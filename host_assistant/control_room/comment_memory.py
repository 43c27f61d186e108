"""What the inbox remembers of comments: their words, who ordered what, and the card by the clock.

All of it stands in the log as well; a session that is taken up again reads it from there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec.structs import replace

from host_assistant.control_room.comment_words import CommentWords
from host_assistant.orders.history import TOGETHER_WITHIN_MS, Earlier
from host_assistant.show.comment import Comment

LATEST_KEPT: Final = 200
_ORDERS_OF_ONE: Final = 20
_CARDS_KEPT: Final = 500


class Kept(msgspec.Struct, frozen=True):
    """What was on the card when it was written, and the order that it repeats or completes."""

    on_card: str | None
    belongs_to: str


class CommentMemory:
    """Not safe for several threads: whoever has it holds a lock."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        self._kept: dict[str, Kept] = {}
        self._orders: dict[tuple[str, str], deque[Earlier]] = {}
        self._open: dict[str, CommentWords] = {}
        self._given: dict[str, CommentWords] = {}
        self._by_hand: set[str] = set()
        self._numbers: dict[tuple[str, str], tuple[CommentWords, int]] = {}
        self._latest: deque[CommentWords] = deque(maxlen=LATEST_KEPT)
        self._card_times: list[int] = []
        self._cards: list[str | None] = []

    def known_as(self, comment: Comment) -> str | None:
        """The id under which the same comment was taken before; its own id decides."""
        return self._ids.get((comment.platform, comment.outer_id)) if comment.outer_id else None

    def kept(self, comment_id: str) -> Kept:
        """What stands of a comment that `known_as` named."""
        return self._kept[comment_id]

    def keep(
        self,
        words: CommentWords,
        comment: Comment,
        on_card: str | None,
        at_ms: int,
        number_for: str = "",
    ) -> tuple[CommentWords, str]:
        """Words of which nothing was known; `number_for` is an order to which their number belongs.

        Returns them with the number that the same person said shortly before, and the id of the
        comment that said it and ordered nothing itself, "" for none.
        """
        comment_id = words.comment_id
        if comment.outer_id:
            self._ids[comment.platform, comment.outer_id] = comment_id
            self._kept[comment_id] = Kept(on_card, words.repeats or number_for)
        self._latest.append(words)
        said = None if words.phone else self._number_before(words, comment, at_ms)
        known = words if said is None else words.with_number(said)
        author = _author(comment, None)
        doubtful = words.reading.kind == "order" and not words.reading.sure
        if author is not None and words.reading.own_number and not doubtful:
            self._numbers[author] = (words, at_ms)
        if words.reading.kind in ("order", "cancel"):
            self._open[comment_id] = known
        if words.orders_something:
            self.stands_alone(comment, known, at_ms)
        return known, "" if said is None or said.reading.kind == "order" else said.comment_id

    def _number_before(
        self, words: CommentWords, comment: Comment, at_ms: int
    ) -> CommentWords | None:
        author = _author(comment, None)
        if author is None or not words.orders_something or author not in self._numbers:
            return None
        said, said_ms = self._numbers[author]
        return said if abs(at_ms - said_ms) <= TOGETHER_WITHIN_MS else None

    def stands_alone(self, comment: Comment, words: CommentWords, at_ms: int) -> None:
        """It repeats nothing that stands: later words may repeat it."""
        author = _author(comment, words.reading.phone)
        if author is None:
            return
        reading = replace(words.reading, phone=words.phone or None)
        order = Earlier(words.comment_id, reading, at_ms)
        said = self._orders.setdefault(author, deque(maxlen=_ORDERS_OF_ONE))
        if order not in said:
            said.append(order)

    def forget(self, comment: Comment, words: CommentWords) -> None:
        """It could not be written: sent once more it is a new one."""
        comment_id = words.comment_id
        self._ids.pop((comment.platform, comment.outer_id), None)
        self._kept.pop(comment_id, None)
        self._open.pop(comment_id, None)
        self._given.pop(comment_id, None)
        latest = [one for one in self._latest if one.comment_id != comment_id]
        self._latest = deque(latest, maxlen=LATEST_KEPT)
        author = _author(comment, words.reading.phone)
        if author in self._orders:
            said = [one for one in self._orders[author] if one.order_id != comment_id]
            self._orders[author] = deque(said, maxlen=_ORDERS_OF_ONE)
        if author in self._numbers and self._numbers[author][0].comment_id == comment_id:
            del self._numbers[author]

    def give_number(self, item_id: str, said: CommentWords) -> None:
        """The number in `said` belongs to that order or comment; the first one stays."""
        self._given.setdefault(item_id, said)

    def take_number_back(self, item_id: str, said: CommentWords) -> None:
        if self._given.get(item_id) is said:
            del self._given[item_id]

    def inherit(self, mended: str, order_id: str) -> None:
        """What is known of the buyer of the order that was mended is known of the new one."""
        if mended in self._given:
            self._given.setdefault(order_id, self._given[mended])
        if mended in self._by_hand:
            self._by_hand.add(order_id)

    def numbered(self, order: Earlier, now: str) -> Earlier:
        """The order, which is called `now` by now, with a number that was given to it."""
        said = self._given.get(now) or self._given.get(order.order_id)
        phone = order.reading.phone if said is None else said.phone
        return replace(order, order_id=now, reading=replace(order.reading, phone=phone))

    def put_by_hand(self, item_id: str, *, by_hand: bool = True) -> None:
        """A person gave it a buyer: no comment gives it another one."""
        if by_hand:
            self._by_hand.add(item_id)
        else:
            self._by_hand.discard(item_id)

    def is_by_hand(self, item_id: str) -> bool:
        return item_id in self._by_hand

    def settle(self, comment_id: str) -> None:
        """Nobody needs to look at its words any more."""
        self._open.pop(comment_id, None)

    def earlier(self, comment: Comment, phone: str | None) -> Iterable[Earlier]:
        """All that the same person ordered by comments, repeated, cancelled or not."""
        author = _author(comment, phone)
        return self._orders.get(author, ()) if author else ()

    def words(self, ids: Iterable[str]) -> dict[str, CommentWords]:
        found = {one: self._open[one] for one in ids if one in self._open}
        return {
            one: words.with_number(self._given[one]) if one in self._given else words
            for one, words in found.items()
        }

    def latest(self, count: int) -> tuple[CommentWords, ...]:
        newest = list(self._latest)[-count:] if count else []
        return tuple(reversed(newest))

    def card_changed(self, at_ms: int, sku: str | None) -> None:
        if self._cards and self._cards[-1] == sku:
            return
        self._card_times.append(at_ms)
        self._cards.append(sku)
        if len(self._cards) > _CARDS_KEPT:
            del self._card_times[0], self._cards[0]

    def card_at(self, at_ms: int) -> str | None:
        """The product that was on the card then; the earliest known one before that."""
        if not self._cards:
            return None
        return self._cards[max(bisect_right(self._card_times, at_ms) - 1, 0)]


def _author(comment: Comment, phone: str | None) -> tuple[str, str] | None:
    """Who wrote it: by the platform's own id, else the name to the last mark, else the phone."""
    name = comment.author_id or comment.author.strip().casefold() or phone
    return (comment.platform, name) if name else None
