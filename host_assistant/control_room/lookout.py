"""Looks twice a second at how the broadcast does, and tells the Director which alarm stands."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from host_assistant.control_room.clock import Clock, SystemClock
from host_assistant.control_room.director import Director
from host_assistant.control_room.watch import Facts, Watch
from host_assistant.show import commands as cmd
from host_assistant.show.state import ShowState
from host_assistant.show.vocabulary import AlarmCode
from host_assistant.stage.obs.errors import CallTimedOut
from host_assistant.stage.obs.health.thumbnail import Thumbnail
from host_assistant.stage.obs.health.vitals import ObsVitals
from host_assistant.stage.obs.setup.encoding import OBS_BITRATE_KBPS
from host_assistant.stage.stage import StageError, StageGone

log = logging.getLogger(__name__)

EVERY_S: Final = 0.5
# A laptop that cannot keep up is not asked more often for it.
LEAST_PAUSE_S: Final = 0.1
# What a recording writes until it has shown its own rate; its sound is little beside it.
USUAL_BYTES_A_MINUTE: Final = OBS_BITRATE_KBPS * 125 * 60
# Long enough for a recording's rate to mean something.
RATE_AFTER_MS: Final = 20_000


class Vitals(Protocol):
    """Where OBS's side of the facts comes from."""

    def start(self) -> None: ...

    def read(self) -> ObsVitals: ...

    def close(self) -> None: ...


class Lookout:
    """One thread beside a live show. Alarms are raised only on air and on the way there."""

    def __init__(
        self,
        director: Director,
        vitals: Vitals,
        data_folder: Path,
        battery_minutes: Callable[[], float | None],
        clock: Clock | None = None,
    ) -> None:
        self._director = director
        self._vitals = vitals
        self._data_folder = data_folder
        self._battery_minutes = battery_minutes
        self._clock = clock or SystemClock()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lookout", daemon=True)
        self._watch = Watch()
        self._camera: Thumbnail | None = None
        self._program: Thumbnail | None = None
        self._recording_wanted = False
        self.heard_before: tuple[str, ...] = ()

    def start(self) -> None:
        self._vitals.start()
        self._thread.start()

    def close(self) -> None:
        """Stop looking; what stands is left to the end of the session to clear."""
        self._closing.set()
        self._vitals.close()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        pause_s = EVERY_S
        while not self._closing.wait(pause_s):
            began_ms = self._clock.monotonic_ms()
            try:
                self._look()
            except Exception:
                log.exception("the broadcast could not be looked at")
            took_s = (self._clock.monotonic_ms() - began_ms) / 1000
            pause_s = max(EVERY_S - took_s, LEAST_PAUSE_S)

    def _look(self) -> None:
        state = self._director.state
        if not state.is_open or state.stream == "off":
            self._rest()
            return
        if state.stream == "asked":
            # Nobody watches yet: all that counts is whether it arrives.
            self._tell(self._watch.see(Facts(at_ms=self._clock.monotonic_ms(), stream="asked")))
            return
        try:
            seen = self._vitals.read()
        except (CallTimedOut, StageGone):
            seen = None
        except StageError:
            return  # OBS is changing its scenes, say: the next look will tell.
        facts = self._facts(state, seen)
        if not self._closing.is_set():
            self._tell(self._watch.see(facts))

    def _rest(self) -> None:
        """Off air nothing can harm a broadcast; the next one is watched afresh."""
        self._watch = Watch()
        self._camera = self._program = None
        self._recording_wanted = False
        self._tell(None)

    def _tell(self, alarm: AlarmCode | None) -> None:
        # As the log has it: what a full disk did not take is told again.
        if alarm != self._director.state.alarm:
            self._director.submit(cmd.NoticeAlarm(code=alarm))

    def _facts(self, state: ShowState, seen: ObsVitals | None) -> Facts:
        """`seen` is None where OBS does not answer."""
        battery_minutes = self._battery_minutes()
        free_bytes = self._free_bytes()
        if seen is None:
            self._camera = self._program = None
            return Facts(
                at_ms=self._clock.monotonic_ms(),
                on_break=state.phase == "break",
                obs_answers=False,
                stream=state.stream,
                disk_minutes=None if free_bytes is None else free_bytes / USUAL_BYTES_A_MINUTE,
                battery_minutes=battery_minutes,
            )
        self._recording_wanted |= seen.recording
        if seen.open_microphones:
            self.heard_before = seen.open_microphones
        least_bytes = seen.free_bytes if free_bytes is None else min(free_bytes, seen.free_bytes)
        facts = Facts(
            at_ms=self._clock.monotonic_ms(),
            on_break=state.phase == "break",
            microphones_muted=seen.microphones_muted,
            sound_dbfs=seen.sound_dbfs,
            camera_black=None if seen.camera is None else seen.camera.is_black,
            camera_moves=_differ(self._camera, seen.camera),
            picture_changes=_differ(self._program, seen.program),
            stream="dropped" if "dropped" in (state.stream, seen.stream) else state.stream,
            network_dropped=seen.stream_dropped,
            network_frames=seen.stream_frames,
            load_dropped=seen.load_dropped,
            load_frames=seen.load_frames,
            recording=seen.recording,
            recording_wanted=self._recording_wanted,
            disk_minutes=least_bytes / _bytes_a_minute(seen),
            battery_minutes=battery_minutes,
        )
        self._camera, self._program = seen.camera, seen.program
        return facts

    def _free_bytes(self) -> int | None:
        """Where the log is kept; None where that disk does not answer, being unplugged, say."""
        try:
            return shutil.disk_usage(self._data_folder).free
        except OSError:
            return None


def _differ(before: Thumbnail | None, now: Thumbnail | None) -> bool | None:
    return None if before is None or now is None else before != now


def _bytes_a_minute(seen: ObsVitals) -> float:
    if not seen.recording or seen.recorded_ms < RATE_AFTER_MS:
        return USUAL_BYTES_A_MINUTE
    return max(seen.recorded_bytes / seen.recorded_ms * 60_000, 1.0)
