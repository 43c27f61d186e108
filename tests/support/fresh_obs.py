"""A user's machine with a screen, on which OBS is installed and may never have been started."""

import contextlib
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psutil
import pytest

from host_assistant.stage.obs.program.installed import FoundObs, find_obs
from host_assistant.stage.obs.program.machine import Machine, this_machine
from host_assistant.stage.obs.program.running import RunningObs, running_obs
from tests.support.obs import _require_obs
from tests.support.screen import end, start_screen
from tests.support.waiting import wait_until

HUNG_S = 4.0


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
        self._closed = threading.Event()
        self._user = threading.Thread(target=self._end_what_hangs, daemon=True)
        self._user.start()

    def running(self) -> tuple[RunningObs, ...]:
        return running_obs(self.machine, self.studio)

    def _end_what_hangs(self) -> None:
        """Now and then OBS 29 never ends: its painting and its window wait for each other in X.
        That it heard the wish to close stands in its log by then; its user ends it by hand."""
        while not self._closed.wait(1.0):
            for obs in self.running():
                if _hangs_at_its_end(obs.pid):
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(obs.pid, signal.SIGKILL)

    def close(self) -> None:
        self._closed.set()
        self._user.join(10)
        for obs in self.running():
            with contextlib.suppress(ProcessLookupError):
                os.kill(obs.pid, signal.SIGKILL)
        wait_until(lambda: not self.running())
        end(self._screen, signal.SIGTERM)
        shutil.rmtree(self.home, ignore_errors=True)


def _hangs_at_its_end(pid: int) -> bool:
    with contextlib.suppress(psutil.Error, OSError):
        for file in psutil.Process(pid).open_files():
            log = Path(file.path)
            if log.parent.name == "logs" and time.time() - log.stat().st_mtime > HUNG_S:
                return "==== Shutting down" in log.read_text(errors="replace")
    return False


@pytest.fixture
def fresh() -> Iterator[FreshMachine]:
    """A machine on which OBS was just installed."""
    _require_obs()
    machine = FreshMachine()
    try:
        yield machine
    finally:
        machine.close()
