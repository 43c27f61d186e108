"""From what the command line asks for to the show that is opened."""

from __future__ import annotations

import msgspec

from host_assistant.catalog.product import Product
from host_assistant.commands.parts import Problem, note
from host_assistant.control_room.clock import SystemClock
from host_assistant.control_room.comment_sources import sources_wanted
from host_assistant.control_room.obs_access import access_to_obs
from host_assistant.control_room.show import ShowWanted
from host_assistant.data_folder import DataFolder
from host_assistant.journal.journal import Journal
from host_assistant.journal.sessions import SessionRow
from host_assistant.language import _, ngettext
from host_assistant.settings import Asked, Settings
from host_assistant.show.vocabulary import Mode
from host_assistant.values.instants import local_date, local_time


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asked for; `go_on` takes up the session that was cut off."""

    mode: Mode
    title: str = ""
    products: tuple[Product, ...] = ()
    go_on: bool = False
    asked: Asked = Asked()


def show_wanted(folder: DataFolder, settings: Settings, wish: Wish) -> ShowWanted:
    """The show to open. A session that was cut off is taken up or, if not wished, left alone.

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
        sources=sources_wanted(folder, settings),
        resume=_session_to_go_on_with(folder, wish),
    )


def is_unfinished(folder: DataFolder) -> bool:
    """Whether a session was cut off, so that its going on is to be offered."""
    folder.make()
    with Journal.open(folder.journal) as journal:
        return journal.unfinished() is not None


def _session_to_go_on_with(folder: DataFolder, wish: Wish) -> str | None:
    """The session that was cut off, if it is wished. One that is not is told of and left as it
    is: whoever hosted it may want to go on with it."""
    with Journal.open(folder.journal) as journal:
        row = journal.unfinished()
    if not wish.go_on:
        if row is not None:
            note(_left_open(row))
        return None
    if row is None:
        raise Problem(_("There is no session that was cut off, so none can go on."))
    if row.mode != wish.mode:
        raise Problem(
            _(
                "{session} was cut off, and it is of the other kind. To go on with it, type: {line}"
            ).format(session=_named(row), line=_line_to_go_on(row))
        )
    return row.session_id


def _left_open(row: SessionRow) -> str:
    return _(
        "{session} was cut off and has no end. It was left as it is, and nothing of it is lost; "
        "what begins now is a session of its own. To go on with the one that was cut off, end "
        "this one and type: {line}"
    ).format(session=_named(row), line=_line_to_go_on(row))


def _named(row: SessionRow) -> str:
    return ngettext(
        "The session “{title}” ({id}, begun {date} {time}, {count} order)",
        "The session “{title}” ({id}, begun {date} {time}, {count} orders)",
        row.orders,
    ).format(
        title=row.title,
        id=row.session_id,
        date=local_date(row.started_at),
        time=local_time(row.started_at),
        count=row.orders,
    )


def _line_to_go_on(row: SessionRow) -> str:
    name = "live" if row.mode == "live" else "rehearse"
    return f"host-assistant {name} --headless --continue"
