"""Streams from a microphone and to a loudspeaker, which nobody waits for.

They open on a thread of their own (see `microphone_door`); the screen polls.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from host_assistant.checks.microphone_door import (
    PATIENCE_S,
    SoundTrouble,
    door,
    library,
    listed,
    trouble,
)
from host_assistant.checks.microphone_list import Microphone

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Heard = NDArray[np.float32]

KEPT_S: Final = 15.0
METER_S: Final = 0.1
FLOOR_DBFS: Final = -120.0
# A microphone that delivered nothing for so long is gone, whatever its driver says; a sound
# server that wakes a sleeping device needs more time for the first.
STALLED_S: Final = 1.0
FIRST_S: Final = 4.0

State = Literal["opening", "open", "over", "failed"]


class Take(msgspec.Struct, frozen=True):
    """Mono `samples`, float32, full scale ±1."""

    samples: Heard
    rate_hz: float


class _Held:
    """A stream that is opened and closed on the door's thread, watched from any."""

    def __init__(self) -> None:
        self._began_s = time.monotonic()
        self._stream: Any = None
        self._failed: SoundTrouble | None = None
        self._closed = False
        self._finished = threading.Event()
        door().post(self._open)

    @property
    def trouble(self) -> SoundTrouble | None:
        """Why it does not run, if it does not and was not closed."""
        if self._failed is not None or self._closed:
            return self._failed
        if self._stream is None and time.monotonic() - self._began_s > PATIENCE_S:
            return SoundTrouble("stuck", "it does not open")
        return None

    @property
    def state(self) -> State:
        if self.trouble is not None:
            return "failed"
        if self._closed or self._finished.is_set():
            return "over"
        return "opening" if self._stream is None else "open"

    def close(self) -> None:
        """Let go of the device, soon; nothing is waited for."""
        self._closed = True
        door().post(self._shut)

    def _start(self) -> Any:
        """Make the stream and start it."""
        raise NotImplementedError

    def _open(self) -> None:
        if self._closed:
            return
        try:
            self._stream = self._start()
            door().keep(self._stream)
        except Exception as error:
            self._failed = trouble(error)

    def _shut(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            door().let_go(stream)


class Listening(_Held):
    """A microphone held open, with the last seconds of what it heard.

    `name` is a `Microphone`'s, None for the system's own choice. Opening takes its time: look at
    `state`, and when that is "failed" at `trouble` ("none" there, "vanished", "refused",
    "not_allowed", "stuck", "no_library").
    """

    def __init__(self, name: str | None = None) -> None:
        self.name = name
        self.rate_hz = 0.0
        self._lock = threading.Lock()
        self._ring: Heard | None = None
        self._written = 0
        self._heard_at_s = 0.0
        super().__init__()

    @property
    def trouble(self) -> SoundTrouble | None:
        known = super().trouble
        if known is not None or self._closed or self._stream is None:
            return known
        patience_s = STALLED_S if self._written else FIRST_S
        stalled = time.monotonic() - self._heard_at_s > patience_s
        return SoundTrouble("vanished", "nothing comes") if stalled else None

    @property
    def heard_s(self) -> float:
        """How many seconds it has heard since it was opened."""
        return self._written / self.rate_hz if self.rate_hz else 0.0

    @property
    def level_dbfs(self) -> float:
        """How loud the last tenth of a second was."""
        import numpy as np

        samples = self.take(METER_S).samples
        power = float(np.mean(np.square(samples, dtype=np.float64))) if samples.size else 0.0
        return max(FLOOR_DBFS, 10 * float(np.log10(max(power, 1e-30))))

    def take(self, seconds: float) -> Take:
        """The last `seconds` of what was heard, or as much as there is of the last KEPT_S.

        Of a microphone with several channels, the loudest: many fill one of two.
        """
        import numpy as np

        ring = self._ring
        if ring is None:
            return Take(np.zeros(0, np.float32), self.rate_hz)
        with self._lock:
            count = min(round(seconds * self.rate_hz), self._written, len(ring))
            at = np.arange(self._written - count, self._written) % len(ring)
            heard = ring[at]
        loudest = int(np.square(heard).sum(axis=0).argmax())
        return Take(np.ascontiguousarray(heard[:, loudest]), self.rate_hz)

    def _start(self) -> Any:
        import numpy as np

        sounddevice = library()
        device = self._device()
        about = sounddevice.query_devices(device.index)
        channels = min(2, about["max_input_channels"])
        self.rate_hz = float(about["default_samplerate"])
        self._ring = np.zeros((round(KEPT_S * self.rate_hz), channels), np.float32)
        stream = sounddevice.InputStream(
            device=device.index,
            channels=channels,
            samplerate=self.rate_hz,
            dtype="float32",
            callback=self._take_in,
        )
        self._heard_at_s = time.monotonic()
        stream.start()
        return stream

    def _device(self) -> Microphone:
        there = listed()
        if not there:
            raise SoundTrouble("none")
        if self.name is None:
            return there[0]
        for each in there:
            if each.name == self.name:
                return each
        raise SoundTrouble("vanished", self.name)

    def _take_in(self, block: Heard, _frames: int, _time: Any, _status: Any) -> None:
        """On PortAudio's own thread."""
        ring = self._ring
        if ring is None:
            return
        with self._lock:
            block = block[-len(ring) :]
            start = self._written % len(ring)
            first = min(len(block), len(ring) - start)
            ring[start : start + first] = block[:first]
            ring[: len(block) - first] = block[first:]
            self._written += len(block)
        self._heard_at_s = time.monotonic()


class Playing(_Held):
    """Something being played to the host alone, by the system's own loudspeaker."""

    def __init__(self, take: Take) -> None:
        self._rest = take.samples
        self._rate_hz = take.rate_hz
        super().__init__()

    def _start(self) -> Any:
        sounddevice = library()
        try:
            stream = sounddevice.OutputStream(
                channels=1,
                samplerate=self._rate_hz,
                dtype="float32",
                callback=self._give,
                finished_callback=self._finished.set,
            )
            stream.start()
        except sounddevice.PortAudioError as error:
            raise SoundTrouble("no_loudspeaker", str(error)) from error
        return stream

    def _give(self, block: Heard, frames: int, _time: Any, _status: Any) -> None:
        """On PortAudio's own thread."""
        now, self._rest = self._rest[:frames], self._rest[frames:]
        block[: len(now), 0] = now
        block[len(now) :] = 0
        if len(now) < frames:
            raise library().CallbackStop
