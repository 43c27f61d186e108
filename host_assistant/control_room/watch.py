"""From facts to at most one alarm at a time: the most harmful thing that is wrong on air.

Pure: no clock, no I/O. Who gathers the facts calls `see` about twice a second.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

import msgspec

from host_assistant.show.vocabulary import AlarmCode, OutputState

# An open microphone always hears a little; less than this is a cable, a switch or a dead driver.
DEAD_DBFS: Final = -85.0
# Quieter than a room with nobody in it: the microphone is covered or far away.
SILENT_DBFS: Final = -60.0
DROPPED_SHARE: Final = 0.05
FRAMES_WINDOW_MS: Final = 6_000
# Enough frames for the share to mean something: two seconds at 30 a second.
FRAMES_LEAST: Final = 60
BATTERY_MINUTES: Final = 20
DISK_MINUTES: Final = 20
# A platform that takes the stream at all takes it within a few seconds.
ARRIVES_WITHIN_MS: Final = 15_000
# A cause that comes and goes is told of at most once in this time.
ONCE_IN_MS: Final = 60_000


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen at one moment; None where it could not be seen, which is never an alarm.

    `at_ms` is monotonic. `sound_dbfs` is the loudest that any open microphone was since the facts
    before. `camera_moves` compares the camera's picture with the one before, `picture_changes`
    the whole picture. The frames are counted since OBS started: those that the network or the
    laptop was too slow for, of how many. `recording_wanted` is True once a recording has run.
    """

    at_ms: int
    on_break: bool = False
    obs_answers: bool = True
    microphones_muted: bool | None = None
    sound_dbfs: float | None = None
    camera_black: bool | None = None
    camera_moves: bool | None = None
    picture_changes: bool | None = None
    stream: OutputState = "on"
    network_dropped: int | None = None
    network_frames: int | None = None
    load_dropped: int | None = None
    load_frames: int | None = None
    recording: bool | None = None
    recording_wanted: bool = False
    disk_minutes: float | None = None
    battery_minutes: float | None = None


class _Cause(msgspec.Struct, frozen=True):
    """An alarm is raised once `is_so` held for `raise_ms`, and ends once it did not for `clear_ms`.

    What cannot be seen (None) is neither: the alarm stays as it is.
    """

    code: AlarmCode
    is_so: Callable[[Facts, _Frames], bool | None]
    raise_ms: int
    clear_ms: int = 1_500


class _Frames:
    """The share of frames lost lately, from counters that only grow until OBS starts anew."""

    def __init__(self) -> None:
        self._seen: dict[str, deque[tuple[int, int, int]]] = {"network": deque(), "load": deque()}

    def add(self, facts: Facts) -> None:
        for name, dropped, frames in (
            ("network", facts.network_dropped, facts.network_frames),
            ("load", facts.load_dropped, facts.load_frames),
        ):
            seen = self._seen[name]
            if dropped is None or frames is None:
                continue
            if seen and (frames < seen[-1][2] or dropped < seen[-1][1]):
                seen.clear()
            seen.append((facts.at_ms, dropped, frames))
            while seen[0][0] < facts.at_ms - FRAMES_WINDOW_MS:
                seen.popleft()

    def too_many(self, name: str) -> bool | None:
        seen = self._seen[name]
        if not seen:
            return None
        frames = seen[-1][2] - seen[0][2]
        if frames < FRAMES_LEAST:
            return None
        return (seen[-1][1] - seen[0][1]) / frames > DROPPED_SHARE


def _muted(facts: Facts, _: _Frames) -> bool | None:
    return False if facts.on_break else facts.microphones_muted


def _below(dbfs: float) -> Callable[[Facts, _Frames], bool | None]:
    def is_so(facts: Facts, _: _Frames) -> bool | None:
        if facts.on_break:
            return False
        return None if facts.sound_dbfs is None else facts.sound_dbfs < dbfs

    return is_so


