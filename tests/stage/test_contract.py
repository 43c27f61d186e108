"""What every stage owes, run on both that exist: the drawn one and the real OBS."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal, get_args

import pytest
from PySide6.QtGui import QColor, QImage

from host_assistant.show.vocabulary import SCENE_ROLES, OverlaySlot, SceneRole
from host_assistant.stage.obs.parts import ScenePlan
from host_assistant.stage.obs.stage import ObsStage
from host_assistant.stage.overlay.fonts import ensure_gui
from host_assistant.stage.overlay.layout import layout_for
from host_assistant.stage.rehearsal import RehearsalStage
from host_assistant.stage.stage import LinkSeen, Observation, SceneSeen, Stage, StageError
from tests.stage.groups import TOGETHER
from tests.support.obs import RealObs
from tests.support.obs_home import MICROPHONE
from tests.support.waiting import wait_until

Kind = Literal["rehearsal", "obs"]
LAYOUT = layout_for("wide", 1280, 720)
SCENES: dict[SceneRole, str] = {
    "opening": "#204080",
    "camera": "#208040",
    "product": "#808020",
    "break": "#802020",
    "closing": "#602080",
}
# What a stage shows of a scene that a camera belongs to is its own affair.
BACKDROP_SCENES: tuple[SceneRole, ...] = ("opening", "break", "closing")


class Tried:
    """A stage that is ready, with everything that it told."""

    def __init__(
        self,
        stage: Stage,
        told: list[Observation],
        pictures: Path,
        microphones_muted: Callable[[], bool],
    ) -> None:
        self.stage = stage
        self.told = told
        self._pictures = pictures
        self.microphones_muted = microphones_muted

    def card(self, slot: OverlaySlot, colour: str) -> Path:
        rect = LAYOUT.slots[slot]
        path = self._pictures / f"{slot}-{colour[1:]}.png"
        return one_colour(path, colour, rect.width, rect.height)

    def shows(self, colour: str, x: int, y: int) -> bool:
        """Whether viewers see about this colour at that place of the 1280×720 canvas."""
        image = QImage.fromData(self.stage.screenshot(640))
        seen, wanted = image.pixelColor(x // 2, y // 2), QColor(colour)
        return all(
            abs(one - other) < 40
            for one, other in (
                (seen.red(), wanted.red()),
                (seen.green(), wanted.green()),
                (seen.blue(), wanted.blue()),
            )
        )

    def shows_in(self, slot: OverlaySlot, colour: str) -> bool:
        rect = LAYOUT.slots[slot]
        return self.shows(colour, rect.x + rect.width // 2, rect.y + rect.height // 2)

    def saw_scene(self, role: SceneRole) -> bool:
        return any(isinstance(one, SceneSeen) and one.role == role for one in self.told)


@pytest.fixture(params=get_args(Kind))
def tried(request: pytest.FixtureRequest, tmp_path: Path, qapp: object) -> Iterator[Tried]:
    ensure_gui()
    told: list[Observation] = []
    backdrops = {
        role: one_colour(tmp_path / f"{role}.png", SCENES[role], 1280, 720) for role in SCENE_ROLES
    }
    stage: Stage
    microphones_muted: Callable[[], bool]
    if request.param == "obs":
        obs = request.getfixturevalue("obs")
        plan = ScenePlan.for_layout(LAYOUT, backdrops)
        on_obs = ObsStage(obs.address, obs.password, plan, told.append)
        on_obs.start()
        wait_until(lambda: LinkSeen(True) in told)
        stage = on_obs
        microphones_muted = partial(_is_muted_in_obs, obs)
    else:
        stage = rehearsal = RehearsalStage(LAYOUT, None, told.append, backdrops)
        microphones_muted = partial(getattr, rehearsal, "microphones_muted")

    try:
        stage.prepare()
        stage.switch_scene("opening")
        yield Tried(stage, told, tmp_path, microphones_muted)
    finally:
        stage.close()


def test_every_scene_is_shown_and_told_as_ours(tried: Tried) -> None:
    wait_until(lambda: tried.saw_scene("opening"))
    for role in ("break", "camera", "closing", "product", "opening"):
        tried.told.clear()
        tried.stage.switch_scene(role)
        wait_until(lambda role=role: tried.saw_scene(role))  # type: ignore[misc]
        if role in BACKDROP_SCENES:
            wait_until(lambda role=role: tried.shows(SCENES[role], 640, 360))  # type: ignore[misc]
        assert all(one.by_us for one in tried.told if isinstance(one, SceneSeen))


def test_a_scene_that_is_shown_already_is_told_all_the_same(tried: Tried) -> None:
    tried.stage.switch_scene("break")
    wait_until(lambda: tried.saw_scene("break"))
    tried.told.clear()
    tried.stage.switch_scene("break")
    wait_until(lambda: tried.saw_scene("break"))


@pytest.mark.parametrize("group", TOGETHER["wide"], ids=lambda group: "+".join(sorted(group)))
def test_overlays_show_in_their_slots_over_every_scene(
    tried: Tried, group: frozenset[OverlaySlot]
) -> None:
    colours = ["#E02020", "#20E020", "#2020E0", "#E0E020"]
    shown = list(zip(sorted(group), colours[: len(group)], strict=True))
    for slot, colour in shown:
        tried.stage.put_overlay(slot, tried.card(slot, colour))
    for role in ("opening", "closing"):
        tried.stage.switch_scene(role)
        for slot, colour in shown:
            wait_until(lambda slot=slot, colour=colour: tried.shows_in(slot, colour))  # type: ignore[misc]


def test_another_picture_takes_the_place_of_the_first(tried: Tried) -> None:
    tried.stage.put_overlay("product_card", tried.card("product_card", "#E02020"))
    wait_until(lambda: tried.shows_in("product_card", "#E02020"))
    tried.stage.put_overlay("product_card", tried.card("product_card", "#20E020"))
    wait_until(lambda: tried.shows_in("product_card", "#20E020"))


def test_no_picture_empties_the_slot(tried: Tried) -> None:
    tried.stage.switch_scene("break")
    tried.stage.put_overlay("ticker", tried.card("ticker", "#20E020"))
    wait_until(lambda: tried.shows_in("ticker", "#20E020"))
    tried.stage.put_overlay("ticker", None)
    wait_until(lambda: tried.shows_in("ticker", SCENES["break"]))


def test_preparing_again_leaves_the_picture_as_it_is(tried: Tried) -> None:
    tried.stage.switch_scene("break")
    tried.stage.put_overlay("notice", tried.card("notice", "#E0E020"))
    wait_until(lambda: tried.shows_in("notice", "#E0E020"))
    tried.stage.prepare()
    tried.stage.prepare()
    wait_until(lambda: tried.shows_in("notice", "#E0E020"))
    wait_until(lambda: tried.shows(SCENES["break"], 640, 360))


def test_a_screenshot_is_a_jpeg_of_the_width_asked_for(tried: Tried) -> None:
    for width_px in (320, 640, 1280):
        taken = tried.stage.screenshot(width_px)
        assert taken.startswith(b"\xff\xd8")
        image = QImage.fromData(taken)
        assert (image.width(), image.height()) == (width_px, width_px * 9 // 16)


def test_microphones_can_be_muted_and_opened_any_number_of_times(tried: Tried) -> None:
    for muted in (True, True, False, False, True, False):
        tried.stage.mute_microphones(muted)
        assert tried.microphones_muted() == muted


def test_a_closed_stage_refuses_and_closing_again_does_no_harm(tried: Tried) -> None:
    tried.stage.close()
    tried.stage.close()
    with pytest.raises(StageError):
        tried.stage.switch_scene("camera")
    with pytest.raises(StageError):
        tried.stage.screenshot(320)


def _is_muted_in_obs(obs: RealObs) -> bool:
    with obs.link() as link:
        return bool(link.call("GetInputMute", inputName=MICROPHONE)["inputMuted"])


def one_colour(path: Path, colour: str, width_px: int, height_px: int) -> Path:
    image = QImage(width_px, height_px, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))
    return path
