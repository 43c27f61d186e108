"""How OBS does at this moment: sound, picture, frames, outputs; asked a few times a second."""

from __future__ import annotations

import threading
from typing import Any, Final, Literal

import msgspec

from host_assistant.stage.obs.connection import ObsEvent
from host_assistant.stage.obs.errors import RequestRefused
from host_assistant.stage.obs.health.meters import METERS, NOTHING_DBFS, dbfs, inputs_of
from host_assistant.stage.obs.health.thumbnail import Thumbnail, read_thumbnail
from host_assistant.stage.obs.host_camera import camera_in
from host_assistant.stage.obs.link import LinkState, ObsLink
from host_assistant.stage.obs.microphones import is_muted, microphones

# Longer than OBS ever takes when all is well; the host waits for the alarm this long.
ANSWER_S: Final = 3.0
# Of a channel's levels the one before OBS's volume and mute.
INPUT_PEAK: Final = 2
OutputNow = Literal["on", "dropped", "off"]


class ObsVitals(msgspec.Struct, frozen=True, kw_only=True):
    """None where it cannot be told.

    `microphones_muted` is True when none of those on air is open. `sound_dbfs` is the loudest
    that any of them was since the look before, ahead of OBS's own volume. `camera` is what the
    camera on air shows, None in a scene without one; `program` the whole picture. The
    frames are counted since OBS started (`GetStats`) or the stream did (`GetStreamStatus`).
    `recorded_bytes` and `recorded_ms` belong to the recording that runs.
    """

    microphones_muted: bool | None
    open_microphones: tuple[str, ...] = ()
    sound_dbfs: float | None
    camera: Thumbnail | None
    program: Thumbnail | None
    stream: OutputNow
    stream_dropped: int
    stream_frames: int
    load_dropped: int
    load_frames: int
    recording: bool
    recorded_bytes: int
    recorded_ms: int
    free_bytes: int


class VitalsReader:
    """Looks at an OBS through a link of its own, so that it delays nobody and nobody delays it."""

    def __init__(self, address: str, password: str) -> None:
        self._meters = _Meters()
        self._link = ObsLink(
            address,
            password,
            on_event=self._meters.take,
            on_state=_nothing,
            call_timeout_s=ANSWER_S,
            event_mask=METERS,
        )

    def start(self) -> None:
        """Keep the link up from now on."""
        self._link.start()

    def close(self) -> None:
        self._link.close()

    def read(self) -> ObsVitals:
        """One look. Raises `StageError`: CallTimedOut when OBS hangs, LinkDown when it is away."""
        stats = self._link.call("GetStats")
        stream = self._link.call("GetStreamStatus")
        record = self._link.call("GetRecordStatus")
        names = microphones(self._link)
        open_ones = tuple(name for name in names if not is_muted(self._link, name))
        on_air = str(self._link.call("GetCurrentProgramScene")["currentProgramSceneName"])
        camera = camera_in(self._link, on_air)
        return ObsVitals(
            microphones_muted=not open_ones if names else None,
            open_microphones=open_ones,
            sound_dbfs=self._sound_dbfs(open_ones),
            camera=self._thumbnail(camera.name) if camera else None,
            program=self._thumbnail(on_air),
            stream=_output(stream),
            stream_dropped=stream["outputSkippedFrames"],
            stream_frames=stream["outputTotalFrames"],
            load_dropped=stats["renderSkippedFrames"] + stats["outputSkippedFrames"],
            load_frames=stats["renderTotalFrames"],
            recording=record["outputActive"],
            recorded_bytes=int(record["outputBytes"]),
            recorded_ms=int(record["outputDuration"]),
            free_bytes=int(stats["availableDiskSpace"] * 1024 * 1024),
        )

    def _sound_dbfs(self, open_microphones: tuple[str, ...]) -> float | None:
        heard = self._meters.loudest()
        if heard is None or not open_microphones:
            return None
        return max(heard.get(name, NOTHING_DBFS) for name in open_microphones)

    def _thumbnail(self, source: str) -> Thumbnail | None:
        try:
            return read_thumbnail(self._link, source)
        except RequestRefused:
            return None  # It was removed or renamed a moment ago.


class _Meters:
    """The loudest of each input since it was last asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._peaks: dict[str, float] | None = None

    def take(self, event: ObsEvent) -> None:
        if event.name != "InputVolumeMeters":
            return
        with self._lock:
            peaks = self._peaks = self._peaks or {}
            for name, channels in inputs_of(event.data).items():
                loudest = max((channel[INPUT_PEAK] for channel in channels), default=0.0)
                peaks[name] = max(peaks.get(name, 0.0), loudest)

    def loudest(self) -> dict[str, float] | None:
        """Input → dBFS; None when no meter was told at all."""
        with self._lock:
            peaks, self._peaks = self._peaks, None
        if peaks is None:
            return None
        return {name: dbfs(peak) for name, peak in peaks.items()}


def _output(told: dict[str, Any]) -> OutputNow:
    if not told["outputActive"]:
        return "off"
    return "dropped" if told.get("outputReconnecting") else "on"


def _nothing(_: LinkState) -> None:
    """Whether the link is up shows at the next look."""
