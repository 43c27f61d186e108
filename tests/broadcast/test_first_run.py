"""The first evening: OBS was just installed, and nobody has ever opened it."""

from __future__ import annotations

import os
import socket
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
from host_assistant.stage.obs.address import DEFAULT_PORT
from tests.broadcast.first_run import Told
from tests.broadcast.on_air import noisy_film, somebody_speaks
from tests.support.fresh_obs import FreshMachine
from tests.support.rtmp import RtmpServer
from tests.support.sound import ASOUND, Microphone
from tests.support.waiting import wait_until

MOST_CLICKS = 12
MOST_CLICKS_TO_REHEARSE = 4
ENOUGH_BYTES = 100_000


def door_is_free() -> bool:
    """An OBS without settings listens where every other one does: another's must be gone."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", DEFAULT_PORT))
        except OSError:
            return False
    return True


def begin(fresh: FreshMachine, sound: Microphone | None, *words: str) -> subprocess.Popen[str]:
    wait_until(door_is_free, 60)
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
        program = begin(fresh, microphone, "on-air", str(folder.path), rtmp.server, "vai-thieu")
        try:
            told = answer(program)
            assert (told.mode, told.stream) == ("live", "on")
            assert told.clicks <= MOST_CLICKS
            assert told.typed == ["Máy chủ phát", "Khóa phát"]
            # A laptop that runs tests beside it is busy, and says so.
            assert {name for name, level in told.levels.items() if level == "bad"} <= {"load"}
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


@pytest.mark.timeout(200)
def test_an_obs_that_was_set_up_is_put_back(fresh: FreshMachine) -> None:
    before = _settings(fresh)
    program = begin(fresh, None, "put-back", str(fresh.data))
    try:
        answer(program)
    finally:
        _end(program)
    assert not fresh.running()
    left = _settings(fresh)
    assert "global.ini" not in before
    # OBS writes its own files as it runs; of ours nothing is left in them.
    assert not [name for name, text in left.items() if "Lên Sóng" in name or "Lên Sóng" in text]
    assert "ServerEnabled=true" not in left.get("global.ini", "")


def _settings(fresh: FreshMachine) -> dict[str, str]:
    files = (
        each for each in fresh.studio.rglob("*") if each.is_file() and "logs" not in each.parts
    )
    return {str(each.relative_to(fresh.studio)): each.read_text(errors="replace") for each in files}


def _sizes(rtmp: RtmpServer) -> list[int]:
    return [Path(each).stat().st_size for each in rtmp.recordings()]


def _end(program: subprocess.Popen[str]) -> None:
    try:
        program.communicate("\n", timeout=30)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
