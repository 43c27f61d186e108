"""`python -m tests.support.hearing WHAT …`: one thing done with a microphone, told as JSON.

PortAudio and ALSA look at the machine once in a process, so each machine of a test gets one.
"""

from __future__ import annotations

import ctypes.util
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any
from unittest.mock import patch

import msgspec

from host_assistant import language
from host_assistant.checks import microphone as ears
from host_assistant.checks import sound
from tests.support.waiting import wait_until


class Hearing:
    """It, on the machine with that environment. Use as a context manager."""

    def __init__(self, environment: Mapping[str, str], *words: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.hearing", *words],
            env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Hearing:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def wait_until_open(self) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b'"listening"\n'

    def told(self, timeout_s: float = 40.0) -> Any:
        """Its last word."""
        answer, _ = self._process.communicate(timeout=timeout_s)
        return msgspec.json.decode(answer.splitlines()[-1])


def told(environment: Mapping[str, str], *words: str, timeout_s: float = 40.0) -> Any:
    with Hearing(environment, *words) as hearing:
        return hearing.told(timeout_s)


def say(value: object) -> None:
    print(msgspec.json.encode(value).decode(), flush=True)


def listed() -> None:
    try:
        say(ears.microphones())
    except ears.SoundTrouble as trouble:
        say(trouble.code)


def look() -> None:
    say(ears.look())


def take(seconds: str) -> None:
    """Say "listening" when the microphone is open, then what was measured and judged."""
    listening = ears.Listening()
    try:
        wait_until(lambda: listening.state != "opening", 20)
        say("listening")
        wait_until(lambda: listening.heard_s > float(seconds) or listening.trouble, 30)
        if listening.trouble is not None:
            say(listening.trouble.code)
            return
        heard = listening.take(float(seconds))
        measured = sound.measure(heard.samples, heard.rate_hz)
        say({"measure": measured, "codes": [finding.code for finding in sound.judge(measured)]})
    finally:
        listening.close()


def compare(seconds: str) -> None:
    """What is said of the system's own microphone when the others are asked too."""
    chosen, others = ears.Listening(), ears.Others()
    wait_until(lambda: chosen.heard_s > 0 and others.measures(0), 20)
    say("listening")
    wait_until(lambda: chosen.heard_s > float(seconds), 30)
    heard = chosen.take(float(seconds))
    say(sound.judge(sound.measure(heard.samples, heard.rate_hz), others.measures(float(seconds))))
    chosen.close()
    others.close()


def trouble(limit_s: str) -> None:
    """How long it took until trouble showed, after "listening" or from the start."""
    listening = ears.Listening()
    began_s = time.monotonic()
    opened = False
    while listening.trouble is None:
        if not opened and listening.heard_s > 0:
            opened = True
            say("listening")
        if time.monotonic() - began_s > float(limit_s):
            say("none seen")
            return
        time.sleep(0.01)
    say({"code": listening.trouble.code, "state": listening.state})
    listening.close()


def play_and_hear() -> None:
    """A tone is played, and what the microphone hears of it is told in dBFS."""
    import numpy as np

    tone = np.sin(np.arange(44_100) * 2 * np.pi * 440 / 44_100).astype(np.float32) * 0.1
    listening = ears.Listening()
    wait_until(lambda: listening.heard_s > 0.2, 20)
    playing = ears.play(ears.Take(tone, 44_100.0))
    loudest = -120.0
    states = set()
    while (state := playing.state) in ("opening", "open"):
        states.add(state)
        loudest = max(loudest, listening.level_dbfs)
        time.sleep(0.02)
    say({"loudest": loudest, "state": playing.state, "before": sorted(states)})
    playing.close()
    listening.close()


def play_nowhere() -> None:
    import numpy as np

    playing = ears.play(ears.Take(np.zeros(4410, np.float32), 44_100.0))
    wait_until(lambda: playing.state != "opening", 20)
    say(playing.trouble.code if playing.trouble else playing.state)


def without_library() -> None:
    with patch.object(ctypes.util, "find_library", return_value=None):
        look()


WHAT: dict[str, Callable[..., None]] = {
    "listed": listed,
    "look": look,
    "take": take,
    "compare": compare,
    "trouble": trouble,
    "play_and_hear": play_and_hear,
    "play_nowhere": play_nowhere,
    "without_library": without_library,
}

if __name__ == "__main__":
    language.use("en")
    WHAT[sys.argv[1]](*sys.argv[2:])
