"""The measures against sounds whose measures are known, and the judgement's limits."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from host_assistant.checks.sound import SoundMeasure, judge, measure
from host_assistant.checks.words_sound import words

RATE_HZ = 16_000
FINE = SoundMeasure(
    duration_s=5,
    dead=False,
    peak_dbfs=-4,
    speech_dbfs=-20,
    noise_dbfs=-60,
    hum_dbfs=-90,
    clipped_share=0.00001,
    echo_db=-28,
)
AT_S = np.arange(5 * RATE_HZ) / RATE_HZ


def changed(**changes: Any) -> SoundMeasure:
    return msgspec.structs.replace(FINE, **changes)


def tone(hz: float, level_dbfs: float) -> NDArray[np.float64]:
    amplitude = 2**0.5 * 10 ** (level_dbfs / 20)
    wave: NDArray[np.float64] = np.sin(2 * np.pi * hz * AT_S) * amplitude
    return wave


def hiss(level_dbfs: float) -> NDArray[np.float64]:
    return np.random.default_rng(5).standard_normal(AT_S.size) * 10 ** (level_dbfs / 20)


def spoken(level_dbfs: float) -> NDArray[np.float64]:
    """Half a second on, a second off: speech as arithmetic sees it."""
    return tone(400, level_dbfs) * ((AT_S % 1.5) < 0.5)


@pytest.mark.parametrize("level_dbfs", [-40.0, -20.0, -6.0])
def test_the_level_is_that_of_the_active_parts(level_dbfs: float) -> None:
    # The hangover counts a fifth of a second of each pause as active: 10·lg(0.5/0.7).
    assert measure(spoken(level_dbfs), RATE_HZ).speech_dbfs == pytest.approx(level_dbfs, abs=1.6)


@given(st.floats(-24, 12))
@settings(max_examples=8)
def test_what_is_turned_up_measures_that_much_louder(gain_db: float) -> None:
    sound = spoken(-26) + hiss(-60)
    before, after = (measure(each, RATE_HZ) for each in (sound, sound * 10 ** (gain_db / 20)))
    for name in ("speech_dbfs", "noise_dbfs", "peak_dbfs"):
        assert getattr(after, name) - getattr(before, name) == pytest.approx(gain_db, abs=0.1)
    assert after.echo_db == pytest.approx(before.echo_db, abs=0.1)


@pytest.mark.parametrize("level_dbfs", [-30.0, -45.0, -70.0])
def test_the_background_is_what_is_left_in_the_pauses(level_dbfs: float) -> None:
    sound = spoken(-20) + hiss(level_dbfs)
    assert measure(sound, RATE_HZ).noise_dbfs == pytest.approx(level_dbfs, abs=1)


@pytest.mark.parametrize("hz", [50, 100, 150, 300])
def test_a_tone_of_the_mains_is_hum(hz: int) -> None:
    assert measure(spoken(-20) + tone(hz, -38), RATE_HZ).hum_dbfs == pytest.approx(-38, abs=1)


@pytest.mark.parametrize("hz", [70, 440])
def test_another_tone_is_none(hz: int) -> None:
    assert measure(spoken(-20) + tone(hz, -38), RATE_HZ).hum_dbfs < -60


def test_noise_is_no_hum() -> None:
    assert measure(spoken(-20) + hiss(-30), RATE_HZ).hum_dbfs < -50


@pytest.mark.parametrize(("late_s", "under_db"), [(0.08, 6), (0.4, 10), (1.7, 14)])
def test_a_later_copy_is_an_echo(late_s: float, under_db: float) -> None:
    voice = np.random.default_rng(3).standard_normal(AT_S.size) * ((AT_S % 1.5) < 0.9)
    late = round(late_s * RATE_HZ)
    voice[late:] += voice[:-late].copy() * 10 ** (-under_db / 20)
    found = measure(voice * 0.05, RATE_HZ)
    assert found.echo_s == pytest.approx(late_s, abs=0.001)
    assert found.echo_db == pytest.approx(-under_db, abs=3)


def test_cut_tops_are_counted() -> None:
    voice = tone(400, -3.02)
    assert measure(voice, RATE_HZ).clipped_share > 0.02  # A sine stands still at its top.
    soft = hiss(-20)
    assert measure(soft, RATE_HZ).clipped_share < 0.0005
    assert measure(np.clip(soft, -0.2, 0.2), RATE_HZ).clipped_share == pytest.approx(
        0.045, abs=0.01
    )


def test_an_offset_changes_nothing() -> None:
    sound = spoken(-20) + hiss(-55)
    plain, shifted = measure(sound, RATE_HZ), measure(sound + 0.1, RATE_HZ)
    assert shifted.speech_dbfs == pytest.approx(plain.speech_dbfs, abs=0.01)
    assert shifted.peak_dbfs == pytest.approx(plain.peak_dbfs, abs=0.01)


@given(
    st.integers(0, 40_000),
    st.sampled_from([0.0, 1.0, -1.0, 1e30, float("nan"), float("inf")]),
    st.floats(0, 1, width=32),
    st.sampled_from([8_000.0, 44_100.0]),
)
@settings(max_examples=25)
@example(0, 0.0, 0.0, 8_000.0)
def test_whatever_a_driver_gives_is_judged(
    count: int, odd: float, amplitude: float, rate_hz: float
) -> None:
    samples = (np.random.default_rng(count).random(count) * amplitude).astype(np.float32)
    samples[::97] = odd
    found = measure(samples, rate_hz)
    assert all(np.isfinite(value) for value in msgspec.structs.astuple(found))
    assert judge(found)


@pytest.mark.parametrize(
    ("measured", "level", "code"),
    [
        (FINE, "good", "fine"),
        (changed(speech_dbfs=-14.5), "good", "fine"),
        (changed(speech_dbfs=-25.5), "good", "fine"),
        (changed(speech_dbfs=-13.5), "doubtful", "too_loud"),
        (changed(speech_dbfs=-8.5), "bad", "too_loud"),
        (changed(speech_dbfs=-26.5), "doubtful", "too_quiet"),
        (changed(speech_dbfs=-37, noise_dbfs=-70), "bad", "too_quiet"),
        (changed(noise_dbfs=-45.5), "good", "fine"),
        (changed(noise_dbfs=-44), "doubtful", "noisy"),
        (changed(noise_dbfs=-34), "bad", "noisy"),
        (changed(noise_dbfs=-24), "bad", "no_voice"),
        (changed(hum_dbfs=-49), "doubtful", "hum"),
        (changed(hum_dbfs=-39, noise_dbfs=-38), "bad", "hum"),
        (changed(clipped_share=0.002), "doubtful", "clipped"),
        (changed(clipped_share=0.02), "bad", "clipped"),
        (changed(echo_db=-17), "doubtful", "echo"),
        (changed(echo_db=-8), "bad", "echo"),
        (changed(speech_dbfs=-70, noise_dbfs=-72), "bad", "silent"),
        (changed(dead=True), "bad", "dead"),
        (changed(duration_s=1), "unknown", "too_short"),
    ],
)
def test_the_limits(measured: SoundMeasure, level: str, code: str) -> None:
    assert [(finding.level, finding.code) for finding in judge(measured)] == [(level, code)]


def test_several_faults_are_told_worst_first() -> None:
    found = judge(changed(speech_dbfs=-30, noise_dbfs=-40))
    assert [(one.level, one.code) for one in found] == [("bad", "noisy"), ("doubtful", "too_quiet")]


NOBODY = changed(speech_dbfs=-72, noise_dbfs=-73)


@pytest.mark.parametrize(
    ("chosen", "others", "code"),
    [
        (NOBODY, {"USB": FINE, "Laptop": changed(speech_dbfs=-30)}, "wrong_device"),
        (changed(dead=True), {"USB": FINE}, "wrong_device"),
        (changed(speech_dbfs=-40), {"USB": FINE}, "wrong_device"),
        (changed(speech_dbfs=-28), {"USB": FINE}, "too_quiet"),
        (FINE, {"USB": changed(speech_dbfs=-15)}, "fine"),
        (NOBODY, {"USB": NOBODY}, "silent"),
    ],
)
def test_the_other_microphone_that_hears_is_named(
    chosen: SoundMeasure, others: dict[str, SoundMeasure], code: str
) -> None:
    finding = judge(chosen, others)[0]
    assert finding.code == code
    assert finding.figures.get("device", "USB") == "USB"


def test_every_finding_has_words() -> None:
    measures = [
        changed(duration_s=1),
        changed(dead=True),
        NOBODY,
        changed(noise_dbfs=-22),
        changed(speech_dbfs=-8, clipped_share=0.1, echo_db=-3, hum_dbfs=-20, noise_dbfs=-60),
        changed(noise_dbfs=-40),
        changed(speech_dbfs=-33),
        FINE,
    ]
    found = [finding for each in measures for finding in judge(each)]
    found += judge(NOBODY, {"USB": FINE})
    said = {f"sound.{finding.code}" for finding in found}
    spoken_codes = {code for code in words() if code.startswith("sound.")}
    assert spoken_codes - said == {code for code in spoken_codes if "obs_" in code}
    assert all(words()[f"sound.{one.code}"].format(**one.figures) for one in found)
