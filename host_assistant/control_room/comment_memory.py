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

from host_assistant.orders.history import REPEAT_WITHIN_MS, Earlier, says_own_number
from host_assistant.orders.reading import Reading
from host_assistant.show.comment import Comment

LATEST_KEPT: Final = 200
_ORDERS_OF_ONE: Final = 20
_CARDS_KEPT: Final = 500


class CommentWords(msgspec.Struct, frozen=True, kw_only=True):
    """A comment for a person to read. `place` and `phone` are empty where none was read.

    `repeats` is the order or comment that it only says again.
    """

    comment_id: str
    platform: str
    author: str
    text: str
    phone: str
    place: str
    reading: Reading
    repeats: str = ""


class Kept(msgspec.Struct, frozen=True):
    """What was on the card when it was written, and the order that it says again or completes."""

    on_card: str | None
    belongs_to: str


class CommentMemory:
    """Not safe for several threads: whoever has it holds a lock."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        self._kept: dict[str, Kept] = {}
        self._orders: dict[tuple[str, str], deque[Earlier]] = {}
        self._open: dict[str, CommentWords] = {}
        self._handled: set[str] = set()
        self._numbers: dict[tuple[str, str], tuple[str, int]] = {}
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
        completes: str = "",
    ) -> None:
        comment_id = words.comment_id
        if comment.outer_id:
            self._ids[comment.platform, comment.outer_id] = comment_id
            self._kept[comment_id] = Kept(on_card, words.repeats or completes)
        self._latest.append(words)
        author = _author(comment, None)
        if author is not None and says_own_number(words.reading):
            self._numbers[author] = (words.phone, at_ms)
        if words.reading.kind not in ("order", "cancel"):
            return
        self._open[comment_id] = words
        if words.reading.kind == "order" and not words.repeats:
            self.stands_alone(comment, words, at_ms)

    def number_of(self, comment: Comment, at_ms: int) -> str:
        """The telephone number that the same person said last, not long before or after."""
        author = _author(comment, None)
        number, said_ms = self._numbers.get(author, ("", 0)) if author else ("", 0)
        return number if abs(at_ms - said_ms) <= REPEAT_WITHIN_MS else ""

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
        latest = [one for one in self._latest if one.comment_id != comment_id]
        self._latest = deque(latest, maxlen=LATEST_KEPT)
        author = _author(comment, words.reading.phone)
        if author in self._orders:
            said = [one for one in self._orders[author] if one.order_id != comment_id]
            self._orders[author] = deque(said, maxlen=_ORDERS_OF_ONE)

    def complete(self, item_id: str, comment: Comment, said: CommentWords) -> None:
        """The number that `said` brought belongs to it, and so do its words."""
        author = _author(comment, None)
        orders = self._orders.get(author, deque()) if author else deque()
        for place, one in enumerate(tuple(orders)):
            if one.order_id == item_id:
                known = replace(one.reading, phone=said.phone)
                orders[place] = replace(one, reading=known)
        words = self._open.get(item_id)
        if words is not None:
            self._open[item_id] = replace(
                words,
                phone=said.phone,
                place=words.place or said.place,
                text=f"{words.text} · {said.text}",
            )

    def handle(self, item_id: str) -> None:
        """A person gave it a buyer: no comment gives it another one."""
        self._handled.add(item_id)

    def is_handled(self, item_id: str) -> bool:
        return item_id in self._handled

    def settle(self, comment_id: str) -> None:
        """Nobody needs to look at its words any more."""
        self._open.pop(comment_id, None)

    def earlier(self, comment: Comment, phone: str | None) -> Iterable[Earlier]:
        """All that the same person ordered by comments, repeated, cancelled or not."""
        author = _author(comment, phone)
        return self._orders.get(author, ()) if author else ()

    def words(self, ids: Iterable[str]) -> dict[str, CommentWords]:
        return {one: self._open[one] for one in ids if one in self._open}

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
