"""Turning the server on in the saved settings of a closed OBS, and putting back what was."""

import base64
import json
import os
import shutil
from pathlib import Path

import pytest

from host_assistant.stage.obs.program.installed import FoundObs, Kind
from host_assistant.stage.obs.program.machine import Machine, Process
from host_assistant.stage.obs.program.server_switch import (
    ObsIsOpen,
    ServerSwitch,
    SettingsNotWritable,
)
from host_assistant.stage.obs.program.settings_file import ServerSettings, settings_in
from host_assistant.stage.obs.program.versions import Version

OLD = Version(29, 0, 2)
NEW = Version(31, 0, 3)
INI = (
    b"\xef\xbb\xbf[General]\r\nLastVersion=486539266\r\nName=c\xf4ng ty\r\n\r\n"
    b"[OBSWebSocket]\r\nFirstLoad=false\r\nServerEnabled=false\r\nServerPort=4460\r\n"
    b"Unknown=kept\r\nServerPassword=b\xc3\xad m\xe1\xba\xadt\r\n\r\n[Basic]\r\nProfile=X\r\n"
)
JSON = b'{\n    "alerts_enabled": true,\n    "server_enabled": false,\n  "odd"  : [1,2]\n}'


class Home:
    """A home folder, a program that looks like OBS, and what Lên Sóng keeps."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.studio = home / ".config/obs-studio"
        self.ini = self.studio / "global.ini"
        self.json = self.studio / "plugin_config/obs-websocket/config.json"
        self.kept = home / "data/before.json"
        self.running: tuple[Process, ...] = ()
        self.switch = ServerSwitch(
            Machine(platform="linux", environ={}, home=home, processes=lambda _names: self.running),
            self.kept,
        )

    def obs(self, version: Version | None, kind: Kind = "program") -> FoundObs:
        return FoundObs(
            kind=kind, command=("/usr/bin/obs",), settings_folder=self.studio, version=version
        )

    def write(self, *, ini: bytes | None = None, json: bytes | None = None) -> None:
        for file, content in ((self.ini, ini), (self.json, json)):
            if content is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.home.rglob("*") if path.is_file())
        return {str(path.relative_to(self.home)): path.read_bytes() for path in found}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.mark.parametrize("version", [OLD, NEW, None])
@pytest.mark.parametrize(
    "files",
    [{}, {"ini": INI}, {"ini": INI, "json": JSON}, {"ini": b"", "json": b"{}"}, {"ini": b"x"}],
)
def test_on_and_back_byte_for_byte(
    home: Home, version: Version | None, files: dict[str, bytes]
) -> None:
    home.write(**files)
    before = home.files()
    folders = sorted(home.home.rglob("*"))
    wanted = home.switch.turn_on(home.obs(version))
    assert wanted.enabled
    assert len(wanted.password) >= 5
    assert settings_in(home.studio) == wanted
    assert home.switch.can_undo
    home.switch.undo(home.obs(version))
    assert home.files() == before
    assert [path for path in sorted(home.home.rglob("*")) if path.name != "data"] == folders
    assert not home.switch.can_undo


def test_the_users_port_password_and_all_else_stay(home: Home) -> None:
    home.write(ini=INI)
    wanted = home.switch.turn_on(home.obs(OLD))
    assert wanted == ServerSettings(enabled=True, port=4460, password="bí mật")
    expected = INI.replace(b"ServerEnabled=false", b"ServerEnabled=true").replace(
        b"t\r\n\r\n[Basic]", b"t\r\nAuthRequired=true\r\n\r\n[Basic]"
    )
    assert home.ini.read_bytes() == expected
    assert not home.json.exists()


def test_a_new_obs_reads_its_own_file(home: Home) -> None:
    home.write(ini=b"[General]\nLastVersion=520093696\n", json=JSON)
    wanted = home.switch.turn_on(home.obs(NEW))
    assert home.ini.read_bytes() == b"[General]\nLastVersion=520093696\n"
    text = home.json.read_text()
    assert text.startswith('{\n    "alerts_enabled": true,\n    "server_enabled": true,\n  "odd"  ')
    assert json.loads(text) == {
        "alerts_enabled": True,
        "odd": [1, 2],
        "first_load": False,
        "server_enabled": True,
        "server_port": 4455,
        "auth_required": True,
        "server_password": wanted.password,
    }


def test_what_a_new_obs_would_carry_over_says_the_same(home: Home) -> None:
    """OBS 30.2 and later take the server's settings over from global.ini where they stand."""
    home.write(ini=INI)
    wanted = home.switch.turn_on(home.obs(NEW))
    assert json.loads(home.json.read_bytes())["server_password"] == wanted.password == "bí mật"
    assert b"ServerEnabled=true" in home.ini.read_bytes()


