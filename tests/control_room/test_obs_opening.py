"""The buttons beside the OBS check, with the real OBS where it was just installed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from host_assistant.control_room import obs_opening, obs_setup
from host_assistant.control_room.obs_access import access_to_obs
from host_assistant.control_room.obs_opening import (
    NoObs,
    changed_obs,
    close_other_obs,
    close_users_obs,
    keep_out_again,
    open_users_obs,
    server_switch,
)
from host_assistant.control_room.obs_removal import remove_ours
from host_assistant.control_room.show import ObsAccess
from host_assistant.data_folder import DataFolder
from host_assistant.secret_store import SecretStore
from host_assistant.settings import Asked, SettingsStore
from host_assistant.stage.obs.errors import LinkError, ServerOff
from host_assistant.stage.obs.link import linked
from host_assistant.stage.obs.parts import OVERLAY_SCENE_NAME
from host_assistant.stage.obs.program.installed import find_all
from host_assistant.stage.obs.program.machine import Machine
from host_assistant.stage.obs.setup.before import Before, BeforeFile
from host_assistant.stage.obs.setup.undo import Undone
from tests.support.fresh_obs import FreshMachine
from tests.support.waiting import wait_until


@pytest.fixture(autouse=True)
def _no_key_store() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def test_from_never_started_to_answering_and_back(
    fresh: FreshMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DataFolder(fresh.data)
    store = SettingsStore(folder.settings)
    monkeypatch.setattr(obs_opening, "this_machine", lambda: fresh.machine)
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, fresh.machine.environ[name])
    with pytest.raises(ServerOff):
        open_users_obs(folder, store, let_us_in=False)
    SecretStore(folder.path).put("obs_password", "of another OBS, once")
    store.change(obs_url="ws://127.0.0.1:5")

    started = open_users_obs(folder, store, let_us_in=True)
    access = access_to_obs(folder, store.value, Asked())
    assert (access.url, access.password) == (started.address, started.password)
    with linked(access.url, access.password) as link:
        assert link.call("GetSceneList")["scenes"]
    assert open_users_obs(folder, store, let_us_in=False) == started
    assert close_other_obs(access.url), "there is no other"
    assert len(fresh.running()) == 1

    monkeypatch.setattr(obs_setup, "recordings_folder", lambda: fresh.home / "Phim")
    obs_setup.build_obs(folder, store.value, access)
    obs_setup.keep_target(folder, store, "youtube", "", "abcd-efgh-1234")
    assert close_users_obs()

    # Whoever steers an OBS elsewhere does not have the one here changed.
    with pytest.raises(LinkError):
        remove_ours(folder, store, ObsAccess(url="ws://0.0.0.0:9"), fresh.machine)
    assert changed_obs(folder, fresh.machine) == (fresh.obs,)
    # It was closed: it is opened, and closed again.
    assert remove_ours(folder, store, access, fresh.machine) == Undone()
    assert changed_obs(folder, fresh.machine) == ()
    assert BeforeFile(folder.path).read() == Before()
    assert SecretStore(folder.path).get("stream_key") == ""
    assert store.value.stream_platform is None
    assert not list((fresh.studio / "basic/profiles").glob("L*"))
    keep_out_again(folder)
    with pytest.raises(ServerOff):
        open_users_obs(folder, store, let_us_in=False)


def test_an_obs_that_was_killed_is_opened_with_what_was_built(
    fresh: FreshMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DataFolder(fresh.data)
    store = SettingsStore(folder.settings)
    monkeypatch.setattr(obs_opening, "this_machine", lambda: fresh.machine)
    monkeypatch.setattr(obs_setup, "recordings_folder", lambda: fresh.home / "Phim")
    started = open_users_obs(folder, store, let_us_in=True)
    access = ObsAccess(url=started.address, password=started.password)
    obs_setup.build_obs(folder, store.value, access)
    assert obs_setup.works_with_ours(folder, access)
    scenes = fresh.studio / "basic/scenes"
    # OBS writes a moment later what it was told.
    wait_until(
        lambda: any(OVERLAY_SCENE_NAME in file.read_text() for file in scenes.glob("*.json"))
    )
    for obs in fresh.running():
        os.kill(obs.pid, signal.SIGKILL)
    wait_until(lambda: not fresh.running())
    built = BeforeFile(folder.path).read()
    ini = fresh.studio / "global.ini"
    # What OBS loses with its life, on a disk that was slower to be written.
    kept = [line for line in ini.read_text().splitlines() if "SceneCollection" not in line]
    ini.write_text("\n".join(kept) + "\n")
    started = open_users_obs(folder, store, let_us_in=False)
    access = ObsAccess(url=started.address, password=started.password)
    with linked(access.url, access.password) as link:
        profile = link.call("GetProfileList")["currentProfileName"]
        assert profile == built.our_profile
        names = link.call("GetSceneCollectionList")
        assert names["currentSceneCollectionName"] == built.our_collection
        assert sorted(names["sceneCollections"]) == sorted([built.collection, built.our_collection])


@pytest.mark.parametrize("linked_name", [".config", ".config/obs-studio/global.ini"])
def test_settings_behind_a_link_are_put_back(tmp_path: Path, linked_name: str) -> None:
    program = tmp_path / "bin/obs"
    program.parent.mkdir()
    program.touch(mode=0o755)
    studio = tmp_path / ".config/obs-studio"
    studio.mkdir(parents=True)
    ini = studio / "global.ini"
    ini.write_text("[OBSWebSocket]\nServerEnabled=false\n")
    link = tmp_path / linked_name
    link.rename(tmp_path / "dotfiles")
    link.symlink_to(tmp_path / "dotfiles")
    environ = {"PATH": str(program.parent)}
    machine = Machine(platform="linux", environ=environ, home=tmp_path, root=tmp_path)
    (obs,) = find_all(machine)
    folder = DataFolder(tmp_path / "data")
    server_switch(folder, machine).turn_on(obs)
    assert "ServerEnabled=true" in ini.read_text()
    assert changed_obs(folder, machine) == (obs,)
    keep_out_again(folder, machine)
    assert ini.read_text() == "[OBSWebSocket]\nServerEnabled=false\n"
    assert link.is_symlink()
    assert changed_obs(folder, machine) == ()


def test_what_was_typed_for_another_machine_stays_out_of_it(tmp_path: Path) -> None:
    assert not close_other_obs("ws://192.168.1.5:4455")


def test_a_machine_without_obs(tmp_path: Path) -> None:
    machine = Machine(platform="linux", environ={}, home=tmp_path, root=tmp_path)
    folder = DataFolder(tmp_path)
    with pytest.raises(NoObs) as missing:
        open_users_obs(folder, SettingsStore(folder.settings), let_us_in=True, machine=machine)
    assert "Install OBS" in missing.value.sentence()
    assert close_users_obs(machine)
    keep_out_again(folder, machine)
