"""Recordings that are good, and recordings with one fault of a known degree."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import msgspec
import numpy as np

from tests.support import speech
from tests.support.speech import Generator, Samples, Voice

PEAK_DBFS = -1.0


class Scene(msgspec.Struct, frozen=True):
    """A host in a place: what everything random comes from, and who else may talk there."""

    voice: Voice
    others: tuple[Voice, ...]
    seed: int

    def chance(self, purpose: int = 0) -> Generator:
        return np.random.default_rng([self.seed, purpose])


@lru_cache(maxsize=64)
def _voice_in_room(scene: Scene) -> Samples:
    """The sentence in an ordinary room through an ordinary microphone, its RMS at 1."""
    chance = scene.chance(1)
    take, where = speech.in_time(speech.spoken(scene.voice), chance)
    take = speech.in_room(
        take, chance, float(chance.uniform(0.15, 0.5)), float(chance.uniform(-14, -6))
    )
    take = speech.band(take, float(chance.uniform(50, 150)), float(chance.uniform(6000, 15000)))
    return take / speech.rms(take[where])


@lru_cache(maxsize=64)
def _around(scene: Scene, kind: str) -> Samples:
    """A background of RMS 1."""
    return speech.noise(kind, scene.chance(2), scene.others, round(speech.SECONDS * speech.RATE_HZ))


def good(scene: Scene) -> Samples:
    """Within the standard in everything: nothing in it may be blamed."""
    chance = scene.chance()
    level = float(chance.uniform(-25, -15))
    contrast = float(chance.uniform(28, 50))
    take = _voice_in_room(scene) + _around(scene, str(chance.choice(speech.NOISES))) * speech.gain(
        -contrast
    )
    tone = speech.hum(chance, take.size, str(chance.choice(["cable", "charger"])))
    take += tone * speech.gain(-float(chance.uniform(40, 60)))
    return speech.limited(take * speech.gain(level), PEAK_DBFS)


def _ordinary(scene: Scene, level_dbfs: float = -22.0) -> Samples:
    """A take before its fault: quiet background, at the level given."""
    voice = _voice_in_room(scene)
    return (voice + _around(scene, "hiss") * speech.gain(-40)) * speech.gain(level_dbfs)


def at_level(scene: Scene, level_dbfs: float) -> Samples:
    """Spoken too softly or too loudly; whatever is over full scale is cut later."""
    return _ordinary(scene, level_dbfs)


def overdriven(scene: Scene, over_db: float) -> Samples:
    """The tops cut that rise over the converter's range by so much."""
    take = _ordinary(scene)
    cut: Samples = np.clip(take * speech.gain(over_db) / np.abs(take).max(), -1, 1)
    return cut


def overdriven_before(scene: Scene, over_db: float) -> Samples:
    """The same, cut in the microphone and turned down afterwards: no sample is at full scale."""
    return overdriven(scene, over_db) * speech.gain(-9) + _around(scene, "hiss") * speech.gain(-75)


def noisy(kind: str) -> Callable[[Scene, float], Samples]:
    def made(scene: Scene, contrast_db: float) -> Samples:
        return _ordinary(scene) + _around(scene, kind) * speech.gain(-22 - contrast_db)

    return made


def humming(kind: str) -> Callable[[Scene, float], Samples]:
    def made(scene: Scene, under_db: float) -> Samples:
        take = _ordinary(scene)
        return take + speech.hum(scene.chance(), take.size, kind) * speech.gain(-22 - under_db)

    return made


def echoing(scene: Scene, under_db: float) -> Samples:
    chance = scene.chance()
    return speech.echoed(_ordinary(scene), chance, float(chance.uniform(0.1, 1.5)), -under_db)


def dead(scene: Scene, offset: float) -> Samples:
    """What a switched-off or forbidden microphone gives: one number for ever."""
    return np.full(round(speech.SECONDS * speech.RATE_HZ), offset)


def hissing(scene: Scene, level_dbfs: float) -> Samples:
    """A microphone that works and hears nobody."""
    return _around(scene, "hiss") * speech.gain(level_dbfs)
