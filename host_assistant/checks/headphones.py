"""Whether what this computer plays goes into the host's ears alone."""

from __future__ import annotations

from typing import Final

from host_assistant.checks.microphone_door import SoundTrouble, ask, library, listed
from host_assistant.values.vietnamese import fold

# As Windows and macOS name them, in Vietnamese and English, and the commonest of the brands'.
_WORDS: Final = ("headphone", "headset", "earphone", "earbud", "earpod", "airpod", "tai nghe")


def headphones_are_on() -> bool:
    """False where it cannot be told: a loudspeaker would be heard by the microphone."""
    try:
        return are_headphones(ask(_output_name))
    except SoundTrouble:
        return False


def are_headphones(name: str) -> bool:
    """Whether an output of this name is worn on the ears."""
    folded = fold(name)
    return any(word in folded for word in _WORDS)


def _output_name() -> str:
    """On the door's own thread. What was plugged in since is seen too."""
    sounddevice = library()
    listed()
    try:
        return str(sounddevice.query_devices(kind="output")["name"])
    except (sounddevice.PortAudioError, ValueError):
        return ""
