"""Whose doing a switch of scenes is, where OBS itself would be too quick or too slow to show it."""

from collections.abc import Callable

import pytest

from host_assistant.stage.obs.connection import ObsEvent
from host_assistant.stage.obs.observing import PENDING_S, Observer
from host_assistant.stage.obs.parts import OVERLAY_SCENE_NAME, SCENE_NAMES
from host_assistant.stage.obs.scenes import Scenes
from host_assistant.stage.stage import Observation, OutputSeen, PartMissing, SceneSeen

CAMERA, BREAK, PRODUCT = (SCENE_NAMES[role] for role in ("camera", "break", "product"))
OURS = Scenes(
    overlay_scene=OVERLAY_SCENE_NAME,
    scene_of=dict(SCENE_NAMES),
    input_of={},
    ours=frozenset({OVERLAY_SCENE_NAME, *SCENE_NAMES.values()}),
    role_of={name: role for role, name in SCENE_NAMES.items()},
    missing=(),
)


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told() -> list[Observation]:
    return []


@pytest.fixture
def observer(told: list[Observation], clock: Callable[[], float]) -> Observer:
    observer = Observer(told.append, clock)
    observer.know(OURS)
    return observer


def switched(observer: Observer, scene_name: str) -> None:
    observer.take(ObsEvent("CurrentProgramSceneChanged", {"sceneName": scene_name}))


def by_us(told: list[Observation]) -> list[bool]:
    return [each.by_us for each in told if isinstance(each, SceneSeen)]


def test_a_switch_counts_as_ours_once(observer: Observer, told: list[Observation]) -> None:
    observer.expect_switch(CAMERA)
    switched(observer, CAMERA)
    switched(observer, CAMERA)
    assert by_us(told) == [True, False]


def test_two_in_a_row_of_which_obs_tells_both(observer: Observer, told: list[Observation]) -> None:
    observer.expect_switch(CAMERA)
    observer.expect_switch(BREAK)
    switched(observer, CAMERA)
    switched(observer, BREAK)
    assert by_us(told) == [True, True]


def test_two_in_a_row_of_which_obs_tells_the_last(
    observer: Observer, told: list[Observation]
) -> None:
    observer.expect_switch(CAMERA)
    observer.expect_switch(BREAK)
    switched(observer, BREAK)
    switched(observer, CAMERA)
    assert by_us(told) == [True, False]


def test_theirs_in_between_does_not_make_ours_theirs(
    observer: Observer, told: list[Observation]
) -> None:
    observer.expect_switch(CAMERA)
    switched(observer, PRODUCT)
    switched(observer, CAMERA)
    assert by_us(told) == [False, True]


def test_one_that_failed_or_is_long_ago_is_not_waited_for(
    observer: Observer, told: list[Observation], clock: Clock
) -> None:
    observer.expect_switch(CAMERA)
    observer.forget_switch(CAMERA)
    switched(observer, CAMERA)
    observer.expect_switch(BREAK)
    clock.now_s += PENDING_S
    switched(observer, BREAK)
    assert by_us(told) == [False, False]


def test_another_collection_of_scenes_has_none_of_ours(
    observer: Observer, told: list[Observation]
) -> None:
    observer.take(ObsEvent("CurrentSceneCollectionChanged", {"sceneCollectionName": "Other"}))
    assert told == [PartMissing(OVERLAY_SCENE_NAME)]


def test_before_it_knows_what_is_ours_nothing_is_missing(told: list[Observation]) -> None:
    observer = Observer(told.append)
    observer.take(ObsEvent("SceneRemoved", {"sceneName": CAMERA}))
    observer.take(ObsEvent("CurrentSceneCollectionChanged", {}))
    switched(observer, CAMERA)
    assert told == [SceneSeen(None, CAMERA, by_us=False)]


def test_after_an_absence_an_output_is_told_though_it_is_as_it_was(
    observer: Observer, told: list[Observation]
) -> None:
    observer.output_found("stream", "off")
    observer.output_found("stream", "off")
    observer.forget_outputs()
    observer.output_found("stream", "off")
    assert told == [OutputSeen("stream", "off")] * 2
