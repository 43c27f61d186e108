"""Finding the user's OBS and its settings, in homes made for the test."""

import json
import os
from pathlib import Path

import pytest

from host_assistant.stage.obs.program.settings_file import (
    ServerSettings,
    is_server_off,
    read_settings,
)
from tests.support.obs import RealObs


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path


def old_settings(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "global.ini"
    file.write_text(text, encoding=encoding)
    return file


def new_settings(folder: Path, **settings: object) -> Path:
    file = folder / "plugin_config/obs-websocket/config.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(settings))
    return file


def old_text(enabled: str = "true", port: int = 4455, password: str = "bí mật") -> str:
    return (
        "[General]\nName=OBS\n[OBSWebSocket]\nFirstLoad=false\n"
        f"ServerEnabled={enabled}\nServerPort={port}\nAuthRequired=true\n"
        f"ServerPassword={password}\n[Basic]\nProfile=Của tôi\n"
    )


def test_no_obs_was_ever_started(home: Path) -> None:
    assert read_settings() is None
    assert not is_server_off("127.0.0.1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_up_to_obs_30_the_settings_are_in_global_ini(home: Path, encoding: str) -> None:
    old_settings(home / ".config/obs-studio", old_text(port=4460), encoding)
    assert read_settings() == ServerSettings(enabled=True, port=4460, password="bí mật")


def test_signs_in_an_old_password_are_read_as_obs_writes_them(home: Path) -> None:
    old_settings(home / ".config/obs-studio", old_text(password="a:b=c%d;e\\\\f#"))
    settings = read_settings()
    assert settings is not None
    assert settings.password == "a:b=c%d;e\\f#"


def test_later_obs_has_a_file_of_its_own_which_goes_first(home: Path) -> None:
    studio = home / ".config/obs-studio"
    old_settings(studio, old_text(port=4460))
    new_settings(
        studio, server_enabled=True, server_port=4470, auth_required=True, server_password="mới"
    )
    settings = read_settings()
    assert settings == ServerSettings(enabled=True, port=4470, password="mới")
    assert settings.address == "ws://127.0.0.1:4470"


def test_a_password_that_is_not_asked_for_is_not_told(home: Path) -> None:
    studio = home / ".config/obs-studio"
    new_settings(studio, server_enabled=True, auth_required=False, server_password="unused")
    assert read_settings() == ServerSettings(enabled=True, port=4455, password="")


def test_a_new_obs_has_the_server_off(home: Path) -> None:
    old_settings(home / ".config/obs-studio", "[General]\nName=OBS\n[OBSWebSocket]\n")
    assert read_settings() == ServerSettings(enabled=False, port=4455, password="")
    assert is_server_off("localhost")
    assert is_server_off("127.0.0.1")
    assert is_server_off("::1")
    assert not is_server_off("192.168.1.20"), "the settings here say nothing of that machine"
    assert not is_server_off("may-tinh-khac")


def test_flatpak_keeps_them_elsewhere(home: Path) -> None:
    new_settings(
        home / ".var/app/com.obsproject.Studio/config/obs-studio",
        server_enabled=True,
        server_password="hộp",
    )
    assert read_settings() == ServerSettings(enabled=True, port=4455, password="hộp")


def test_of_several_obs_the_one_that_lets_us_in_counts_then_the_one_used_last(home: Path) -> None:
    native = old_settings(home / ".config/obs-studio", old_text(enabled="false", port=1))
    flatpak = home / ".var/app/com.obsproject.Studio/config/obs-studio"
    boxed = new_settings(flatpak, server_enabled=True, server_port=2)
    os.utime(boxed, (1, 1))
    assert _port() == 2
    new_settings(flatpak, server_enabled=False, server_port=2)
    os.utime(boxed, (1, 1))
    assert _port() == 1
    os.utime(native, (0, 0))
    assert _port() == 2


def _port() -> int:
    settings = read_settings()
    assert settings is not None
    return settings.port


@pytest.mark.parametrize(
    "text", ["", "no section", "[OBSWebSocket]\nServerPort=many\n", "[OBSWebSocket\n", "\x00"]
)
def test_settings_that_cannot_be_read_are_no_settings_or_the_defaults(
    home: Path, text: str
) -> None:
    old_settings(home / ".config/obs-studio", text)
    assert read_settings() in (None, ServerSettings(enabled=False, port=4455, password=""))


@pytest.mark.parametrize("kept", [b"", b"{", b"[]", b'{"server_port": "many"}', b"\xff\xfe"])
def test_a_broken_new_file_gives_way_to_the_old_one(home: Path, kept: bytes) -> None:
    studio = home / ".config/obs-studio"
    new_settings(studio).write_bytes(kept)
    old_settings(studio, old_text(port=4460))
    assert _port() == 4460


def test_the_real_obs_settings_are_read(
    shared_obs: RealObs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(shared_obs.home / ".config"))
    assert read_settings() == ServerSettings(enabled=True, port=4455, password="not-this-one")
