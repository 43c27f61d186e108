"""Troubles of the stage as they come and go, a sentence each on the standard error."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from host_assistant.commands.parts import note
from host_assistant.commands.stage_words import relief_in_words, trouble_in_words
from host_assistant.control_room.alarm_words import alarm_title
from host_assistant.control_room.director import Director, Snapshot
from host_assistant.language import _
from host_assistant.show import events as ev
from host_assistant.show.state import ShowState
from host_assistant.stage.obs.errors import BandwidthTestOn, StreamNotSetUp

# A reader of our output who has stopped reading must not keep the program from ending.
LAST_WORDS_S = 2.0
_NOT_ON_AIR = {
    "stream_stopped",
    "stream_not_started",
    "stream_refused",
    StreamNotSetUp.CODE,
    BandwidthTestOn.CODE,
}

# Alarms whose cause has an event of its own, with more words.
_TOLD_OTHERWISE = {"obs_not_answering", "stream_dropped"}


class Troubles:
    """Which troubles stand, and what is to be said when one comes or goes: once each."""

    def __init__(self, state: ShowState) -> None:
        self._standing: set[str] = set()
        self._on_air = state.stream in ("on", "dropped")

    def hear(self, event: ev.Event | ev.Unknown) -> str:
        """A sentence, or nothing where the event is no news."""
        match event:
            case ev.StageLinkLost():
                return self.begins("stage_link_lost")
            case ev.StageLinkRestored():
                return self._ends("stage_link_lost")
            case ev.StageTroubled(code=code):
                return self.begins(code)
            case ev.StageRecovered(code=code):
                return self._ends(code)
            case ev.AlarmRaised(code=alarm) if alarm not in _TOLD_OTHERWISE:
                return f"{alarm_title(alarm)}."
            case ev.AlarmCleared(code=alarm) if alarm not in _TOLD_OTHERWISE:
                return _("Over: {what}.").format(what=alarm_title(alarm))
            case ev.StreamAsked():
                # Asked anew, it may be refused anew.
                self._standing -= _NOT_ON_AIR
            case ev.StreamDropped():
                return self.begins("stream_dropped")
            case ev.StreamStarted():
                self._on_air = True
                return self._ends("stream_dropped")
            case ev.StreamStopped(reason=reason):
                return self._stopped(by_itself=bool(reason))
        return ""

    def begins(self, code: str) -> str:
        if not code or code in self._standing:
            return ""
        self._standing.add(code)
        return trouble_in_words(code)

    def _ends(self, code: str) -> str:
        if code not in self._standing:
            return ""
        self._standing.discard(code)
        return relief_in_words(code)

    def _stopped(self, *, by_itself: bool) -> str:
        was_on_air, self._on_air = self._on_air, False
        self._standing -= {"stream_dropped", "stream_not_stopped"}
        if not by_itself:
            return ""
        if was_on_air:
            return self.begins("stream_stopped")
        # Why it did not start was told by the stage itself, unless that was away.
        return "" if self._standing & _NOT_ON_AIR else self.begins("stream_not_started")


@contextmanager
def troubles_told(director: Director) -> Iterator[None]:
    """Within it, what goes wrong on the stage is printed, in a thread of its own.

    The Director's thread only posts: it must not wait for whoever reads our output.
    """
    heard: queue.SimpleQueue[Snapshot | None] = queue.SimpleQueue()
    unsubscribe = director.subscribe(heard.put)
    thread = threading.Thread(
        target=_tell, args=(director.state, heard), name="troubles", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        unsubscribe()
        heard.put(None)
        thread.join(LAST_WORDS_S)


def _tell(state: ShowState, heard: queue.SimpleQueue[Snapshot | None]) -> None:
    troubles = Troubles(state)
    _print(troubles.begins(state.trouble))
    while (snapshot := heard.get()) is not None:
        for record in snapshot.records:
            _print(troubles.hear(record.event))


def _print(sentence: str) -> None:
    if sentence:
        # With nobody to read it, the show still goes on.
        with contextlib.suppress(OSError, ValueError):
            note(sentence)
