"""Listening to a microphone, and playing back what was heard. Nothing here blocks.

Levels are in dBFS as `sound.SoundMeasure` has them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from host_assistant.checks.finding import Finding, Remedy
from host_assistant.checks.microphone_door import (
    SoundTrouble,
    TroubleCode,
    door,
    listed,
    microphones,
)
from host_assistant.checks.microphone_list import Microphone
from host_assistant.checks.microphone_stream import Listening, Playing, Take
from host_assistant.checks.sound import SoundMeasure, measure

__all__ = [
    "Listening",
    "Microphone",
    "Others",
    "Playing",
    "SoundTrouble",
    "Take",
    "look",
    "microphones",
    "play",
]

# Long enough for a converter's hiss to show.
LOOK_S: Final = 0.6
# A studio's card has dozens of inputs; a laptop has two or three.
MOST_OTHERS: Final = 4


class Others:
    """Every microphone but the chosen one (None: the system's own), heard at the same time.

    For `sound.judge`, which tells when another hears the voice that the chosen one does not.
    Those that cannot be opened are passed over.
    """

    def __init__(self, chosen: str | None = None) -> None:
        self._chosen = chosen
        self._heard: dict[str, Listening] = {}
        self._closed = False
        door().post(self._open)

    def measures(self, seconds: float) -> dict[str, SoundMeasure]:
        """The last `seconds` of each, by name; about 30 ms for each."""
        takes = {
            name: listening.take(seconds)
            for name, listening in tuple(self._heard.items())
            if listening.heard_s >= seconds / 2
        }
        return {name: measure(take.samples, take.rate_hz) for name, take in takes.items()}

    def close(self) -> None:
        self._closed = True
        for listening in tuple(self._heard.values()):
            listening.close()

    def _open(self) -> None:
        for each in listed():
            is_chosen = each.name == self._chosen if self._chosen else each.is_default
            if len(self._heard) < MOST_OTHERS and not is_chosen and not self._closed:
                self._heard[each.name] = Listening(each.name)
        if self._closed:
            self.close()


def play(take: Take) -> Playing:
    """Play it; look at the `state` of what is given back, and `close` that in the end."""
    return Playing(take)


def hear(name: str | None, seconds: float, wait: Callable[[float], object] = time.sleep) -> Take:
    """Listen for so long, for a worker thread. Raises `SoundTrouble` within PATIENCE_S more."""
    listening = Listening(name)
    try:
        while listening.heard_s < seconds:
            if (found := listening.trouble) is not None:
                raise found
            wait(0.02)
        return listening.take(seconds)
    finally:
        listening.close()


_REMEDIES: Final[dict[TroubleCode, Remedy]] = {"vanished": "choose_microphone"}


def finding(found: SoundTrouble, device: str | None) -> Finding:
    """The trouble as a line of the page."""
    unknown = found.code in ("no_library", "no_loudspeaker")
    return Finding(
        check="microphone",
        level="unknown" if unknown else "bad",
        code=found.code,
        figures={"device": device or ""},
        remedy=_REMEDIES.get(found.code, "look_again"),
    )


def look(name: str | None = None) -> tuple[Finding, ...]:
    """Whether the microphone of that name (None: the system's own) is there and gives a sound.

    For a worker thread; a few seconds at most.
    """
    try:
        there = microphones()
        heard = hear(name, LOOK_S)
    except SoundTrouble as found:
        return (finding(found, name),)
    device = name or next((each.name for each in there), "")
    from host_assistant.checks.sound_signal import clean, is_dead

    dead = is_dead(clean(heard.samples))
    return (
        Finding(
            check="microphone",
            # Not bad: noise suppression may be as still as this until somebody speaks.
            level="doubtful" if dead else "good",
            code="silent" if dead else "fine",
            figures={"device": device},
            remedy="listen" if dead else None,
        ),
    )
