"""A soft sound for a new alarm, made only where viewers cannot hear it.

They would hear it through the host's microphone if it came out of a loudspeaker, and out of the
broadcast itself where OBS sends what the laptop plays. So it is played into headphones alone;
else the alarm only lights up.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, Final

from host_assistant.checks.headphones import headphones_are_on

RATE_HZ: Final = 48_000
# Two notes, a fourth apart and falling, each with a soft edge.
NOTES_HZ: Final = (880.0, 659.3)
NOTE_S: Final = 0.18
LOUDNESS: Final = 0.12
PATIENCE_S: Final = 4.0


def make_sound() -> Any:
    """Mono samples, float32, full scale ±1."""
    import numpy as np

    time_s = np.arange(round(NOTE_S * RATE_HZ)) / RATE_HZ
    edge = np.sin(np.pi * time_s / NOTE_S) ** 2
    notes = [np.sin(2 * np.pi * hertz * time_s) * edge for hertz in NOTES_HZ]
    return (np.concatenate(notes) * LOUDNESS).astype(np.float32)


class AlarmSound:
    """Plays on a thread that nobody waits for: a sound server may hang, and that may be why."""

    def __init__(
        self,
        headphones: Callable[[], bool] = headphones_are_on,
        play: Callable[[], None] | None = None,
    ) -> None:
        self._headphones = headphones
        self._play = play or _play
        self._thread: threading.Thread | None = None

    def sound(self, laptop_is_heard: Callable[[], bool]) -> None:
        """`laptop_is_heard` says whether what the laptop plays goes on air; it may take time."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(
                target=self._sound, args=(laptop_is_heard,), name="alarm-sound", daemon=True
            )
            self._thread.start()

    def wait(self) -> None:
        """Until the last one is over."""
        if self._thread is not None:
            self._thread.join(PATIENCE_S)

    def _sound(self, laptop_is_heard: Callable[[], bool]) -> None:
        if not laptop_is_heard() and self._headphones():
            self._play()


def _play() -> None:
    from host_assistant.checks.microphone import Take, play

    playing = play(Take(make_sound(), RATE_HZ))
    until_s = time.monotonic() + PATIENCE_S
    while playing.state in ("opening", "open") and time.monotonic() < until_s:
        time.sleep(0.05)
    playing.close()
