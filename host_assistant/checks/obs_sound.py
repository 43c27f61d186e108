"""Whether OBS hears the host, which is another question than whether the laptop does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from host_assistant.checks.finding import Figures, Finding, Level, Remedy
from host_assistant.stage.obs.health.meters import NOTHING_DBFS, MeterReading, ObsHearing, dbfs
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.setup.devices import hears_another

# A voice at −26 dBFS, the softest that is well, peaks far above this; a quiet room lies below.
VOICE_PEAK_DBFS: Final = -42.0
# What viewers can no longer hear, however loud the voice is ahead of OBS's slider.
TURNED_DOWN_DB: Final = 24.0
BEFORE: Final = 2
AFTER: Final = 1
# What OBS tells without anybody speaking, so that it holds no longer than until the next look.
TOLD_AT_EACH_LOOK: Final = ("obs_muted", "obs_no_microphone", "obs_unheard", "obs_hears")
# How each code here begins; what the laptop hears has other codes of the same check.
OF_OBS: Final = "obs_"


def judge(hearing: ObsHearing, laptop_hears: bool | None = None) -> tuple[Finding, ...]:
    """What OBS's meters tell of seconds in which the host should have spoken.

    `laptop_hears` is what the laptop found in the same seconds (`SoundMeasure.voice`), None when
    it did not listen: without it, silence may mean that nobody spoke, and is only doubtful.
    """
    return (_judge(hearing, laptop_hears),)


def _judge(hearing: ObsHearing, laptop_hears: bool | None) -> Finding:
    microphones = hearing.microphones
    if not microphones:
        return _finding("bad", "obs_no_microphone", "choose_microphone")
    muted = [each.name for each in microphones if each.muted]
    opened = [each.name for each in microphones if not each.muted]
    if not opened:
        return _finding("bad", "obs_muted", "unmute_microphone", muted)
    if not hearing.readings:
        return _finding("unknown", "obs_unheard", "look_again", opened)
    before = {each.name: peak_dbfs(hearing.readings, each.name, BEFORE) for each in microphones}
    after = {name: peak_dbfs(hearing.readings, name, AFTER) for name in opened}
    loudest = max(opened, key=before.__getitem__)
    if before[loudest] >= VOICE_PEAK_DBFS:
        if after[loudest] < before[loudest] - TURNED_DOWN_DB:
            return _finding("bad", "obs_turned_down", "listen", [loudest], after[loudest])
        return _finding("good", "obs_hears", None, [loudest], after[loudest])
    speaking = [name for name in muted if before[name] >= VOICE_PEAK_DBFS]
    if speaking:
        return _finding("bad", "obs_muted", "unmute_microphone", speaking)
    if laptop_hears is False:
        return _finding("unknown", "obs_nobody_spoke", "listen", opened, before[loudest])
    level: Level = "bad" if laptop_hears else "doubtful"
    return _finding(level, "obs_silent", "choose_microphone", opened, before[loudest])


def renewed(heard: Iterable[Finding], now: Iterable[Finding]) -> tuple[Finding, ...]:
    """What was `heard` of the host's sentence, after another look at OBS while nobody may speak.

    What is bad there `now` stands in place of all that OBS was found to do with the sentence.
    """
    wrong = tuple(each for each in now if each.level == "bad")
    if wrong:
        kept = (each for each in heard if not each.code.startswith(OF_OBS))
    else:
        kept = (each for each in heard if each.code not in TOLD_AT_EACH_LOOK)
    return (*wrong, *kept)


def look_at_choice(link: ObsLink, chosen: str) -> tuple[Finding, ...]:
    """Whether what we built in OBS listens to the chosen microphone, by the computer's name for it.

    Nothing where it does, or where OBS works with the user's own. Raises StageError.
    """
    if not hears_another(link, chosen):
        return ()
    return (
        Finding(
            check="microphone",
            level="doubtful",
            code="another_in_obs",
            figures={"device": chosen},
            remedy="choose_microphone",
        ),
    )


def peak_dbfs(readings: Sequence[MeterReading], name: str, which: int) -> float:
    """The highest that this input's meter stood, BEFORE or AFTER its volume and mute."""
    levels = (channel[which] for reading in readings for channel in reading.inputs.get(name, ()))
    return dbfs(max(levels, default=0.0))


def _finding(
    level: Level,
    code: str,
    remedy: Remedy | None,
    names: Iterable[str] = (),
    peak: float = NOTHING_DBFS,
) -> Finding:
    figures: Figures = {"device": tuple(names), "peak_dbfs": round(peak, 1)}
    return Finding(check="sound", level=level, code=code, figures=figures, remedy=remedy)
