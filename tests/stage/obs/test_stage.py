"""`ObsStage` on the real OBS: what viewers see and hear, and what the show is told."""

import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from host_assistant.show.vocabulary import SceneRole
from host_assistant.stage.obs.errors import BandwidthTestOn, StreamNotSetUp
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import INPUT_NAMES, SCENE_NAMES, ScenePlan
from host_assistant.stage.obs.stage import ObsStage
from host_assistant.stage.stage import (
    ChosenSceneMissing,
    LinkSeen,
    Observation,
    OutputSeen,
    PartMissing,
    SceneSeen,
    StageError,
    StageGone,
)
from tests.stage.obs.conftest import BACKDROP_COLOURS, Staged
from tests.stage.obs.pictures import Seen, one_colour
from tests.support.obs import RealObs, free_port
from tests.support.obs_home import MICROPHONE, USER_SECOND_SCENE
from tests.support.rtmp import RtmpServer
from tests.support.waiting import wait_until

CAMERA_SWITCH = SceneSeen("camera", SCENE_NAMES["camera"], by_us=True)


def sees(staged: Staged, colour: str, x: float, y: float) -> None:
    """Wait until viewers see this colour there."""
    wait_until(lambda: Seen(staged.stage.screenshot(640)).is_near(colour, x, y))


def told_of(staged: Staged, output: str) -> list[str]:
    """What was told of an output since the first look at it, which finds it off."""
    states: list[str] = [
        told.state for told in staged.told if isinstance(told, OutputSeen) and told.output == output
    ]
    assert states.pop(0) == "off"
    return states


def switches(staged: Staged) -> list[SceneSeen]:
    return [told for told in staged.told if isinstance(told, SceneSeen)]


def stream_to(link: ObsLink, server: str, **settings: Any) -> None:
    link.call(
        "SetStreamServiceSettings",
        streamServiceType="rtmp_custom",
        streamServiceSettings={"key": "show", **settings, "server": server},
    )


def test_a_scene_of_ours_comes_on_air_and_is_told_as_ours(staged: Staged) -> None:
    staged.stage.switch_scene("camera")
    wait_until(lambda: CAMERA_SWITCH in switches(staged))
    sees(staged, BACKDROP_COLOURS["camera"], 0.5, 0.45)


def test_a_scene_that_is_on_air_already_is_told_too(staged: Staged) -> None:
    staged.stage.switch_scene("camera")
    wait_until(lambda: switches(staged).count(CAMERA_SWITCH) == 1)
    staged.stage.switch_scene("camera")
    wait_until(lambda: switches(staged).count(CAMERA_SWITCH) == 2)


def test_a_switch_by_hand_in_obs_is_followed(staged: Staged, link: ObsLink) -> None:
    link.call("SetCurrentProgramScene", sceneName=SCENE_NAMES["break"])
    wait_until(lambda: len(switches(staged)) == 1)
    link.call("SetCurrentProgramScene", sceneName=USER_SECOND_SCENE)
    wait_until(lambda: len(switches(staged)) == 2)
    assert switches(staged) == [
        SceneSeen("break", SCENE_NAMES["break"], by_us=False),
        SceneSeen(None, USER_SECOND_SCENE, by_us=False),
    ]


def test_the_program_scene_is_set_in_studio_mode_too(staged: Staged, link: ObsLink) -> None:
    link.call("SetStudioModeEnabled", studioModeEnabled=True)
    preview = link.call("GetCurrentPreviewScene")
    staged.stage.switch_scene("product")
    wait_until(lambda: switches(staged))
    on_air = link.call("GetCurrentProgramScene")["currentProgramSceneName"]
    assert on_air == SCENE_NAMES["product"]
    assert link.call("GetCurrentPreviewScene") == preview
    assert link.call("GetStudioModeEnabled")["studioModeEnabled"]


def test_an_overlay_appears_changes_and_goes(staged: Staged, tmp_path: Path) -> None:
    card = one_colour(tmp_path / "card.png", "#ff00ff", 400, 200)
    other = one_colour(tmp_path / "other.png", "#00ffff", 400, 200)
    staged.stage.switch_scene("camera")
    sees(staged, BACKDROP_COLOURS["camera"], 0.1, 0.6)
    staged.stage.put_overlay("product_card", card)
    sees(staged, "#ff00ff", 0.1, 0.6)
    staged.stage.put_overlay("product_card", other)
    sees(staged, "#00ffff", 0.1, 0.6)
    seen = Seen(staged.stage.screenshot(1280))
    inside, outside = ((46, 386), (434, 574)), ((34, 374), (446, 586))
    assert all(seen.is_near("#00ffff", x / 1280, y / 720) for x, y in inside)
    assert all(seen.is_near(BACKDROP_COLOURS["camera"], x / 1280, y / 720) for x, y in outside)
    staged.stage.put_overlay("product_card", None)
    sees(staged, BACKDROP_COLOURS["camera"], 0.1, 0.6)


