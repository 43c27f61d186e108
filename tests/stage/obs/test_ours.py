"""A show finds its way back to what was built, on a real OBS."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import SCENE_NAMES, ScenePlan
from host_assistant.stage.obs.setup.before import Before, BeforeFile
from host_assistant.stage.obs.setup.building import OUR_NAME, Wish, build, switch_collection
from host_assistant.stage.obs.setup.ours import arguments_for, return_to_ours
from host_assistant.stage.obs.stage import ObsStage
from tests.stage.obs.hands import scene_names
from tests.support.obs import RealObs
from tests.support.waiting import wait_until


@pytest.fixture
def link(own_obs: RealObs) -> Iterator[ObsLink]:
    with own_obs.link() as made:
        yield made


@pytest.fixture
def memory(tmp_path: Path) -> BeforeFile:
    return BeforeFile(tmp_path)


@pytest.fixture
def built(link: ObsLink, memory: BeforeFile, plan: ScenePlan, tmp_path: Path) -> Before:
    wish = Wish(shape="wide", recordings=tmp_path / "phim", cores=2, plan=lambda *_size: plan)
    build(link, wish, memory)
    return memory.read()


def collection(link: ObsLink) -> str:
    return str(link.call("GetSceneCollectionList")["currentSceneCollectionName"])


def test_the_show_builds_nothing_in_a_collection_of_the_user_s(
    own_obs: RealObs, link: ObsLink, built: Before, memory: BeforeFile, plan: ScenePlan
) -> None:
    switch_collection(link, built.collection)
    theirs = scene_names(link)
    stage = ObsStage(own_obs.address, own_obs.password, plan, lambda _told: None, memory)
    stage._link.connect(5.0)
    try:
        stage.prepare()
        assert collection(link) == built.our_collection
        stage.switch_scene("camera")
        assert (
            link.call("GetCurrentProgramScene")["currentProgramSceneName"]
            == (SCENE_NAMES["camera"])
        )
        assert not return_to_ours(link, built), "it is there"
    finally:
        stage.close()
    switch_collection(link, built.collection)
    assert scene_names(link) == theirs


def test_what_is_on_air_or_the_user_s_own_stays(link: ObsLink, built: Before) -> None:
    switch_collection(link, built.collection)
    link.call("StartRecord")
    wait_until(lambda: link.call("GetRecordStatus")["outputActive"])
    assert not return_to_ours(link, built)
    link.call("StopRecord")
    wait_until(lambda: not link.call("GetRecordStatus")["outputActive"])
    ours = link.call("GetProfileList")["currentProfileName"]
    link.call("SetCurrentProfile", profileName=built.profile)
    assert not return_to_ours(link, built)
    link.call("SetCurrentProfile", profileName=ours)
    assert not return_to_ours(link, Before(our_profile=ours, our_collection="gone"))
    assert collection(link) == built.collection


def test_without_anything_built_obs_starts_as_it_likes(obs: RealObs) -> None:
    assert arguments_for(Before(our_collection=OUR_NAME)) == ()
    with obs.link() as link:
        assert not return_to_ours(link, Before())
