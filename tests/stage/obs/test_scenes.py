"""What we make in the real OBS, and that the user's own stays as it was."""

from pathlib import Path

import msgspec

from host_assistant.show.vocabulary import SCENE_ROLES
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import (
    INPUT_NAMES,
    OVERLAY_SCENE_NAME,
    SCENE_NAMES,
    ScenePlan,
)
from host_assistant.stage.obs.removal import remove_all
from host_assistant.stage.obs.scenes import ensure
from tests.stage.obs.conftest import BACKDROP_COLOURS, SLOTS
from tests.stage.obs.hands import everything, items, remove_scene, scene_names, shows, sources
from tests.stage.obs.pictures import one_colour
from tests.support.obs import RealObs
from tests.support.obs_home import USER_SCENE, USER_SECOND_SCENE

OUR_SCENES = {OVERLAY_SCENE_NAME, *SCENE_NAMES.values()}


def test_every_role_gets_a_scene_with_the_overlays_on_top(link: ObsLink, plan: ScenePlan) -> None:
    before = link.call("GetCurrentProgramScene")
    scenes = ensure(link, plan)
    assert set(scene_names(link)) == OUR_SCENES | {USER_SCENE, USER_SECOND_SCENE}
    assert scenes.scene_of == SCENE_NAMES
    assert scenes.missing == ()
    for role in SCENE_ROLES:
        assert sources(link, SCENE_NAMES[role])[-1] == OVERLAY_SCENE_NAME
        shows(link, SCENE_NAMES[role], BACKDROP_COLOURS[role])
    assert link.call("GetCurrentProgramScene") == before


def test_every_slot_is_at_its_place(link: ObsLink, plan: ScenePlan, tmp_path: Path) -> None:
    scenes = ensure(link, plan)
    assert scenes.input_of == INPUT_NAMES
    at = {
        item["sourceName"]: (
            item["sceneItemTransform"]["positionX"],
            item["sceneItemTransform"]["positionY"],
        )
        for item in items(link, OVERLAY_SCENE_NAME)
    }
    assert at == {INPUT_NAMES[slot]: corner for slot, corner in SLOTS.items()}  # type: ignore[index]
    card = one_colour(tmp_path / "card.png", "#ff00ff", 256, 144)
    link.call(
        "SetInputSettings",
        inputName=scenes.input_of["product_card"],
        inputSettings={"file": str(card)},
    )
    shows(link, SCENE_NAMES["camera"], "#ff00ff", 0.06, 0.6)
    shows(link, SCENE_NAMES["camera"], BACKDROP_COLOURS["camera"], 0.9, 0.9)


def test_doing_it_again_changes_nothing(link: ObsLink, plan: ScenePlan, tmp_path: Path) -> None:
    first = ensure(link, plan)
    link.call(
        "SetInputSettings",
        inputName=first.input_of["ticker"],
        inputSettings={"file": str(one_colour(tmp_path / "ticker.png", "#ff00ff", 200, 40))},
    )
    for role in SCENE_ROLES:
        shows(link, SCENE_NAMES[role], BACKDROP_COLOURS[role])
    shows(link, OVERLAY_SCENE_NAME, "#ff00ff", 0.06, 0.08)
    before = everything(link)
    assert ensure(link, plan) == first
    assert everything(link) == before


def test_what_was_deleted_by_hand_is_made_again(link: ObsLink, plan: ScenePlan) -> None:
    first = ensure(link, plan)
    remove_scene(link, SCENE_NAMES["product"])
    link.call("RemoveInput", inputName=INPUT_NAMES["product_card"])
    in_camera = {item["sourceName"]: item for item in items(link, SCENE_NAMES["camera"])}
    link.call(
        "RemoveSceneItem",
        sceneName=SCENE_NAMES["camera"],
        sceneItemId=in_camera[OVERLAY_SCENE_NAME]["sceneItemId"],
    )
    assert ensure(link, plan) == first
    assert sources(link, SCENE_NAMES["camera"])[-1] == OVERLAY_SCENE_NAME
    assert sources(link, SCENE_NAMES["product"])[-1] == OVERLAY_SCENE_NAME
    assert set(sources(link, OVERLAY_SCENE_NAME)) == set(INPUT_NAMES.values())


