"""A user's machine with a screen, on which OBS is installed and may never have been started."""

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from host_assistant.stage.obs.installed import FoundObs, find_obs
from host_assistant.stage.obs.machine import Machine, this_machine
from host_assistant.stage.obs.running import RunningObs, running_obs
from tests.support.obs import _require_obs
from tests.support.screen import end, start_screen
from tests.support.waiting import wait_until


class FreshMachine:
    """The real OBS, psutil and screen of this machine under a home folder of the test's own."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="obs-home-"))
        self._screen, display = start_screen()
        runtime = self.home / "run"
        runtime.mkdir(mode=0o700)
        environ = {
            **os.environ,
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_RUNTIME_DIR": str(runtime),
            "DISPLAY": f":{display}",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "LANG": "C.UTF-8",
        }
        for name in ("WAYLAND_DISPLAY", "PULSE_SERVER"):
            environ.pop(name, None)
        self.machine: Machine = msgspec.structs.replace(
            this_machine(), environ=environ, home=self.home
        )
        obs = find_obs(self.machine)
        assert obs is not None, "OBS is not installed"
        self.obs: FoundObs = obs
        self.studio = obs.settings_folder
        self.data = self.home / "data"
        self.data.mkdir()

    def running(self) -> tuple[RunningObs, ...]:
        return running_obs(self.machine, self.studio)

    def close(self) -> None:
        for obs in self.running():
            with contextlib.suppress(ProcessLookupError):
                os.kill(obs.pid, signal.SIGKILL)
        wait_until(lambda: not self.running())
        end(self._screen, signal.SIGTERM)
        shutil.rmtree(self.home, ignore_errors=True)


@pytest.fixture
def fresh() -> Iterator[FreshMachine]:
    """A machine on which OBS was just installed."""
    _require_obs()
    machine = FreshMachine()
    try:
        yield machine
    finally:
        machine.close()
