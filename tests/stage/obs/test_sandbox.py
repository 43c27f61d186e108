"""What the box that OBS came in lets it read."""

from pathlib import Path

import pytest

from host_assistant.stage.obs.program.installed import FLATPAK_ID, FoundObs
from host_assistant.stage.obs.program.machine import Machine
from host_assistant.stage.obs.program.sandbox import may_read, opened, overrides

LAN = Path("/home/lan")
OURS = LAN / ".local/share/LenSong"


class Box:
    """A Flatpak of OBS installed for the whole machine, with the wishes that it states."""

    def __init__(self, root: Path, filesystems: str | None) -> None:
        self.installation = root / "var/lib/flatpak"
        self.machine = Machine(platform="linux", environ={}, home=LAN, root=root)
        starter = self.installation / "exports/bin" / FLATPAK_ID
        self.obs = FoundObs(kind="flatpak", command=(str(starter),), settings_folder=root)
        if filesystems is not None:
            self.write(f"app/{FLATPAK_ID}/current/active/metadata", filesystems)

    def write(self, name: str, filesystems: str) -> None:
        file = self.installation / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"[Application]\nname=x\n\n[Context]\nfilesystems={filesystems}\n")

    def lets_read(self, folder: Path) -> bool:
        return may_read(self.machine, self.obs, folder)


@pytest.mark.parametrize(
    ("filesystems", "open_to_it"),
    [
        ("host;", True),
        ("host:ro", True),
        ("home;xdg-videos", True),
        ("~/.local;", True),
        ("xdg-data/LenSong:create;", True),
        ("/home/lan/.local/share/LenSong;", True),
        ("xdg-data/Len;", False),
        ("xdg-videos;xdg-run/pipewire-0;", False),
        ("/mnt;", False),
        ("", False),
        ("host;!host;", False),
        (None, True),
    ],
)
def test_what_the_application_wishes(
    tmp_path: Path, filesystems: str | None, open_to_it: bool
) -> None:
    assert Box(tmp_path, filesystems).lets_read(OURS) == open_to_it


def test_an_exception_takes_a_wish_back_or_adds_one(tmp_path: Path) -> None:
    box = Box(tmp_path, "host;")
    box.write("overrides/global", "!host;")
    assert not box.lets_read(OURS)
    box.write(f"overrides/{FLATPAK_ID}", "xdg-data/LenSong:ro;")
    assert box.lets_read(OURS)


def test_a_box_has_folders_of_its_own_by_the_same_names(tmp_path: Path) -> None:
    box = Box(tmp_path, "host;")
    assert not box.lets_read(Path("/tmp/LenSong"))
    assert not box.lets_read(Path("/var/LenSong"))


def test_one_exception_more(tmp_path: Path) -> None:
    box = Box(tmp_path, "")
    text = opened("", OURS)
    assert text == f"[Context]\nfilesystems={OURS}:ro;\n"
    assert opened(text, Path("/mnt")) == f"[Context]\nfilesystems={OURS}:ro;/mnt:ro;\n"
    box.write(f"overrides/{FLATPAK_ID}", f"{OURS}:ro;")
    assert box.lets_read(OURS)
    assert overrides(box.machine) == LAN / ".local/share/flatpak/overrides" / FLATPAK_ID


@pytest.mark.parametrize(
    ("folder", "open_to_it"),
    [(OURS, False), (LAN / "LenSong", True), (Path("/opt/LenSong"), False), (LAN, True)],
)
def test_a_snap_reads_the_home_but_for_what_begins_with_a_dot(
    folder: Path, open_to_it: bool
) -> None:
    machine = Machine(platform="linux", environ={}, home=LAN)
    snap = FoundObs(kind="snap", command=("/snap/bin/obs-studio",), settings_folder=LAN)
    assert may_read(machine, snap, folder) == open_to_it


def test_a_program_reads_everything() -> None:
    machine = Machine(platform="linux", environ={}, home=LAN)
    program = FoundObs(kind="program", command=("/usr/bin/obs",), settings_folder=LAN)
    assert may_read(machine, program, Path("/tmp"))