def test_the_overlay_scene_deleted_by_hand_comes_back_in_every_scene(
    link: ObsLink, plan: ScenePlan
) -> None:
    first = ensure(link, plan)
    remove_scene(link, OVERLAY_SCENE_NAME)
    assert ensure(link, plan) == first
    assert set(sources(link, OVERLAY_SCENE_NAME)) == set(INPUT_NAMES.values())
    for role in SCENE_ROLES:
        assert sources(link, SCENE_NAMES[role])[-1] == OVERLAY_SCENE_NAME


def test_what_was_hidden_moved_or_covered_by_hand_is_put_right(
    link: ObsLink, plan: ScenePlan
) -> None:
    ensure(link, plan)
    scene = SCENE_NAMES["camera"]
    overlay = next(each for each in items(link, scene) if each["sourceName"] == OVERLAY_SCENE_NAME)
    at = {"sceneName": scene, "sceneItemId": overlay["sceneItemId"]}
    link.call("SetSceneItemEnabled", **at, sceneItemEnabled=False)
    link.call("SetSceneItemIndex", **at, sceneItemIndex=0)
    link.call("SetSceneItemTransform", **at, sceneItemTransform={"positionX": 300, "scaleX": 0.5})
    ensure(link, plan)
    mended = items(link, scene)[-1]
    assert mended["sourceName"] == OVERLAY_SCENE_NAME
    assert mended["sceneItemEnabled"]
    assert mended["sceneItemTransform"]["positionX"] == 0
    assert mended["sceneItemTransform"]["scaleX"] == 1


def test_what_was_renamed_by_hand_gets_its_name_back(link: ObsLink, plan: ScenePlan) -> None:
    first = ensure(link, plan)
    link.call("SetSceneName", sceneName=SCENE_NAMES["break"], newSceneName="Nghỉ")
    link.call("SetInputName", inputName=INPUT_NAMES["ticker"], newInputName="Chữ chạy")
    assert ensure(link, plan) == first
    assert set(scene_names(link)) == OUR_SCENES | {USER_SCENE, USER_SECOND_SCENE}
    assert set(sources(link, OVERLAY_SCENE_NAME)) == set(INPUT_NAMES.values())


def test_a_scene_of_the_users_plays_a_role_inside_one_of_ours(
    link: ObsLink, plan: ScenePlan
) -> None:
    link.call(
        "CreateInput",
        sceneName=USER_SECOND_SCENE,
        inputName="Vườn",
        inputKind="color_source_v3",
        inputSettings={"color": 0xFF00FFFF, "width": 1280, "height": 720},
    )
    before = items(link, USER_SECOND_SCENE)
    scenes = ensure(link, msgspec.structs.replace(plan, user_scenes={"camera": USER_SECOND_SCENE}))
    assert sources(link, SCENE_NAMES["camera"]) == [USER_SECOND_SCENE, OVERLAY_SCENE_NAME]
    assert scenes.role_of[USER_SECOND_SCENE] == "camera"
    assert items(link, USER_SECOND_SCENE) == before
    shows(link, SCENE_NAMES["camera"], "#ffff00")


def test_a_scene_that_the_user_chose_and_deleted_gives_way_to_the_backdrop(
    link: ObsLink, plan: ScenePlan
) -> None:
    scenes = ensure(link, msgspec.structs.replace(plan, user_scenes={"camera": "Đã xóa"}))
    assert scenes.missing == ("Đã xóa",)
    shows(link, SCENE_NAMES["camera"], BACKDROP_COLOURS["camera"])


def test_a_scene_of_ours_cannot_be_chosen_as_the_users(link: ObsLink, plan: ScenePlan) -> None:
    ensure(link, plan)
    for name in (SCENE_NAMES["camera"], SCENE_NAMES["break"], OVERLAY_SCENE_NAME):
        scenes = ensure(link, msgspec.structs.replace(plan, user_scenes={"camera": name}))
        assert scenes.missing == (name,)