def test_a_screenshot_has_the_width_asked_for(staged: Staged) -> None:
    shot = staged.stage.screenshot(320)
    assert shot.startswith(b"\xff\xd8"), "not a JPEG"
    assert (Seen(shot).image.width(), Seen(shot).image.height()) == (320, 180)


def test_microphones_are_closed_and_only_those_opened_again(staged: Staged, link: ObsLink) -> None:
    for name, is_muted in (("Mic 2", False), ("Closed by the user", True)):
        link.call(
            "CreateInput",
            sceneName=USER_SECOND_SCENE,
            inputName=name,
            inputKind="pulse_input_capture",
            inputSettings={},
        )
        link.call("SetInputMute", inputName=name, inputMuted=is_muted)

    def muted() -> dict[str, bool]:
        names = (MICROPHONE, "Mic 2", "Closed by the user")
        return {name: link.call("GetInputMute", inputName=name)["inputMuted"] for name in names}

    before = muted()
    staged.stage.mute_microphones(True)
    assert set(muted().values()) == {True}
    staged.stage.mute_microphones(True)
    staged.stage.mute_microphones(False)
    assert muted() == before
    link.call("SetInputMute", inputName="Mic 2", inputMuted=True)
    staged.stage.mute_microphones(False)
    assert muted()["Mic 2"], "what the user closed afterwards stays closed"


def test_another_run_of_the_program_opens_what_a_crashed_one_closed(
    obs: RealObs, link: ObsLink, plan: ScenePlan
) -> None:
    first = Staged(obs, plan)
    first.stage.mute_microphones(True)
    first.stage.close()
    second = Staged(obs, plan)
    try:
        second.stage.mute_microphones(False)
        assert not link.call("GetInputMute", inputName=MICROPHONE)["inputMuted"]
    finally:
        second.stage.close()


def test_a_microphone_that_went_away_during_the_break_is_no_trouble(
    staged: Staged, link: ObsLink
) -> None:
    link.call(
        "CreateInput",
        sceneName=USER_SECOND_SCENE,
        inputName="Unplugged",
        inputKind="pulse_input_capture",
        inputSettings={},
    )
    staged.stage.mute_microphones(True)
    link.call("RemoveInput", inputName="Unplugged")
    staged.stage.mute_microphones(False)
    assert not link.call("GetInputMute", inputName=MICROPHONE)["inputMuted"]


@pytest.mark.parametrize(
    ("request_type", "fields", "name"),
    [
        ("RemoveScene", {"sceneName": SCENE_NAMES["break"]}, SCENE_NAMES["break"]),
        ("RemoveInput", {"inputName": INPUT_NAMES["ticker"]}, INPUT_NAMES["ticker"]),
        (
            "SetSceneName",
            {"sceneName": SCENE_NAMES["break"], "newSceneName": "Nghỉ"},
            SCENE_NAMES["break"],
        ),
        (
            "SetInputName",
            {"inputName": INPUT_NAMES["ticker"], "newInputName": "Chữ"},
            INPUT_NAMES["ticker"],
        ),
    ],
    ids=["scene removed", "input removed", "scene renamed", "input renamed"],
)
def test_a_part_removed_or_renamed_by_hand_is_told_and_mended(
    staged: Staged, link: ObsLink, request_type: str, fields: dict[str, str], name: str
) -> None:
    assert [told for told in staged.told if isinstance(told, PartMissing)] == []
    link.call(request_type, **fields)
    wait_until(lambda: PartMissing(name) in staged.told)
    staged.stage.prepare()
    listed = [scene["sceneName"] for scene in link.call("GetSceneList")["scenes"]]
    listed += [each["inputName"] for each in link.call("GetInputList")["inputs"]]
    assert name in listed
    staged.stage.put_overlay("ticker", None)
    staged.stage.switch_scene("break")


def test_chosen_scenes_that_obs_lacks_are_told(obs: RealObs, plan: ScenePlan) -> None:
    chosen: dict[SceneRole, str] = {"camera": "Vườn", "break": USER_SECOND_SCENE, "closing": "Hết"}
    staged = Staged(obs, msgspec.structs.replace(plan, user_scenes=chosen))
    try:
        told = [told for told in staged.told if isinstance(told, ChosenSceneMissing)]
        assert told == [ChosenSceneMissing("Vườn, Hết")]
    finally:
        staged.stage.close()


def test_what_is_the_users_is_not_told_as_missing(staged: Staged, link: ObsLink) -> None:
    link.call("CreateScene", sceneName="Của tôi")
    link.call("RemoveScene", sceneName="Của tôi")
    link.call("SetCurrentProgramScene", sceneName=USER_SECOND_SCENE)
    wait_until(lambda: switches(staged))
    assert [told for told in staged.told if isinstance(told, PartMissing)] == []


