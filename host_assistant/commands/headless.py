"""A show without a window, steered over the desk."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import click
import msgspec

from host_assistant.catalog.product import Product
from host_assistant.commands.parts import Problem, note
from host_assistant.commands.stopping import Stopping, stopped_by_signals
from host_assistant.control_room.clock import SystemClock
from host_assistant.control_room.director import Director, Snapshot
from host_assistant.control_room.show import CannotOpen, ObsAccess, Show, ShowWanted
from host_assistant.data_folder import DataFolder
from host_assistant.desk.server import Desk, open_door
from host_assistant.journal.journal import Journal
from host_assistant.language import _
from host_assistant.secret_store import SecretStore
from host_assistant.settings import Settings
from host_assistant.show.commands import AskStream, EndSession
from host_assistant.show.vocabulary import Mode
from host_assistant.values.instants import local_date


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asked for; `go_on` takes up the session that was cut off."""

    mode: Mode
    title: str = ""
    products: tuple[Product, ...] = ()
    for_s: float | None = None
    go_on: bool = False
    obs_password: str | None = None


def run_headless(folder: DataFolder, settings: Settings, wish: Wish) -> None:
    """Run the show until a signal, its time, or its end; one JSON line says when it is ready."""
    with folder.lock(), stopped_by_signals() as stopping:
        resume = _settle_unfinished(folder, wish)
        wanted = _wanted(folder, settings, wish, resume)
        with open_door(port=settings.desk_port) as door, opened(folder, wanted) as show:
            director = show.director
            token = secrets.token_urlsafe(24)
            desk = Desk(director, lambda: Journal.open(folder.journal, read_only=True), token, door)
            unsubscribe = director.subscribe(lambda snapshot: _watch_end(snapshot, stopping))
            desk.start()
            try:
                _say_ready(director, desk.address, token)
                why = stopping.wait(wish.for_s)
                if why != "ended":
                    _end(director)
            finally:
                unsubscribe()
                desk.close()
        note(_("The session is over. Its log lies in {file}.").format(file=folder.journal))


@contextmanager
def opened(folder: DataFolder, wanted: ShowWanted) -> Iterator[Show]:
    try:
        show = Show.open(folder, wanted)
    except CannotOpen as error:
        raise Problem(error.sentence) from error
    try:
        yield show
    finally:
        show.close()


def _say_ready(director: Director, address: str, token: str) -> None:
    ready = {
        "ready": True,
        "session": director.state.session,
        "desk": address,
        "token": token,
    }
    click.echo(msgspec.json.encode(ready))


def _watch_end(snapshot: Snapshot, stopping: Stopping) -> None:
    if not snapshot.state.is_open:
        stopping.tell("ended")


def _end(director: Director) -> None:
    """End the session; a broadcast that nobody steers any more ends with it."""
    if director.state.stream != "off":
        director.do(AskStream(on=False))
    director.do(EndSession(reason="stopped"))


def _wanted(folder: DataFolder, settings: Settings, wish: Wish, resume: str | None) -> ShowWanted:
    obs = None
    if wish.mode == "live":
        password = wish.obs_password
        if password is None:
            password = SecretStore(folder.path).get("obs_password")
        obs = ObsAccess(url=settings.obs_url, password=password, scenes=settings.scenes)
    return ShowWanted(
        mode=wish.mode,
        title=wish.title or _("Session of {date}").format(date=local_date(SystemClock().utc_ms())),
        products=wish.products,
        setup=settings.setup,
        obs=obs,
        camera=settings.camera,
        resume=resume,
    )


def _settle_unfinished(folder: DataFolder, wish: Wish) -> str | None:
    """The session to go on with. One that is not wanted any more is closed, and that is said."""
    with Journal.open(folder.journal) as journal:
        row = journal.unfinished()
    if wish.go_on:
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
    if row is not None:
        _close_abandoned(folder, row.session_id)
        note(
            _(
                "Session {id} had been cut off and was closed as abandoned. Nothing of it is "
                "lost. To go on with such a session, start with --continue."
            ).format(id=row.session_id)
        )
    return None


def _close_abandoned(folder: DataFolder, session_id: str) -> None:
    director = Director(lambda: Journal.open(folder.journal))
    director.start(resume=session_id)
    try:
        director.do(EndSession(reason="abandoned"))
    finally:
        director.close()
