"""Opens and closes shows from the window: slow work in a worker, the news by the bridge."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject

from host_assistant.data_folder import DataFolder
from host_assistant.language import _
from host_assistant.settings import Asked, Settings, SettingsStore
from host_assistant.show.vocabulary import Mode
from ui.bridge import Bridge
from ui.context import OpenShow

if TYPE_CHECKING:
    from host_assistant.checks.finding import Finding
    from host_assistant.control_room.director import Outcome, Snapshot
    from host_assistant.control_room.show import Show, ShowWanted
    from host_assistant.desk.standing import StandingDesk

log = logging.getLogger(__name__)


class ClosableShow(OpenShow, Protocol):
    def stop_broadcast(self) -> None:
        """Go off air past the log, where that can be done; it may take seconds."""

    def close(self) -> None:
        """Let go of the stage and the log; it may take a second."""


class Opening(QObject):
    """Holds the one show that is open. Its methods return at once."""

    def __init__(
        self,
        folder: DataFolder,
        settings: SettingsStore,
        bridge: Bridge,
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(bridge)
        self._folder = folder
        self._settings = settings
        self._bridge = bridge
        self._tell = tell
        self._busy = False
        self._opening: Future[_Opened] | None = None
        self._closing: tuple[Future[None], Callable[[], None]] | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self._after_close: Callable[[], None] = lambda: None
        self.show: ClosableShow | None = None
        self.desk: StandingDesk | None = None
        bridge.snapshot.connect(self._watch_for_the_end)

    def open_show(self, mode: Mode, title: str, session_id: str | None = None) -> None:
        """A `ShowOpener`."""
        folder, settings = self._folder, self._settings.value
        asked = self._settings.asked
        self._open(lambda: _wanted(folder, settings, asked, mode, title, session_id))

    def open_wanted(self, wanted: ShowWanted) -> None:
        self._open(lambda: wanted)

    def look_before_air(self) -> tuple[Finding, ...]:
        """What nobody should go on air with; for a worker thread."""
        from host_assistant.control_room.before_air import look_before_air

        show, store = self.show, self._settings
        if show is None:
            return ()
        return look_before_air(self._folder, store.value, store.asked, show.director.state)

    def audience(self) -> str:
        """Who would see the broadcast; for a worker thread. "" where OBS does not tell."""
        from host_assistant.control_room.before_air import audience_now

        return audience_now(self._folder, self._settings.value, self._settings.asked)

    def end_show(
        self,
        then: Callable[[], None] = lambda: None,
        cannot: Callable[[], None] = lambda: None,
    ) -> None:
        """End the session and let go of the stage, then call `then`.

        `cannot` is called where the end could not be written: the session goes on.
        """
        if self.show is None:
            then()
            return
        from host_assistant.show.commands import EndSession

        def not_written(error: BaseException) -> None:
            self._failed(error)
            cannot()

        self._after_close = then
        self._bridge.when_done(
            self.show.director.submit(EndSession()), self._asked_to_end, not_written
        )

    def leave_open(self, then: Callable[[], None]) -> None:
        """Go off air and let go of the stage with no end in the log, then call `then`.

        The session can be taken up again, as after a crash.
        """
        show = self.show
        if show is None:
            then()
            return
        self._after_close = then
        self._close(show.stop_broadcast)

    def close(self) -> None:
        """Let go of the show, and of one that is just being opened; that may take seconds."""
        self.let_go()()
        self._finish_closing()
        opening, self._opening = self._opening, None
        if opening is None or opening.cancel():
            return
        try:
            opened = opening.result()
        except Exception as error:
            log.warning("the show did not open: %s", type(error).__name__)
        else:
            opened.close()

    def _finish_closing(self) -> None:
        """A show that waits for a free worker to be closed is closed here and now."""
        if self._closing is None:
            return
        (closing, work), self._closing = self._closing, None
        if closing.cancel():
            work()
        else:
            wait([closing])

    def _open(self, wanted: Callable[[], ShowWanted]) -> None:
        if self._busy or self.show is not None:
            return
        folder = self._folder

        port = self._settings.desk_port

        def work() -> _Opened:
            from host_assistant.control_room.abandoned import close_abandoned
            from host_assistant.control_room.show import Show

            show_wanted = wanted()
            if show_wanted.resume is None and close_abandoned(folder) is not None:
                # What that one sold has left the shelf.
                show_wanted = wanted()
            show = Show.open(folder, show_wanted)
            try:
                return _Opened(show, *_stand_desk(folder, show, port))
            except BaseException:
                show.close()
                raise

        self._set_busy(True)
        self._opening = self._bridge.run(work, self._opened, self._failed)

    def _opened(self, opened: _Opened) -> None:
        self._opening = None
        self.desk = opened.desk
        if opened.trouble:
            self._tell(opened.trouble)
        self.take(opened.show)
        _spare_the_collector()

    def take(self, show: ClosableShow) -> None:
        """Show this one in the window: it is open already."""
        self.show = show
        self._unsubscribe = show.director.subscribe(self._bridge.post_snapshot)
        self._set_busy(False)
        self._bridge.show_changed.emit(show)

    def _asked_to_end(self, outcome: Outcome) -> None:
        # A session that somebody else ended meanwhile refuses the second end: it is over too.
        if not outcome.state.is_open:
            self._close()

    def _watch_for_the_end(self, snapshot: Snapshot) -> None:
        # The last word of the session before may arrive when the next one is open already.
        if self.show is None or snapshot.state.session != self.show.director.state.session:
            return
        if snapshot.state.phase == "ended":
            self._close()

    def _close(self, first: Callable[[], None] = lambda: None) -> None:
        if self.show is None:
            return
        let_go = self.let_go()

        def work() -> None:
            try:
                first()
            finally:
                let_go()

        self._set_busy(True)
        self._closing = self._bridge.run(work, self._closed, self._failed), work
        self._bridge.show_changed.emit(None)

    def let_go(self) -> Callable[[], None]:
        """Forget the open show; the answer closes it, which takes a while."""
        show, self.show = self.show, None
        desk, self.desk = self.desk, None
        self._unsubscribe()
        self._unsubscribe = lambda: None

        def close() -> None:
            _close_both(show, desk)

        return close

    def _closed(self, _nothing: None) -> None:
        self._closing = None
        self._set_busy(False)
        then, self._after_close = self._after_close, lambda: None
        then()

    def _failed(self, error: BaseException) -> None:
        self._opening = None
        self._after_close = lambda: None
        self._set_busy(False)
        self._tell(words_of(error))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._bridge.opening.emit(busy)


class _Opened(NamedTuple):
    """A show, the desk for helpers' programs, and why there is none."""

    show: Show
    desk: StandingDesk | None
    trouble: str

    def close(self) -> None:
        _close_both(self.show, self.desk)


