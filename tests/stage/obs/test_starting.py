"""Starting OBS: the real one on a machine where it was never started, and ones that misbehave."""

import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from host_assistant.stage.obs.errors import ServerOff, WrongPassword
from host_assistant.stage.obs.link import linked
from host_assistant.stage.obs.program.closing import close_obs
from host_assistant.stage.obs.program.installed import FoundObs
from host_assistant.stage.obs.program.machine import Machine, this_machine
from host_assistant.stage.obs.program.server_switch import ObsIsOpen, ServerSwitch
from host_assistant.stage.obs.program.settings_file import settings_in
from host_assistant.stage.obs.program.starting import (
    ObsAsksAboutCrash,
    ObsEnded,
    ObsSilent,
    Started,
    start_obs,
)
from host_assistant.stage.obs.program.versions import Version
from tests.support.fresh_obs import FreshMachine


def test_an_obs_that_was_never_started(fresh: FreshMachine) -> None:
    switch = ServerSwitch(fresh.machine, fresh.data / "before.json")
    with pytest.raises(ServerOff):
        start_obs(fresh.obs, fresh.machine)
    saved = switch.turn_on(fresh.obs)
    with socket.create_server(("", 0)) as somebody:
        taken = somebody.getsockname()[1]
        ini = fresh.studio / "global.ini"
        ini.write_text(ini.read_text().replace("ServerPort=4455", f"ServerPort={taken}"))
        started = start_obs(fresh.obs, fresh.machine)
    assert started.password == saved.password
    assert started.address != f"ws://127.0.0.1:{taken}"
    with linked(started.address, started.password) as link:
        assert link.call("GetSceneList")["scenes"]
        assert link.call("GetVersion")["obsVersion"] == str(fresh.obs.version)
    with pytest.raises(ObsIsOpen):
        switch.undo(fresh.obs)
    assert start_obs(fresh.obs, fresh.machine) == started
    assert len(fresh.running()) == 1
    with pytest.raises(WrongPassword):
        start_obs(
            fresh.obs,
            msgspec.structs.replace(
                fresh.machine,
                processes=lambda names: tuple(
                    msgspec.structs.replace(
                        each, arguments=(*(each.arguments or ()), "--websocket_password", "wrong")
                    )
                    for each in fresh.machine.processes(names)
                ),
            ),
        )
    assert close_obs(fresh.machine, fresh.studio)
    saved_by_obs = settings_in(fresh.studio)
    assert saved_by_obs is not None
    assert (saved_by_obs.port, saved_by_obs.password) == (taken, saved.password)
    switch.undo(fresh.obs)
    undone = settings_in(fresh.studio)
    assert undone is not None
    assert (undone.enabled, undone.password) == (False, "")
    assert "FirstRun=true" in ini.read_text()


class FakeObs:
    """A program named obs that does what the test says, with its server on in its settings."""

    def __init__(self, home: Path) -> None:
        self.home = home
        folder = home / ".config/obs-studio"
        folder.mkdir(parents=True)
        (folder / "global.ini").write_text("[OBSWebSocket]\nServerEnabled=true\nServerPort=1\n")
        self.obs = FoundObs(kind="program", command=(), settings_folder=folder, start_in=home)
        environ = {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "QT_PLUGIN_PATH": "/ours"}
        self.machine: Machine = msgspec.structs.replace(this_machine(), environ=environ, home=home)
        (home / "obs").symlink_to(sys.executable)

    def does(self, script: str, version: Version | None = None) -> None:
        command = (str(self.home / "obs"), "-c", script)
        self.obs = msgspec.structs.replace(self.obs, command=command, version=version)

    def start(self) -> Started:
        return start_obs(self.obs, self.machine, patience_s=1.0)


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeObs]:
    fake = FakeObs(tmp_path)
    yield fake
    assert close_obs(fake.machine, fake.obs.settings_folder)


def test_an_obs_that_ends_at_once(fake: FakeObs) -> None:
    fake.does("raise SystemExit(3)")
    with pytest.raises(ObsEnded) as ended:
        fake.start()
    assert ended.value.detail == "3"
    assert "Start OBS once more" in ended.value.sentence()


def test_an_obs_that_is_gone_from_the_disk(fake: FakeObs) -> None:
    fake.does("")
    (fake.home / "obs").unlink()
    with pytest.raises(ObsEnded) as ended:
        fake.start()
    assert str(fake.home / "obs") in ended.value.detail


def test_an_obs_that_says_nothing(fake: FakeObs) -> None:
    fake.does("import time; time.sleep(60)")
    with pytest.raises(ObsSilent) as silent:
        fake.start()
    assert "Look at its window" in silent.value.sentence()


@pytest.mark.parametrize("version", [None, Version(32, 0)])
def test_an_obs_that_asks_about_its_crash(fake: FakeObs, version: Version | None) -> None:
    fake.does("import time; time.sleep(60)", version)
    marks = fake.obs.settings_folder / ".sentinel"
    marks.mkdir()
    (marks / "run_1").touch()
    with pytest.raises(ObsAsksAboutCrash) as asks:
        fake.start()
    assert "Run in Normal Mode" in asks.value.sentence()


def test_what_an_obs_is_started_with(fake: FakeObs) -> None:
    told = fake.home / "told.json"
    fake.does(
        "import json, os, sys; json.dump([sys.argv[1:], os.getcwd(), dict(os.environ)], "
        f"open({str(told)!r}, 'w'))"
    )
    ini = fake.obs.settings_folder / "global.ini"
    with socket.create_server(("", 0)) as somebody:
        taken = somebody.getsockname()[1]
        ini.write_text(ini.read_text().replace("ServerPort=1", f"ServerPort={taken}"))
        with pytest.raises(ObsEnded):
            fake.start()
    (*arguments, port), folder, environ = json.loads(told.read_text())
    assert arguments == [
        "--multi",
        "--disable-updater",
        "--disable-missing-files-check",
        "--disable-shutdown-check",
        "--websocket_port",
    ]
    assert int(port) not in (0, taken)
    assert folder == str(fake.home)
    assert environ.keys().isdisjoint({"QT_QPA_PLATFORM", "QT_PLUGIN_PATH"})