def _black(facts: Facts, _: _Frames) -> bool | None:
    return False if facts.on_break else facts.camera_black


def _frozen(facts: Facts, _: _Frames) -> bool | None:
    if facts.on_break:
        return False
    return None if facts.camera_moves is None else not facts.camera_moves


def _still(facts: Facts, _: _Frames) -> bool | None:
    return None if facts.picture_changes is None else not facts.picture_changes


def _recording_stopped(facts: Facts, _: _Frames) -> bool | None:
    if not facts.recording_wanted:
        return False
    return None if facts.recording is None else not facts.recording


def _fewer(minutes: float | None, than: float) -> bool:
    return minutes is not None and minutes < than


# In the order of harm. A host may fall silent for a while and hold a product still; neither a
# dead microphone nor a frozen camera looks like that.
_CAUSES: Final = (
    _Cause("obs_not_answering", lambda facts, _: not facts.obs_answers, 0, 0),
    _Cause("microphone_muted", _muted, 2_000),
    _Cause("microphone_dead", _below(DEAD_DBFS), 2_500),
    _Cause("microphone_silent", _below(SILENT_DBFS), 20_000),
    _Cause("picture_black", _black, 2_000),
    _Cause("picture_frozen", _frozen, 2_000),
    _Cause("stream_not_arriving", lambda facts, _: facts.stream == "asked", ARRIVES_WITHIN_MS, 0),
    _Cause("stream_dropped", lambda facts, _: facts.stream == "dropped", 0, 500),
    _Cause("network_slow", lambda _, frames: frames.too_many("network"), 1_000, 3_000),
    _Cause("laptop_slow", lambda _, frames: frames.too_many("load"), 3_000, 5_000),
    _Cause("recording_stopped", _recording_stopped, 2_000),
    _Cause("disk_filling", lambda facts, _: _fewer(facts.disk_minutes, DISK_MINUTES), 1_000, 5_000),
    _Cause(
        "battery_low",
        lambda facts, _: _fewer(facts.battery_minutes, BATTERY_MINUTES),
        5_000,
        5_000,
    ),
    _Cause("picture_still", _still, 180_000, 0),
)


class Watch:
    """Sees facts, and says which alarm stands."""

    def __init__(self) -> None:
        self._frames = _Frames()
        self._so_since: dict[AlarmCode, int] = {}
        self._not_since: dict[AlarmCode, int] = {}
        self._active: set[AlarmCode] = set()
        self._told: set[AlarmCode] = set()
        self._raised_ms: dict[AlarmCode, int] = {}

    def see(self, facts: Facts) -> AlarmCode | None:
        """The alarm that stands now, None when all is well."""
        self._frames.add(facts)
        for cause in _CAUSES:
            self._follow(cause, facts)
        return self._worst(facts.at_ms)

    def _follow(self, cause: _Cause, facts: Facts) -> None:
        is_so, code, now_ms = cause.is_so(facts, self._frames), cause.code, facts.at_ms
        if is_so is None:
            return
        if is_so:
            self._not_since.pop(code, None)
            if now_ms - self._so_since.setdefault(code, now_ms) >= cause.raise_ms:
                self._active.add(code)
        else:
            self._so_since.pop(code, None)
            if now_ms - self._not_since.setdefault(code, now_ms) >= cause.clear_ms:
                self._active.discard(code)
                self._told.discard(code)

    def _worst(self, now_ms: int) -> AlarmCode | None:
        """The first in the order of harm, but for what came and went within the minute.

        What a worse alarm interrupted comes back when that is over.
        """
        for cause in _CAUSES:
            if cause.code not in self._active:
                continue
            if cause.code in self._told:
                return cause.code
            raised_ms = self._raised_ms.get(cause.code)
            if raised_ms is None or now_ms - raised_ms >= ONCE_IN_MS:
                self._raised_ms[cause.code] = now_ms
                self._told.add(cause.code)
                return cause.code
        return None
