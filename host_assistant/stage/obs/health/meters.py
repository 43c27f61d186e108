"""What OBS's own meters show, for a few seconds."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Final

import msgspec

from host_assistant.stage.obs.connection import ObsEvent
from host_assistant.stage.obs.errors import LinkDown
from host_assistant.stage.obs.link import LinkState, ObsLink
from host_assistant.stage.obs.microphones import is_muted, microphones

# EventSubscription::InputVolumeMeters: 20 events a second, with every input that makes a sound.
METERS: Final = 1 << 16
KEPT: Final = 400
# Where a meter ends that shows nothing at all.
NOTHING_DBFS: Final = -120.0

Channel = tuple[float, float, float]
"""Magnitude (RMS), peak, and the peak before OBS's volume and mute; multipliers, 1.0 at full
scale (obs-websocket's protocol, InputVolumeMeters)."""


class MeterReading(msgspec.Struct, frozen=True):
    """The meters at one moment of the monotonic clock; an input that is not in use is missing."""

    at_s: float
    inputs: dict[str, tuple[Channel, ...]]


class ObsMicrophone(msgspec.Struct, frozen=True):
    """An input that OBS records sound with."""

    name: str
    muted: bool


class ObsHearing(msgspec.Struct, frozen=True):
    """What OBS heard for some seconds, and which of its inputs are microphones."""

    microphones: tuple[ObsMicrophone, ...]
    readings: tuple[MeterReading, ...]


class Meters:
    """Keeps the newest readings for whoever asks; nobody is called twenty times a second.

    It has a link of its own, because a link tells all its events to one listener.
    """

    def __init__(self, address: str, password: str) -> None:
        self._lock = threading.Lock()
        self._kept: deque[MeterReading] = deque(maxlen=KEPT)
        self._link = ObsLink(
            address, password, on_event=self._take, on_state=_nothing, event_mask=METERS
        )

    def connect(self, timeout_s: float) -> None:
        """Raises a `LinkError`."""
        self._link.connect(timeout_s)

    def close(self) -> None:
        self._link.close()

    @property
    def up(self) -> bool:
        return self._link.up

    def readings(self, since_s: float) -> tuple[MeterReading, ...]:
        """Those after a moment of the monotonic clock, oldest first; KEPT at most."""
        with self._lock:
            return tuple(reading for reading in self._kept if reading.at_s >= since_s)

    def microphones(self) -> tuple[ObsMicrophone, ...]:
        """OBS's microphones as they are now. Raises a `StageError`."""
        return tuple(
            ObsMicrophone(name, is_muted(self._link, name)) for name in microphones(self._link)
        )

    def _take(self, event: ObsEvent) -> None:
        if event.name != "InputVolumeMeters":
            return
        reading = MeterReading(time.monotonic(), inputs_of(event.data))
        with self._lock:
            self._kept.append(reading)


def hear(
    address: str,
    password: str,
    seconds: float,
    *,
    patience_s: float = 3.0,
    wait: Callable[[float], object] = time.sleep,
) -> ObsHearing:
    """What OBS hears from now on for so long, for a worker thread.

    Raises a `StageError` that says why not: a `LinkError` within `patience_s`, `LinkDown` when
    OBS goes away meanwhile.
    """
    meters = Meters(address, password)
    try:
        meters.connect(patience_s)
        began_s = time.monotonic()
        while time.monotonic() - began_s < seconds:
            if not meters.up:
                raise LinkDown("gone while its meters were read")
            wait(0.05)
        return ObsHearing(meters.microphones(), meters.readings(began_s))
    finally:
        meters.close()


def dbfs(multiplier: float) -> float:
    """A meter's multiplier, 1.0 at full scale, as dBFS; NOTHING_DBFS for nothing and below."""
    return max(20 * math.log10(multiplier), NOTHING_DBFS) if multiplier > 0 else NOTHING_DBFS


def inputs_of(data: dict[str, Any]) -> dict[str, tuple[Channel, ...]]:
    """The channels of each input, from an `InputVolumeMeters` event's data."""
    return {
        each["inputName"]: tuple(
            (levels[0], levels[1], levels[2]) for levels in each["inputLevelsMul"]
        )
        for each in data["inputs"]
    }


def _nothing(_: LinkState) -> None:
    """Whether the link is up is asked for."""
