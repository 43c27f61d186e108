"""Building in a real OBS, and putting it back as it was."""

import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from host_assistant.show.vocabulary import SCENE_ROLES
from host_assistant.stage.obs.health.mending import ProfileIsTheUsers, lower_bitrate
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import (
    CAMERA_NAME,
    MICROPHONE_NAME,
    OVERLAY_SCENE_NAME,
    SCENE_NAMES,
    ScenePlan,
)
from host_assistant.stage.obs.program.machine import Machine, this_machine
from host_assistant.stage.obs.scenes import ensure
from host_assistant.stage.obs.setup import devices as look
from host_assistant.stage.obs.setup.before import Before, BeforeFile
from host_assistant.stage.obs.setup.building import OUR_NAME, OnAirNow, Wish, build
from host_assistant.stage.obs.setup.target import (
    StreamKey,
    StreamTarget,
    put_target,
    read_target,
)
from host_assistant.stage.obs.setup.undo import Undone, clear_away, undo
from tests.stage.obs.conftest import BACKDROP_COLOURS, SLOTS
from tests.stage.obs.hands import everything, put_colour, scene_names, shows, sources
from tests.stage.obs.pictures import Seen, film, one_colour
from tests.support.obs import RealObs
from tests.support.obs_home import USER_SCENE, USER_SECOND_SCENE
from tests.support.sound import Microphone
from tests.support.waiting import wait_until

OUR_SCENES = {OVERLAY_SCENE_NAME, *SCENE_NAMES.values()}


@pytest.fixture
def memory(tmp_path: Path) -> BeforeFile:
    return BeforeFile(tmp_path / "data")


@pytest.fixture
def wish(tmp_path: Path) -> Wish:
    def plan(width_px: int, height_px: int) -> ScenePlan:
        return ScenePlan(
            canvas_width_px=width_px,
            canvas_height_px=height_px,
            slots=SLOTS,  # type: ignore[arg-type]
            backdrops={
                role: one_colour(
                    tmp_path / f"{role}.png", BACKDROP_COLOURS[role], width_px, height_px
                )
                for role in SCENE_ROLES
            },
        )

    return Wish(shape="wide", recordings=tmp_path / "phim", cores=2, plan=plan)


def test_everything_is_built_and_undo_puts_everything_back(
    heard_obs: RealObs, microphone: Microphone, wish: Wish, memory: BeforeFile, tmp_path: Path
) -> None:
    microphone.plug_in("micro_cai_ao", "Micro cài áo")
    camera = film(tmp_path / "vườn.avi", "#ff0000")
    wish = replace(wish, camera=str(camera), microphone="Micro cài áo")
    with heard_obs.link() as link:
        put_colour(link, USER_SCENE, "Webcam của tôi", "#00ff00")
        saved(link)
        before, users_own = files_of(heard_obs), at_rest(link)

        built = build(link, wish, memory)
        assert (built.profile, built.collection) == (OUR_NAME, OUR_NAME)
        assert set(scene_names(link)) == OUR_SCENES
        shows(link, SCENE_NAMES["camera"], "#ff0000")
        shows(link, SCENE_NAMES["opening"], BACKDROP_COLOURS["opening"])
        for role in ("camera", "product"):
            assert sources(link, SCENE_NAMES[role]) == [CAMERA_NAME, OVERLAY_SCENE_NAME]
        assert hears(link, MICROPHONE_NAME) == "micro_cai_ao"
        assert "micro_cai_ao" in {each.id for each in look.devices(link, "microphone")}
        assert filters(link, MICROPHONE_NAME) == ["noise_suppress_filter_v2", "limiter_filter"]
        assert profile(link) == {
            "Mode": "Simple",
            "StreamEncoder": "x264",
            "VBitrate": "2500",
            "FilePath": str(tmp_path / "phim"),
        }
        assert canvas(link) == (1280, 720)

        once = at_rest(link)
        assert build(link, wish, memory) == built
        assert at_rest(link) == once
        chosen = replace(wish.plan(1280, 720), user_scenes={"break": USER_SECOND_SCENE})
        assert ensure(link, chosen).missing == ()
        assert at_rest(link) == once, "the show itself changed what was built"

        assert undo(link, memory) == Undone(collection_left=OUR_NAME)
        assert link.call("GetProfileList")["profiles"] == ["Untitled"]
        users_own["collection"]["sceneCollections"].insert(0, OUR_NAME)
        assert at_rest(link) == users_own
        saved(link)
        assert not clear_away(memory, machine_of(heard_obs)), "OBS is still open"
    heard_obs.quit()
    # OBS leaves it there now and then.
    emptied = heard_obs.home / ".config/obs-studio/basic/profiles/Lên_Sóng"
    emptied.mkdir(exist_ok=True)
    assert clear_away(memory, machine_of(heard_obs))
    assert not emptied.exists()
    assert memory.read() == Before()
    after = files_of(heard_obs)
    assert set(after) == set(before)
    assert {name for name in before if before[name] != after[name]} == set()


