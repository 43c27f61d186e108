"""Listening to a short recording of the host's voice: what is measured, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import msgspec

from host_assistant.checks.finding import Finding, Level, Remedy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NOTHING_DBFS: Final = -120.0

# What streaming wants of speech: a P.56 level of −20 ± 6 dBFS over a background 25 dB below.
LOUD_DBFS: Final = -14.0
QUIET_DBFS: Final = -26.0
CONTRAST_DB: Final = 25.0
# So far from it that viewers leave.
FAR_TOO_LOUD_DBFS: Final = -9.0
FAR_TOO_QUIET_DBFS: Final = -36.0
POOR_CONTRAST_DB: Final = 15.0

# A voice stands out of its own pauses by this much at least; nothing louder than that is no voice.
VOICE_CONTRAST_DB: Final = 6.0
VOICE_DBFS: Final = -60.0

# Shares of samples on the flat tops.
CLIPPED: Final = 0.0005
BADLY_CLIPPED: Final = 0.005

# Decibels under the voice. A tone is heard through further than a hiss is.
HUM_DB: Final = -30.0
LOUD_HUM_DB: Final = -20.0
ECHO_DB: Final = -21.0
LOUD_ECHO_DB: Final = -14.0

ENOUGH_S: Final = 2.0
"""A recording shorter than this is not judged."""

# Another microphone that hears the voice this much better is the one that was meant.
OTHER_BETTER_DB: Final = 15.0


class SoundMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """What a recording holds.

    Levels in dBFS are RMS, a full-scale square wave being 0 (as in OBS's meters); −120 stands for
    nothing. `speech_dbfs` is ITU-T P.56's active level above 80 Hz, less the background;
    `noise_dbfs` the background above 80 Hz while nobody speaks; `hum_dbfs` the mains' tone with
    its harmonics. `peak_dbfs` is the largest sample. `clipped_share` is the share of samples on
    flat tops; `echo_db` the strongest later copy, relative to the voice, `echo_s` later.
    `dead` says that not one sample differs from the next: no microphone sounds like that.
    """

    duration_s: float
    dead: bool
    peak_dbfs: float
    speech_dbfs: float = NOTHING_DBFS
    noise_dbfs: float = NOTHING_DBFS
    hum_dbfs: float = NOTHING_DBFS
    clipped_share: float = 0.0
    echo_db: float = NOTHING_DBFS
    echo_s: float = 0.0

    @property
    def contrast_db(self) -> float:
        """How far the voice stands above its background."""
        return self.speech_dbfs - self.noise_dbfs

    @property
    def voice(self) -> bool:
        """Whether anybody is heard at all."""
        return self.speech_dbfs > VOICE_DBFS and self.contrast_db >= VOICE_CONTRAST_DB


def measure(samples: NDArray[np.floating[Any]], rate_hz: float) -> SoundMeasure:
    """Measure mono `samples` (full scale ±1) of somebody who says a sentence, with its pauses.

    Five seconds are meant. Takes about 30 ms.
    """
    from host_assistant.checks import sound_signal as signal

    heard = signal.clean(samples)
    duration_s = heard.size / rate_hz
    peak = signal.peak(heard)
    dead = signal.is_dead(heard)
    if dead or duration_s < ENOUGH_S:
        return SoundMeasure(duration_s=duration_s, dead=dead, peak_dbfs=signal.decibels(peak**2))
    voice_band = signal.above(heard, rate_hz, signal.SPEECH_FROM_HZ)
    speech = signal.Speech(voice_band, rate_hz)
    echo_db, echo_s = signal.echo(voice_band, rate_hz)
    return SoundMeasure(
        duration_s=duration_s,
        peak_dbfs=signal.decibels(peak**2),
        speech_dbfs=speech.level_dbfs,
        noise_dbfs=speech.noise_dbfs,
        hum_dbfs=signal.hum_dbfs(heard, rate_hz),
        clipped_share=signal.clipped_share(heard),
        echo_db=echo_db,
        echo_s=echo_s,
        dead=False,
    )


def judge(
    measure: SoundMeasure, others: Mapping[str, SoundMeasure] | None = None
) -> tuple[Finding, ...]:
    """What is wrong, worst first, or the one finding "fine".

    `others` are the same seconds as other microphones heard them, by the names of these.
    """
    if measure.duration_s < ENOUGH_S:
        return (_finding("unknown", "too_short", measure, "listen"),)
    better = _better(measure, others or {})
    if better is not None:
        return (_finding("bad", "wrong_device", measure, "choose_microphone", device=better),)
    if measure.dead:
        return (_finding("bad", "dead", measure, "choose_microphone"),)
    if not measure.voice:
        silent = measure.speech_dbfs <= VOICE_DBFS
        code = "silent" if silent else "no_voice"
        return (_finding("bad", code, measure, "choose_microphone" if silent else "listen"),)
    wrong = [
        _finding(level, code, measure, "listen")
        for code, level in (
            ("clipped", _above(measure.clipped_share, CLIPPED, BADLY_CLIPPED)),
            ("too_loud", _above(measure.speech_dbfs, LOUD_DBFS, FAR_TOO_LOUD_DBFS)),
            ("too_quiet", _above(-measure.speech_dbfs, -QUIET_DBFS, -FAR_TOO_QUIET_DBFS)),
            *_background(measure),
            ("echo", _above(measure.echo_db, ECHO_DB, LOUD_ECHO_DB)),
        )
        if level is not None
    ]
    if not wrong:
        return (_finding("good", "fine", measure, None),)
    return tuple(sorted(wrong, key=lambda finding: finding.level != "bad"))


def _background(measure: SoundMeasure) -> list[tuple[str, Level | None]]:
    hum_db = measure.hum_dbfs - measure.speech_dbfs
    hum = _above(hum_db, HUM_DB, LOUD_HUM_DB)
    noise = _above(-measure.contrast_db, -CONTRAST_DB, -POOR_CONTRAST_DB)
    if hum is not None and hum_db > -measure.contrast_db - 3:
        # The background is the hum: one fault, not two.
        noise = None
    return [("hum", hum), ("noisy", noise)]


def _better(measure: SoundMeasure, others: Mapping[str, SoundMeasure]) -> str | None:
    """The microphone that hears the voice while this one does not."""
    hearing = {name: other.speech_dbfs for name, other in others.items() if other.voice}
    if not hearing:
        return None
    name = max(hearing, key=hearing.__getitem__)
    deaf = measure.dead or not measure.voice
    far = measure.speech_dbfs < QUIET_DBFS and hearing[name] > (
        measure.speech_dbfs + OTHER_BETTER_DB
    )
    return name if deaf or far else None


def _above(value: float, doubtful: float, bad: float) -> Level | None:
    if value > bad:
        return "bad"
    return "doubtful" if value > doubtful else None


def _finding(
    level: Level, code: str, measure: SoundMeasure, remedy: Remedy | None, **more: str
) -> Finding:
    figures: dict[str, str | int | float] = {
        "speech_dbfs": round(measure.speech_dbfs, 1),
        "noise_dbfs": round(measure.noise_dbfs, 1),
        "peak_dbfs": round(measure.peak_dbfs, 1),
        "hum_dbfs": round(measure.hum_dbfs, 1),
        "clipped_percent": round(100 * measure.clipped_share, 2),
        "echo_db": round(measure.echo_db, 1),
        "echo_s": round(measure.echo_s, 2),
        **more,
    }
    return Finding(check="sound", level=level, code=code, figures=figures, remedy=remedy)
