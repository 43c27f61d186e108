"""From what the command line asks for to the show that is opened."""

from __future__ import annotations

import msgspec

from host_assistant.catalog.product import Product
from host_assistant.commands.parts import Problem, note
from host_assistant.control_room.abandoned import close_abandoned
from host_assistant.control_room.clock import SystemClock
from host_assistant.control_room.obs_access import access_to_obs
from host_assistant.control_room.show import ShowWanted
from host_assistant.data_folder import DataFolder
from host_assistant.journal.journal import Journal
from host_assistant.language import _
from host_assistant.settings import Asked, Settings
from host_assistant.show.vocabulary import Mode
from host_assistant.values.instants import local_date


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asked for; `go_on` takes up the session that was cut off."""

    mode: Mode
    title: str = ""
    products: tuple[Product, ...] = ()
    go_on: bool = False
    asked: Asked = Asked()


def show_wanted(folder: DataFolder, settings: Settings, wish: Wish) -> ShowWanted:
    """The show to open. A session that was cut off is taken up or, if not wished, closed.

    The caller holds the folder's lock. Raises Problem, JournalError.
    """
    live = wish.mode == "live"
    return ShowWanted(
        mode=wish.mode,
        title=wish.title or _("Session of {date}").format(date=local_date(SystemClock().utc_ms())),
        products=wish.products,
        setup=settings.setup,
        obs=access_to_obs(folder, settings, wish.asked) if live else None,
        camera=settings.camera,
        resume=_settle_unfinished(folder, wish),
    )


def is_unfinished(folder: DataFolder) -> bool:
    """Whether a session was cut off, so that its going on is to be offered."""
    folder.make()
    with Journal.open(folder.journal) as journal:
        return journal.unfinished() is not None


def _settle_unfinished(folder: DataFolder, wish: Wish) -> str | None:
    """The session to go on with. One that is not wanted any more is closed, and that is said."""
    if wish.go_on:
        with Journal.open(folder.journal) as journal:
            row = journal.unfinished()
        if row is None:
            raise Problem(_("There is no session that was cut off, so none can go on."))
        if row.mode != wish.mode:
            raise Problem(
                _(
                    "The session that was cut off is of the other kind. Use “live --continue” for "
                    "a live one, “rehearse --continue” for a rehearsal."
                )
            )
        return row.session_id
    if row := close_abandoned(folder):
        note(
            _(
                "Session {id} had been cut off and was closed as abandoned. Nothing of it is "
                "lost. To go on with such a session, start with --continue."
            ).format(id=row.session_id)
        )
    return None