@pytest.mark.parametrize(("version", "number"), [(OLD, 486539266), (NEW, 520093699)])
def test_an_obs_that_was_never_started_is_told_its_version(
    home: Home, version: Version, number: int
) -> None:
    assert not home.obs(version).ever_started
    home.switch.turn_on(home.obs(version))
    assert home.ini.read_text().startswith(f"[General]\nLastVersion={number}\n")
    assert ("OBSWebSocket" in home.ini.read_text()) == (version == OLD)
    assert home.json.exists() == (version == NEW)


def test_each_new_password_is_another(tmp_path: Path) -> None:
    homes = [Home(tmp_path / name) for name in ("lan", "minh")]
    assert len({home.switch.turn_on(home.obs(None)).password for home in homes}) == 2


def test_a_server_that_asked_for_no_password_asks_for_it(home: Home) -> None:
    home.write(ini=b"[OBSWebSocket]\nAuthRequired=false\nServerPassword=unused\n")
    wanted = home.switch.turn_on(home.obs(OLD))
    assert wanted.password == "unused"
    assert settings_in(home.studio) == wanted


def test_obs_passwords_are_kept_by_obs_alone(home: Home) -> None:
    home.write(ini=INI, json=b'{"server_password":"b\xc3\xad m\xe1\xba\xadt","server_port":4460}')
    users = home.switch.turn_on(home.obs(None))
    assert users.password == "bí mật"
    assert "bí mật" not in _kept(home)
    another = Home(home.home / "another")
    made = another.switch.turn_on(another.obs(None))
    assert made.password not in _kept(another)


def _kept(home: Home) -> str:
    """All that is kept, the bytes in it decoded."""
    text = home.kept.read_text()
    for files in json.loads(text):
        for file in files:
            text += "".join(base64.b64decode(old).decode() for _from, _to, old in file["back"])
    return text


def test_what_is_on_already_stays_untouched(home: Home) -> None:
    home.write(ini=b"[OBSWebSocket]\nServerEnabled=true\nAuthRequired=false\n")
    before = home.files()
    assert home.switch.turn_on(home.obs(OLD)) == ServerSettings(True, 4455, "")
    assert home.files() == before
    assert not home.switch.can_undo


def test_only_while_obs_is_closed(home: Home) -> None:
    home.write(ini=INI)
    home.switch.turn_on(home.obs(OLD))
    before = home.files()
    home.running = (Process(1, "obs"),)
    with pytest.raises(ObsIsOpen) as refused:
        home.switch.turn_on(home.obs(OLD))
    assert "Close OBS" in refused.value.sentence()
    with pytest.raises(ObsIsOpen):
        home.switch.undo(home.obs(OLD))
    assert home.files() == before


def test_what_obs_has_rewritten_loses_our_values_alone(home: Home) -> None:
    home.write(ini=INI, json=JSON)
    home.switch.turn_on(home.obs(OLD))
    home.ini.write_bytes(home.ini.read_bytes() + b"Geometry=AAAA\n")
    rewritten = {**json.loads(home.json.read_bytes()), "added": 1, "server_port": 4999}
    home.json.write_text(json.dumps(rewritten))
    home.switch.undo(home.obs(OLD))
    assert home.ini.read_bytes() == INI + b"Geometry=AAAA\n"
    assert json.loads(home.json.read_bytes()) == {
        **json.loads(JSON),
        "added": 1,
        "server_port": 4999,
    }


