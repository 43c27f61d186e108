"""Finding OBS on every system, in folders made for the test."""

import plistlib
import struct
from pathlib import Path

import pytest

from host_assistant.stage.obs.program.installed import (
    FoundObs,
    find_all,
    find_obs,
    settings_folders,
)
from host_assistant.stage.obs.program.machine import Machine, this_machine
from host_assistant.stage.obs.program.versions import Version, read_version
from tests.support.parts import need_programs


def machine(root: Path, platform: str, environ: dict[str, str] | None = None) -> Machine:
    return Machine(platform=platform, environ=environ or {}, home=root / "home", root=root)


def starter(path: Path, says: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)
    return path


def windows_program(path: Path, version: tuple[int, int, int, int]) -> Path:
    """A program of which nothing is there but what is read: the version in its resources."""
    major, minor, patch, build = version
    stated = struct.pack("<IIHHHH", 0xFEEF04BD, 0x10000, minor, major, build, patch)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"MZ" + bytes(999) + stated + bytes(48))
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_a_machine_without_obs(tmp_path: Path, platform: str) -> None:
    assert find_obs(machine(tmp_path, platform)) is None


def test_linux_program_on_the_search_path(tmp_path: Path) -> None:
    program = starter(tmp_path / "bin/obs", says="OBS Studio - 29.0.2.1-1+b1 (linux)")
    where = machine(tmp_path, "linux", {"PATH": str(tmp_path / "bin")})
    assert find_obs(where) == FoundObs(
        kind="program",
        command=(str(program),),
        settings_folder=tmp_path / "home/.config/obs-studio",
        version=Version(29, 0, 2),
    )


@pytest.mark.parametrize("fails", ["exit 3", "kill -9 $$", "echo no number"])
def test_a_program_that_does_not_tell_its_version(tmp_path: Path, fails: str) -> None:
    starter(tmp_path / "bin/obs").write_text(f"#!/bin/sh\n{fails}\n")
    found = find_obs(machine(tmp_path, "linux", {"PATH": str(tmp_path / "bin")}))
    assert found is not None
    assert found.version is None
    assert not found.too_old


@pytest.mark.parametrize("installation", ["home/.local/share/flatpak", "var/lib/flatpak"])
def test_flatpak(tmp_path: Path, installation: str) -> None:
    program = starter(tmp_path / installation / "exports/bin/com.obsproject.Studio")
    described = (
        tmp_path / installation / "app/com.obsproject.Studio/current/active/files/share/metainfo"
    )
    described.mkdir(parents=True)
    (described / "com.obsproject.Studio.metainfo.xml").write_text(
        "<component><releases><release version='31.0.3'/><release version='30.0.0'/></releases>"
        "</component>"
    )
    assert find_obs(machine(tmp_path, "linux")) == FoundObs(
        kind="flatpak",
        command=(str(program),),
        settings_folder=tmp_path / "home/.var/app/com.obsproject.Studio/config/obs-studio",
        version=Version(31, 0, 3),
    )


def test_snap(tmp_path: Path) -> None:
    program = starter(tmp_path / "snap/bin/obs-studio")
    meta = tmp_path / "snap/obs-studio/current/meta"
    meta.mkdir(parents=True)
    (meta / "snap.yaml").write_text("name: obs-studio\nversion: '30.2.3'\n")
    assert find_obs(machine(tmp_path, "linux")) == FoundObs(
        kind="snap",
        command=(str(program),),
        settings_folder=tmp_path / "home/snap/obs-studio/current/.config/obs-studio",
        version=Version(30, 2, 3),
    )


def test_the_short_name_of_a_snap_is_the_snap(tmp_path: Path) -> None:
    starter(tmp_path / "snap/bin/obs-studio")
    starter(tmp_path / "snap/bin/obs")
    where = machine(tmp_path, "linux", {"PATH": str(tmp_path / "snap/bin")})
    assert [obs.kind for obs in find_all(where)] == ["snap"]


def test_boxed_obs_that_do_not_describe_themselves(tmp_path: Path) -> None:
    starter(tmp_path / "var/lib/flatpak/exports/bin/com.obsproject.Studio")
    starter(tmp_path / "snap/bin/obs-studio")
    found = find_all(machine(tmp_path, "linux"))
    assert [(obs.kind, obs.version) for obs in found] == [("flatpak", None), ("snap", None)]


def test_a_file_that_cannot_be_started_is_no_obs(tmp_path: Path) -> None:
    program = starter(tmp_path / "var/lib/flatpak/exports/bin/com.obsproject.Studio")
    program.chmod(0o644)
    assert find_obs(machine(tmp_path, "linux")) is None


def test_of_two_the_one_used_last_is_the_users(tmp_path: Path) -> None:
    starter(tmp_path / "bin/obs", says="29.0.2")
    starter(tmp_path / "var/lib/flatpak/exports/bin/com.obsproject.Studio")
    where = machine(tmp_path, "linux", {"PATH": str(tmp_path / "bin")})
    likeliest = find_obs(where)
    assert likeliest is not None
    assert likeliest.kind == "program"
    boxed = tmp_path / "home/.var/app/com.obsproject.Studio/config/obs-studio"
    boxed.mkdir(parents=True)
    (boxed / "global.ini").touch()
    used = find_obs(where)
    assert used is not None
    assert used.kind == "flatpak"
    assert used.ever_started


