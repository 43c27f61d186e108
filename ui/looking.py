"""A look around before a session: goods, OBS, and a session that a crash left open.

Slow, and heavy to import: for a worker thread.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from host_assistant.data_folder import DataFolder
    from host_assistant.journal.sessions import SessionRow

OBS_PATIENCE_S = 3.0


class Found(NamedTuple):
    """A problem is a sentence for the host, empty when all is well."""

    goods: int
    goods_problem: str
    unfinished: SessionRow | None
    log_problem: str
    obs_problem: str


def look_around(folder: DataFolder, obs_url: str) -> Found:
    goods, goods_problem = _count_goods(folder.path)
    unfinished, log_problem = _find_unfinished(folder.journal)
    return Found(goods, goods_problem, unfinished, log_problem, try_obs(folder.path, obs_url))


def _count_goods(folder: Path) -> tuple[int, str]:
    from host_assistant.catalog.shelf import Shelf, ShelfUnreadable

    try:
        return len(Shelf(folder).products()), ""
    except ShelfUnreadable as unreadable:
        return 0, str(unreadable)


def _find_unfinished(path: Path) -> tuple[SessionRow | None, str]:
    from host_assistant.journal.errors import JournalError
    from host_assistant.journal.journal import Journal

    if not path.exists():
        return None, ""
    try:
        with Journal.open(path, read_only=True) as journal:
            return journal.unfinished(), ""
    except JournalError as error:
        return None, error.sentence()


def try_obs(folder: Path, url: str) -> str:
    """Why OBS does not let us in, as a sentence; empty when it does."""
    from host_assistant.secret_store import SecretStore
    from host_assistant.stage.obs.errors import LinkError
    from host_assistant.stage.obs.link import ObsLink

    password = SecretStore(folder).get("obs_password")
    link = ObsLink(url, password, on_event=lambda _event: None, on_state=lambda _state: None)
    try:
        link.connect(OBS_PATIENCE_S)
    except LinkError as error:
        return error.sentence()
    finally:
        link.close()
    return ""
