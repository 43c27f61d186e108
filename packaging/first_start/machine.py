"""Everything that the first start asks of the machine, in one place, so that tests can be one."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Machine:
    """The machine that this runs on."""

    platform = sys.platform
    python_version = (sys.version_info.major, sys.version_info.minor)
    python_build = sys.version
    is_64_bit = sys.maxsize > 2**32
    root = ROOT

    @property
    def environ(self) -> Mapping[str, str]:
        return os.environ

    @property
    def python(self) -> str:
        """The Python to make environments from: never one inside an environment."""
        return str(getattr(sys, "_base_executable", None) or sys.executable)

    def is_administrator(self) -> bool:
        return sys.platform != "win32" and os.geteuid() == 0

    def has_module(self, name: str) -> bool:
        importlib.invalidate_caches()  # it may have been installed a moment ago
        return importlib.util.find_spec(name) is not None

    def which(self, program: str) -> str | None:
        return shutil.which(program)

    def os_release(self) -> str:
        """The text of /etc/os-release (freedesktop.org), empty where there is none."""
        path = Path("/etc/os-release")
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def say(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    def output(self, command: Sequence[str]) -> str:
        """What a command prints; empty if it cannot be run."""
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError:
            return ""
        return done.stdout

    def run(self, command: Sequence[str]) -> int:
        """Run a command in sight of the user; its exit code, 127 if it cannot be run."""
        try:
            return subprocess.run(command, check=False).returncode
        except OSError as error:
            self.say(str(error))
            return 127

    def succeeds(self, command: Sequence[str]) -> bool:
        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except OSError:
            return False
        return done.returncode == 0

    def become(self, command: Sequence[str], folder: Path | None = None) -> int:
        """Go on as another program, in `folder` if named; its exit code where exec is not to be
        had: Windows' version lets go of the console, so there this program waits."""
        if folder is not None:
            os.chdir(folder)
        if self.platform != "win32":
            os.execv(command[0], list(command))
        return self.run(command)
