"""How many bad pictures the picture checks catch, and how many good ones they blame."""

from __future__ import annotations

import time

from host_assistant.checks.picture import look
from tests.bench.figures import Figure
from tests.checks import picture_material as material
from tests.checks.picture_faults import blamed, caught, degrees

CAUGHT_GOAL = 0.95
BLAMED_GOAL = 0.02
PARTS = {
    "tuned on": (material.TUNED_ON, material.HOST_TUNED_ON),
    "held out": (material.REPORTED_ON, material.HOST_REPORTED_ON),
}


def measure() -> list[Figure]:
    """A row a degree; goals hold for what was held out, and for the clearly bad alone."""
    scenes = {part: list(material.scenes(*of)) for part, of in PARTS.items()}
    rows = []
    clear = {part: [0, 0] for part in PARTS}
    for degree in degrees():
        counts = {}
        for part in PARTS:
            results = [caught(degree, scene) for scene in scenes[part][:: degree.every]]
            known = [result for result in results if result is not None]
            counts[part] = sum(known), len(known)
            if degree.clear:
                clear[part][0] += sum(known)
                clear[part][1] += len(known)
        share = counts["held out"][0] / max(counts["held out"][1], 1)
        rows.append(
            Figure(
                f"picture {degree.codes[0]}, {degree.label}: held out, tuned on",
                f"{_of(*counts['held out'])}, {_of(*counts['tuned on'])}",
                "caught ≥ 95 %" if degree.clear else "",
                share >= CAUGHT_GOAL if degree.clear else None,
            )
        )
    for part in PARTS:
        share = clear[part][0] / clear[part][1]
        rows.append(
            Figure(
                f"picture, all that is clearly bad, {part}",
                f"{_of(*clear[part])} of {clear[part][1]}",
                "caught ≥ 95 %",
                share >= CAUGHT_GOAL,
            )
        )
    for part in PARTS:
        wrong = sum(bool(blamed(scene)) for scene in scenes[part])
        rows.append(
            Figure(
                f"picture, good ones blamed, {part}",
                f"{wrong} of {len(scenes[part])}",
                "≤ 2 %",
                wrong / len(scenes[part]) <= BLAMED_GOAL,
            )
        )
    return [*rows, _cost(scenes["held out"])]


def _of(some: int, all_of_them: int) -> str:
    return f"{100 * some / max(all_of_them, 1):.0f} %"


def _cost(scenes: list[material.Scene]) -> Figure:
    looks = [material.frames(scene.image, 10) for scene in scenes]
    look(looks[0])
    started = time.process_time()
    for frames in looks:
        look(frames)
    each_ms = (time.process_time() - started) / sum(map(len, looks)) * 1000
    return Figure(
        "picture, a look, each of its 640×360 frames", f"{each_ms:.1f} ms", "≤ 30 ms", each_ms <= 30
    )
