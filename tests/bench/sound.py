"""What the check of the sound catches, by fault and degree, and how often it blames the good.

Half of the voices served to find the limits; the table is of the other half, which did not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import msgspec

from host_assistant.checks.sound import judge
from host_assistant.checks.sound import measure as listen
from tests.bench.figures import Figure
from tests.support import speech, spoiling
from tests.support.speech import Samples, Voice
from tests.support.spoiling import Scene

GOOD_TAKES_A_VOICE = 10
CAUGHT = 0.95
BLAMED = 0.02


class Fault(msgspec.Struct, frozen=True):
    """A fault, its degrees in `unit`, and those of them that are clearly bad."""

    name: str
    codes: frozenset[str]
    make: Callable[[Scene, float], Samples]
    unit: str
    degrees: tuple[float, ...]
    clear: tuple[float, ...]


def _fault(
    name: str,
    codes: str,
    make: Callable[[Scene, float], Samples],
    unit: str,
    border: tuple[float, ...],
    clear: tuple[float, ...],
) -> Fault:
    return Fault(name, frozenset(codes.split()), make, unit, (*border, *clear), clear)


NOISY = "noisy no_voice"
FAULTS = (
    _fault("too soft", "too_quiet", spoiling.at_level, "dBFS", (-27, -28), (-30, -36, -42)),
    _fault("too loud", "too_loud clipped", spoiling.at_level, "dBFS", (-13, -12), (-10, -6)),
    _fault("tops cut", "clipped", spoiling.overdriven, "dB over", (2, 4), (8, 12, 18)),
    _fault(
        "cut, then turned down", "clipped", spoiling.overdriven_before, "dB over", (4,), (8, 12)
    ),
    *(
        _fault(kind, NOISY, spoiling.noisy(kind), "dB below", (24, 22), (20, 15, 10, 5))
        for kind in speech.NOISES
    ),
    *(
        _fault(f"hum: {kind}", "hum", spoiling.humming(kind), "dB below", (29, 27), (24, 18, 10))
        for kind in ("cable", "charger")
    ),
    _fault("echo", "echo", spoiling.echoing, "dB below", (20, 16), (12, 8, 4)),
    _fault("switched off", "dead", spoiling.dead, "offset", (), (0, 0.01)),
    _fault("hears nobody", "silent no_voice", spoiling.hissing, "dBFS", (), (-90, -75, -60, -45)),
)


def halves() -> tuple[tuple[Scene, ...], tuple[Scene, ...]]:
    """To find the limits with, and to report on."""
    everybody = speech.voices()
    return _scenes(everybody[0::2], everybody), _scenes(everybody[1::2], everybody)


def _scenes(hosts: Sequence[Voice], everybody: Sequence[Voice]) -> tuple[Scene, ...]:
    return tuple(
        Scene(
            voice,
            tuple(everybody[(number * 7 + step * 5 + 3) % len(everybody)] for step in range(5)),
            number,
        )
        for number, voice in enumerate(hosts)
    )


def heard(samples: Samples) -> frozenset[str]:
    """The codes of the findings."""
    measured = listen(speech.converted(samples), speech.RATE_HZ)
    return frozenset(finding.code for finding in judge(measured))


def caught(fault: Fault, degree: float, scenes: Collection[Scene]) -> int:
    return sum(bool(fault.codes & heard(fault.make(scene, degree))) for scene in scenes)


def blamed(scenes: Collection[Scene], takes: int) -> list[tuple[Scene, frozenset[str]]]:
    """The good takes, `takes` of each voice, of which something bad was said."""
    ground = [
        msgspec.structs.replace(scene, seed=1000 * (scene.seed + 1) + take)
        for scene in scenes
        for take in range(takes)
    ]
    said = [(scene, heard(spoiling.good(scene))) for scene in ground]
    return [(scene, codes) for scene, codes in said if codes != {"fine"}]


def measure() -> list[Figure]:
    scenes = halves()[1]
    return table(scenes)


def table(scenes: Collection[Scene]) -> list[Figure]:
    figures = []
    for fault in FAULTS:
        for degree in fault.degrees:
            share = caught(fault, degree, scenes) / len(scenes)
            clear = degree in fault.clear
            figures.append(
                Figure(
                    f"sound: {fault.name}, {degree:g} {fault.unit}",
                    f"{share:.0%} caught",
                    f"≥ {CAUGHT:.0%} of {len(scenes)} voices" if clear else "(near the limit)",
                    share >= CAUGHT if clear else None,
                )
            )
    takes = len(scenes) * GOOD_TAKES_A_VOICE
    share = len(blamed(scenes, GOOD_TAKES_A_VOICE)) / takes
    figures.append(
        Figure(
            "sound: good, wrongly blamed",
            f"{share:.1%}",
            f"≤ {BLAMED:.0%} of {takes}",
            share <= BLAMED,
        )
    )
    return figures
