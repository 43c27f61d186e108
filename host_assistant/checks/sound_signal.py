"""Measuring speech in a short recording. Pure arithmetic on samples; numpy alone.

Levels are RMS in decibels over a full-scale square wave (dBov in ITU-T G.100.1), as OBS's own
meters show them: a full-scale sine reads −3. Samples are mono, full scale ±1.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

FLOOR_DBFS: Final = -120.0

# ITU-T P.56 (12/2011), method B: time constant of the envelope, hangover, margin.
ENVELOPE_S: Final = 0.03
HANGOVER_S: Final = 0.2
MARGIN_DB: Final = 15.9

# The lowest voices begin above 80 Hz; rumble, offset and the mains' 50 Hz lie below.
SPEECH_FROM_HZ: Final = 80.0
BLOCK_S: Final = 0.001
FRAME_BLOCKS: Final = 20
ONSET_FRAMES: Final = 4
# Fewer pauses than this say nothing about the background.
ENOUGH_PAUSE_S: Final = 0.3

MAINS_HZ: Final = 50.0
"""Vietnam's, by the distribution code (Circular 39/2015/TT-BCT, article 4)."""
HARMONICS: Final = 10
HUM_FRAME_S: Final = 0.2

# Below, an echo melts into the voice and is the room; above, five seconds hold too little of it.
ECHO_FROM_S: Final = 0.06
ECHO_TO_S: Final = 2.5
ECHO_BAND_HZ: Final = (300.0, 3700.0)
ECHO_SMOOTH_HZ: Final = 100.0
ECHO_PART_S: Final = 0.25
ECHO_ALIKE: Final = 0.04
ECHO_TRIES: Final = 5
ECHO_APART_S: Final = 0.002


def decibels(power: float) -> float:
    """10·lg of a mean square, not below FLOOR_DBFS."""
    return max(FLOOR_DBFS, 10 * float(np.log10(max(power, 1e-30))))


def clean(samples: NDArray[np.floating[Any]]) -> Samples:
    """As doubles, without the numbers that are none and without the offset of a cheap input."""
    heard = np.nan_to_num(np.asarray(samples, np.float64).ravel(), nan=0.0, posinf=1, neginf=-1)
    return heard - heard.mean() if heard.size else heard


def peak(samples: Samples) -> float:
    return float(np.abs(samples).max(initial=0.0))


def is_dead(samples: Samples) -> bool:
    """Whether no sample differs from the next: a converter that runs is never so still."""
    return not bool(np.diff(samples).any())


def clipped_share(samples: Samples) -> float:
    """The share of samples on the flat tops, which lie within a hundredth of the peak.

    It does not matter at what level the tops were cut, before the converter or after.
    """
    tops = (samples >= 0.99 * samples.max()) | (samples <= 0.99 * samples.min())
    return float(tops.mean())


def above(samples: Samples, rate_hz: float, from_hz: float) -> Samples:
    """Without what lies below `from_hz`; half an octave of slope, so that nothing rings long."""
    spectrum = np.fft.rfft(samples)
    hz = np.fft.rfftfreq(samples.size, 1 / rate_hz)
    octaves = np.log2(np.maximum(hz, 1e-3) / from_hz)
    gain = np.clip(1 + 2 * octaves, 0, 1)
    return np.fft.irfft(spectrum * gain, samples.size)


def blocks(values: Samples, rate_hz: float) -> Samples:
    """Means over a millisecond each."""
    size = max(1, round(rate_hz * BLOCK_S))
    count = values.size // size
    means: Samples = values[: count * size].reshape(count, size).mean(axis=1)
    return means


