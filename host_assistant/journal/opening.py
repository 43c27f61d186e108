"""The show's state out of the log: for going on after a crash, and for a look back."""

from __future__ import annotations

from itertools import takewhile

from host_assistant.journal.journal import Journal
from host_assistant.show.fold import fold_all
from host_assistant.show.state import ShowState


def state_of(journal: Journal, session_id: str, up_to_ms: int | None = None) -> ShowState:
    """The state after the session's last event, or after those up to that offset, inclusive."""
    records = journal.read(session_id)
    if up_to_ms is not None:
        records = takewhile(lambda record: record.offset_ms <= up_to_ms, records)
    return fold_all(records)
