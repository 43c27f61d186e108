"""Setting a real OBS up from the host's own settings."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from host_assistant.checks import stream
from host_assistant.control_room import obs_setup
from host_assistant.control_room.show import ObsAccess
from host_assistant.data_folder import DataFolder
from host_assistant.secret_store import SecretStore
from host_assistant.settings import SettingsStore
from host_assistant.show.vocabulary import ShowSetup
from host_assistant.stage.obs.target import StreamKey, TargetIsTheUsers, read_target
from host_assistant.stage.platforms import PLATFORMS
from tests.support.obs import RealObs

KEY = "FB-5647382910-0-QrstUVWXyz"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setattr(obs_setup, "recordings_folder", lambda: tmp_path / "Phim")
    made = DataFolder(tmp_path / "data")
    made.make()
    return made


def test_the_settings_are_built_into_obs_and_the_key_stays_secret(
    own_obs: RealObs, folder: DataFolder, caplog: pytest.LogCaptureFixture
) -> None:
    access = ObsAccess(url=own_obs.address, password=own_obs.password)
    store = SettingsStore(folder.settings)
    settings = store.change(setup=ShowSetup(shape="upright", platform="facebook"))
    assert obs_setup.choose_target(folder, settings, access) is False, "nothing was chosen yet"
    SecretStore(folder.path).put("stream_key", KEY)
    with pytest.raises(TargetIsTheUsers):
        obs_setup.choose_target(folder, settings, access)

    built = obs_setup.build_obs(folder, settings, access)
    assert (built.encoding.width_px, built.encoding.height_px) == (720, 1280)
    with own_obs.link() as link:
        told = read_target(link)
        assert (told.server, told.key) == (PLATFORMS["facebook"].server, StreamKey(KEY))
        target = obs_setup.chosen_target(folder, settings)
        assert stream.look(link, target, "facebook").code == "fine"
        elsewhere = replace(settings, stream_server="rtmp://127.0.0.1/live")
        assert obs_setup.choose_target(folder, elsewhere, access)
        assert read_target(link).server == "rtmp://127.0.0.1/live"
    with_the_key = {
        path.name
        for path in folder.path.rglob("*")
        if path.is_file() and KEY.encode() in path.read_bytes()
    }
    assert with_the_key <= {"secrets.json"}
    assert KEY not in caplog.text + repr(built)

    assert obs_setup.undo_obs(folder, access).collection_left == built.collection
    own_obs.quit()
    in_obs = [
        path.name
        for path in (own_obs.home / ".config").rglob("*")
        if path.is_file() and KEY.encode() in path.read_bytes()
    ]
    assert in_obs == [], "undo takes the key out of OBS"
