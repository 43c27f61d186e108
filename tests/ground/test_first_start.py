"""The start-up script on machines of every kind, none of which is this one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from first_start import environment, system
from first_start.steps import SIDE_BY_SIDE, main
from first_start.words import VIETNAMESE_AND_ENGLISH, sentence
from tests.ground.fake_machine import DEBIAN, FEDORA, MINT, UBUNTU, FakeMachine

ROOT = Path(__file__).resolve().parents[2]
BOOTSTRAP = ROOT / "packaging" / "bootstrap.py"


@pytest.fixture
def machine(tmp_path: Path) -> FakeMachine:
    return FakeMachine(tmp_path)


def test_a_bare_debian_gets_everything_and_opens_the_program(machine: FakeMachine) -> None:
    assert main(["run"], machine) == 7
    update, install, venv, pip = machine.ran
    assert update[-2:] == ["update", "-qq"]
    assert {"libxcb-cursor0", "libportaudio2", "fonts-noto-core"} <= set(install)
    assert "obs-studio" not in install
    assert venv[1:3] == ["-m", "venv"]
    assert pip[-2:] == ["--editable", str(machine.root)]
    python = str(machine.root / ".venv" / "bin" / "python")
    assert machine.became == [python, "-P", "-m", "host_assistant"]


def test_the_tests_get_what_they_need_and_run_in_the_checkout(machine: FakeMachine) -> None:
    assert main(["test", "-k", "money"], machine) == 7
    install = machine.ran[1]
    assert {"obs-studio", "xvfb", "pulseaudio", "tesseract-ocr-vie", "libegl1"} <= set(install)
    assert machine.ran[-1][-1] == f"{machine.root}[test]"
    assert machine.became[1:] == ["-m", "pytest", *SIDE_BY_SIDE, "-k", "money"]
    assert machine.became_in == machine.root


def test_a_second_run_goes_straight_to_the_program(machine: FakeMachine) -> None:
    main(["run"], machine)
    machine.ran.clear()
    machine.said.clear()
    assert main(["run", "products", "list"], machine) == 7
    assert (machine.ran, machine.said) == ([], [])
    assert machine.became[-2:] == ["products", "list"]


def test_what_serves_the_tests_serves_the_program_too(machine: FakeMachine) -> None:
    main(["test"], machine)
    assert environment.is_ready(machine, "run")


def test_what_serves_the_program_does_not_serve_the_tests(machine: FakeMachine) -> None:
    main(["run"], machine)
    assert not environment.is_ready(machine, "test")
    machine.ran.clear()
    main(["test"], machine)
    assert not any("venv" in command for command in machine.ran)


@pytest.mark.parametrize("change", ["project", "python", "moved", "damaged", "gone"])
def test_a_change_makes_the_environment_anew(machine: FakeMachine, change: str) -> None:
    main(["run"], machine)
    match change:
        case "project":
            (machine.root / "pyproject.toml").write_text("[project]\nversion = 2\n")
        case "python":
            machine.python_build = "3.14.0"
        case "moved":
            moved = machine.root.with_name("elsewhere")
            machine.root.rename(moved)
            machine.root = moved
        case "damaged":
            (machine.root / ".venv" / environment.STAMP).write_text("{")
        case "gone":
            shutil.rmtree(machine.root / ".venv")
    assert not environment.is_ready(machine, "run")
    machine.ran.clear()
    assert main(["run"], machine) == 7
    made_new = any("venv" in command for command in machine.ran)
    assert made_new == (change in {"python", "damaged", "gone"})
    assert environment.is_ready(machine, "run")


def test_only_what_is_missing_is_installed(machine: FakeMachine) -> None:
    machine.installed = {name for entry in system.RUN for name in entry.split("|")} - {"libegl1"}
    main(["run"], machine)
    assert machine.ran[1][-1] == "libegl1"
    assert machine.ran[1][-2] == "-qq"


def test_nothing_is_installed_when_nothing_is_missing(machine: FakeMachine) -> None:
    machine.installed = {entry.split("|")[-1] for entry in system.RUN}
    main(["run"], machine)
    assert not any("apt-get" in command for command in machine.ran)


def test_of_two_names_the_one_that_this_system_knows_is_taken(machine: FakeMachine) -> None:
    machine.not_in_lists = {"libglib2.0-0t64"}
    main(["run"], machine)
    assert "libglib2.0-0" in machine.ran[1]
    assert "libglib2.0-0t64" not in machine.ran[1]


def test_of_two_names_either_will_do(machine: FakeMachine) -> None:
    machine.release = UBUNTU
    machine.installed = {"libglib2.0-0"}
    main(["run"], machine)
    assert {"libglib2.0-0", "libglib2.0-0t64"}.isdisjoint(machine.ran[1])


def test_sudo_without_a_password_is_used(machine: FakeMachine) -> None:
    machine.administrator, machine.sudo = False, True
    assert main(["run"], machine) == 7
    assert machine.ran[0][:2] == ["sudo", "-n"]


def test_without_sudo_one_line_to_type_is_printed(machine: FakeMachine) -> None:
    machine.administrator = False
    assert main(["run"], machine) == 1
    assert machine.ran == []
    line = next(line.strip() for line in machine.words.splitlines() if "sudo" in line)
    assert line.startswith("sudo apt-get update && sudo apt-get install -y")
    assert "libxcb-cursor0" in line
    assert "|" not in line


def test_packages_that_cannot_be_had(machine: FakeMachine) -> None:
    machine.failing = {"install"}
    assert main(["run"], machine) == 1
    assert "system packages could not be installed" in machine.words
    assert machine.became == []


def test_a_debian_without_venv_gets_it(machine: FakeMachine) -> None:
    machine.modules = set()
    machine.python_version = (3, 11)
    assert main(["run"], machine) == 7
    assert "python3.11-venv" in machine.ran[1]


@pytest.mark.parametrize("release", [FEDORA, ""])
def test_another_linux_is_told_what_it_needs(machine: FakeMachine, release: str) -> None:
    machine.release = release
    assert main(["run"], machine) == 7
    assert "neither Debian nor Ubuntu" in machine.words
    assert not any("apt-get" in command for command in machine.ran)


def test_another_linux_is_told_which_programs_the_tests_lack(machine: FakeMachine) -> None:
    machine.release = FEDORA
    machine.programs = set(system.TEST_PROGRAMS) - {"obs", "Xvfb"}
    assert main(["test"], machine) == 7
    assert "which are not here: obs, Xvfb." in machine.words


def test_python_without_venv_elsewhere(machine: FakeMachine) -> None:
    machine.release = FEDORA
    machine.modules = set()
    machine.python_version = (3, 12)
    assert main(["run"], machine) == 1
    assert "python3.12-venv" in machine.words
    assert machine.ran == []


def test_no_room_for_the_environment(machine: FakeMachine) -> None:
    machine.failing = {"venv"}
    assert main(["run"], machine) == 1
    assert "could not be made" in machine.words


def test_no_network_leaves_a_clear_sentence_and_the_next_run_goes_on(machine: FakeMachine) -> None:
    machine.failing = {"pip"}
    assert main(["run"], machine) == 1
    assert "could not be fetched" in machine.words
    assert not environment.is_ready(machine, "run")
    machine.failing = set()
    machine.ran.clear()
    assert main(["run"], machine) == 7
    assert [command[1:3] for command in machine.ran] == [["-m", "pip"]]


def test_ctrl_c_ends_quietly(machine: FakeMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(command: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(machine, "run", interrupted)
    assert main(["run"], machine) == 130


def test_a_32_bit_python_is_told(machine: FakeMachine) -> None:
    machine.is_64_bit = False
    assert main(["run"], machine) == 1
    assert "32-bit" in machine.words


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_need_no_system_packages(machine: FakeMachine, platform: str) -> None:
    machine.platform = platform
    machine.environment = {}
    assert main(["run"], machine) == 7
    assert [command[1:3] for command in machine.ran] == [["-m", "venv"], ["-m", "pip"]]
    python = Path(machine.became[0]).relative_to(machine.root).parts
    assert python == (
        (".venv", "Scripts", "python.exe") if platform == "win32" else (".venv", "bin", "python")
    )
    assert machine.became[1:] == ["-P", "-m", "host_assistant"]


@pytest.mark.parametrize("arguments", [[], ["start"], ["--help"]])
def test_wrong_usage(machine: FakeMachine, arguments: list[str]) -> None:
    assert main(arguments, machine) == 2
    assert "run | test" in machine.words


@pytest.mark.parametrize(
    ("release", "known"),
    [(DEBIAN, True), (UBUNTU, True), (MINT, True), (FEDORA, False), ("", False), ("junk", False)],
)
def test_knows_a_debian(release: str, known: bool) -> None:
    assert system.is_debian_like(release) is known


def test_every_sentence_stands_in_both_languages() -> None:
    values = dict.fromkeys(("packages", "programs", "version", "folder"), "x")
    for key in VIETNAMESE_AND_ENGLISH:
        vietnamese = sentence(key, {"LANG": "vi_VN.UTF-8"}, **values)
        english = sentence(key, {"LC_ALL": "en_US", "LANG": "vi_VN"}, **values)
        assert english.isascii() or "…" in english
        assert vietnamese != english
        assert sentence(key, {"LANG": "C"}, **values) == f"{vietnamese}\n{english}"


def test_an_old_python_is_told_so_in_one_sentence_of_each_language() -> None:
    code = (
        "import sys, runpy; sys.version_info = (3, 9, 2, 'final', 0)\n"
        f"runpy.run_path({str(BOOTSTRAP)!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "đây là Python 3.9" in done.stderr
    assert "this is Python 3.9" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_front_door_keeps_to_a_syntax_of_old() -> None:
    source = BOOTSTRAP.read_text(encoding="utf-8")
    compile(source, "bootstrap.py", "exec", flags=0)
    # Nothing that Python 3.5 or 2.7 cannot read: no f-strings, annotations or walrus.
    for token in ('f"', "f'", ":=", "->", "match "):
        assert token not in source


def test_the_real_script_says_how_it_is_used() -> None:
    done = subprocess.run(
        [sys.executable, str(BOOTSTRAP)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "packaging/bootstrap.py run | test" in done.stderr


def test_continuous_integration_runs_the_readmes_command() -> None:
    script = ROOT / ".ci" / "run"
    assert "python3 packaging/bootstrap.py test" in script.read_text(encoding="utf-8")
    assert "export CI=1" in script.read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111
