"""The machine that OBS is looked for on, as a value: every system can be tested on any."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

ReadRegistry = Callable[[str, str], str]
"""Key (`HKLM\\SOFTWARE\\…`) and name of a value ("" for the key's own) → its text, or ""."""


class Process(msgspec.Struct, frozen=True):
    """One process. What the system does not let us see of it is None."""

    pid: int
    name: str
    arguments: tuple[str, ...] | None = None
    environ: Mapping[str, str] | None = None


def no_registry(_key: str, _name: str) -> str:
    """A system without a registry."""
    return ""


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """`platform` as in `sys.platform`; `processes` gives those of the names asked for."""

    platform: str
    environ: Mapping[str, str]
    home: Path
    root: Path = Path("/")
    registry: ReadRegistry = no_registry
    processes: Callable[[Iterable[str]], tuple[Process, ...]] = lambda _names: ()


def this_machine() -> Machine:
    return Machine(
        platform=sys.platform,
        environ=os.environ,
        home=Path.home(),
        registry=_read_registry,
        processes=_processes,
    )


def _processes(names: Iterable[str]) -> tuple[Process, ...]:
    # psutil takes a while to load: only when somebody asks what runs.
    import psutil

    wanted = frozenset(names)
    found = []
    for each in psutil.process_iter(["name", "status"]):
        # One that has ended may linger until its parent looks.
        if each.info["name"] not in wanted or each.info["status"] == psutil.STATUS_ZOMBIE:
            continue
        try:
            arguments, environ = tuple(each.cmdline()), each.environ()
        except psutil.NoSuchProcess:
            continue
        except (psutil.Error, OSError):
            found.append(Process(each.pid, each.info["name"]))
        else:
            found.append(Process(each.pid, each.info["name"], arguments, environ))
    return tuple(found)


def _read_registry(key: str, name: str) -> str:
    if sys.platform == "win32":
        import winreg

        hive, _, path = key.partition("\\")
        root = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}[hive]
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        with contextlib.suppress(OSError), winreg.OpenKey(root, path, 0, access) as opened:
            return str(winreg.QueryValueEx(opened, name)[0])
    return ""
