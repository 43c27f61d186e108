"""A show without a window, steered over the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
import msgspec

from host_assistant.commands.parts import Problem, note
from host_assistant.commands.stage_words import link_in_words, trouble_in_words
from host_assistant.commands.stopping import Stopping, stopped_by_signals
from host_assistant.commands.troubles import troubles_told
from host_assistant.commands.wish import Wish, show_wanted
from host_assistant.control_room.director import Director, Snapshot
from host_assistant.control_room.show import CannotOpen, Show, ShowWanted
from host_assistant.data_folder import DataFolder
from host_assistant.desk.server import open_door
from host_assistant.desk.standing import StandingDesk
from host_assistant.language import _
from host_assistant.settings import SettingsStore
from host_assistant.show.commands import EndSession
from host_assistant.stage.obs.errors import LinkError


def run_headless(
    folder: DataFolder,
    store: SettingsStore,
    wish: Wish,
    for_s: float | None = None,
    wifi: str | None = None,
) -> None:
    """Run the show until a signal, its time, or its end; one JSON line says when it is ready.

    `wifi` is the address of this computer at which phones are let in, looked up by who asks.
    """
    with folder.lock(), stopped_by_signals() as stopping:
        wanted = show_wanted(folder, store.value, wish)
        with (
            open_door(port=store.desk_port) as door,
            opened(folder, wanted) as show,
            troubles_told(show.director),
        ):
            director = show.director
            unsubscribe = director.subscribe(lambda snapshot: _watch_end(snapshot, stopping))
            desk = StandingDesk(folder, director, show.inbox, door)
            try:
                if wifi is not None:
                    desk.open_wifi(wifi)
                _say_ready(director, desk)
                why = stopping.wait(for_s)
                if why != "ended":
                    director.do(EndSession(reason="stopped"))
                if director.state.stream != "off" and not director.state.link_up:
                    note(trouble_in_words("stream_not_stopped"))
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
    except LinkError as error:
        raise Problem(link_in_words(error)) from error
    try:
        yield show
    finally:
        show.close()


def _say_ready(director: Director, desk: StandingDesk) -> None:
    ready = {
        "ready": True,
        "session": director.state.session,
        "desk": desk.address,
        "token": desk.token,
    }
    if desk.wifi_url is not None:
        ready["wifi"] = desk.wifi_url
    click.echo(msgspec.json.encode(ready))


def _watch_end(snapshot: Snapshot, stopping: Stopping) -> None:
    if not snapshot.state.is_open:
        stopping.tell("ended")
