"""A microphone that is there, and every way in which it is not."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from host_assistant.checks import microphone as ears
from host_assistant.checks import microphone_door, sound
from host_assistant.checks.words_sound import words
from tests.support import speech, spoiling
from tests.support.hearing import Hearing, told
from tests.support.parts import need_programs
from tests.support.sound import Microphone
from tests.support.spoiling import Scene

SILENT_CARDS = "no soundcards"


@pytest.fixture(scope="module")
def scene() -> Scene:
    need_programs("espeak-ng", "paplay")
    everybody = speech.voices()
    return Scene(everybody[4], everybody[10:15], 3)


@pytest.fixture
def nowhere(tmp_path: Path) -> dict[str, str]:
    """A machine without any sound."""
    cards = Path("/proc/asound/cards")
    if cards.exists() and SILENT_CARDS not in cards.read_text():
        pytest.skip("this machine has a sound card, which cannot be taken away for a test")
    return {**os.environ, "HOME": str(tmp_path), "PULSE_SERVER": f"unix:{tmp_path}/none"}


def test_the_microphone_is_listed_once_and_by_a_name_for_people(microphone: Microphone) -> None:
    name = "The microphone chosen in the computer's sound settings"
    assert told(microphone.environment, "listed") == [
        {"name": name, "index": 1, "is_default": True}
    ]


PLAYED: dict[str, Callable[[Scene], speech.Samples]] = {
    "fine": spoiling.good,
    "noisy": lambda scene: spoiling.noisy("rain")(scene, 12),
    "too_quiet": lambda scene: spoiling.at_level(scene, -30),
    "hum": lambda scene: spoiling.humming("cable")(scene, 14),
}


def test_a_real_device_is_judged_as_what_was_played_into_it(
    microphone: Microphone, scene: Scene, tmp_path: Path
) -> None:
    """Several at once, each on a device of its own, because five seconds take five seconds."""
    with ExitStack() as stack:
        hearings: dict[str, Hearing] = {}
        for code in PLAYED:
            sink = ["load-module", "module-null-sink", f"sink_name={code}"]
            subprocess.run(["pactl", *sink], env=microphone.environment, check=True)
            machine = {**microphone.environment, "PULSE_SOURCE": f"{code}.monitor"}
            hearings[code] = stack.enter_context(Hearing(machine, "take", "4.5"))
        for code, hearing in hearings.items():
            hearing.wait_until_open()
            wav = speech.write_wav(tmp_path / f"{code}.wav", PLAYED[code](scene))
            stack.enter_context(_playing(wav, code, microphone))
        heard = {code: hearing.told() for code, hearing in hearings.items()}
    assert {code: answer["codes"] for code, answer in heard.items()} == {
        code: [code] for code in PLAYED
    }
    for code, answer in heard.items():
        played = speech.converted(PLAYED[code](scene))
        meant = sound.measure(played, speech.RATE_HZ)
        assert answer["measure"]["speech_dbfs"] == pytest.approx(meant.speech_dbfs, abs=1.5)


def test_the_wrong_microphone_is_told_and_the_right_one_named(
    microphone: Microphone, scene: Scene, tmp_path: Path
) -> None:
    sink = ["load-module", "module-null-sink", "sink_name=usb"]
    subprocess.run(["pactl", *sink], env=microphone.environment, check=True)
    with (microphone.home / ".asoundrc").open("a") as devices:
        devices.write('pcm.headset { type pulse device "usb.monitor" }\n')
    wav = speech.write_wav(tmp_path / "voice.wav", spoiling.good(scene))
    with Hearing(microphone.environment, "compare", "3.5") as hearing:
        hearing.wait_until_open()
        with _playing(wav, "usb", microphone):
            (finding,) = hearing.told()
    assert (finding["code"], finding["figures"]["device"]) == ("wrong_device", "headset")


@contextmanager
def _playing(wav: Path, sink: str, microphone: Microphone) -> Iterator[None]:
    player = subprocess.Popen(["paplay", f"--device={sink}", str(wav)], env=microphone.environment)
    yield
    player.kill()
    player.wait()


def test_no_microphone_is_told(nowhere: dict[str, str]) -> None:
    (finding,) = told(nowhere, "look")
    assert (finding["level"], finding["code"]) == ("bad", "none")


def test_a_computer_that_cannot_be_listened_to_is_told(nowhere: dict[str, str]) -> None:
    (finding,) = told(nowhere, "without_library")
    assert (finding["level"], finding["code"]) == ("unknown", "no_library")


def test_a_still_microphone_is_doubtful_and_asks_for_the_sentence(microphone: Microphone) -> None:
    """As when the system's privacy switch gives zeros in place of the sound."""
    (finding,) = told(microphone.environment, "look")
    assert (finding["level"], finding["code"]) == ("doubtful", "silent")
    assert finding["remedy"] == "listen"


