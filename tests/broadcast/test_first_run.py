"""The first evening: OBS was just installed, and nobody has ever opened it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from host_assistant.catalog.sheet import SheetReading, read_sheet
from host_assistant.catalog.shelf import Shelf
from host_assistant.data_folder import DataFolder
from host_assistant.resources import asset
from host_assistant.settings import SettingsStore
from tests.broadcast.first_run import Told
from tests.broadcast.on_air import noisy_film, somebody_speaks
from tests.support.fresh_obs import FreshMachine
from tests.support.rtmp import RtmpServer
from tests.support.sound import ASOUND, Microphone
from tests.support.waiting import wait_until

MOST_CLICKS = 12
MOST_CLICKS_TO_REHEARSE = 4
ENOUGH_BYTES = 100_000


def begin(fresh: FreshMachine, sound: Microphone | None, *words: str) -> subprocess.Popen[str]:
    environment = {**fresh.machine.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    environment["LANGUAGE"] = "vi"
    if sound is not None:
        (fresh.home / ".asoundrc").write_text(ASOUND)
        environment["PULSE_SERVER"] = sound.environment["PULSE_SERVER"]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.broadcast.first_run", *words],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def answer(program: subprocess.Popen[str]) -> Told:
    assert program.stdout is not None
    line = program.stdout.readline()
    assert line, "it ended before it was on air"
    return msgspec.json.decode(line, type=Told)


@pytest.mark.timeout(300)
def test_from_a_fresh_obs_to_on_air(
    fresh: FreshMachine, microphone: Microphone, rtmp: RtmpServer
) -> None:
    folder = DataFolder(fresh.data)
    folder.make()
    reading = read_sheet(asset("samples", "goods.csv"), folder.pictures)
    assert isinstance(reading, SheetReading)
    Shelf(folder.path).replace(reading.products)
    film = noisy_film(fresh.home / "camera.mkv", "testsrc2=size=640x360:rate=25")
    SettingsStore(folder.settings).change(camera=str(film))
    with somebody_speaks(microphone):
        program = begin(fresh, microphone, "on-air", str(folder.path), rtmp.server, "vai")
        try:
            told = answer(program)
            assert (told.mode, told.stream) == ("live", "on")
            assert told.clicks <= MOST_CLICKS
            assert told.typed == ["Máy chủ phát", "Khóa phát"]
            assert "bad" not in told.levels.values()
            assert told.levels["microphone"] == "good"
            wait_until(lambda: sum(_sizes(rtmp)) > ENOUGH_BYTES, 30)
        finally:
            _end(program)


@pytest.mark.timeout(120)
def test_from_the_first_start_to_a_rehearsal(fresh: FreshMachine) -> None:
    program = begin(fresh, None, "rehearse", str(fresh.data))
    try:
        told = answer(program)
    finally:
        _end(program)
    assert told.mode == "rehearsal"
    assert told.clicks <= MOST_CLICKS_TO_REHEARSE
    assert told.typed == []


def _sizes(rtmp: RtmpServer) -> list[int]:
    return [Path(each).stat().st_size for each in rtmp.recordings()]


def _end(program: subprocess.Popen[str]) -> None:
    try:
        program.communicate("\n", timeout=30)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