def test_a_name_that_is_the_users_stays_theirs_and_nothing_is_built_on_air(
    own_obs: RealObs, wish: Wish, memory: BeforeFile
) -> None:
    wish = replace(wish, shape="upright")
    with own_obs.link() as link:
        link.call("CreateSceneCollection", sceneCollectionName=OUR_NAME)
        link.call("CreateProfile", profileName=OUR_NAME)
        theirs = at_rest(link)
        with pytest.raises(ProfileIsTheUsers):
            lower_bitrate(link)
        link.call("StartRecord")
        wait_until(lambda: link.call("GetRecordStatus")["outputBytes"])
        with pytest.raises(OnAirNow) as refused:
            build(link, wish, memory)
        assert "nothing was changed" in refused.value.sentence()
        assert memory.read() == Before()
        link.call("StopRecord")
        wait_until(lambda: not link.call("GetRecordStatus")["outputActive"])

        built = build(link, wish, memory)
        assert (built.profile, built.collection) == (f"{OUR_NAME} (2)", f"{OUR_NAME} (2)")
        assert (built.camera, canvas(link)) == ("", (720, 1280))
        shows(link, SCENE_NAMES["camera"], BACKDROP_COLOURS["camera"])
        assert (own_obs.home / ".config/obs-studio/basic/profiles/Lên_Sóng_2").is_dir()
        lower_bitrate(link)
        link.call(
            "SetProfileParameter",
            parameterCategory="Output",
            parameterName="Mode",
            parameterValue="Advanced",
        )
        again = build(link, wish, memory)
        assert (again.encoding.bitrate_kbps, profile(link)["VBitrate"]) == (1666, "1666")
        assert profile(link)["Mode"] == "Simple"
        link.call("StartRecord")
        wait_until(lambda: link.call("GetRecordStatus")["outputBytes"])
        link.call("StopRecord")
        wait_until(lambda: not link.call("GetRecordStatus")["outputActive"])
        log = (own_obs.home / "obs.log").read_text(errors="replace")
        assert re.findall(r"keyint: +(\d+)", log)[-1] == "60", "a key frame every two seconds"
        undo(link, memory)
        assert link.call("GetProfileList")["currentProfileName"] == OUR_NAME
        theirs["collection"]["sceneCollections"].insert(1, f"{OUR_NAME} (2)")
        assert at_rest(link) == theirs
        assert undo(link, memory).collection_left == f"{OUR_NAME} (2)", "twice is no harm"
    own_obs.quit()
    emptied = own_obs.home / ".config/obs-studio/basic/profiles/Lên_Sóng_2"
    emptied.mkdir(exist_ok=True)
    assert clear_away(memory, machine_of(own_obs))
    assert not emptied.exists()
    assert emptied.with_name("Lên_Sóng").is_dir(), "the user's own"


