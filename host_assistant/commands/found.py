"""The log, opened to be read, and the session in it that a command was given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from host_assistant.commands import parts
from host_assistant.language import _

if TYPE_CHECKING:
    from host_assistant.journal.journal import Journal
    from host_assistant.journal.sessions import SessionRow


@contextmanager
def reading_journal() -> Iterator[Journal]:
    from host_assistant.journal.errors import JournalMissing
    from host_assistant.journal.journal import Journal

    try:
        journal = Journal.open(parts.data_folder().journal, read_only=True)
    except JournalMissing:
        raise parts.Problem(_("There are no sessions yet.")) from None
    with journal:
        yield journal


def found_session(journal: Journal, session_id: str) -> SessionRow:
    row = journal.session(session_id)
    if row is None:
        raise parts.Problem(
            _("There is no session “{id}”. “host-assistant sessions list” shows them all.").format(
                id=session_id
            )
        )
    return row
