"""Vietnamese speech by espeak-ng, in many voices, placed in rooms and spoiled by known amounts.

Samples are mono, full scale ±1, at RATE_HZ. What is random comes from the generator that the
caller brings, so that a run can be had again.
"""

from __future__ import annotations

import subprocess
import wave
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
Generator = np.random.Generator

RATE_HZ = 44_100
SECONDS = 5.0
SENTENCES = (
    "Xin chào bà con, hôm nay tôi bán vải thiều Lục Ngạn, ba mươi lăm nghìn đồng một cân.",
    "Mời bà con xem chùm nhãn này, cùi dày, hạt nhỏ, hái lúc năm giờ sáng.",
    "Chè Thái Nguyên búp non, sao tay, nước xanh, vị chát trước ngọt sau.",
    "Bà con ơi, mật ong hoa nhãn Hưng Yên đây, chai một lít giá hai trăm nghìn.",
)
REGIONS = ("vi", "vi-vn-x-central", "vi-vn-x-south")
# Those of espeak-ng's voices that might be people.
PEOPLE = (
    "f1 f2 f3 f4 f5 m1 m2 m3 m4 m5 m6 m7 Alex Alicia Andrea Annie anika Nguyen Denis Marco "
    "Mario steph travis victor"
).split()


class Voice(msgspec.Struct, frozen=True):
    """One person: `speed` in words a minute, `pitch` in espeak-ng's 0 to 99."""

    name: str
    speed: int
    pitch: int
    sentence: str


def voices() -> tuple[Voice, ...]:
    """Every region with every person, each with a speed, a pitch and a sentence of their own."""
    chance = np.random.default_rng(20_250_629)
    return tuple(
        Voice(
            f"{region}+{person}",
            int(chance.integers(130, 190)),
            int(chance.integers(25, 75)),
            SENTENCES[int(chance.integers(len(SENTENCES)))],
        )
        for person in PEOPLE
        for region in REGIONS
    )


@cache
def spoken(voice: Voice) -> Samples:
    """The sentence alone, without a pause before or after, its RMS at 1."""
    command = ["espeak-ng", "-v", voice.name, "-s", str(voice.speed), "-p", str(voice.pitch)]
    # At its own loudness espeak-ng cuts the tops of some voices.
    done = subprocess.run(
        [*command, "-a", "30", "--stdout", voice.sentence], capture_output=True, check=True
    )
    heard = np.frombuffer(done.stdout[44:], "<i2").astype(np.float64)
    loud = np.flatnonzero(np.abs(heard) > 0.01 * np.abs(heard).max())
    heard = heard[loud[0] : loud[-1] + 1]
    # espeak-ng speaks at 22,050 Hz: twice as many samples through the spectrum.
    spectrum = np.fft.rfft(heard)
    doubled = np.fft.irfft(spectrum, 2 * heard.size)
    return doubled / rms(doubled)


def rms(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples**2)))


