"""Asking a running OBS to close, as its own window's cross would; never by force.

An OBS that streams asks its user first, and so may stay.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Final

from host_assistant.stage.obs.program.installed import settings_folders
from host_assistant.stage.obs.program.machine import Machine
from host_assistant.stage.obs.program.running import RunningObs, running_obs

PATIENCE_S: Final = 15.0
_PAUSE_S: Final = 0.1


def close_obs(machine: Machine, folder: Path, patience_s: float = PATIENCE_S) -> bool:
    """Close every OBS on these settings; says whether all have gone within `patience_s`."""
    return _close(running_obs(machine, folder), machine, (folder,), patience_s)


def close_others(machine: Machine, port: int, patience_s: float = PATIENCE_S) -> bool:
    """Close every OBS on these settings but the one that answers on `port`.

    Where none of them does, the one that was opened last goes on.
    """
    folders = settings_folders(machine)
    running = running_obs(machine, *folders)
    answering = [obs for obs in running if port in _heard_on(obs.pid)]
    stay = answering or running[-1:]
    others = tuple(obs for obs in running if obs not in stay)
    return _close(others, machine, folders, patience_s)


def _close(
    wanted: tuple[RunningObs, ...], machine: Machine, folders: tuple[Path, ...], patience_s: float
) -> bool:
    pids = {obs.pid for obs in wanted}
    for pid in pids:
        _ask(pid)
    deadline = time.monotonic() + patience_s
    while left := {obs.pid for obs in running_obs(machine, *folders)} & pids:
        if time.monotonic() > deadline:
            break
        time.sleep(_PAUSE_S)
    return not left


def _ask(pid: int) -> None:
    """SIGINT, which OBS takes for its cross (OBSApp::ProcessSigInt); on Windows, WM_CLOSE."""
    if os.name == "nt":
        subprocess.run(["taskkill", "/PID", str(pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGINT)


def _heard_on(pid: int) -> frozenset[int]:
    """The ports that a process listens on; none where we may not see them."""
    import psutil

    try:
        doors = psutil.Process(pid).net_connections(kind="tcp")
    except (psutil.Error, OSError):
        return frozenset()
    return frozenset(door.laddr.port for door in doors if door.status == psutil.CONN_LISTEN)
