"""What the inbox of a session knows of comments, read from its log."""

from __future__ import annotations

from collections.abc import Callable

from host_assistant.control_room.comment_memory import CommentMemory
from host_assistant.control_room.comment_words import CommentWords, words_of
from host_assistant.journal.comments import all_comments
from host_assistant.journal.journal import Journal
from host_assistant.journal.orders import buyer_called
from host_assistant.orders.reading import Reading
from host_assistant.show import events as ev
from host_assistant.show.comment import Comment
from host_assistant.show.fold import fold
from host_assistant.show.state import NO_SHOW, ShowState

MOVES_THE_CARD = (
    ev.ProductShown,
    ev.ProductHidden,
    ev.BreakStarted,
    ev.BreakEnded,
    ev.SessionEnded,
)

Read = Callable[[Comment, str | None, ShowState], Reading]


def recalled(journal: Journal, state: ShowState, read: Read) -> CommentMemory:
    """The memory of the session that is in `state`; `read` reads a comment against its goods."""
    memory = CommentMemory()
    mended: list[tuple[str, str]] = []
    then = NO_SHOW
    for record in journal.read(state.session or ""):
        event = record.event
        then = fold(then, record)
        if isinstance(event, (ev.SessionOpened, *MOVES_THE_CARD)):
            memory.card_changed(record.at_ms, then.product)
        elif isinstance(event, ev.OrderPlaced) and event.replaces:
            mended.append((event.replaces, event.order_id))
            if event.buyer_digest:
                memory.put_by_hand(event.order_id)
    for row in all_comments(journal, state.session or ""):
        comment, received = row.comment, row.received
        reading = Reading(kind=received.kind)
        if received.kind in ("order", "cancel") or received.has_phone:
            reading = read(comment, received.on_card, state)
        at_ms = comment.at_ms or 0
        words = words_of(received.comment_id, comment, reading, received.repeats)
        completes = next(iter(received.number_for), "")
        words, _ = memory.keep(words, comment, received.on_card, at_ms, completes)
        for item_id in received.number_for:
            memory.give_number(item_id, words)
        if not received.sure and _has_another_buyer(journal, state, words):
            memory.put_by_hand(words.comment_id)
        if received.comment_id not in state.inbox:
            memory.settle(received.comment_id)
    for before, order_id in mended:
        memory.inherit(before, order_id)
    return memory


def _has_another_buyer(journal: Journal, state: ShowState, words: CommentWords) -> bool:
    """Whether the order that was made of it has a buyer that its words do not tell of."""
    order = state.orders.get(words.comment_id)
    if order is None or order.buyer_id is None:
        return False
    sealed = words.sealed()
    known = buyer_called(journal, state.session or "", order.buyer_id)
    return sealed is None or known != sealed.buyer
