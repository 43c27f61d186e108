"""Where the program cannot start as asked: no screen, no libraries."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from host_assistant.commands import missing_library, products, window
from tests.commands.conftest import Run

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize(
    "arguments", [[], ["--lang", "en"], ["open"], ["rehearse"], ["live"]], ids=" ".join
)
def test_without_a_screen_the_window_ends_in_a_sentence(
    tmp_path: Path, arguments: list[str]
) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    ran = subprocess.run(
        [sys.executable, "-m", "host_assistant", *arguments],
        env={**environment, "HOST_ASSISTANT_DATA": str(tmp_path), "LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    (line,) = ran.stderr.splitlines()
    assert "--headless" in line


@pytest.mark.parametrize(
    ("platform", "environ", "screen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("linux", {"QT_QPA_PLATFORM": "wayland;vnc:size=800x600"}, True),
        ("linux", {"QT_QPA_PLATFORM": "xcb"}, False),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_screen_is_known(platform: str, environ: dict[str, str], screen: bool) -> None:
    assert window.has_screen(platform, environ) is screen


def test_a_python_without_the_libraries_is_told_what_to_type(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-S", "-m", "host_assistant", "products", "list"],
        cwd=ROOT,
        env={**os.environ, "HOST_ASSISTANT_DATA": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    (line,) = ran.stderr.splitlines()
    assert "Python này thiếu thư viện click" in line
    assert "lacks the library click" in line
    assert "python3 packaging/bootstrap.py run" in line


def test_a_library_missed_later_is_told_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ModuleNotFoundError("No module named 'openpyxl.cell'", name="openpyxl.cell")

    monkeypatch.setattr(products, "kept_products", fail)
    ran = run("products", "list")
    assert ran.code == 1
    assert "lacks the library openpyxl" in ran.sentence


@pytest.mark.parametrize(
    ("name", "of_others"),
    [("click", True), ("host_assistant.gone", False), ("ui", False), (None, False)],
)
def test_a_missing_part_of_the_program_is_no_missing_library(
    name: str | None, of_others: bool
) -> None:
    assert missing_library.is_of_others(ModuleNotFoundError("gone", name=name)) is of_others
