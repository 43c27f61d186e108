"""A look around before a session: goods, OBS, and a session that a crash left open.

Slow, and heavy to import: for a worker thread.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from host_assistant.catalog.product import Product
    from host_assistant.data_folder import DataFolder
    from host_assistant.journal.sessions import SessionRow
    from host_assistant.settings import Asked, Settings


class Found(NamedTuple):
    """A problem is a sentence for the host, empty when all is well."""

    goods: tuple[Product, ...]
    goods_problem: str
    unfinished: SessionRow | None
    log_problem: str
    obs_problem: str


def look_around(folder: DataFolder, settings: Settings, asked: Asked) -> Found:
    goods, goods_problem = _goods(folder.path)
    unfinished, log_problem = find_unfinished(folder.journal)
    obs_problem = try_obs(folder, settings, asked)
    return Found(goods, goods_problem, unfinished, log_problem, obs_problem)


def _goods(folder: Path) -> tuple[tuple[Product, ...], str]:
    from host_assistant.catalog.shelf import Shelf, ShelfUnreadable

    try:
        return Shelf(folder).products(), ""
    except ShelfUnreadable as unreadable:
        return (), str(unreadable)


def find_unfinished(path: Path) -> tuple[SessionRow | None, str]:
    from host_assistant.journal.errors import JournalError
    from host_assistant.journal.journal import Journal

    if not path.exists():
        return None, ""
    try:
        with Journal.open(path, read_only=True) as journal:
            return journal.unfinished(), ""
    except JournalError as error:
        return None, error.sentence()


def try_obs(folder: DataFolder, settings: Settings, asked: Asked) -> str:
    """Why OBS would not let a show in, as a sentence; empty when it would."""
    from host_assistant.control_room.obs_access import access_to_obs
    from host_assistant.stage.obs.errors import LinkError
    from host_assistant.stage.obs.link import linked

    access = access_to_obs(folder, settings, asked)
    try:
        with linked(access.url, access.password):
            return ""
    except LinkError as error:
        return error.sentence()
