"""The log of every session in one SQLite file: what happened, in order, never changed."""

from host_assistant.journal.errors import (
    JournalBusy,
    JournalError,
    JournalFull,
    JournalMissing,
    JournalNewer,
    JournalOutOfStep,
    JournalReadOnly,
    JournalUnreadable,
)
from host_assistant.journal.journal import Journal
from host_assistant.journal.sessions import SessionRow

__all__ = [
    "Journal",
    "JournalBusy",
    "JournalError",
    "JournalFull",
    "JournalMissing",
    "JournalNewer",
    "JournalOutOfStep",
    "JournalReadOnly",
    "JournalUnreadable",
    "SessionRow",
]
