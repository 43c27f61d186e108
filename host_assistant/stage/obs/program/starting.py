"""Starting the user's OBS so that it answers us, and telling apart why it does not.

It is started for the user to see, and lives on when our program ends.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import Any, Final

import msgspec

from host_assistant.language import _
from host_assistant.stage.obs.errors import LinkError, ServerOff, WrongPassword
from host_assistant.stage.obs.link import linked
from host_assistant.stage.obs.program.installed import FoundObs
from host_assistant.stage.obs.program.machine import Machine
from host_assistant.stage.obs.program.running import running_obs
from host_assistant.stage.obs.program.settings_file import ServerSettings, settings_in
from host_assistant.stage.obs.program.versions import Version
from host_assistant.stage.stage import StageError

PATIENCE_S: Final = 60.0
"""A five-year-old laptop with a slow disk opens OBS in half of that."""

# Windows of OBS that would stand before its own: that another user's or test's OBS runs (ours
# does not, or it would not be started), a new version (it can wait for the morning), files that
# are gone (among them our old cards), and after a crash the question about safe mode, in which
# nobody can steer OBS. OBS 32 knows the last option no more and asks all the same.
_QUIETLY: Final = (
    "--multi",
    "--disable-updater",
    "--disable-missing-files-check",
    "--disable-shutdown-check",
)
_ASKS_AGAIN_SINCE: Final = Version(32, 0)
# Ours are for our own window: they would break OBS's, or keep it from being seen.
_QT_VARIABLES: Final = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
_UNSEEN: Final = ("offscreen", "minimal")
_PAUSE_S: Final = 0.2
_ASKING_S: Final = 2.0


class ObsEnded(LinkError):
    """OBS ended before it answered. `detail` is what the system says of its end."""

    CODE = "obs_ended"

    def sentence(self) -> str:
        return _(
            "OBS closed itself again while starting. Nothing can go on air yet. "
            "Press Start OBS once more; if it closes again, restart the computer."
        )


class ObsSilent(LinkError):
    """OBS runs and has not answered in time."""

    CODE = "obs_silent"

    def sentence(self) -> str:
        return _(
            "OBS is open but does not answer. Nothing can go on air yet. "
            "Look at its window: if it asks something, answer it, then press Look again."
        )


class ObsAsksAboutCrash(LinkError):
    """OBS asks whether to open in safe mode, in which it cannot be steered."""

    CODE = "obs_asks_about_crash"

    def sentence(self) -> str:
        return _(
            "OBS was not closed properly last time and now asks how to open. It waits for you, and "
            "nothing can go on air yet. In the window of OBS press Run in Normal Mode, then press "
            "Look again here."
        )


class Started(msgspec.Struct, frozen=True):
    """An OBS that answers, and where."""

    address: str
    password: str


def start_obs(
    obs: FoundObs,
    machine: Machine,
    *,
    options: tuple[str, ...] = (),
    patience_s: float = PATIENCE_S,
) -> Started:
    """Start `obs`, whose server is on in its saved settings, and wait until it answers.

    An OBS that runs already is only waited for. A saved port that somebody else holds gives way
    to a free one for this run. `options` are OBS's own, for one that does not run yet.
    Raises `ServerOff`, `WrongPassword`, `ObsEnded`, `ObsAsksAboutCrash` or `ObsSilent`.
    """
    saved = settings_in(obs.settings_folder)
    if saved is None or not saved.enabled:
        raise ServerOff
    launched: subprocess.Popen[bytes] | None = None
    may_ask = will_ask_about_crash(obs)
    if not running_obs(machine, obs.settings_folder):
        command = [*obs.command, *_QUIETLY, *options]
        if not _is_free(saved.port):
            command += ["--websocket_port", str(_free_port())]
        launched = _launch(command, obs.start_in, machine)
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        wanted = _where(obs, machine, saved)
        if wanted is not None and _answers(wanted):
            return wanted
        if wanted is None and launched is not None and _has_failed(launched, machine):
            raise ObsEnded(str(launched.returncode))
        time.sleep(_PAUSE_S)
    if _where(obs, machine, saved) is None:
        raise ObsEnded("not seen")
    raise ObsAsksAboutCrash if may_ask else ObsSilent


def will_ask_about_crash(obs: FoundObs) -> bool:
    """Whether this OBS, closed now, will open with the question whether to run in safe mode.

    It finds the mark that it leaves while it runs: one file up to OBS 31 (which our option lets
    it pass over), a folder of them from OBS 32.
    """
    if obs.version is not None and obs.version < _ASKS_AGAIN_SINCE:
        return False
    with contextlib.suppress(OSError):
        return any((obs.settings_folder / ".sentinel").iterdir())
    return False


def _where(obs: FoundObs, machine: Machine, saved: ServerSettings) -> Started | None:
    """Where the OBS that runs now lets itself be steered, or None where none runs."""
    running = running_obs(machine, obs.settings_folder)
    if not running:
        return None
    first = running[0]
    return Started(
        address=f"ws://127.0.0.1:{first.port or saved.port}",
        password=saved.password if first.password is None else first.password,
    )


def _answers(there: Started) -> bool:
    """OBS listens before its scenes are loaded: ask for the scenes, not for the door."""
    try:
        with linked(there.address, there.password, _ASKING_S) as link:
            return bool(link.call("GetSceneList")["scenes"])
    except WrongPassword:
        raise
    except StageError:
        return False


def _launch(command: list[str], start_in: Path | None, machine: Machine) -> subprocess.Popen[bytes]:
    environ = {name: value for name, value in machine.environ.items() if name not in _QT_VARIABLES}
    if environ.get("QT_QPA_PLATFORM") in _UNSEEN:
        del environ["QT_QPA_PLATFORM"]
    detached: dict[str, Any] = {"start_new_session": True}
    if os.name == "nt":
        flags = ("DETACHED_PROCESS", "CREATE_NEW_PROCESS_GROUP")
        detached = {"creationflags": sum(getattr(subprocess, flag) for flag in flags)}
    try:
        launched = subprocess.Popen(
            command,
            cwd=start_in,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **detached,
        )
    except OSError as error:
        raise ObsEnded(str(error)) from error
    # Somebody must wait for it, or it would linger as a zombie once it ends.
    threading.Thread(target=launched.wait, name="obs-process", daemon=True).start()
    return launched


def _has_failed(launched: subprocess.Popen[bytes], machine: Machine) -> bool:
    """On macOS the starter ends once it has handed over to OBS, which takes a moment to show."""
    ended = launched.poll() is not None
    return ended and (machine.platform != "darwin" or launched.returncode != 0)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name != "nt":
            # A port that an OBS has just let go of is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("", 0))
        port: int = probe.getsockname()[1]
    return port
