"""Setting a real OBS up from the host's own settings."""

import pytest

from host_assistant.checks import stream
from host_assistant.control_room import obs_setup
from host_assistant.control_room.show import ObsAccess
from host_assistant.data_folder import DataFolder
from host_assistant.secret_store import SecretStore
from host_assistant.settings import SettingsStore
from host_assistant.show.vocabulary import ShowSetup
from host_assistant.stage.obs.setup.before import BeforeFile
from host_assistant.stage.obs.setup.target import (
    StreamKey,
    StreamTarget,
    TargetIsTheUsers,
    put_target,
    read_target,
)
from host_assistant.stage.obs.setup.undo import undo
from host_assistant.stage.platforms import PLATFORMS
from tests.support.obs import RealObs

KEY = "FB-5647382910-0-QrstUVWXyz"


def test_the_settings_are_built_into_obs_and_the_key_stays_secret(
    own_obs: RealObs, folder: DataFolder, caplog: pytest.LogCaptureFixture
) -> None:
    access = ObsAccess(url=own_obs.address, password=own_obs.password)
    store = SettingsStore(folder.settings)
    settings = store.change(setup=ShowSetup(shape="upright"))
    assert obs_setup.chosen_target(folder, settings) is None, "nothing was chosen yet"
    obs_setup.keep_target(folder, store, "facebook", "", KEY)
    with pytest.raises(TargetIsTheUsers):
        obs_setup.tell_target(folder, store, access)
    assert not obs_setup.works_with_ours(folder, access)

    built = obs_setup.build_obs(folder, settings, access)
    assert obs_setup.works_with_ours(folder, access)
    obs_setup.tell_target(folder, store, access)
    assert (built.encoding.width_px, built.encoding.height_px) == (720, 1280)
    with own_obs.link() as link:
        told = read_target(link)
        assert (told.server, told.key) == (PLATFORMS["facebook"].server, StreamKey(KEY))
        target = obs_setup.chosen_target(folder, store.value)
        assert stream.look(link, target, "facebook").code == "fine"
        put_target(link, StreamTarget(platform="facebook", key=StreamKey("pasted-in-obs-itself")))
        obs_setup.build_obs(folder, store.change(camera=""), access)
        obs_setup.tell_target(folder, store, access)
        assert read_target(link).key == StreamKey("pasted-in-obs-itself"), "tonight's key stays"
        obs_setup.keep_target(folder, store, "other", "rtmp://127.0.0.1/live", KEY)
        obs_setup.tell_target(folder, store, access)
        assert read_target(link).server == "rtmp://127.0.0.1/live"
    with_the_key = {
        path.name
        for path in folder.path.rglob("*")
        if path.is_file() and KEY.encode() in path.read_bytes()
    }
    assert with_the_key <= {"secrets.json"}
    assert KEY not in caplog.text + repr(built)

    with own_obs.link() as link:
        assert undo(link, BeforeFile(folder.path)).collection_left == built.collection
    own_obs.quit()
    in_obs = [
        path.name
        for path in (own_obs.home / ".config").rglob("*")
        if path.is_file() and KEY.encode() in path.read_bytes()
    ]
    assert in_obs == [], "undo takes the key out of OBS"


def test_a_choice_is_kept_whole_or_not_at_all(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SettingsStore(folder.settings)
    secrets = SecretStore(folder.path)
    obs_setup.keep_target(folder, store, "tiktok", "rtmp://push.tiktokcdn.com/live", KEY)
    first = obs_setup.chosen_target(folder, store.value)
    assert first == StreamTarget(
        platform="tiktok", key=StreamKey(KEY), server="rtmp://push.tiktokcdn.com/live"
    )

    def full(**_fields: object) -> None:
        raise OSError(28, "no space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(store, "change", full)
        with pytest.raises(OSError, match="no space"):
            obs_setup.keep_target(folder, store, "youtube", "", "another-key")
    assert obs_setup.chosen_target(folder, store.value) == first
    assert store.value.setup == ShowSetup(platform="tiktok")

    obs_setup.forget_target(folder, store, "youtube")
    assert obs_setup.chosen_target(folder, store.value) is None
    assert (secrets.get("stream_key"), store.value.stream_server) == ("", "")
    assert store.value.setup == ShowSetup(platform="youtube")


def test_a_key_without_a_server_is_no_target(folder: DataFolder) -> None:
    store = SettingsStore(folder.settings)
    obs_setup.keep_target(folder, store, "shopee", "", KEY)
    assert obs_setup.chosen_target(folder, store.value) is None
