"""What the lookout makes of what it sees, with faults that no real OBS shows on command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from host_assistant.control_room.director import Director
from host_assistant.control_room.lookout import Lookout
from host_assistant.journal.journal import Journal
from host_assistant.show import commands as cmd
from host_assistant.stage.obs.errors import CallTimedOut, RequestRefused
from host_assistant.stage.obs.health.thumbnail import Thumbnail
from host_assistant.stage.obs.health.vitals import ObsVitals
from tests.support.shows import opening
from tests.support.waiting import wait_until

WELL = ObsVitals(
    microphones_muted=False,
    sound_dbfs=-20.0,
    camera=Thumbnail(bytes(range(100, 200))),
    program=Thumbnail(bytes(range(100, 200))),
    stream="on",
    stream_dropped=0,
    stream_frames=0,
    load_dropped=0,
    load_frames=0,
    recording=False,
    recorded_bytes=0,
    recorded_ms=0,
    free_bytes=10**12,
)


class ScriptedVitals:
    """Shows what the test says; the camera's noise is added."""

    def __init__(self) -> None:
        self.seen: ObsVitals | Exception = WELL
        self.looks = 0

    def start(self) -> None: ...

    def close(self) -> None: ...

    def read(self) -> ObsVitals:
        self.looks += 1
        if isinstance(self.seen, Exception):
            raise self.seen
        noise = Thumbnail(self.looks.to_bytes(4, "big") + bytes(range(100, 200)))
        return replace(self.seen, camera=noise, program=noise)


class Watched:
    def __init__(self, director: Director, vitals: ScriptedVitals) -> None:
        self.director = director
        self.vitals = vitals

    def go_on_air(self) -> None:
        self.director.do(cmd.AskStream(on=True))
        self.director.do(cmd.NoticeStream(state="on"))


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    director = Director(lambda: Journal.open(tmp_path / "log.db"))
    director.start()
    director.do(opening(mode="live"))
    made = Watched(director, ScriptedVitals())
    data = tmp_path / "data"
    data.mkdir()
    lookout = Lookout(director, made.vitals, data, lambda: None)
    lookout.start()
    yield made
    lookout.close()
    director.close()


def test_off_air_nobody_looks(watched: Watched) -> None:
    watched.vitals.seen = replace(WELL, microphones_muted=True)
    watched.go_on_air()
    wait_until(lambda: watched.director.state.alarm == "microphone_muted", 10)
    watched.director.do(cmd.NoticeStream(state="off"))
    wait_until(lambda: watched.director.state.alarm is None, 10)
    looks = watched.vitals.looks
    watched.go_on_air()
    wait_until(lambda: watched.vitals.looks > looks, 10)


def test_a_look_that_breaks_does_not_end_the_watch(watched: Watched) -> None:
    watched.vitals.seen = RuntimeError("a thing nobody thought of")
    watched.go_on_air()
    wait_until(lambda: watched.vitals.looks >= 2, 10)
    watched.vitals.seen = RequestRefused("GetStats", 207, "not ready")
    looks = watched.vitals.looks
    wait_until(lambda: watched.vitals.looks >= looks + 2, 10)
    assert watched.director.state.alarm is None
    watched.vitals.seen = CallTimedOut("GetStats")
    wait_until(lambda: watched.director.state.alarm == "obs_not_answering", 10)
    watched.vitals.seen = WELL
    wait_until(lambda: watched.director.state.alarm is None, 10)


def test_a_disk_that_is_gone_blinds_nobody(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / "data").rmdir()
    watched.vitals.seen = CallTimedOut("GetStats")
    watched.go_on_air()
    wait_until(lambda: watched.director.state.alarm == "obs_not_answering", 10)
    watched.vitals.seen = replace(WELL, microphones_muted=True)
    wait_until(lambda: watched.director.state.alarm == "microphone_muted", 10)


def test_the_rate_of_the_recording_counts(watched: Watched) -> None:
    watched.go_on_air()
    # 6 GB in a minute, of which 100 GB are left: no twenty minutes more.
    watched.vitals.seen = replace(
        WELL, recording=True, recorded_bytes=6 * 10**9, recorded_ms=60_000, free_bytes=10**11
    )
    wait_until(lambda: watched.director.state.alarm == "disk_filling", 15)
