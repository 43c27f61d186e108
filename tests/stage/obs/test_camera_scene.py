"""Where nobody chose one, a scene of the user's own stands for the camera."""

from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import (
    OVERLAY_SCENE_NAME,
    SCENE_NAMES,
    ScenePlan,
)
from host_assistant.stage.obs.removal import remove_all
from host_assistant.stage.obs.scenes import ensure
from tests.stage.obs.conftest import BACKDROP_COLOURS
from tests.stage.obs.hands import everything, items, put_colour, scene_names, shows, sources
from tests.support.obs_home import USER_SCENE, USER_SECOND_SCENE


def test_the_scene_on_air_is_the_camera_where_none_was_chosen(
    link: ObsLink, plan: ScenePlan
) -> None:
    put_colour(link, USER_SCENE, "Webcam", "#ff0000")
    put_colour(link, USER_SECOND_SCENE, "Vườn", "#00ff00")
    link.call("SetCurrentProgramScene", sceneName=USER_SCENE)
    before = {name: items(link, name) for name in (USER_SCENE, USER_SECOND_SCENE)}
    scenes = ensure(link, plan)
    for role in ("camera", "product"):
        assert sources(link, SCENE_NAMES[role]) == [USER_SCENE, OVERLAY_SCENE_NAME]
        shows(link, SCENE_NAMES[role], "#ff0000")
    shows(link, SCENE_NAMES["opening"], BACKDROP_COLOURS["opening"])
    assert scenes.missing == ()
    assert {name: items(link, name) for name in before} == before


def test_the_camera_found_once_stays(link: ObsLink, plan: ScenePlan) -> None:
    put_colour(link, USER_SECOND_SCENE, "Vườn", "#00ff00")
    first = ensure(link, plan)
    assert sources(link, SCENE_NAMES["camera"]) == [USER_SECOND_SCENE, OVERLAY_SCENE_NAME]
    put_colour(link, USER_SCENE, "Webcam", "#ff0000")
    assert ensure(link, plan) == first
    assert sources(link, SCENE_NAMES["camera"]) == [USER_SECOND_SCENE, OVERLAY_SCENE_NAME]
    link.call("SetSceneName", sceneName=USER_SECOND_SCENE, newSceneName="Vườn mới")
    try:
        ensure(link, plan)
        assert sources(link, SCENE_NAMES["camera"]) == ["Vườn mới", OVERLAY_SCENE_NAME]
    finally:
        link.call("SetSceneName", sceneName="Vườn mới", newSceneName=USER_SECOND_SCENE)


def test_else_the_first_scene_in_which_something_is_to_be_seen(
    link: ObsLink, plan: ScenePlan
) -> None:
    for name in ("Dưới", "Trên", "Tắt", "Trống"):
        link.call("CreateScene", sceneName=name)
    for name in ("Dưới", "Trên", "Tắt"):
        put_colour(link, name, f"Hình {name}", "#00ff00")
    (hidden,) = items(link, "Tắt")
    link.call(
        "SetSceneItemEnabled",
        sceneName="Tắt",
        sceneItemId=hidden["sceneItemId"],
        sceneItemEnabled=False,
    )
    ensure(link, plan)
    seen_first = next(name for name in reversed(scene_names(link)) if name in ("Dưới", "Trên"))
    assert sources(link, SCENE_NAMES["camera"]) == [seen_first, OVERLAY_SCENE_NAME]


def test_a_scene_that_holds_ours_cannot_be_the_camera(link: ObsLink, plan: ScenePlan) -> None:
    ensure(link, plan)
    link.call("CreateSceneItem", sceneName=USER_SCENE, sourceName=SCENE_NAMES["camera"])
    link.call("CreateSceneItem", sceneName=USER_SECOND_SCENE, sourceName=USER_SCENE)
    ensure(link, plan)
    shows(link, SCENE_NAMES["camera"], BACKDROP_COLOURS["camera"])
    assert USER_SECOND_SCENE not in sources(link, SCENE_NAMES["product"])
    for name in (USER_SCENE, USER_SECOND_SCENE):
        (item,) = items(link, name)
        link.call("RemoveSceneItem", sceneName=name, sceneItemId=item["sceneItemId"])


def test_removing_leaves_a_found_camera_alone(link: ObsLink, plan: ScenePlan) -> None:
    put_colour(link, USER_SCENE, "Webcam", "#ff0000")
    before = everything(link)
    ensure(link, plan)
    assert remove_all(link) == ()
    assert everything(link) == before
