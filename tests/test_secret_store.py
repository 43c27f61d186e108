"""Secrets lie in the system's key store, else where only their owner reads."""

import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import PasswordDeleteError

from host_assistant.secret_store import SecretStore


class Remembering(KeyringBackend):
    """A key store in memory, by keyring's own protocol."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


@pytest.fixture
def key_store() -> Iterator[Remembering]:
    before = keyring.get_keyring()
    store = Remembering()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(before)


@pytest.fixture
def no_key_store() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def test_a_secret_lies_in_the_key_store_and_in_no_file(
    key_store: Remembering, tmp_path: Path
) -> None:
    secrets = SecretStore(tmp_path)
    secrets.put("obs_password", "vải thiều")
    assert secrets.get("obs_password") == "vải thiều"
    assert list(key_store.kept.values()) == ["vải thiều"]
    assert SecretStore(tmp_path / "another").get("obs_password") == ""
    assert list(tmp_path.iterdir()) == []


def test_an_empty_secret_is_forgotten(key_store: Remembering, tmp_path: Path) -> None:
    secrets = SecretStore(tmp_path)
    secrets.put("obs_password", "x")
    secrets.put("obs_password", "")
    secrets.put("obs_password", "")
    assert secrets.get("obs_password") == ""
    assert key_store.kept == {}


@pytest.mark.usefixtures("no_key_store")
def test_without_a_key_store_a_file_of_the_owner_keeps_it(tmp_path: Path) -> None:
    secrets = SecretStore(tmp_path / "data")
    secrets.put("stream_key", "live_123")
    secrets.put("obs_password", "vải")
    assert SecretStore(tmp_path / "data").get("stream_key") == "live_123"
    (file,) = (tmp_path / "data").iterdir()
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o777 == 0o600
    secrets.put("stream_key", "")
    assert (secrets.get("stream_key"), secrets.get("obs_password")) == ("", "vải")


@pytest.mark.usefixtures("no_key_store")
def test_a_ruined_file_holds_no_secret(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_bytes(b"\xff[")
    secrets = SecretStore(tmp_path)
    assert secrets.get("obs_password") == ""
    secrets.put("obs_password", "x")
    assert secrets.get("obs_password") == "x"


def test_a_secret_moves_from_the_file_into_the_key_store(
    key_store: Remembering, tmp_path: Path
) -> None:
    (tmp_path / "secrets.json").write_text('{"obs_password": "old", "stream_key": "k"}')
    secrets = SecretStore(tmp_path)
    assert secrets.get("obs_password") == "old"
    secrets.put("obs_password", "new")
    assert secrets.get("obs_password") == "new"
    assert (tmp_path / "secrets.json").read_text() == '{"stream_key":"k"}'