def _close_both(show: ClosableShow | None, desk: StandingDesk | None) -> None:
    try:
        if desk is not None:
            desk.close()
    finally:
        if show is not None:
            show.close()


def _stand_desk(folder: DataFolder, show: Show, port: int) -> tuple[StandingDesk | None, str]:
    """The show goes on without a desk: the helper at this laptop needs none."""
    from host_assistant.desk.server import PortTaken, open_door
    from host_assistant.desk.standing import StandingDesk

    try:
        return StandingDesk(folder, show.director, show.inbox, open_door(port=port)), ""
    except PortTaken as taken:
        return None, taken.sentence()


def _spare_the_collector() -> None:
    """Have it no longer look through all that the program loaded and keeps anyway: in a flood of
    comments that held the window for 90 ms at a time."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def words_of(error: BaseException) -> str:
    """What an error says of itself in three parts, or that nobody foresaw it."""
    says = getattr(error, "sentence", None)
    if callable(says):
        return str(says())
    if isinstance(says, str):
        return says
    return _(
        "Something went wrong that this program did not expect. What was taken down so far is "
        "safe. Try once more; if it happens again, close the program and open it again."
    )


def _wanted(
    folder: DataFolder,
    settings: Settings,
    asked: Asked,
    mode: Mode,
    title: str,
    session_id: str | None,
) -> ShowWanted:
    from host_assistant.catalog.shelf import Shelf
    from host_assistant.control_room.comment_sources import sources_wanted
    from host_assistant.control_room.obs_access import access_to_obs
    from host_assistant.control_room.show import ShowWanted

    return ShowWanted(
        mode=mode,
        title=title,
        products=Shelf(folder.path).products(),
        setup=settings.setup,
        obs=access_to_obs(folder, settings, asked) if mode == "live" else None,
        camera=settings.camera,
        sources=sources_wanted(folder, settings),
        resume=session_id,
    )