def test_a_stream_arrives_and_its_state_is_told(
    staged: Staged, link: ObsLink, rtmp: RtmpServer
) -> None:
    stream_to(link, rtmp.server)
    staged.stage.start_stream()
    wait_until(lambda: told_of(staged, "stream") == ["on"])
    staged.stage.start_stream()
    wait_until(lambda: rtmp.received_bytes() > 50_000, 20.0)
    assert link.call("GetStreamStatus")["outputActive"]
    staged.stage.stop_stream()
    wait_until(lambda: told_of(staged, "stream") == ["on", "off"])
    staged.stage.stop_stream()
    wait_until(lambda: not link.call("GetStreamStatus")["outputActive"])
    assert told_of(staged, "stream") == ["on", "off"]
    assert rtmp.recordings()[0].read_bytes().startswith(b"FLV")


def test_a_stream_that_breaks_is_told(staged: Staged, link: ObsLink, rtmp: RtmpServer) -> None:
    stream_to(link, rtmp.server)
    staged.stage.start_stream()
    wait_until(lambda: told_of(staged, "stream") == ["on"], 20.0)
    rtmp.stop()
    wait_until(lambda: told_of(staged, "stream") == ["on", "dropped"], 20.0)
    assert link.call("GetStreamStatus")["outputReconnecting"]
    staged.stage.stop_stream()
    wait_until(lambda: told_of(staged, "stream") == ["on", "dropped", "off"], 20.0)


def test_a_stream_that_finds_no_server_is_told(staged: Staged, link: ObsLink) -> None:
    stream_to(link, f"rtmp://127.0.0.1:{free_port()}/live")
    staged.stage.start_stream()
    wait_until(lambda: told_of(staged, "stream") == ["off"], 20.0)


def test_a_stream_that_runs_already_is_found_by_the_first_look(
    obs: RealObs, link: ObsLink, plan: ScenePlan, rtmp: RtmpServer
) -> None:
    stream_to(link, rtmp.server)
    link.call("StartStream")
    wait_until(lambda: link.call("GetStreamStatus")["outputActive"])
    staged = Staged(obs, plan)
    wait_until(lambda: OutputSeen("stream", "on") in staged.told)
    staged.stage.close()


def test_a_stream_to_nowhere_is_not_started(staged: Staged, link: ObsLink) -> None:
    stream_to(link, "", key="")
    with pytest.raises(StreamNotSetUp) as not_set_up:
        staged.stage.start_stream()
    assert "stream key" in not_set_up.value.sentence()
    stream_to(link, "rtmp://127.0.0.1/live", bwtest=True)
    with pytest.raises(BandwidthTestOn):
        staged.stage.start_stream()
    assert not link.call("GetStreamStatus")["outputActive"]


def test_a_recording_is_kept_and_its_path_told(staged: Staged, link: ObsLink) -> None:
    staged.stage.start_recording()
    wait_until(lambda: told_of(staged, "recording") == ["on"])
    wait_until(lambda: link.call("GetRecordStatus")["outputBytes"] > 0)
    staged.stage.start_recording()
    staged.stage.stop_recording()
    wait_until(lambda: told_of(staged, "recording") == ["on", "off"])
    last = [told for told in staged.told if isinstance(told, OutputSeen)][-1]
    assert Path(last.path).stat().st_size > 0
    staged.stage.stop_recording()
    assert told_of(staged, "recording") == ["on", "off"]


def test_before_it_is_prepared_the_stage_says_so(obs: RealObs, plan: ScenePlan) -> None:
    told: list[Observation] = []
    stage = ObsStage(obs.address, obs.password, plan, told.append)
    stage.start()
    try:
        wait_until(lambda: LinkSeen(True) in told)
        with pytest.raises(StageGone):
            stage.switch_scene("camera")
    finally:
        stage.close()


def test_obs_killed_in_mid_show_and_started_again(own_obs: RealObs, plan: ScenePlan) -> None:
    staged = Staged(own_obs, plan)
    try:
        staged.stage.switch_scene("camera")
        staged.stage.start_recording()
        wait_until(lambda: told_of(staged, "recording") == ["on"])
        own_obs.kill()
        wait_until(lambda: staged.told[-1] == LinkSeen(False, "stage_gone"), 2.0)
        asked_at = time.monotonic()
        with pytest.raises(StageGone):
            staged.stage.switch_scene("product")
        with pytest.raises(StageGone):
            staged.stage.screenshot(320)
        assert time.monotonic() - asked_at < 4.0, "nobody waits for an answer"
        assert isinstance(staged.stage.trouble, StageError)
        own_obs.restart()
        wait_until(lambda: staged.told[-1] == LinkSeen(True), 20.0)
        staged.stage.prepare()
        assert told_of(staged, "recording") == ["on", "off"]
        staged.stage.switch_scene("product")
        sees(staged, BACKDROP_COLOURS["product"], 0.5, 0.45)
    finally:
        staged.stage.close()


def test_taking_everything_of_ours_away(staged: Staged, link: ObsLink) -> None:
    staged.stage.switch_scene("camera")
    assert staged.stage.remove_all() == ()
    listed = [scene["sceneName"] for scene in link.call("GetSceneList")["scenes"]]
    assert not any(name.startswith("Lên Sóng") for name in listed)
    assert not any(isinstance(told, PartMissing) for told in staged.told)
    with pytest.raises(StageError):
        staged.stage.switch_scene("camera")