def test_another_choice_replaces_what_was_under_the_overlays(
    link: ObsLink, plan: ScenePlan
) -> None:
    ensure(link, plan)
    ensure(link, msgspec.structs.replace(plan, user_scenes={"camera": USER_SCENE}))
    assert sources(link, SCENE_NAMES["camera"]) == [USER_SCENE, OVERLAY_SCENE_NAME]
    ensure(link, plan)
    assert sources(link, SCENE_NAMES["camera"])[-1] == OVERLAY_SCENE_NAME
    shows(link, SCENE_NAMES["camera"], BACKDROP_COLOURS["camera"])


def test_slots_follow_a_canvas_of_another_size(link: ObsLink, plan: ScenePlan) -> None:
    doubled = {slot: (x * 2, y * 2) for slot, (x, y) in plan.slots.items()}
    twice = msgspec.structs.replace(
        plan, canvas_width_px=2560, canvas_height_px=1440, slots=doubled
    )
    ensure(link, twice)
    card = next(
        item
        for item in items(link, OVERLAY_SCENE_NAME)
        if item["sourceName"] == INPUT_NAMES["product_card"]
    )["sceneItemTransform"]
    assert (card["positionX"], card["positionY"]) == SLOTS["product_card"]
    assert card["scaleX"] == card["scaleY"] == 0.5


def test_removing_everything_leaves_obs_as_it_was(link: ObsLink, plan: ScenePlan) -> None:
    before = everything(link)
    ensure(link, plan)
    link.call("SetCurrentProgramScene", sceneName=SCENE_NAMES["opening"])
    assert remove_all(link) == ()
    link.call("SetCurrentProgramScene", sceneName=USER_SCENE)
    assert everything(link) == before


def test_removing_leaves_what_the_user_named_or_made_like_ours(
    link: ObsLink, plan: ScenePlan
) -> None:
    link.call("CreateScene", sceneName=SCENE_NAMES["camera"])
    link.call("CreateScene", sceneName="Lên Sóng · của tôi")
    before = everything(link)
    scenes = ensure(link, plan)
    assert scenes.scene_of["camera"] == f"{SCENE_NAMES['camera']} (2)"
    assert ensure(link, plan) == scenes
    assert sources(link, SCENE_NAMES["camera"]) == []
    remove_all(link)
    assert everything(link) == before


def test_removing_keeps_a_scene_into_which_the_user_put_something(
    link: ObsLink, plan: ScenePlan
) -> None:
    ensure(link, plan)
    link.call(
        "CreateInput",
        sceneName=SCENE_NAMES["camera"],
        inputName="Logo",
        inputKind="color_source_v3",
        inputSettings={},
    )
    assert remove_all(link) == (SCENE_NAMES["camera"],)
    assert sources(link, SCENE_NAMES["camera"]) == ["Logo"]
    assert remove_all(link) == ()


def test_removing_brings_a_scene_of_the_users_to_air_first(link: ObsLink, plan: ScenePlan) -> None:
    ensure(link, plan)
    link.call("SetStudioModeEnabled", studioModeEnabled=True)
    link.call("SetCurrentProgramScene", sceneName=SCENE_NAMES["camera"])
    link.call("SetCurrentPreviewScene", sceneName=SCENE_NAMES["break"])
    remove_all(link)
    shown = link.call("GetSceneList")
    assert shown["currentProgramSceneName"] in {USER_SCENE, USER_SECOND_SCENE}
    assert shown["currentPreviewSceneName"] in {USER_SCENE, USER_SECOND_SCENE}
    assert set(scene_names(link)) == {USER_SCENE, USER_SECOND_SCENE}


def test_a_killed_obs_knows_its_parts_again(own_obs: RealObs, plan: ScenePlan) -> None:
    with own_obs.link() as link:
        first = ensure(link, plan)
    own_obs.kill()
    own_obs.restart()
    with own_obs.link() as link:
        assert ensure(link, plan) == first
        assert set(scene_names(link)) == OUR_SCENES | {USER_SCENE, USER_SECOND_SCENE}
        remove_all(link)
        assert set(scene_names(link)) == {USER_SCENE, USER_SECOND_SCENE}
