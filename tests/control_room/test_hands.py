"""What is done for the host, in a real OBS."""

from pathlib import Path
from threading import Event

import numpy
import pytest

from host_assistant.checks import obs_sound
from host_assistant.checks.wording import sentence
from host_assistant.control_room import obs_setup
from host_assistant.control_room.hands import Hands, cameras_of_ours
from host_assistant.data_folder import DataFolder
from host_assistant.secret_store import SecretStore
from host_assistant.settings import SettingsStore
from host_assistant.stage.camera import opencv
from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.parts import MICROPHONE_NAME
from tests.support.obs import RealObs
from tests.support.sound import Microphone


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setattr(obs_setup, "recordings_folder", lambda: tmp_path / "Phim")
    made = DataFolder(tmp_path / "data")
    made.make()
    return made


def test_obs_listens_to_the_chosen_microphone_or_it_is_told(
    heard_obs: RealObs, microphone: Microphone, folder: DataFolder
) -> None:
    microphone.plug_in("alsa_input.usb-7", "Micro cài áo")
    store = SettingsStore(folder.settings)
    store.change(obs_url=heard_obs.address)
    SecretStore(folder.path).put("obs_password", heard_obs.password)
    hands = Hands(folder, store)

    def device(link: ObsLink) -> str:
        told = link.call("GetInputSettings", inputName=MICROPHONE_NAME)
        return str(told["inputSettings"]["device_id"])

    with heard_obs.link() as link:
        assert obs_sound.look_at_choice(link, "Micro cài áo") == (), "nothing of ours is there"
        hands.build()
        assert device(link) == "default"
        assert hands.choose_microphone("Micro cài áo")
        assert device(link) == "alsa_input.usb-7"
        assert obs_sound.look_at_choice(link, "Micro cài áo") == ()
        assert hands.choose_microphone("USB Audio: C270 (hw:2)")
        assert device(link) == "default", "OBS has no other name for it"
        (finding,) = obs_sound.look_at_choice(link, "USB Audio: C270 (hw:2)")
        assert (finding.level, finding.remedy) == ("doubtful", "choose_microphone")
        assert "“USB Audio: C270 (hw:2)”" in sentence(finding)


def test_no_further_camera_is_opened_once_it_is_enough(tmp_path: Path) -> None:
    picture = tmp_path / "vườn vải.png"
    black = numpy.zeros((36, 64, 3), numpy.uint8)
    picture.write_bytes(opencv().imencode(".png", black)[1].tobytes())
    enough = Event()
    assert next(cameras_of_ours(str(picture), enough)).device.id == str(picture)
    enough.set()
    assert list(cameras_of_ours(str(picture), enough)) == []
