"""Comments on their way into the show: read, sealed, and posted to the Director."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from threading import RLock
from typing import Final

import msgspec
from msgspec.structs import replace

from host_assistant.control_room.buyers import sealed_buyer
from host_assistant.control_room.comment_memory import CommentMemory
from host_assistant.control_room.comment_recall import MOVES_THE_CARD, recalled
from host_assistant.control_room.comment_words import CommentWords, words_of
from host_assistant.control_room.director import Director, Outcome, Snapshot
from host_assistant.control_room.order_codes import new_comment_code
from host_assistant.control_room.together import Together
from host_assistant.journal.journal import Journal
from host_assistant.orders.history import Earlier, repeated, taken_back, without_number
from host_assistant.orders.reader import Reader
from host_assistant.orders.reading import Line, Reading, Why
from host_assistant.show import commands as cmd
from host_assistant.show import events as ev
from host_assistant.show import refusals as no
from host_assistant.show.buyer import SealedBuyer
from host_assistant.show.comment import Comment, seal_comment
from host_assistant.show.inbox import standing
from host_assistant.show.state import ShowState
from host_assistant.values.vietnamese import clean_text, fold

MAX_LETTERS: Final = 5_000

_SETTLED = (ev.CommentSettled, ev.OrderConfirmed, ev.OrderCancelled)


class Taken(msgspec.Struct, frozen=True):
    """What became of a comment. `order_id` is the order that was made of it, that it repeats or to
    which its telephone number belongs: one that may still wait to be confirmed, as a doubtful
    comment of that id. `known` says that the same comment had come before and was not taken again.
    """

    comment_id: str
    reading: Reading
    order_id: str | None = None
    known: bool = False


class CommentsNotTaken(Exception):
    """The show took none of them; `refusal` says why."""

    def __init__(self, refusal: no.Refused) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class CommentTaking:
    """Reads comments against the show's goods and posts them. Any thread may ask.

    `journal` is that of a session which is taken up again: what came before is known from it.
    """

    def __init__(self, director: Director, journal: Journal | None = None) -> None:
        self._director = director
        # A Director that is closed answers at once, in the thread that asks.
        self._lock = RLock()
        self._memory = CommentMemory()
        self._reader: Reader | None = None
        self._in_flight: dict[str, Future[Outcome]] = {}
        state = director.state
        self._memory.card_changed(state.opened_at_ms, state.product)
        if journal is not None:
            self._memory = recalled(journal, state, self._read)
        self._unsubscribe = director.subscribe(self._heard)

    def close(self) -> None:
        self._unsubscribe()

    def take(self, comments: Sequence[Comment]) -> Future[tuple[Taken, ...]]:
        """Read them and have them written; answered, in their order, when all are on disk.

        The future fails with CommentsNotTaken, JournalError or DirectorClosed; those that were
        not written may be sent again.
        """
        answer: Together[Taken] = Together(len(comments))
        for place, comment in enumerate(comments):
            with self._lock:
                self._take_one(_kept(comment), place, answer)
        answer.begin()
        return answer.future

    def words(self, ids: Iterable[str]) -> dict[str, CommentWords]:
        """The words of those among `ids` that wait in the inbox and were comments."""
        with self._lock:
            return self._memory.words(ids)

    def latest(self, count: int) -> tuple[CommentWords, ...]:
        """The latest comments of all kinds, the newest first; at most LATEST_KEPT are kept."""
        with self._lock:
            return self._memory.latest(count)

    def _buyer(self, item_id: str, **given: str | None) -> SealedBuyer | None:
        """Who wrote the comment, as it was read; what is given goes before that."""
        words = self.words([item_id]).get(item_id)
        said = {} if words is None else words.buyer()
        return sealed_buyer(
            **{**said, **{field: text for field, text in given.items() if text is not None}}
        )

    def _by_hand(self, item_id: str, *, by_hand: bool) -> bool:
        """Whether a person says who bought: then no comment says it better. Tells if one did."""
        with self._lock:
            before = self._memory.is_by_hand(item_id)
            self._memory.put_by_hand(item_id, by_hand=by_hand)
            return before

    def _take_one(self, comment: Comment, place: int, answer: Together[Taken]) -> None:
        known = self._memory.known_as(comment)
        if known is not None:
            self._answer_again(known, comment, place, answer)
            return
        state = self._director.state
        now_ms = comment.at_ms or self._now_ms(state)
        on_card = state.product if comment.at_ms is None else self._memory.card_at(comment.at_ms)
        reading = self._read(comment, on_card, state)
        earlier = tuple(self._standing(comment, reading.phone, state))
        again = repeated(reading, now_ms, earlier)
        comment_id = new_comment_code()
        words = words_of(comment_id, comment, reading, again.order_id if again else "")
        lacking = without_number(reading, now_ms, earlier, again)
        number_for = tuple(self._number_for(words, lacking))
        completes = next((one.item_id for one in number_for), "")
        words, number_from = self._memory.keep(words, comment, on_card, now_ms, completes)
        for one in number_for:
            self._memory.give_number(one.item_id, words)
        command = cmd.TakeComment(
            comment=seal_comment(comment, comment_id=comment_id, salt=secrets.token_hex(16)),
            kind=reading.kind,
            lines=reading.lines or reading.names,
            sure=reading.sure,
            on_card=on_card,
            has_phone=bool(words.phone),
            repeats=words.repeats,
            cancels=tuple(one.order_id for one in taken_back(reading, earlier)),
            number_for=number_for,
            number_from=number_from,
            buyer=words.sealed() if reading.sure else None,
        )

        def done(outcome: Future[Outcome]) -> None:
            answer.settle(place, self._outcome(comment, words, command, now_ms, outcome))

        posted = self._director.submit(command)
        self._in_flight[comment_id] = posted
        posted.add_done_callback(done)

    def _answer_again(
        self, known: str, comment: Comment, place: int, answer: Together[Taken]
    ) -> None:
        """The same comment came before; it counts as taken once that one is on disk."""
        kept = self._memory.kept(known)
        reading = self._read(comment, kept.on_card, self._director.state)

        def settle(first: Future[Outcome] | None = None) -> None:
            failed = None if first is None else _failure(first)
            if failed is not None:
                answer.settle(place, failed)
                return
            placed = known in self._director.state.orders
            order_id = known if placed else kept.belongs_to or None
            answer.settle(place, Taken(known, reading, order_id, known=True))

        under_way = self._in_flight.get(known)
        if under_way is None:
            settle()
        else:
            under_way.add_done_callback(settle)

    def _standing(self, comment: Comment, phone: str | None, state: ShowState) -> Iterator[Earlier]:
        """What the same person ordered and what still stands of it, as it is by now."""
        for one in self._memory.earlier(comment, phone):
            if one.order_id in self._in_flight:
                yield self._memory.numbered(one, one.order_id)
                continue
            now = standing(state, one.order_id)
            if now is None:
                continue
            known = self._memory.numbered(one, now)
            yield known
            if now != one.order_id:
                lines = (Line(each.sku, each.quantity_milli) for each in state.orders[now].lines)
                mended = replace(known.reading, lines=tuple(lines))
                yield Earlier(now, mended, one.at_ms)

    def _number_for(
        self, words: CommentWords, lacking: tuple[Earlier, ...]
    ) -> Iterator[cmd.NumberFor]:
        """The orders that get its number, each once, with the buyer as known by now."""
        for one in {each.order_id: each for each in lacking}.values():
            buyer = replace(words, place=one.reading.place or words.place).sealed()
            if buyer is not None and not self._memory.is_by_hand(one.order_id):
                yield cmd.NumberFor(one.order_id, buyer)

    def _outcome(
        self,
        comment: Comment,
        words: CommentWords,
        command: cmd.TakeComment,
        at_ms: int,
        outcome: Future[Outcome],
    ) -> Taken | Exception:
        comment_id, failed = words.comment_id, _failure(outcome)
        records = () if failed else outcome.result().records
        received = records[0].event if records else None
        repeats, number_for = "", frozenset[str]()
        if isinstance(received, ev.CommentReceived):
            repeats, number_for = received.repeats, frozenset(received.number_for)
        with self._lock:
            self._in_flight.pop(comment_id, None)
            for one in command.number_for:
                if one.item_id not in number_for:
                    self._memory.take_number_back(one.item_id, words)
            if failed is not None:
                self._memory.forget(comment, words)
                return failed
            if words.reading.kind == "order" and not repeats:
                self._memory.stands_alone(comment, words, at_ms)
        placed = any(isinstance(one.event, ev.OrderPlaced) for one in records)
        order_id = comment_id if placed else repeats or next(iter(sorted(number_for)), None)
        return Taken(comment_id, words.reading, order_id)

    def _read(self, comment: Comment, on_card: str | None, state: ShowState) -> Reading:
        host = state.setup.host_name
        if host and fold(comment.author).strip() == fold(host).strip():
            return Reading(kind="other", why=(Why("own_words"),))
        if self._reader is None:
            self._reader = Reader([one.product for one in state.on_sale()])
        return self._reader.read(comment.text, on_card)

    def _now_ms(self, state: ShowState) -> int:
        return state.opened_at_ms + self._director.offset_ms()

    def _heard(self, snapshot: Snapshot) -> None:
        """On the Director's thread, after each change."""
        with self._lock:
            for record in snapshot.records:
                self._note(record, snapshot.state)

    def _note(self, record: ev.Recorded, state: ShowState) -> None:
        event = record.event
        if isinstance(event, ev.SessionOpened):
            self._reader, self._memory = None, CommentMemory()
            self._memory.card_changed(record.at_ms, None)
        elif isinstance(event, ev.ProductListed):
            self._reader = None
        elif isinstance(event, _SETTLED):
            self._memory.settle(_id_of(event))
        elif isinstance(event, ev.CommentReceived):
            if event.comment_id not in state.inbox:
                self._memory.settle(event.comment_id)
        elif isinstance(event, ev.OrderPlaced):
            if event.replaces:
                self._memory.inherit(event.replaces, event.order_id)
            if event.confirmed:
                self._memory.settle(event.order_id)
        elif isinstance(event, MOVES_THE_CARD):
            self._memory.card_changed(record.at_ms, state.product)


def _kept(comment: Comment) -> Comment:
    """With one line of clean text, of a length that fits a row."""
    return replace(
        comment,
        author=clean_text(comment.author)[:MAX_LETTERS],
        text=clean_text(comment.text)[:MAX_LETTERS],
    )


def _id_of(event: ev.CommentSettled | ev.OrderConfirmed | ev.OrderCancelled) -> str:
    return event.comment_id if isinstance(event, ev.CommentSettled) else event.order_id


def _failure(outcome: Future[Outcome]) -> Exception | None:
    """Why it was not written, if it was not."""
    error = outcome.exception()
    if error is not None:
        return error if isinstance(error, Exception) else RuntimeError(str(error))
    refusal = outcome.result().refusal
    return None if refusal is None else CommentsNotTaken(refusal)
