"""Holds back that the stream is on until OBS says that bytes flow."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final

from host_assistant.stage.stage import LinkSeen, Observation, Observe, OutputSeen, StageError

LOOK_EVERY_S: Final = 0.2


class Flowing:
    """Stands between who reads OBS's events and who is told.

    OBS calls a stream started once the server has agreed to it, before a picture is sent.
    `stream_status` asks GetStreamStatus and may take seconds; it is called on a thread of our
    own.
    """

    def __init__(self, observe: Observe, stream_status: Callable[[], dict[str, Any]]) -> None:
        self._observe = observe
        self._stream_status = stream_status
        self._lock = threading.Lock()
        self._over = threading.Event()

    def take(self, observation: Observation) -> None:
        """Tell it on at once, but for a stream that is on: that one when bytes flow."""
        match observation:
            case OutputSeen(output="stream", state="on"):
                over = self._begin_anew()
                threading.Thread(
                    target=self._await, args=(observation, over), name="bytes", daemon=True
                ).start()
            case OutputSeen(output="stream") | LinkSeen():
                self._begin_anew()
                self._observe(observation)
            case _:
                self._observe(observation)

    def close(self) -> None:
        """Wait for nothing any more."""
        self._begin_anew()

    def _begin_anew(self) -> threading.Event:
        with self._lock:
            self._over.set()
            self._over = threading.Event()
            return self._over

    def _await(self, stream_on: OutputSeen, over: threading.Event) -> None:
        while not over.is_set():
            if self._flows():
                with self._lock:
                    if not over.is_set():
                        self._observe(stream_on)
                return
            over.wait(LOOK_EVERY_S)

    def _flows(self) -> bool:
        try:
            told = self._stream_status()
        except StageError:
            return False  # Asked again; a link that comes back begins a wait of its own.
        return bool(told["outputActive"]) and int(told["outputBytes"]) > 0
