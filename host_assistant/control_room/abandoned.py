"""A session that was cut off and is not wanted any more."""

from __future__ import annotations

from host_assistant.catalog.shelf import Shelf
from host_assistant.control_room.director import Director
from host_assistant.control_room.stock_left import keep_stock_left
from host_assistant.data_folder import DataFolder
from host_assistant.journal.journal import Journal
from host_assistant.journal.sessions import SessionRow
from host_assistant.show.commands import EndSession


def close_abandoned(folder: DataFolder) -> SessionRow | None:
    """Close the session that was cut off, so that it is not forgotten; give it, if there is one.

    The caller holds the folder's lock. Raises JournalError.
    """
    with Journal.open(folder.journal) as journal:
        row = journal.unfinished()
    if row is None:
        return None
    director = Director(lambda: Journal.open(folder.journal))
    director.start(resume=row.session_id)
    try:
        director.do(EndSession(reason="abandoned"))
    finally:
        director.close()
    keep_stock_left(Shelf(folder.path), director.state)
    return row
