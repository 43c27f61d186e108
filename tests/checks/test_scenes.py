"""Whether the real OBS has what a show needs."""

from collections.abc import Iterator

import pytest

from host_assistant.checks import scenes
from host_assistant.checks.wording import sentence
from host_assistant.show.vocabulary import Shape
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import InputPlan, ScenePlan
from host_assistant.stage.obs.scenes import ensure
from host_assistant.stage.obs.setup.before import Before
from tests.stage.obs.hands import put_colour
from tests.support.obs import RealObs
from tests.support.obs_home import USER_SCENE

PLAN = ScenePlan(canvas_width_px=1280, canvas_height_px=720, slots={})


@pytest.fixture
def link(obs: RealObs) -> Iterator[ObsLink]:
    with obs.link() as link:
        yield link


def codes(link: ObsLink, shape: Shape = "wide", before: Before | None = None) -> list[str]:
    found = scenes.look(link, before or Before(), shape)
    assert all(sentence(each) for each in found)
    assert all((each.remedy is None) == (each.level == "good") for each in found)
    return [each.code for each in found]


def test_an_empty_obs_is_to_be_built_up(link: ObsLink) -> None:
    assert codes(link) == ["nothing_built"]


def test_a_scene_of_the_users_with_something_in_it_is_enough(link: ObsLink) -> None:
    put_colour(link, USER_SCENE, "Webcam", "#ff0000")
    assert codes(link) == ["fine"]
    assert "1280 × 720" in sentence(scenes.look(link, Before(), "wide")[0])


def test_scenes_without_a_camera_lack_one(link: ObsLink) -> None:
    ensure(link, PLAN)
    assert codes(link) == ["no_camera"]
    camera = InputPlan("color_source_v3")
    ensure(link, ScenePlan(canvas_width_px=1280, canvas_height_px=720, slots={}, camera=camera))
    assert codes(link) == ["fine"]


def test_a_canvas_that_lies_on_its_side_is_seen(link: ObsLink) -> None:
    put_colour(link, USER_SCENE, "Webcam", "#ff0000")
    assert codes(link, "upright") == ["not_upright"]


def test_other_scenes_than_those_that_were_built_are_seen(link: ObsLink) -> None:
    put_colour(link, USER_SCENE, "Webcam", "#ff0000")
    built = Before(our_profile="Lên Sóng", our_collection="Lên Sóng")
    assert codes(link, before=built) == ["other_collection"]
    assert "“Untitled”" in sentence(scenes.look(link, built, "wide")[0])


def test_ours_under_a_profile_of_the_users_is_seen(link: ObsLink) -> None:
    put_colour(link, USER_SCENE, "Webcam", "#ff0000")
    built = Before(our_profile="Lên Sóng", our_collection="Untitled")
    assert codes(link, before=built) == ["other_profile"]
    assert "“Untitled”" in sentence(scenes.look(link, built, "wide")[0])
