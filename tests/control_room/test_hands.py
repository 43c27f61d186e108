"""What is done for the host, in a real OBS."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import numpy
import pytest

from host_assistant.checks import camera, obs_sound
from host_assistant.checks.wording import sentence
from host_assistant.control_room import hands
from host_assistant.control_room.hands import Hands, cameras_of_ours
from host_assistant.data_folder import DataFolder
from host_assistant.secret_store import SecretStore
from host_assistant.settings import SettingsStore
from host_assistant.stage import camera_devices
from host_assistant.stage.camera_devices import CameraDevice
from host_assistant.stage.obs.errors import LinkDown
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import MICROPHONE_NAME, ScenePlan
from host_assistant.stage.obs.scenes import ensure
from host_assistant.stage.obs.setup.devices import Device, Seen
from host_assistant.stage.opencv import opencv
from tests.support.obs import RealObs
from tests.support.sound import Microphone


@pytest.fixture
def link(obs: RealObs) -> Iterator[ObsLink]:
    with obs.link() as made:
        yield made


def test_a_camera_that_obs_showed_stands_there_once_when_obs_goes(
    link: ObsLink, obs: RealObs, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure(link, ScenePlan(canvas_width_px=1280, canvas_height_px=720, slots={}))
    store = SettingsStore(folder.settings)
    store.change(obs_url=obs.address)
    SecretStore(folder.path).put("obs_password", obs.password)

    def obs_goes(_link: ObsLink, _width_px: int) -> Iterator[Seen]:
        yield Seen(Device("/dev/video0", "Webcam"), None)
        raise LinkDown("gone")

    there = (CameraDevice("Webcam", "0"), CameraDevice("Điện thoại", "1"))
    monkeypatch.setattr(hands, "look_through_each", obs_goes)
    monkeypatch.setattr(camera_devices, "cameras", lambda: there)
    monkeypatch.setattr(camera, "look_through", lambda *_how, **_more: camera.CameraLook(()))
    host = Hands(folder, store)
    assert {seen.device.id for seen in host.cameras(Event())} == {"/dev/video0", "1"}
    store.change(obs_url="ws://127.0.0.1:9")
    assert {seen.device.id for seen in host.cameras(Event())} == {"/dev/video0", "1"}


def test_obs_listens_to_the_chosen_microphone_or_it_is_told(
    heard_obs: RealObs, microphone: Microphone, folder: DataFolder
) -> None:
    microphone.plug_in("alsa_input.usb-7", "Micro cài áo")
    store = SettingsStore(folder.settings)
    store.change(obs_url=heard_obs.address)
    SecretStore(folder.path).put("obs_password", heard_obs.password)
    host = Hands(folder, store)

    def device(link: ObsLink) -> str:
        told = link.call("GetInputSettings", inputName=MICROPHONE_NAME)
        return str(told["inputSettings"]["device_id"])

    with heard_obs.link() as link:
        assert obs_sound.look_at_choice(link, "Micro cài áo") == (), "nothing of ours is there"
        host.build()
        assert device(link) == "default"
        assert host.choose_microphone("Micro cài áo")
        assert device(link) == "alsa_input.usb-7"
        assert obs_sound.look_at_choice(link, "Micro cài áo") == ()
        assert host.choose_microphone("USB Audio: C270 (hw:2)")
        assert device(link) == "default", "OBS has no other name for it"
        (finding,) = obs_sound.look_at_choice(link, "USB Audio: C270 (hw:2)")
        assert (finding.level, finding.remedy) == ("doubtful", "choose_microphone")
        assert "“USB Audio: C270 (hw:2)”" in sentence(finding)


def test_no_further_camera_is_opened_once_it_is_enough(tmp_path: Path) -> None:
    picture = tmp_path / "vườn vải.png"
    black = numpy.zeros((36, 64, 3), numpy.uint8)
    picture.write_bytes(opencv().imencode(".png", black)[1].tobytes())
    enough = Event()
    assert next(cameras_of_ours((str(picture),), enough)).device.id == str(picture)
    enough.set()
    assert list(cameras_of_ours((str(picture),), enough)) == []
