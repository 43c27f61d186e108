"""What an alarm's button does in OBS, and what of the user's it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from host_assistant.stage.obs.health import mending
from host_assistant.stage.obs.host_camera import HostCamera, camera_in, host_camera
from host_assistant.stage.obs.link import ObsLink
from tests.stage.obs.pictures import film
from tests.support.obs import RealObs
from tests.support.obs_home import MICROPHONE, USER_SCENE, USER_SECOND_SCENE
from tests.support.waiting import wait_until

CAMERA, MUSIC, SECOND = "Máy quay thử", "Nhạc nền", "Mic, bàn"
ENDED, PLAYING = "OBS_MEDIA_STATE_ENDED", "OBS_MEDIA_STATE_PLAYING"


@pytest.fixture
def link(obs: RealObs) -> Iterator[ObsLink]:
    with obs.link() as made:
        yield made


def put(link: ObsLink, scene: str, name: str, kind: str, **settings: Any) -> int:
    made = link.call(
        "CreateInput", sceneName=scene, inputName=name, inputKind=kind, inputSettings=settings
    )
    item: int = made["sceneItemId"]
    return item


def state_of(link: ObsLink, name: str) -> str:
    return str(link.call("GetMediaInputStatus", inputName=name)["mediaState"])


def test_the_camera_is_found_where_it_can_be_seen(link: ObsLink) -> None:
    assert host_camera(link) is None
    put(link, USER_SCENE, "Bảng tên", "color_source_v3")
    item = put(link, USER_SECOND_SCENE, CAMERA, "v4l2_input", device_id="")
    assert camera_in(link, USER_SCENE) is None
    link.call("CreateSceneItem", sceneName=USER_SCENE, sourceName=USER_SECOND_SCENE)
    assert camera_in(link, USER_SCENE) == HostCamera(CAMERA, "v4l2_input")
    link.call(
        "SetSceneItemEnabled",
        sceneName=USER_SECOND_SCENE,
        sceneItemId=item,
        sceneItemEnabled=False,
    )
    assert camera_in(link, USER_SCENE) is None


def test_only_the_camera_on_air_is_started_anew(link: ObsLink, tmp_path: Path) -> None:
    clip = str(film(tmp_path / "clip.avi", "#336699"))
    put(link, USER_SCENE, CAMERA, "ffmpeg_source", local_file=clip)
    put(link, USER_SECOND_SCENE, MUSIC, "ffmpeg_source", local_file=clip)
    wait_until(lambda: state_of(link, CAMERA) == ENDED)
    music = state_of(link, MUSIC)
    mending.restart_camera(link)
    wait_until(lambda: state_of(link, CAMERA) == PLAYING)
    assert state_of(link, MUSIC) == music


def test_a_camera_opened_anew_keeps_the_users_settings(link: ObsLink) -> None:
    put(link, USER_SCENE, CAMERA, "v4l2_input", device_id="/dev/video9", framerate=7)
    before = link.call("GetInputSettings", inputName=CAMERA)["inputSettings"]
    mending.restart_camera(link)
    assert link.call("GetInputSettings", inputName=CAMERA)["inputSettings"] == before


@pytest.mark.parametrize(
    ("heard_before", "opened"),
    [((SECOND,), {SECOND}), ((), {MICROPHONE}), (("gone",), set())],
)
def test_only_the_microphone_that_was_heard_is_opened(
    link: ObsLink, heard_before: tuple[str, ...], opened: set[str]
) -> None:
    put(link, USER_SCENE, SECOND, "pulse_input_capture", device_id="default")
    for name in (MICROPHONE, SECOND):
        link.call("SetInputMute", inputName=name, inputMuted=True)
    with nullcontext() if opened else pytest.raises(mending.MicrophoneGone) as gone:
        mending.unmute(link, heard_before)
    if gone is not None:
        assert "not in OBS any more" in gone.value.sentence()
    muted = {
        name: link.call("GetInputMute", inputName=name)["inputMuted"]
        for name in (MICROPHONE, SECOND)
    }
    assert {name for name, closed in muted.items() if not closed} == opened
    link.call("SetInputMute", inputName=MICROPHONE, inputMuted=False)
