"""A whole broadcast with every real part, to be harmed: OBS, a camera's stand-in, a microphone
that hears somebody speak, a recording, and a server that is streamed to."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from host_assistant.control_room.show import ObsAccess, Show, ShowWanted
from host_assistant.data_folder import DataFolder
from host_assistant.show import commands as cmd
from host_assistant.show.vocabulary import AlarmCode
from tests.broadcast.watching import stream_to
from tests.support.obs import RealObs
from tests.support.obs_home import USER_SCENE
from tests.support.shows import GOODS
from tests.support.sound import Microphone
from tests.support.waiting import wait_until

CAMERA = "Máy quay thử"
RATE_HZ = 48_000
SMALL = {
    "baseWidth": 640,
    "baseHeight": 360,
    "outputWidth": 640,
    "outputHeight": 360,
    "fpsNumerator": 15,
    "fpsDenominator": 1,
}


class OnAir:
    """A show on air. `camera` names the stand-in's input in OBS."""

    def __init__(self, show: Show, obs: RealObs) -> None:
        self.show = show
        self.obs = obs

    @property
    def alarm(self) -> AlarmCode | None:
        return self.show.director.state.alarm

    def expect(self, alarm: AlarmCode, within_s: float) -> None:
        stood: list[AlarmCode | None] = []

        def stands() -> bool:
            if not stood or stood[-1] != self.alarm:
                stood.append(self.alarm)
            return self.alarm == alarm

        try:
            wait_until(stands, within_s)
        except AssertionError as late:
            late.add_note(f"{alarm} was expected, these stood: {stood}")
            raise

    def expect_over(self, alarm: AlarmCode, within_s: float = 15.0) -> None:
        """It ends; a machine that has to draw in software may well be told that it is slow."""
        wait_until(lambda: self.alarm != alarm, within_s)


@contextlib.contextmanager
def on_air(folder: Path, obs: RealObs, server: str) -> Iterator[OnAir]:
    """Open a live show on this OBS, with its camera's stand-in, and stream it to the server."""
    with starting(folder, obs, server) as made:
        wait_until(lambda: made.show.director.state.stream == "on", 20)
        yield made


@contextlib.contextmanager
def starting(folder: Path, obs: RealObs, server: str) -> Iterator[OnAir]:
    """As `on_air`, whether it gets there or not."""
    data = DataFolder(folder / "data")
    data.make()
    stand_in(obs, folder)
    stream_to(obs, server)
    access = ObsAccess(url=obs.address, password=obs.password)
    show = Show.open(data, ShowWanted(mode="live", title="t", products=GOODS, obs=access))
    try:
        director = show.director
        director.do(cmd.ChooseScene(scene="camera"))
        wait_until(lambda: director.state.role_on_stage == "camera", 20)
        director.do(cmd.AskStream(on=True))
        yield OnAir(show, obs)
    finally:
        show.close()


def stand_in(obs: RealObs, folder: Path) -> None:
    """A film with a camera's noise, in the user's scene."""
    film = noisy_film(folder / "camera.mkv", "testsrc2=size=320x180:rate=15")
    with obs.link() as link:
        # So small that software can draw, stream and record it without losing frames.
        link.call("SetVideoSettings", **SMALL)
        link.call(
            "CreateInput",
            sceneName=USER_SCENE,
            inputName=CAMERA,
            inputKind="ffmpeg_source",
            inputSettings={"local_file": str(film), "is_local_file": True, "looping": True},
        )


def noisy_film(path: Path, source: str) -> Path:
    """Six seconds of that source of ffmpeg's, each frame with noise of its own."""
    subprocess.run(
        [
            "ffmpeg",
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            f"{source},noise=alls=6:allf=t",
            "-t",
            "6",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-y",
            str(path),
        ],
        check=True,
    )
    return path


@contextlib.contextmanager
def somebody_speaks(microphone: Microphone) -> Iterator[None]:
    """Noise that rises and falls as speech does, into the microphone, until the end."""
    chance = np.random.default_rng(1)
    time_s = np.arange(RATE_HZ * 4) / RATE_HZ
    level = 0.02 + 0.15 * np.abs(np.sin(2 * np.pi * 1.7 * time_s))
    samples = (chance.standard_normal(time_s.size) * level).clip(-1, 1)
    file = microphone.home / "speech.wav"
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE_HZ)
        out.writeframes((samples * 32767).astype("<i2").tobytes())
    player = subprocess.Popen(
        ["sh", "-c", f"while :; do paplay --device=mic '{file}' 2>/dev/null || sleep 0.2; done"],
        env=microphone.environment,
        start_new_session=True,
    )
    try:
        yield
    finally:
        _end_group(player)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
