"""Whether OBS hears the host: from meters made up, and from a real OBS."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from host_assistant.checks.finding import Finding
from host_assistant.checks.obs_sound import judge, renewed
from host_assistant.checks.words_sound import words
from host_assistant.stage.obs.errors import LinkDown, NobodyThere
from host_assistant.stage.obs.health import meters
from host_assistant.stage.obs.health.meters import Channel, MeterReading, ObsHearing, ObsMicrophone
from tests.support import speech
from tests.support.obs import RealObs, free_port
from tests.support.obs_home import MICROPHONE
from tests.support.parts import need_programs
from tests.support.sound import Microphone
from tests.support.waiting import wait_until


def hearing(
    *microphones: tuple[str, bool], before: dict[str, float], volume: float = 1.0
) -> ObsHearing:
    """Two seconds of inputs (name, muted) whose peaks before OBS's volume are these."""
    muted = dict(microphones)
    inputs: dict[str, tuple[Channel, ...]] = {
        name: ((peak * volume / 8, peak * volume * (not muted[name]), peak),) * 2
        for name, peak in before.items()
    }
    silent = dict.fromkeys(before, ())
    readings = (MeterReading(0.0, {**silent}), MeterReading(0.05, inputs), MeterReading(0.1, {}))
    return ObsHearing(tuple(ObsMicrophone(*each) for each in microphones), readings)


@pytest.mark.parametrize(
    ("heard", "laptop_hears", "level", "code"),
    [
        (hearing(("Mic", False), before={"Mic": 0.5}), None, "good", "obs_hears"),
        (hearing(("Mic", True), before={"Mic": 0.5}), None, "bad", "obs_muted"),
        (hearing(("Mic", False), before={"Mic": 0.0}), True, "bad", "obs_silent"),
        (hearing(("Mic", False), before={"Mic": 0.001}), None, "doubtful", "obs_silent"),
        (hearing(("Mic", False), before={"Mic": 0.001}), False, "unknown", "obs_nobody_spoke"),
        (hearing(("Mic", False), before={}), True, "bad", "obs_silent"),
        (hearing(before={}), True, "bad", "obs_no_microphone"),
        (
            hearing(("Mic", False), before={"Mic": 0.5}, volume=0.01),
            True,
            "bad",
            "obs_turned_down",
        ),
        (
            hearing(("Mic", False), ("USB", True), before={"Mic": 0.0, "USB": 0.5}),
            True,
            "bad",
            "obs_muted",
        ),
        (
            hearing(("Mic", False), ("USB", True), before={"Mic": 0.3, "USB": 0.5}),
            True,
            "good",
            "obs_hears",
        ),
        (ObsHearing((ObsMicrophone("Mic", False),), ()), True, "unknown", "obs_unheard"),
    ],
)
def test_the_meters_are_judged(
    heard: ObsHearing, laptop_hears: bool | None, level: str, code: str
) -> None:
    (finding,) = judge(heard, laptop_hears)
    assert (finding.level, finding.code) == (level, code)
    assert words()[f"sound.{code}"].format(**finding.figures)


def test_the_muted_one_that_is_spoken_into_is_named() -> None:
    heard = hearing(("Mic", False), ("USB", True), before={"Mic": 0.0, "USB": 0.5})
    assert judge(heard, True)[0].figures["device"] == ("USB",)


FINE = Finding(check="sound", level="good", code="fine")
MUTED = hearing(("Mic", True), before={})
TURNED_DOWN = hearing(("Mic", False), before={"Mic": 0.5}, volume=0.01)
SILENT = hearing(("Mic", False), before={})


@pytest.mark.parametrize(
    ("then", "now", "left"),
    [
        (MUTED, SILENT, []),
        (TURNED_DOWN, SILENT, ["obs_turned_down"]),
        (TURNED_DOWN, TURNED_DOWN, ["obs_turned_down"]),
        (SILENT, MUTED, ["obs_muted"]),
        (SILENT, SILENT, ["obs_silent"]),
    ],
)
def test_obs_is_told_of_once(then: ObsHearing, now: ObsHearing, left: list[str]) -> None:
    found = renewed((FINE, *judge(then, laptop_hears=True)), judge(now, laptop_hears=False))
    assert sorted(each.code for each in found) == ["fine", *left]


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    need_programs("espeak-ng")
    spoken = speech.spoken(speech.voices()[0]) * speech.gain(-20)
    return speech.write_wav(tmp_path / "voice.wav", spoken)


@contextmanager
def speaking(voice: Path, microphone: Microphone) -> Iterator[None]:
    player = subprocess.Popen(["paplay", "--device=mic", str(voice)], env=microphone.environment)
    yield
    player.kill()
    player.wait()


def test_a_real_obs_tells_whether_it_hears(
    heard_obs: RealObs, microphone: Microphone, voice: Path
) -> None:
    def code() -> str:
        with speaking(voice, microphone):
            heard = meters.hear(heard_obs.address, heard_obs.password, 1.5)
        assert 15 <= len(heard.readings) <= 40
        return judge(heard, laptop_hears=True)[0].code

    with heard_obs.link() as link:
        # OBS opens its device a moment after it answers.
        wait_until(lambda: code() == "obs_hears", 20)
        link.call("SetInputMute", inputName=MICROPHONE, inputMuted=True)
        assert code() == "obs_muted"
        link.call("SetInputMute", inputName=MICROPHONE, inputMuted=False)
        link.call("SetInputVolume", inputName=MICROPHONE, inputVolumeDb=-60)
        assert code() == "obs_turned_down"
        link.call("SetInputVolume", inputName=MICROPHONE, inputVolumeDb=0)
        microphone.stop()
        heard = meters.hear(heard_obs.address, heard_obs.password, 0.5)
        assert judge(heard, laptop_hears=True)[0].code == "obs_silent"


def test_an_obs_that_goes_away_meanwhile_is_told(heard_obs: RealObs) -> None:
    def kill(_seconds: float) -> None:
        heard_obs.kill()

    with pytest.raises(LinkDown):
        meters.hear(heard_obs.address, heard_obs.password, 20, wait=kill)


def test_no_obs_is_told_at_once() -> None:
    with pytest.raises(NobodyThere):
        meters.hear(f"ws://127.0.0.1:{free_port()}", "", 1)
