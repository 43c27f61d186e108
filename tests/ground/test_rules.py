"""The rules of the house, run by the same command as all other tests."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LONGEST_FILE = 350  # lines: about 300
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"


@pytest.mark.timeout(600)  # a first run of mypy reads all of Qt's stubs
@pytest.mark.parametrize(
    "tool",
    [
        ["-m", "ruff", "check", "--quiet"],
        ["-m", "ruff", "format", "--check", "--quiet"],
        ["-m", "mypy", "--no-error-summary"],
        ["-c", LINT_IMPORTS, "--no-logo"],
    ],
    ids=["ruff", "format", "types", "imports"],
)
def test_the_code_keeps_the_rules(tool: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *tool], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"


def test_every_room_has_its_floor() -> None:
    rooms = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["id"] == "rooms")
    floors = {
        name.strip(" ()")
        for layer in rooms["layers"]
        for name in layer.replace("|", ":").split(":")
    }
    there = {
        f"host_assistant.{path.stem}"
        for path in (ROOT / "host_assistant").iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").is_file()) and path.stem != "__init__"
    }
    assert there - floors == set()


def test_the_painter_uses_qts_picture_library_alone() -> None:
    allowed = {"PySide6.QtCore", "PySide6.QtGui"}
    used = {
        f"{path.name}: {module}"
        for path in (ROOT / "host_assistant").rglob("*.py")
        for module in imports_of(path)
        if module.startswith("PySide6") and module not in allowed
    }
    assert used == set()


def test_slow_libraries_wait_until_they_are_needed() -> None:
    # numpy is not among them: sqlite-utils imports it wherever it is installed.
    code = (
        "import importlib, pkgutil, sys, host_assistant\n"
        "for module in pkgutil.walk_packages(host_assistant.__path__, 'host_assistant.'):\n"
        "    if not module.name.endswith('__main__'): importlib.import_module(module.name)\n"
        "print(*sorted({'cv2', 'sounddevice', 'pyqtgraph'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_the_start_up_script_needs_nothing_but_python() -> None:
    files = [ROOT / "packaging" / "bootstrap.py", *(ROOT / "packaging/first_start").glob("*.py")]
    foreign = {
        f"{path.name}: {module}"
        for path in files
        for module in imports_of(path)
        if (top := module.split(".")[0]) not in sys.stdlib_module_names and top != "first_start"
    }
    assert foreign == set()


def test_a_file_is_read_in_one_sitting() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for folder in ("host_assistant", "ui", "packaging", "tests")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
    return names
