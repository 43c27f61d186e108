"""The end of a session: one question, the closing scene for some seconds, then the replay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from host_assistant.language import _
from host_assistant.show.commands import ChooseScene
from host_assistant.show.state import ShowState
from ui.context import Context
from ui.still_waiting import still_waiting_words
from ui.widgets.ask import Ask
from ui.widgets.countdown import Countdown


class EndsShow(Protocol):
    def __call__(self, then: Callable[[], None]) -> None:
        """End the open session, then call `then`."""


class Ending(QObject):
    """`over` gives what the count covers, `watch` shows the replay of a session, `open_inbox`
    what waits."""

    def __init__(
        self,
        window: QWidget,
        context: Context,
        end_show: EndsShow,
        over: Callable[[], QWidget],
        watch: Callable[[str], None],
        open_inbox: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._end_show = end_show
        self._over = over
        self._watch = watch
        self._open_inbox = open_inbox
        self.count: Countdown | None = None
        context.bridge.show_changed.connect(self.put_away)

    def ask(self, what_ends: str) -> None:
        if self.count is None:
            self.ask_first(
                _("End the session?"), what_ends, _("End the session"), self._say_goodbye
            )

    def ask_first(
        self, heading: str, what_ends: str, yes_text: str, yes: Callable[[], object]
    ) -> None:
        """Before anything that ends the session: what still waits, and the way to it."""
        show = self._context.show
        waits = still_waiting_words(show.director.state) if show is not None else ""
        if not waits:
            Ask(self._window, heading, what_ends, yes_text, yes)
            return
        to_inbox = (_("To the inbox first"), self._open_inbox)
        ask = Ask(self._window, heading, f"{waits}\n\n{what_ends}", yes_text, yes, to_inbox)
        # Enter ends nothing that somebody waits for.
        ask.no.setFocus()

    def put_away(self) -> None:
        """The session ended by another way, or the window is drawn anew."""
        count, self.count = self.count, None
        if count is not None:
            count.put_away()

    def _say_goodbye(self) -> None:
        show = self._context.show
        if show is None or self.count is not None:
            return
        state = show.director.state
        if not _somebody_waits(state):
            self._end()
            return
        before = state.scene
        rehearsal = state.mode == "rehearsal"
        words = (
            _("Nobody watches: this is only practice. Say thank you and goodbye.")
            if rehearsal
            else _("Viewers see the closing picture. Say thank you and goodbye.")
        )

        def back() -> None:
            self.count = None
            if before is not None:
                show.director.submit(ChooseScene(scene=before))

        self.count = Countdown(
            self._over(),
            _("It ends in"),
            words,
            _("Do not end (Esc)"),
            then=self._end,
            back=back,
            skip_text=_("End now"),
        )
        show.director.submit(ChooseScene(scene="closing"))
        self.count.begin()

    def _end(self) -> None:
        self.count = None
        show = self._context.show
        if show is None:
            return
        session = show.director.state.session
        self._end_show(lambda: self._watch(session) if session else None)


def _somebody_waits(state: ShowState) -> bool:
    """There are viewers to say goodbye to, or that is being practised."""
    return state.mode == "rehearsal" or state.stream in ("on", "dropped")
