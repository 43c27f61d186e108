"""A machine to start on for the first time, in any state that a user's machine may be in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from first_start.machine import Machine

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
UBUNTU = "ID=ubuntu\nID_LIKE=debian\n"
MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'
FEDORA = "ID=fedora\nVERSION_ID=43\n"


class FakeMachine(Machine):
    """Does nothing, remembers everything, and answers as told."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.platform = "linux"
        self.release = DEBIAN
        self.environment: dict[str, str] = {"DISPLAY": ":0", "LANG": "en_US.UTF-8"}
        self.administrator = True
        self.sudo = False
        self.modules = {"ensurepip", "venv"}
        self.programs: set[str] = set()
        self.installed: set[str] = set()
        self.not_in_lists: set[str] = set()
        self.failing: set[str] = set()
        self.said: list[str] = []
        self.ran: list[list[str]] = []
        self.became: list[str] = []
        self.became_in: Path | None = None
        (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")

    @property
    def environ(self) -> Mapping[str, str]:
        return self.environment

    def is_administrator(self) -> bool:
        return self.administrator

    def has_module(self, name: str) -> bool:
        return name in self.modules

    def which(self, program: str) -> str | None:
        return f"/usr/bin/{program}" if program in self.programs else None

    def os_release(self) -> str:
        return self.release

    def say(self, text: str) -> None:
        self.said.append(text)

    def output(self, command: Sequence[str]) -> str:
        if command[0] == "dpkg-query":
            return "".join(f"installed {name}\n" for name in command if name in self.installed)
        return "" if command[-1] in self.not_in_lists else f"Package: {command[-1]}\n"

    def run(self, command: Sequence[str]) -> int:
        self.ran.append(list(command))
        if not self.failing.isdisjoint(command):
            return 1
        if "apt-get" in command and "install" in command:
            self.installed |= set(command)
            if any(name.endswith("-venv") for name in command):
                self.modules.add("ensurepip")
        if "venv" in command:
            parts = ("Scripts", "python.exe") if self.platform == "win32" else ("bin", "python")
            python = Path(command[-1]).joinpath(*parts)
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        return 0

    def succeeds(self, command: Sequence[str]) -> bool:
        return self.sudo and command[0] == "sudo"

    def become(self, command: Sequence[str], folder: Path | None = None) -> int:
        self.became, self.became_in = list(command), folder
        return 7

    @property
    def words(self) -> str:
        return "\n".join(self.said)