def test_the_last_profile_of_all_goes_too_and_its_key_with_it(
    own_obs: RealObs, wish: Wish, memory: BeforeFile
) -> None:
    with own_obs.link() as link:
        build(link, wish, memory)
        put_target(link, StreamTarget(platform="youtube", key=StreamKey("abcd-efgh-1234")))
        link.call("RemoveProfile", profileName="Untitled")
        undo(link, memory)
        profiles = link.call("GetProfileList")
        assert (profiles["profiles"], profiles["currentProfileName"]) == (["Untitled"], "Untitled")
        assert not read_target(link).key
    own_obs.quit()
    assert not [name for name, content in files_of(own_obs).items() if b"abcd-efgh" in content]


def test_each_camera_is_looked_through(
    obs: RealObs, link: ObsLink, plan: ScenePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No test machine has a camera; OBS lists screens in the same way, and this one has one.
    monkeypatch.setitem(look.KINDS, "camera", {"xshm_input": "screen"})
    ensure(link, plan)
    before = everything(link)
    (screen,) = look.look_through_each(link, 320)
    assert screen.device in look.devices(link, "camera")
    assert screen.encoded is not None
    assert Seen(screen.encoded).image.width() == 320
    assert everything(link) == before
    numbered = look.camera_plan(link, "0")
    assert numbered is not None
    assert numbered.kind == "xshm_input"
    assert look.camera_plan(link, "7") is None
    address = look.camera_plan(link, "rtsp://10.0.0.5:8080/video")
    assert address is not None
    assert (address.kind, address.settings["input"]) == (
        "ffmpeg_source",
        "rtsp://10.0.0.5:8080/video",
    )


def test_a_picture_in_place_of_the_camera_is_seen(
    own_obs: RealObs, wish: Wish, memory: BeforeFile, tmp_path: Path
) -> None:
    photo = one_colour(tmp_path / "vải thiều.JPG", "#ff0000", 640, 360)
    with own_obs.link() as link:
        build(link, replace(wish, camera=str(photo)), memory)
        shows(link, SCENE_NAMES["camera"], "#ff0000")
        clip = film(tmp_path / "vườn.avi", "#00ff00")
        build(link, replace(wish, camera=str(clip)), memory)
        shows(link, SCENE_NAMES["camera"], "#00ff00")


def profile(link: ObsLink) -> dict[str, str]:
    names = {"Output": ["Mode"], "SimpleOutput": ["StreamEncoder", "VBitrate", "FilePath"]}
    return {
        name: link.call("GetProfileParameter", parameterCategory=category, parameterName=name)[
            "parameterValue"
        ]
        for category, each in names.items()
        for name in each
    }


def filters(link: ObsLink, source: str) -> list[str]:
    found = link.call("GetSourceFilterList", sourceName=source)["filters"]
    in_order = sorted(found, key=lambda each: int(each["filterIndex"]))
    return [each["filterKind"] for each in in_order]


def hears(link: ObsLink, source: str) -> str:
    settings: dict[str, str] = link.call("GetInputSettings", inputName=source)["inputSettings"]
    return settings["device_id"]


def canvas(link: ObsLink) -> tuple[int, int]:
    video = link.call("GetVideoSettings")
    assert (video["outputWidth"], video["fpsNumerator"]) == (video["baseWidth"], 30)
    return video["baseWidth"], video["baseHeight"]


def at_rest(link: ObsLink) -> dict[str, Any]:
    """All of OBS, once its transitions are over."""
    seen = [everything(link)]

    def settled() -> bool:
        seen.append(everything(link))
        return seen[-1] == seen[-2]

    wait_until(settled, every_s=0.4)
    names = [each["inputName"] for each in seen[-1]["inputs"]]
    on_inputs = {name: filters(link, name) for name in names}
    return seen[-1] | {"lines": profile(link), "filters": on_inputs}


def saved(link: ObsLink) -> None:
    """Have OBS write what it has, as it does whenever its user goes to other scenes and back."""
    link.call("CreateProfile", profileName="Khác")
    link.call("RemoveProfile", profileName="Khác")


def files_of(obs: RealObs) -> dict[str, bytes]:
    root = obs.home / ".config/obs-studio/basic"
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix != ".bak"
    }


def machine_of(obs: RealObs) -> Machine:
    return replace(
        this_machine(), environ={"XDG_CONFIG_HOME": str(obs.home / ".config")}, home=obs.home
    )
