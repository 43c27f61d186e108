"""A plan of the scenes, and a stage on the real OBS."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from host_assistant.show.vocabulary import SCENE_ROLES
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import ScenePlan
from host_assistant.stage.obs.stage import ObsStage
from host_assistant.stage.stage import LinkSeen, Observation
from tests.stage.obs.pictures import one_colour
from tests.support.obs import RealObs
from tests.support.waiting import wait_until

BACKDROP_COLOURS = {
    "opening": "#204080",
    "camera": "#208040",
    "product": "#808020",
    "break": "#802020",
    "closing": "#602080",
}
SLOTS = {
    "product_card": (40, 380),
    "order_counter": (960, 40),
    "ticker": (40, 40),
    "host_banner": (960, 560),
    "notice": (960, 300),
    "how_to_order": (40, 640),
    "bank_qr": (500, 40),
}


@pytest.fixture
def plan(tmp_path: Path) -> ScenePlan:
    return ScenePlan(
        canvas_width_px=1280,
        canvas_height_px=720,
        slots=SLOTS,  # type: ignore[arg-type]
        backdrops={
            role: one_colour(tmp_path / f"{role}.png", BACKDROP_COLOURS[role], 1280, 720)
            for role in SCENE_ROLES
        },
    )


@pytest.fixture
def link(obs: RealObs) -> Iterator[ObsLink]:
    """Another program's connection, or the user's hand."""
    with obs.link() as link:
        yield link


class Staged:
    """An `ObsStage`, prepared, with everything that it told."""

    def __init__(self, obs: RealObs, plan: ScenePlan) -> None:
        self.told: list[Observation] = []
        self.stage = ObsStage(obs.address, obs.password, plan, self.told.append)
        try:
            self.stage.start()
            wait_until(lambda: LinkSeen(True) in self.told)
            self.stage.prepare()
        except BaseException:
            self.stage.close()
            raise


@pytest.fixture
def staged(obs: RealObs, plan: ScenePlan) -> Iterator[Staged]:
    staged = Staged(obs, plan)
    yield staged
    staged.stage.close()