def test_files_that_the_user_threw_away_stay_away(home: Home) -> None:
    home.switch.turn_on(home.obs(None))
    home.ini.unlink()
    home.json.unlink()
    home.switch.undo(home.obs(None))
    assert not home.ini.exists()
    assert not home.json.exists()


def test_turned_on_twice_is_undone_to_the_first(home: Home) -> None:
    home.write(ini=INI)
    home.switch.turn_on(home.obs(OLD))
    by_the_user = home.ini.read_bytes().replace(b"ServerEnabled=true", b"ServerEnabled=false")
    home.ini.write_bytes(by_the_user)
    home.switch.turn_on(home.obs(OLD))
    home.switch.undo(home.obs(OLD))
    assert home.ini.read_bytes() == INI


def test_the_files_keep_their_rights_and_places(home: Home) -> None:
    home.write(ini=INI)
    elsewhere = home.home / "dotfiles.ini"
    home.ini.rename(elsewhere)
    home.ini.symlink_to(elsewhere)
    elsewhere.chmod(0o640)
    home.switch.turn_on(home.obs(OLD))
    assert home.ini.is_symlink()
    assert b"ServerEnabled=true" in elsewhere.read_bytes()
    assert elsewhere.stat().st_mode & 0o777 == 0o640
    assert home.kept.stat().st_mode & 0o777 == 0o600


def test_a_snap_is_put_back_after_its_next_version(home: Home) -> None:
    """Each version of a Snap has a copy of the settings, to which `current` leads."""
    snaps = home.home / "snap/obs-studio"
    home.studio = snaps / "current/.config/obs-studio"
    home.ini = home.studio / "global.ini"
    (snaps / "1284").mkdir(parents=True)
    (snaps / "current").symlink_to("1284")
    home.write(ini=INI)
    home.switch.turn_on(home.obs(OLD, "snap"))
    assert home.switch.changed == {home.ini}
    shutil.copytree(snaps / "1284", snaps / "1290")
    (snaps / "current").unlink()
    (snaps / "current").symlink_to("1290")
    home.switch.undo(home.obs(OLD, "snap"))
    assert (snaps / "1290/.config/obs-studio/global.ini").read_bytes() == INI


def test_a_disk_that_takes_nothing_leaves_all_as_it_was(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write(ini=INI, json=JSON)
    before = home.files()
    real = os.replace
    taken: list[object] = []

    def full(self: Path, target: Path) -> Path:
        if Path(target).name == "global.ini" and not taken:
            taken.append(target)
            raise OSError(28, "No space left on device")
        real(self, target)
        return target

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SettingsNotWritable) as refused:
        home.switch.turn_on(home.obs(None))
    assert "No space left on device" in refused.value.sentence()
    assert home.files() == before


def test_a_flatpak_is_let_read_our_folder_and_no_more(home: Home) -> None:
    installation = home.home / ".local/share/flatpak"
    metadata = installation / "app/com.obsproject.Studio/current/active/metadata"
    metadata.parent.mkdir(parents=True)
    metadata.write_text("[Context]\nfilesystems=xdg-videos;\n")
    exceptions = installation / "overrides/com.obsproject.Studio"
    exceptions.parent.mkdir()
    exceptions.write_text("[Context]\nfilesystems=/mnt/usb;\nshared=network;\n")
    obs = FoundObs(
        kind="flatpak",
        command=(str(installation / "exports/bin/com.obsproject.Studio"),),
        settings_folder=home.studio,
        version=NEW,
    )
    before = home.files()
    home.switch.turn_on(obs)
    folder = home.kept.parent
    assert exceptions.read_text() == (
        f"[Context]\nfilesystems=/mnt/usb;{folder}:ro;\nshared=network;\n"
    )
    home.switch.turn_on(obs)
    assert exceptions.read_text().count(str(folder)) == 1
    exceptions.write_text(exceptions.read_text() + "sockets=x11;\n")
    home.switch.undo(obs)
    before[str(exceptions.relative_to(home.home))] += b"sockets=x11;\n"
    assert home.files() == before
