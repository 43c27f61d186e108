"""The recording follows the broadcast that was asked for here, and nobody else's."""

from __future__ import annotations

from host_assistant.show import events as ev


class RecordingAsked:
    """From the log's events to whether a recording should be started or stopped now.

    It starts once viewers see something, so that no recording is left of a broadcast that never
    came about; and one that ran before is the user's own, which nobody stops. `runs` says that
    one runs already in a session that is taken up again: that one is ours.
    """

    def __init__(self, *, runs: bool) -> None:
        self.wanted: bool | None = None
        self._stream_asked = False
        self._runs = self._is_ours = runs

    def hear(self, event: ev.Event | ev.Unknown) -> None:
        match event:
            case ev.StreamAsked(on=True):
                self._stream_asked = True
            case ev.StreamStarted() if self._stream_asked:
                self._stream_asked = False
                if not self._runs:
                    self.wanted = self._is_ours = True
            case ev.StreamAsked(on=False) | ev.SessionEnded():
                self._stream_asked = False
                if self._is_ours:
                    self._is_ours = False
                    self.wanted = False
            case ev.StreamStopped():
                self._stream_asked = False
            case ev.RecordingStarted():
                self._runs = True
            case ev.RecordingStopped():
                self._runs = False

    def settle(self, on: bool) -> None:
        """It was done, or was in vain."""
        if self.wanted is on:
            self.wanted = None
