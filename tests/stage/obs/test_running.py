"""Which OBS run on the user's settings, among processes made up for the test."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from host_assistant.stage.obs.program.machine import Machine, Process, this_machine
from host_assistant.stage.obs.program.running import RunningObs, running_obs

FOLDER = Path("/home/lan/.config/obs-studio")


def machine(*processes: Process, platform: str = "linux") -> Machine:
    def of_names(names: Iterable[str]) -> tuple[Process, ...]:
        return tuple(each for each in processes if each.name in names)

    return Machine(platform=platform, environ={}, home=Path("/home/lan"), processes=of_names)


def process(pid: int, *arguments: str, name: str = "obs", **environ: str) -> Process:
    return Process(pid, name, ("/usr/bin/obs", *arguments), {"HOME": "/home/lan", **environ})


def test_nothing_runs() -> None:
    assert running_obs(machine(), FOLDER) == ()


def test_how_many_run() -> None:
    other = process(3, name="obs-ffmpeg-mux")
    found = running_obs(machine(process(1), process(2), other), FOLDER)
    assert found == (RunningObs(1), RunningObs(2))


def test_an_obs_on_other_settings_is_none_of_ours() -> None:
    another_user = process(1, HOME="/home/minh")
    boxed = process(2, XDG_CONFIG_HOME="/home/lan/.var/app/com.obsproject.Studio/config")
    where = machine(another_user, boxed)
    assert running_obs(where, FOLDER) == ()
    box = Path("/home/lan/.var/app/com.obsproject.Studio/config/obs-studio")
    assert running_obs(where, FOLDER, box) == (RunningObs(2),)


def test_a_process_that_may_not_be_looked_into_counts() -> None:
    assert running_obs(machine(Process(7, "obs")), FOLDER) == (RunningObs(7),)


@pytest.mark.parametrize(
    ("platform", "name", "folder"),
    [
        ("win32", "obs64.exe", "/home/lan/AppData/Roaming/obs-studio"),
        ("win32", "obs32.exe", "/home/lan/AppData/Roaming/obs-studio"),
        ("darwin", "OBS", "/home/lan/Library/Application Support/obs-studio"),
    ],
)
def test_the_programs_name_on_each_system(platform: str, name: str, folder: str) -> None:
    where = machine(process(5, name=name), process(6, name="notepad.exe"), platform=platform)
    assert running_obs(where, Path(folder)) == (RunningObs(5),)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--websocket_port", "4460", "--websocket_password", "vải"), RunningObs(1, 4460, "vải")),
        (("--websocket_port=4460",), RunningObs(1, 4460)),
        (("--websocket_port", "many"), RunningObs(1)),
        (("--websocket_port", "99999"), RunningObs(1)),
        (("--websocket_port",), RunningObs(1)),
        (("--websocket_password=",), RunningObs(1, None, "")),
    ],
)
def test_what_it_was_started_with(arguments: tuple[str, ...], expected: RunningObs) -> None:
    assert running_obs(machine(process(1, *arguments)), FOLDER) == (expected,)


def test_a_real_process_is_seen_with_what_it_was_started_with(tmp_path: Path) -> None:
    (tmp_path / "obs").symlink_to(sys.executable)
    waits = "import sys; print(1, flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [tmp_path / "obs", "-c", waits, "--websocket_port", "4461"],
        executable=tmp_path / "obs",
        env={**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / ".config")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        found = running_obs(this_machine(), tmp_path / ".config/obs-studio")
        running.communicate()
    assert found == (RunningObs(running.pid, 4461),)
    assert running_obs(this_machine(), tmp_path / ".config/obs-studio") == ()
