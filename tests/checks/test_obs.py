"""What stands between us and OBS, on made-up machines and with the real OBS."""

import signal
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from host_assistant.checks.finding import Finding
from host_assistant.checks.obs import look
from host_assistant.checks.wording import sentence
from host_assistant.stage.obs.program.closing import close_obs, close_others
from host_assistant.stage.obs.program.machine import Machine, Process
from host_assistant.stage.obs.program.server_switch import ServerSwitch
from host_assistant.stage.obs.program.starting import start_obs
from tests.stage.obs.listeners import silent_socket, websocket_saying
from tests.support.fresh_obs import FreshMachine
from tests.support.obs import free_port
from tests.support.obs_home import write_home
from tests.support.screen import START_TIMEOUT_S, end
from tests.support.waiting import wait_until

ON = "[OBSWebSocket]\nServerEnabled=true\n"
OFF = "[OBSWebSocket]\nServerEnabled=false\n"


class Imagined:
    """A machine with an OBS of a version, settings and processes of the test's choice."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.running = 0
        self.machine = Machine(
            platform="linux",
            environ={"PATH": str(home / "bin")},
            home=home,
            root=home,
            processes=self._processes,
        )

    def install(self, version: str = "30.1.2") -> None:
        program = self.home / "bin/obs"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\necho OBS Studio - {version}\n")
        program.chmod(0o755)

    def install_flatpak(self, filesystems: str) -> None:
        installation = self.home / ".local/share/flatpak"
        starter = installation / "exports/bin/com.obsproject.Studio"
        metadata = installation / "app/com.obsproject.Studio/current/active/metadata"
        for file in (starter, metadata):
            file.parent.mkdir(parents=True)
        starter.touch(0o755)
        metadata.write_text(f"[Context]\nfilesystems={filesystems}\n")

    def saved(self, text: str) -> None:
        file = self.home / ".config/obs-studio/global.ini"
        file.parent.mkdir(parents=True)
        file.write_text(text)

    def _processes(self, names: Iterable[str]) -> tuple[Process, ...]:
        assert "obs" in names
        return tuple(Process(number, "obs") for number in range(self.running))

    def look(self, url: str | None = None) -> tuple[Finding, ...]:
        url = url or f"ws://127.0.0.1:{free_port()}"
        return look(url, "", self.home / "data", machine=self.machine)


@pytest.fixture
def imagined(tmp_path: Path) -> Imagined:
    return Imagined(tmp_path)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, str | None]]:
    for finding in findings:
        assert finding.check == "obs"
        assert sentence(finding)
    return [(finding.level, finding.code, finding.remedy) for finding in findings]


def test_not_installed(imagined: Imagined) -> None:
    assert told(imagined.look()) == [("bad", "not_installed", "get_obs")]


def test_too_old(imagined: Imagined) -> None:
    imagined.install("27.2.4")
    imagined.saved(ON)
    (finding,) = imagined.look()
    assert told((finding,)) == [("bad", "too_old", "get_obs")]
    assert finding.figures == {"version": "27.2.4"}


def test_never_started(imagined: Imagined) -> None:
    imagined.install()
    assert told(imagined.look()) == [("bad", "never_started", "turn_on_server")]


@pytest.mark.parametrize(
    ("saved", "running", "code", "remedy"),
    [
        (OFF, 0, "server_off", "turn_on_server"),
        (OFF, 1, "server_off_open", "turn_on_server"),
        (ON, 0, "not_running", "start_obs"),
        (ON, 1, "not_answering", "look_again"),
    ],
)
def test_there_and_closed_to_us(
    imagined: Imagined, saved: str, running: int, code: str, remedy: str
) -> None:
    imagined.install()
    imagined.saved(saved)
    imagined.running = running
    assert told(imagined.look()) == [("bad", code, remedy)]


def test_an_open_obs_that_has_saved_nothing_yet(imagined: Imagined) -> None:
    imagined.install()
    imagined.running = 1
    assert told(imagined.look()) == [("bad", "server_off_open", "turn_on_server")]


def test_two_running(imagined: Imagined) -> None:
    imagined.install()
    imagined.saved(ON)
    imagined.running = 2
    assert told(imagined.look()) == [
        ("bad", "not_answering", "look_again"),
        ("doubtful", "two_running", "close_other_obs"),
    ]


@pytest.mark.parametrize(
    ("listener", "running", "code", "remedy"),
    [
        (lambda: websocket_saying([1, 2]), 1, "door_taken", "start_obs"),
        (lambda: websocket_saying([1, 2]), 0, "not_running", "start_obs"),
        (silent_socket, 1, "not_answering", "look_again"),
    ],
)
def test_another_program_in_its_place(
    imagined: Imagined,
    listener: Callable[[], AbstractContextManager[str]],
    running: int,
    code: str,
    remedy: str,
) -> None:
    imagined.install()
    imagined.saved(ON)
    imagined.running = running
    with listener() as url:
        assert told(imagined.look(url)) == [("bad", code, remedy)]


def test_an_address_that_cannot_be_read(imagined: Imagined) -> None:
    assert told(imagined.look("ws://:x")) == [("bad", "bad_address", "type_password")]


def test_of_another_machine_only_the_silence_is_told(imagined: Imagined) -> None:
    found = imagined.look("ws://obs.invalid:4455")
    assert told(found) == [("bad", "far_away", "look_again")]


@pytest.mark.parametrize(
    ("filesystems", "besides"),
    [("~/data;", []), ("xdg-videos;", [("bad", "flatpak_closed_off", "turn_on_server")])],
)
def test_a_flatpak_that_may_not_read_our_cards(
    imagined: Imagined, filesystems: str, besides: list[tuple[str, str, str | None]]
) -> None:
    imagined.install_flatpak(filesystems)
    never_started = ("bad", "never_started", "turn_on_server")
    assert told(imagined.look()) == [never_started, *besides]


def test_a_snap_that_may_not_read_our_cards(imagined: Imagined) -> None:
    starter = imagined.home / "snap/bin/obs-studio"
    starter.parent.mkdir(parents=True)
    starter.touch(0o755)
    hidden = imagined.home / ".local/share/LenSong"
    url = f"ws://127.0.0.1:{free_port()}"
    found = look(url, "", hidden, machine=imagined.machine)
    assert told(found)[1:] == [("bad", "snap_closed_off", "get_obs")]
    seen = look(url, "", imagined.home / "LenSong", machine=imagined.machine)
    assert told(seen)[1:] == []


def test_the_real_obs_from_closed_to_us_to_open_and_back(fresh: FreshMachine) -> None:
    write_home(fresh.home, width_px=640, height_px=360, server_enabled=False, microphone=False)
    ini = fresh.studio / "global.ini"
    port = free_port()
    ini.write_text(ini.read_text().replace("ServerPort=4455", f"ServerPort={port}"))
    before = {path: path.read_bytes() for path in fresh.studio.rglob("*") if path.is_file()}
    switch = ServerSwitch(fresh.machine, fresh.data / "before.json")
    url = f"ws://127.0.0.1:{port}"

    def found(password: str) -> list[tuple[str, str, str | None]]:
        return told(look(url, password, fresh.data, machine=fresh.machine))

    assert found("") == [("bad", "server_off", "turn_on_server")]
    saved = switch.turn_on(fresh.obs)
    assert (saved.port, saved.password) == (port, "not-this-one")
    assert found(saved.password) == [("bad", "not_running", "start_obs")]
    assert start_obs(fresh.obs, fresh.machine).address == url
    assert found(saved.password) == [("good", "answers", None)]
    assert found("wrong") == [("bad", "wrong_password", "type_password")]

    first = fresh.running()
    with _second_obs(fresh):
        assert found(saved.password) == [
            ("good", "answers", None),
            ("doubtful", "two_running", "close_other_obs"),
        ]
        assert close_others(fresh.machine, port)
    assert fresh.running() == first
    assert found(saved.password) == [("good", "answers", None)]

    assert close_obs(fresh.machine, fresh.studio)
    switch.undo(fresh.obs)
    after = {path: path.read_bytes() for path in before}
    rewritten = {path.name for path in before if after[path] != before[path]}
    assert rewritten <= {"global.ini", "basic.ini", "Untitled.json"}, "OBS rewrites these itself"
    for line in ("ServerEnabled=false", f"ServerPort={port}", "ServerPassword=not-this-one"):
        assert line in ini.read_text()
    assert found("") == [("bad", "server_off", "turn_on_server")]


@contextmanager
def _second_obs(fresh: FreshMachine) -> Iterator[None]:
    """One more OBS of the same user, open so far that it takes a wish to close."""
    said = fresh.home / "second.log"
    with said.open("wb") as log:
        second = subprocess.Popen(
            ["obs", "--multi"],
            env={**fresh.machine.environ, "QT_QPA_PLATFORM": "xcb"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_until(lambda: b"onObsLoaded" in said.read_bytes(), START_TIMEOUT_S)
        yield
        second.wait(10)
    finally:
        end(second, signal.SIGKILL)