def test_a_microphone_that_breaks_off_is_told(microphone: Microphone) -> None:
    with Hearing(microphone.environment, "trouble", "20") as hearing:
        hearing.wait_until_open()
        microphone.stop()
        assert hearing.told(5) == {"code": "vanished", "state": "failed"}


def test_a_microphone_that_hangs_while_open_is_told(microphone: Microphone) -> None:
    with Hearing(microphone.environment, "trouble", "20") as hearing:
        hearing.wait_until_open()
        microphone.freeze()
        assert hearing.told(5) == {"code": "vanished", "state": "failed"}


def test_a_microphone_that_hangs_at_once_keeps_nobody_waiting(microphone: Microphone) -> None:
    microphone.freeze()
    (finding,) = told(microphone.environment, "look", timeout_s=15)
    assert (finding["level"], finding["code"]) == ("bad", "stuck")


def test_what_was_heard_can_be_played(microphone: Microphone) -> None:
    heard = told(microphone.environment, "play_and_hear")
    # A sine's RMS lies 3 dB under its amplitude.
    assert heard["loudest"] == pytest.approx(-23, abs=1)
    assert (heard["state"], heard["before"][-1]) == ("over", "opening")


def test_a_computer_without_loudspeakers_is_told(nowhere: dict[str, str]) -> None:
    assert told(nowhere, "play_nowhere") == "no_loudspeaker"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("Invalid device", -9996), "vanished"),
        (("Device unavailable", -9985), "refused"),
        (("Unanticipated", -9999, (2, -2147024891, "Access is denied")), "not_allowed"),
        (("Unanticipated", -9999, (2, 1, "busy")), "refused"),
    ],
)
def test_portaudios_errors_are_told_apart(arguments: tuple[object, ...], code: str) -> None:
    assert microphone_door.trouble(Exception(*arguments)).code == code


def test_every_trouble_has_words() -> None:
    said = words()
    for code in ("none", "vanished", "refused", "not_allowed", "stuck", "no_library"):
        finding = ears.finding(ears.SoundTrouble(code), "USB")
        assert said[f"microphone.{finding.code}"].format(**finding.figures)


def test_the_ring_keeps_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of any size, on and on, with the loudest of two channels given back."""
    monkeypatch.setattr(ears.Listening, "_open", lambda self: None)
    listening = ears.Listening()
    listening.rate_hz = 100.0
    listening._ring = np.zeros((1500, 2), np.float32)
    told_so_far = 0
    for size in (1, 700, 1499, 3, 1700, 40):
        block = np.arange(told_so_far, told_so_far + size, dtype=np.float32)
        listening._take_in(np.stack([0 * block, block], axis=1), size, None, SimpleNamespace())
        told_so_far += size
    newest = listening.take(15).samples
    assert newest.tolist() == list(range(told_so_far - 1500, told_so_far))
    assert listening.take(0.05).samples.tolist() == newest[-5:].tolist()
