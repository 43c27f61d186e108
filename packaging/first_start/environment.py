"""The program's own Python environment: `.venv` at the root of the checkout."""

import contextlib
import hashlib
import json
from pathlib import Path

from first_start import system
from first_start.machine import Machine
from first_start.words import sentence

STAMP = "host-assistant.json"


def python_of(machine: Machine) -> Path:
    """The environment's own Python."""
    inside = ("Scripts", "python.exe") if machine.platform == "win32" else ("bin", "python")
    return machine.root.joinpath(".venv", *inside)


def fingerprint(machine: Machine) -> str:
    """What an environment was made for: when this changes, it has to be made again."""
    parts = [
        machine.python_build,
        str(machine.root),
        (machine.root / "pyproject.toml").read_text(encoding="utf-8"),
        " ".join(system.TEST),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def is_ready(machine: Machine, purpose: str) -> bool:
    """Whether everything was installed before for `purpose`, and nothing changed since."""
    return python_of(machine).exists() and _stamp(machine).get(purpose) == fingerprint(machine)


def prepare(machine: Machine, purpose: str) -> bool:
    """Make the environment and fill it; False, with the reason said, when that failed."""
    machine.say(sentence("fetching", machine.environ))
    folder = machine.root / ".venv"
    if not machine.has_module("ensurepip"):
        version = "{}.{}".format(*machine.python_version)
        machine.say(sentence("no_venv", machine.environ, version=version))
        return False
    if _stamp(machine).get("python") != machine.python_build or not python_of(machine).exists():
        if machine.run([machine.python, "-m", "venv", "--clear", str(folder)]) != 0:
            machine.say(sentence("env_failed", machine.environ, folder=folder))
            return False
        _write_stamp(machine, python=machine.python_build)
    project = str(machine.root) + ("[test]" if purpose == "test" else "")
    pip = [str(python_of(machine)), "-m", "pip", "--disable-pip-version-check", "install"]
    if machine.run([*pip, "--quiet", "--editable", project]) != 0:
        machine.say(sentence("fetch_failed", machine.environ))
        return False
    done = ("run", "test") if purpose == "test" else ("run",)
    _write_stamp(machine, **_stamp(machine) | dict.fromkeys(done, fingerprint(machine)))
    return True


def _stamp(machine: Machine) -> dict[str, str]:
    try:
        stamp = json.loads((machine.root / ".venv" / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _write_stamp(machine: Machine, **stamp: str) -> None:
    """Without it the next run only does all of this again."""
    with contextlib.suppress(OSError):
        (machine.root / ".venv" / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