class Speech:
    """Where in a recording somebody speaks, how loud, and what is left when nobody does."""

    def __init__(self, samples: Samples, rate_hz: float) -> None:
        self._power = blocks(samples**2, rate_hz)
        envelope = _envelope(blocks(np.abs(samples), rate_hz))
        mean_power = float(self._power.mean())
        self.level_dbfs = self._active_level(envelope, mean_power)
        threshold = 10 ** ((self.level_dbfs - MARGIN_DB) / 20)
        self.active = _held(envelope >= threshold)
        self.noise_dbfs = self._pauses()

    def _active_level(self, envelope: Samples, mean_power: float) -> float:
        """P.56's level: mean power while active, the threshold lying MARGIN_DB under it."""
        before: tuple[float, float] | None = None
        for threshold_db in np.arange(-96.0, 0.0, 3.0):
            share = float(_held(envelope >= 10 ** (threshold_db / 20)).mean())
            level = decibels(mean_power / share) if share else FLOOR_DBFS
            margin = level - threshold_db
            if margin <= MARGIN_DB:
                if before is None or not share:
                    break
                earlier_level, earlier_margin = before
                part = (earlier_margin - MARGIN_DB) / (earlier_margin - margin)
                return float(earlier_level + part * (level - earlier_level))
            before = (level, margin)
        return decibels(mean_power)

    def _pauses(self) -> float:
        frames = self._power[: self._power.size // FRAME_BLOCKS * FRAME_BLOCKS]
        frames = frames.reshape(-1, FRAME_BLOCKS).mean(axis=1)
        active = self.active[: frames.size * FRAME_BLOCKS].reshape(-1, FRAME_BLOCKS).any(axis=1)
        # The envelope lags: what comes just before a word is already the word.
        coming = np.concatenate((active, np.zeros(ONSET_FRAMES, np.bool_)))
        busy = np.lib.stride_tricks.sliding_window_view(coming, ONSET_FRAMES + 1).any(axis=1)
        quiet = frames[~busy]
        if quiet.size * FRAME_BLOCKS * BLOCK_S >= ENOUGH_PAUSE_S:
            return decibels(float(np.quantile(quiet, 0.75)))
        return decibels(float(np.quantile(frames, 0.05)))


def _envelope(rectified: Samples) -> Samples:
    """Two exponential averages in a row (P.56, 6.2.2), as one convolution."""
    decay = np.exp(-BLOCK_S / ENVELOPE_S)
    steps = np.arange(round(10 * ENVELOPE_S / BLOCK_S))
    kernel = (1 - decay) ** 2 * (steps + 1) * decay**steps
    return np.convolve(rectified, kernel)[: rectified.size]


def _held(active: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Active as well for HANGOVER_S after."""
    sums = np.concatenate(([0], np.cumsum(active)))
    reach = np.maximum(np.arange(active.size) - round(HANGOVER_S / BLOCK_S), 0)
    held: NDArray[np.bool_] = sums[1:] > sums[reach]
    return held


def hum_dbfs(samples: Samples, rate_hz: float) -> float:
    """The steady tone of the mains and its harmonics, summed.

    A hum is there all the time, so each line counts with what it keeps in the quietest eighth of
    the recording, less what its surroundings hold (noise without lines is no hum).
    """
    size = round(HUM_FRAME_S * rate_hz)
    starts = range(0, samples.size - size + 1, size // 2)
    window = np.hanning(size)
    frames = np.stack([samples[at : at + size] for at in starts])
    step_hz = rate_hz / size
    reach = round((HARMONICS + 1) * MAINS_HZ / step_hz)
    power = np.abs(np.fft.rfft(frames * window, axis=1)[:, :reach]) ** 2
    # A sine of amplitude a has a bin of (a·Σwindow/2)², and a mean square of a²/2.
    power *= 2 / window.sum() ** 2
    steady = np.quantile(power, 0.12, axis=0)
    total = 0.0
    for number in range(1, HARMONICS + 1):
        at = round(number * MAINS_HZ / step_hz)
        around = [at - 5, at - 4, at - 3, at + 3, at + 4, at + 5]
        line = float(steady[at - 1 : at + 2].max())
        beside = float(steady[around].max())
        if line > 4 * beside:
            total += line - beside
    return decibels(total)


def echo(samples: Samples, rate_hz: float) -> tuple[float, float]:
    """The strongest later copy of the sound in itself: (decibels under the first, delay in s).

    Found as a peak of the cepstrum: a copy of gain g after t seconds ripples the logarithm of the
    spectrum, which puts a line of height g at t (Bogert, Healy and Tukey, 1963). An echo follows
    the voice all along; what is like something earlier for a moment only, such as a word said
    twice, is none. (FLOOR_DBFS, 0) where there is none.
    """
    flat, flat_rate_hz, heights, step_s = _unfolded(samples, rate_hz)
    first = round(ECHO_FROM_S / step_s)
    longest_s = min(ECHO_TO_S, samples.size / rate_hz / 2)
    heights = heights[first : round(longest_s / step_s)]
    apart = max(1, round(ECHO_APART_S / step_s))
    for _ in range(ECHO_TRIES):
        at = int(heights.argmax())
        late_s = (first + at) * step_s
        if _follows(flat, round(late_s * flat_rate_hz), flat_rate_hz):
            # The first seconds have no echo yet, and so much less of a line.
            height = float(heights[at]) / (1 - late_s * rate_hz / samples.size)
            return 20 * float(np.log10(max(height, 1e-6))), late_s
        heights[max(0, at - apart) : at + apart] = 0
    return FLOOR_DBFS, 0.0


def _unfolded(
    samples: Samples, rate_hz: float
) -> tuple[NDArray[np.complex128], float, Samples, float]:
    """ECHO_BAND_HZ of it with all frequencies alike, its rate; its cepstrum, the step of that."""
    size = 1 << (samples.size - 1).bit_length()
    step_hz = rate_hz / size
    low, high = (round(hz / step_hz) for hz in ECHO_BAND_HZ)
    spectrum = np.fft.rfft(samples, size)[low:high]
    power = np.abs(spectrum) ** 2
    log_power = np.log(power + float(np.median(power)) * 1e-3 + 1e-30)
    log_power -= log_power.mean()
    log_power *= np.hanning(log_power.size)
    heights = np.abs(np.fft.rfft(log_power)) / (log_power.size / 2)
    width = round(ECHO_SMOOTH_HZ / step_hz)
    around = np.convolve(power, np.ones(width) / width, "same")
    # The band is moved down to 0 Hz, where few samples hold it; twice as many as needed, so that
    # any delay is near a whole number of them.
    flat = np.fft.ifft(spectrum / np.sqrt(around + 1e-30), 2 * spectrum.size)
    return flat, flat.size * step_hz, heights, 1 / (log_power.size * step_hz)


def _follows(flat: NDArray[np.complex128], late: int, rate_hz: float) -> bool:
    """Whether what comes `late` samples later is alike in most of the parts that hold a voice."""
    size = round(ECHO_PART_S * rate_hz)
    count = (flat.size - late) // size
    if late < 1 or count < 1:
        return False
    before = flat[: count * size].reshape(count, size)
    after = flat[late : late + count * size].reshape(count, size)
    power = (np.abs(before) ** 2).sum(axis=1)
    products = (before.conj() * after).sum(axis=1)
    # Moving the band down turned every delay by one angle.
    turn = np.exp(-1j * np.angle(products.sum()))
    alike = (products * turn).real
    alike /= np.sqrt(power * (np.abs(after) ** 2).sum(axis=1) + 1e-30)
    voiced = power > 0.1 * power.mean()
    return bool((alike[voiced] > ECHO_ALIKE).mean() > 0.5)
