"""The inbox by sorts, the oldest first, followed from snapshot to snapshot for what changed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from host_assistant.show import events as ev
from host_assistant.show.inbox import INBOX_SORTS, InboxItem, InboxSort
from host_assistant.show.state import ShowState

_OF_AN_ITEM = (ev.CommentReceived, ev.CommentSettled)
_OF_AN_ORDER = (ev.OrderPlaced, ev.OrderConfirmed, ev.OrderCancelled)


class InboxQueue:
    """However much lies in the inbox, a snapshot costs what happened in it."""

    def __init__(self, state: ShowState) -> None:
        self._sorts: dict[str, InboxSort] = {}
        self._ids: dict[InboxSort, dict[str, None]] = {sort: {} for sort in INBOX_SORTS}
        for item in sorted(state.inbox.values(), key=lambda one: one.sequence):
            self._put(item.item_id, item)

    def follow(self, state: ShowState, records: Iterable[ev.Recorded]) -> None:
        """Come to know what `records` changed, as it stands in `state`, which they led to."""
        for record in records:
            event = record.event
            if isinstance(event, _OF_AN_ITEM):
                self._put(event.comment_id, state.inbox.get(event.comment_id))
            elif isinstance(event, _OF_AN_ORDER):
                self._put(event.order_id, state.inbox.get(event.order_id))

    def first(self, state: ShowState, sort: InboxSort, most: int) -> tuple[InboxItem, ...]:
        """The oldest of that sort, at most so many."""
        items = (state.inbox.get(item_id) for item_id in self._ids[sort])
        return tuple(islice((item for item in items if item is not None), most))

    def _put(self, item_id: str, item: InboxItem | None) -> None:
        before = self._sorts.get(item_id)
        if item is None:
            if before is not None:
                del self._sorts[item_id], self._ids[before][item_id]
            return
        if before == item.sort:
            return
        if before is not None:
            del self._ids[before][item_id]
        self._sorts[item_id] = item.sort
        self._ids[item.sort][item_id] = None
