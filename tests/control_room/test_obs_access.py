"""Where OBS is: the host's word first, then what was kept, then OBS's own settings."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from host_assistant.control_room import obs_access
from host_assistant.control_room.obs_access import access_to_obs
from host_assistant.data_folder import DataFolder
from host_assistant.secret_store import SecretStore
from host_assistant.settings import Asked, Settings
from host_assistant.stage.obs.program.machine import Machine, Process
from host_assistant.stage.obs.program.settings_file import ServerSettings

OWN = ServerSettings(enabled=True, port=4466, password="of OBS itself")


@pytest.fixture(autouse=True)
def _no_key_store() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(obs_access, "read_settings", lambda: OWN)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """An OBS runs that was started with a port and a password of its own."""
    arguments = ("obs", "--websocket_port", "4499", "--websocket_password", "of this run")
    machine = Machine(
        platform="linux",
        environ={},
        home=Path("/home/lan"),
        processes=lambda _names: (Process(1, "obs", arguments, {"HOME": "/home/lan"}),),
    )
    monkeypatch.setattr(obs_access, "this_machine", lambda: machine)


@pytest.fixture
def no_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(obs_access, "read_settings", lambda: None)


def test_without_a_word_obs_own_settings_say_it(folder: DataFolder, own: None) -> None:
    access = access_to_obs(folder, Settings(scenes={"camera": "Vườn vải"}), Asked())
    assert (access.url, access.password) == ("ws://127.0.0.1:4466", "of OBS itself")
    assert access.scenes == {"camera": "Vườn vải"}


def test_what_was_kept_goes_before(folder: DataFolder, own: None) -> None:
    SecretStore(folder.path).put("obs_password", "kept")
    assert access_to_obs(folder, Settings(), Asked()).password == "kept"


def test_what_is_said_now_goes_before_all(folder: DataFolder, own: None) -> None:
    SecretStore(folder.path).put("obs_password", "kept")
    assert access_to_obs(folder, Settings(), Asked(obs_password="said")).password == "said"
    assert access_to_obs(folder, Settings(), Asked(obs_password="")).password == ""


def test_the_password_of_this_machine_goes_to_no_other(folder: DataFolder, own: None) -> None:
    access = access_to_obs(folder, Settings(obs_url="ws://192.168.1.5:4466"), Asked())
    assert (access.url, access.password) == ("ws://192.168.1.5:4466", "")


def test_a_machine_without_obs(folder: DataFolder, no_own: None) -> None:
    access = access_to_obs(folder, Settings(), Asked())
    assert (access.url, access.password) == (Settings().obs_url, "")


def test_an_address_that_was_asked_for_is_obeyed(folder: DataFolder, own: None) -> None:
    access = access_to_obs(folder, Settings(), Asked(obs_url=Settings().obs_url))
    assert (access.url, access.password) == (Settings().obs_url, "")


def test_what_the_running_obs_was_started_with(folder: DataFolder, own: None, runs: None) -> None:
    SecretStore(folder.path).put("obs_password", "kept")
    access = access_to_obs(folder, Settings(), Asked())
    assert (access.url, access.password) == ("ws://127.0.0.1:4499", "of this run")
    access = access_to_obs(folder, Settings(), Asked(obs_password="said"))
    assert access.password == "said"
    access = access_to_obs(folder, Settings(obs_url="ws://192.168.1.5:4455"), Asked())
    assert access.password == "kept"
