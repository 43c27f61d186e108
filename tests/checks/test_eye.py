"""Looking at the host: through OBS where it has the camera, else through the camera."""

from pathlib import Path

import pytest

from host_assistant.checks import camera as camera_module
from host_assistant.checks import eye as eye_module
from host_assistant.checks.eye import Eye, HostSource, Picture, first_camera, shot, source_in_obs
from host_assistant.stage.obs.errors import CallTimedOut
from host_assistant.stage.obs.parts import SceneMark, write_mark
from tests.support.obs import RealObs, free_port
from tests.support.obs_home import USER_SCENE

NOBODY = "ws://127.0.0.1:{port}"


def put_colour(obs: RealObs) -> None:
    with obs.link() as link:
        link.call(
            "CreateInput",
            sceneName=USER_SCENE,
            inputName="colour",
            inputKind="color_source_v3",
            inputSettings={"color": 0xFF2040C0, "width": 640, "height": 360},
        )


def test_obs_is_looked_through_where_it_shows_something(obs: RealObs) -> None:
    put_colour(obs)
    seen: list[Picture] = []
    eye = Eye(obs.address, obs.password, "", seen.append)
    (camera,) = eye.findings("camera")
    assert (camera.level, camera.code) == ("good", "in_obs")
    assert seen
    assert all(picture.from_obs and picture.encoded[:2] == b"\xff\xd8" for picture in seen)
    # One colour all over is no picture of anybody.
    assert eye.findings("picture")[0].level in ("bad", "doubtful")
    looked = len(seen)
    eye.findings("camera")
    assert len(seen) == looked


def test_an_obs_that_hangs_in_mid_look_is_not_robbed_of_its_camera(
    obs: RealObs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hangs(*_: object) -> None:
        raise CallTimedOut("GetSourceScreenshot")

    put_colour(obs)
    monkeypatch.setattr(eye_module, "shot", hangs)
    monkeypatch.setattr(camera_module, "look_through", lambda *_, **__: pytest.fail("opened"))
    eye = Eye(obs.address, obs.password, "", lambda _: None)
    assert eye.findings("camera") == ()
    (picture,) = eye.findings("picture")
    assert (picture.level, picture.code) == ("unknown", "not_seen")


def test_the_users_own_scene_is_found_within_ours(obs: RealObs) -> None:
    put_colour(obs)
    with obs.link() as link:
        link.call("CreateScene", sceneName="Ours")
        write_mark(link, SceneMark("camera", "Ours", USER_SCENE))
        link.call("SetCurrentProgramScene", sceneName="Ours")
        assert source_in_obs(link) == HostSource(USER_SCENE, is_camera=False)
        write_mark(link, SceneMark("camera", "Ours", "deleted since"))
        assert source_in_obs(link) is None


def test_an_empty_obs_shows_nothing(obs: RealObs) -> None:
    with obs.link() as link:
        assert source_in_obs(link) is None
        assert shot(link, "there is no such thing") is None


def test_without_obs_the_camera_itself_is_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Picture] = []
    eye = Eye(NOBODY.format(port=free_port()), "", str(tmp_path / "no-camera.mp4"), seen.append)
    (camera,) = eye.findings("camera")
    (picture,) = eye.findings("picture")
    assert camera.level == "bad"
    assert (picture.level, picture.code) == ("unknown", "not_seen")
    assert seen == []


@pytest.mark.parametrize(("platform", "camera"), [("win32", "0"), ("darwin", "0"), ("linux", "")])
def test_the_first_camera_is_known_without_asking_obs(
    platform: str, camera: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("host_assistant.stage.camera_devices.cameras", lambda: ())
    monkeypatch.setattr("sys.platform", platform)
    assert first_camera() == camera