def test_windows_program_files(tmp_path: Path) -> None:
    program = windows_program(
        tmp_path / "Program Files/obs-studio/bin/64bit/obs64.exe", (30, 1, 2, 0)
    )
    environ = {"ProgramFiles": str(tmp_path / "Program Files"), "APPDATA": "/Roaming"}
    assert find_obs(machine(tmp_path, "win32", environ)) == FoundObs(
        kind="program",
        command=(str(program),),
        settings_folder=Path("/Roaming/obs-studio"),
        version=Version(30, 1, 2),
        start_in=program.parent,
    )


@pytest.mark.parametrize(
    ("key", "name", "installed"),
    [
        (r"HKLM\SOFTWARE\OBS Studio", "", "D/obs"),
        (r"HKLM\SOFTWARE\WOW6432Node\OBS Studio", "", "D/obs"),
        (r"HKCU\SOFTWARE\Valve\Steam", "SteamPath", "D/Steam/steamapps/common/OBS Studio"),
    ],
)
def test_windows_registry_and_steam(tmp_path: Path, key: str, name: str, installed: str) -> None:
    program = windows_program(tmp_path / installed / "bin/64bit/obs64.exe", (27, 2, 4, 0))
    stated = str(tmp_path / ("D/Steam" if name else "D/obs"))
    where = Machine(
        platform="win32",
        environ={},
        home=tmp_path,
        registry=lambda *asked: stated if asked == (key, name) else "",
    )
    found = find_obs(where)
    assert found is not None
    assert found.command == (str(program),)
    assert found.too_old


def test_windows_names_the_same_program_once(tmp_path: Path) -> None:
    windows_program(tmp_path / "obs-studio/bin/64bit/obs64.exe", (30, 0, 0, 0))
    environ = {"ProgramFiles": str(tmp_path), "ProgramW6432": str(tmp_path)}
    assert len(find_all(machine(tmp_path, "win32", environ))) == 1


@pytest.mark.parametrize("content", [b"", b"MZ no resources", b"MZ\xbd\x04\xef\xfe"])
def test_a_windows_program_without_a_version(tmp_path: Path, content: bytes) -> None:
    program = tmp_path / "obs-studio/bin/64bit/obs64.exe"
    windows_program(program, (30, 0, 0, 0)).write_bytes(content)
    found = find_obs(machine(tmp_path, "win32", {"ProgramFiles": str(tmp_path)}))
    assert found is not None
    assert found.version is None


@pytest.mark.parametrize("folder", ["Applications", "home/Applications"])
def test_mac(tmp_path: Path, folder: str) -> None:
    application = tmp_path / folder / "OBS.app"
    starter(application / "Contents/MacOS/OBS")
    (application / "Contents/Info.plist").write_bytes(
        plistlib.dumps({"CFBundleShortVersionString": "31.0.0"})
    )
    assert find_obs(machine(tmp_path, "darwin")) == FoundObs(
        kind="program",
        command=("/usr/bin/open", "-a", str(application), "--args"),
        settings_folder=tmp_path / "home/Library/Application Support/obs-studio",
        version=Version(31, 0, 0),
    )


@pytest.mark.parametrize("stated", [None, b"", b"<plist", plistlib.dumps({})])
def test_a_mac_application_without_a_version(tmp_path: Path, stated: bytes | None) -> None:
    application = tmp_path / "Applications/OBS.app"
    starter(application / "Contents/MacOS/OBS")
    if stated is not None:
        (application / "Contents/Info.plist").write_bytes(stated)
    found = find_obs(machine(tmp_path, "darwin"))
    assert found is not None
    assert found.version is None


@pytest.mark.parametrize(
    ("platform", "environ", "folders"),
    [
        ("win32", {"APPDATA": "/Roaming"}, ["/Roaming/obs-studio"]),
        ("win32", {}, ["/home/AppData/Roaming/obs-studio"]),
        ("darwin", {}, ["/home/Library/Application Support/obs-studio"]),
        (
            "linux",
            {"XDG_CONFIG_HOME": "/xdg"},
            [
                "/xdg/obs-studio",
                "/home/.var/app/com.obsproject.Studio/config/obs-studio",
                "/home/snap/obs-studio/current/.config/obs-studio",
            ],
        ),
    ],
)
def test_where_each_system_keeps_settings(
    platform: str, environ: dict[str, str], folders: list[str]
) -> None:
    found = settings_folders(machine(Path("/"), platform, environ))
    assert [path.as_posix() for path in found] == folders


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("OBS Studio - 29.0.2.1-1+b1 (linux)", Version(29, 0, 2)),
        ("30.2", Version(30, 2, 0)),
        ("32.0.0-rc1", Version(32, 0, 0)),
        ("a", None),
        ("", None),
    ],
)
def test_versions_are_read_as_people_and_packages_write_them(
    text: str, version: Version | None
) -> None:
    assert read_version(text) == version


def test_a_version_as_obs_writes_it() -> None:
    assert Version(29, 0, 2).as_obs_writes_it == 486539266
    assert str(Version(30, 2)) == "30.2.0"


def test_the_real_obs_tells_its_version() -> None:
    need_programs("obs")
    found = find_obs(this_machine())
    assert found is not None
    assert found.version is not None
    assert not found.too_old