def gain(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def in_time(sentence: Samples, chance: Generator) -> tuple[Samples, slice]:
    """SECONDS with the sentence in them, and where: it begins after a moment and may be cut."""
    take = np.zeros(round(SECONDS * RATE_HZ))
    start = round(float(chance.uniform(0.3, 0.9)) * RATE_HZ)
    end = min(start + sentence.size, take.size)
    take[start:end] = sentence[: end - start]
    return take, slice(start, end)


def limited(samples: Samples, peak_dbfs: float) -> Samples:
    """With its peaks held under `peak_dbfs`, softly, as laptops and OBS's limiter do it."""
    step = RATE_HZ // 200
    count = -(-samples.size // step)
    peaks = np.abs(np.resize(samples, count * step)).reshape(count, step).max(axis=1)
    # Two steps of foresight and two of memory, so that the gain is down before the peak is there.
    peaks = np.max([np.roll(peaks, shift) for shift in range(-2, 3)], axis=0)
    allowed = np.minimum(1, gain(peak_dbfs) / np.maximum(peaks, 1e-9))
    at = np.arange(samples.size)
    gains: Samples = np.interp(at, (np.arange(count) + 0.5) * step, allowed)
    return samples * gains


def in_room(samples: Samples, chance: Generator, rt60_s: float, reverb_db: float) -> Samples:
    """With the room's answer: noise that decays by 60 dB in `rt60_s`, `reverb_db` to the direct."""
    length = round(rt60_s * RATE_HZ)
    decay = 10 ** (-3 * np.arange(length) / length)
    answer = chance.standard_normal(length) * decay
    answer[: round(0.003 * RATE_HZ)] = 0
    answer *= gain(reverb_db) / np.sqrt(np.sum(answer**2))
    answer[0] = 1
    return folded(samples, answer)


def folded(samples: Samples, answer: Samples) -> Samples:
    size = 1 << (samples.size + answer.size - 1).bit_length()
    product = np.fft.rfft(samples, size) * np.fft.rfft(answer, size)
    return np.fft.irfft(product, size)[: samples.size]


def band(samples: Samples, low_hz: float, high_hz: float) -> Samples:
    """What a small microphone or loudspeaker lets through: second-order slopes on both sides."""
    hz = np.maximum(np.fft.rfftfreq(samples.size, 1 / RATE_HZ), 1e-3)
    shape = 1 / np.sqrt((1 + (low_hz / hz) ** 4) * (1 + (hz / high_hz) ** 4))
    return np.fft.irfft(np.fft.rfft(samples) * shape, samples.size)


def coloured(chance: Generator, size: int, slope: float) -> Samples:
    """Noise whose power falls with frequency to the power of `slope`, its RMS at 1."""
    hz = np.maximum(np.fft.rfftfreq(size, 1 / RATE_HZ), 30.0)
    noise = np.fft.irfft(np.fft.rfft(chance.standard_normal(size)) * hz ** (-slope / 2), size)
    return noise / rms(noise)


def noise(kind: str, chance: Generator, others: Sequence[Voice], size: int) -> Samples:
    """A background of RMS 1: hiss, street, fan, wind, rain, motorbike, music or talking people."""
    at = np.arange(size) / RATE_HZ
    match kind:
        case "hiss":
            made = coloured(chance, size, 0)
        case "street":
            made = coloured(chance, size, 1.0) * (1.3 + np.sin(2 * np.pi * 0.3 * at))
        case "fan":
            blades = np.sin(2 * np.pi * float(chance.uniform(90, 160)) * at)
            made = band(coloured(chance, size, 1.0), 60, 4000) + 0.3 * blades
        case "wind":
            gusts = np.abs(coloured(chance, size, 0))
            gusts = np.convolve(gusts[::441], np.ones(40) / 40, "same").repeat(441)
            made = band(coloured(chance, size, 1.5), 60, 1500) * np.resize(gusts, size) ** 2
        case "rain":
            made = band(coloured(chance, size, 0), 1000, 12000)
        case "motorbike":
            turns = 2 * np.pi * np.cumsum(35 + 8 * np.sin(2 * np.pi * 0.2 * at)) / RATE_HZ
            made = sum((np.sin(n * turns + n) / n for n in range(2, 12)), np.zeros(size))
            made += 0.3 * coloured(chance, size, 1.0)
        case "music":
            made = _music(chance, at)
        case "people":
            made = sum((_talk(voice, chance, size) for voice in others), np.zeros(size))
        case _:
            raise ValueError(kind)
    return made / rms(made)


NOISES = ("hiss", "street", "fan", "wind", "rain", "motorbike", "music", "people")


def _music(chance: Generator, at: Samples) -> Samples:
    made = np.zeros(at.size)
    beat = round(0.5 * RATE_HZ)
    for start in range(0, at.size, beat):
        length = min(2 * beat, at.size - start)
        fade = np.exp(-3 * at[:length])
        for tone in 220 * 2 ** (chance.choice(24, 3) / 12):
            for harmonic in range(1, 5):
                made[start : start + length] += (
                    fade * np.sin(2 * np.pi * tone * harmonic * at[:length]) / harmonic
                )
    return made


def _talk(voice: Voice, chance: Generator, size: int) -> Samples:
    talk = np.resize(spoken(voice), size + RATE_HZ)
    return np.roll(talk, int(chance.integers(talk.size)))[:size]


def hum(chance: Generator, size: int, kind: str) -> Samples:
    """The mains in a bad cable (mostly 50 Hz) or a cheap charger (a buzz), its RMS at 1."""
    at = np.arange(size) / RATE_HZ
    mains_hz = 50 + float(chance.uniform(-0.15, 0.15))
    weights = {1: 1.0, 2: 0.3, 3: 0.4} if kind == "cable" else {n: 1 / n for n in range(2, 20, 2)}
    made = sum(
        (
            weight * np.sin(2 * np.pi * mains_hz * n * at + float(chance.uniform(0, 6)))
            for n, weight in weights.items()
        ),
        np.zeros(size),
    )
    return made / rms(made)


def echoed(samples: Samples, chance: Generator, delay_s: float, decibels: float) -> Samples:
    """With itself once more, as a loudspeaker in a room gives it back `delay_s` later."""
    returned = in_room(band(samples, 250, 7000), chance, float(chance.uniform(0.1, 0.3)), -6)
    returned *= gain(decibels) * rms(samples) / rms(returned)
    late = round(delay_s * RATE_HZ)
    heard = samples.copy()
    heard[late:] += returned[: samples.size - late]
    return heard


def write_wav(path: Path, samples: Samples, rate_hz: int = RATE_HZ) -> Path:
    """A 16-bit WAV of it; what is over full scale is cut, as by any converter."""
    whole = np.clip(np.round(samples * 32767), -32768, 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate_hz, whole.size, "NONE", ""))
        file.writeframes(whole.tobytes())
    return path


def converted(samples: Samples) -> NDArray[np.float32]:
    """As 16 bits give it back."""
    whole = np.clip(np.round(samples * 32767), -32768, 32767)
    return (whole / 32768).astype(np.float32)
