"""What reaches somebody who installs the wheel instead of running a checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def test_carries_both_packages_whole_and_all_assets(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in ("host_assistant", "ui")
        for path in (ROOT / package).rglob("*.py")
    } | {
        f"host_assistant/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "assets").rglob("*")
        if path.is_file()
    }
    assert wanted - names == set()


def test_carries_nothing_that_is_not_the_program(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"host_assistant", "ui", "host_assistant-0.1.0.dist-info"}


def test_speaks_vietnamese_when_unpacked_elsewhere(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        "from host_assistant import language, __file__ as here\n"
        "language.use('vi')\n"
        "print(here, language._('Usage:'))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == f"{tmp_path / 'host_assistant' / '__init__.py'} Cách dùng:"


def test_installs_the_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    points = archive.read("host_assistant-0.1.0.dist-info/entry_points.txt").decode()
    assert "host-assistant = host_assistant.__main__:main" in points
