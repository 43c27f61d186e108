"""The whole command line: help in both languages, wrong usage, failures, a quick start."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from host_assistant import language
from host_assistant.commands import front_door, products, program
from host_assistant.crash_file import describe
from host_assistant.settings import SettingsStore
from tests.commands.conftest import LUC_NGAN, Run


def all_commands() -> Iterator[list[str]]:
    def below(command: click.Command, path: list[str]) -> Iterator[list[str]]:
        yield path
        if isinstance(command, click.Group):
            for name, one in command.commands.items():
                yield from below(one, [*path, name])

    return below(program.build(), [])


COMMANDS = list(all_commands())


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example_and_the_common_options(
    run: Run, path: list[str]
) -> None:
    ran = run(*path, "--help")
    assert (ran.code, ran.err) == (0, "")
    _, example = ran.out.split("Example:\n")
    assert example.strip().startswith("host-assistant")
    assert "--data-dir" in ran.out
    assert "--lang" in ran.out


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_examples_are_true(path: list[str]) -> None:
    for line in _descend(path)[0].epilog.splitlines()[2:]:  # type: ignore[union-attr]
        program_name, *words = shlex.split(line)
        assert (program_name, words[: len(path)]) == ("host-assistant", path)
        command, rest = _descend(words)
        command.make_context("", rest).close()


def _descend(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the words name, and the words after it."""
    command: click.Command = program.build()
    while isinstance(command, click.Group) and words and words[0] in command.commands:
        command, words = command.commands[words[0]], words[1:]
    return command, words


def test_the_language_may_stand_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["--lang", "en", "products", "list", "--help"],
        ["products", "--lang=en", "list", "--help"],
        ["products", "list", "--help", "--lang", "en"],
    ):
        assert front_door.run(arguments) == 0
        assert "List the goods." in capsys.readouterr().out
    front_door.run(["products", "list", "--help", "--lang", "vi"])
    assert "Cách dùng" in capsys.readouterr().out


def test_the_folder_may_stand_anywhere(tmp_path: Path, run: Run) -> None:
    other = tmp_path / "khác"
    assert run("products", "import", LUC_NGAN, "--data-dir", other).code == 0
    assert len(run("products", "--data-dir", other, "list", "--json").json) == 8
    assert run("products", "list", "--json").json == []


def test_the_folder_may_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOST_ASSISTANT_DATA", str(tmp_path))
    assert front_door.run(["--lang", "en", "products", "import", str(LUC_NGAN)]) == 0
    assert (tmp_path / "goods.json").exists()
    capsys.readouterr()


def test_the_language_of_the_settings_is_used(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    SettingsStore(folder / "settings.json").change(language="en")
    language.use("vi")
    front_door.run(["--data-dir", str(folder), "products", "list"])
    assert language.current() == "en"
    capsys.readouterr()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["products", "list", "--nonsense"],
        ["products", "import"],
        ["products", "import", "a.csv", "b.csv"],
        ["--lang", "fr", "products", "list"],
        ["sessions", "export", "last", "--format", "pdf", "--out", "x"],
        ["rehearse", "--headless", "--for", "0"],
        ["rehearse", "--headless", "--for", "nan"],
        ["rehearse", "--headless", "--desk-port", "70000"],
        ["rehearse", "--demo"],
        ["rehearse", "--for", "5"],
        ["replay", "last"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert "--help" in ran.sentence


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rehearse", "--for", "abc"], "'abc' không phải là số."),
        (["rehearse", "--desk-port", "abc"], "'abc' không phải là số."),
        (["products", "list", "--data-dir", LUC_NGAN], "Thư mục '"),
        (["sessions", "export", "last", "--format", "csv", "--out", "."], "Tệp '.' là"),
        (["products", "import"], "Thiếu nội dung 'TỆP'"),
    ],
    ids=str,
)
def test_wrong_usage_is_told_in_plain_vietnamese(
    run: Run, arguments: list[object], said: str
) -> None:
    ran = run(*arguments, lang="vi")
    assert ran.code == 2
    assert said in ran.sentence


def test_wrong_usage_names_no_kinds_of_programmers(run: Run) -> None:
    assert "'abc' is not a valid number." in run("rehearse", "--for", "abc").sentence


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_in_vietnamese_has_no_english_placeholders(run: Run, path: list[str]) -> None:
    usage = run(*path, "--help", lang="vi").out.splitlines()[0]
    assert "[TÙY CHỌN]" in usage
    for word in ("OPTIONS", "COMMAND", "ARGS", "WORDS", "FILE"):
        assert word not in usage


def test_a_group_alone_shows_its_help(run: Run) -> None:
    ran = run("products")
    assert (ran.code, ran.out) == (2, "")
    assert "import" in ran.err


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out.startswith("Lên Sóng ")


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").write_text("")
    ran = run("products", "import", LUC_NGAN, "--data-dir", tmp_path / "file" / "below")
    assert ran.code == 1
    assert "--data-dir" in ran.sentence


def test_an_unforeseen_error_leaves_a_sentence_and_a_file_without_personal_data(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("chị Hoa 0912345678")

    monkeypatch.setattr(products, "kept_products", fail)
    ran = run("products", "list")
    assert ran.code == 1
    (crash,) = folder.glob("crash-*.txt")
    assert str(crash) in ran.sentence
    written = crash.read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert "products.py" in written
    assert "0912345678" not in written + ran.err
    assert "Hoa" not in written + ran.err


def test_a_crash_file_names_the_first_cause_too() -> None:
    try:
        try:
            int("0912345678x")
        except ValueError as error:
            raise RuntimeError("later") from error
    except RuntimeError as error:
        said = describe(error)
    assert said.index("ValueError") < said.index("RuntimeError")
    assert "0912345678" not in said


def test_a_crash_with_nowhere_to_write_still_ends_in_a_sentence(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(products, "kept_products", fail)
    (tmp_path / "file").write_text("")
    ran = run("--data-dir", tmp_path / "file" / "below", "products", "list")
    assert ran.code == 1
    assert ran.sentence


def test_ctrl_c_is_one_word(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(products, "kept_products", interrupt)
    ran = run("products", "list")
    assert (ran.code, ran.err.strip()) == (1, "Stopped.")


HEAVY = ("PySide6", "cv2", "starlette", "uvicorn", "openpyxl", "sounddevice", "keyring")


@pytest.mark.parametrize("arguments", [["--help"], ["products", "list"], ["sessions", "list"]])
def test_small_commands_load_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    code = (
        "import json, sys\n"
        "from host_assistant.commands.front_door import run\n"
        f"code = run({['--data-dir', str(tmp_path), *arguments]!r})\n"
        f"print(json.dumps([code, [name for name in {HEAVY!r} if name in sys.modules]]))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout.splitlines()[-1]) == [0, []]


def test_vietnamese_is_printed_whatever_the_system_writes(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "HOST_ASSISTANT_DATA": str(tmp_path)}
    start = [sys.executable, "-m", "host_assistant"]
    subprocess.run(
        [*start, "products", "import", str(LUC_NGAN)],
        env=environment,
        check=True,
        capture_output=True,
    )
    ran = subprocess.run(
        [*start, "products", "list"], env=environment, capture_output=True, check=True
    )
    assert "Vải thiều Lục Ngạn" in ran.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise on Windows")
def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    environment = {**os.environ, "HOST_ASSISTANT_DATA": str(tmp_path)}
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "host_assistant", "--help"],
        env=environment,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (1, "")
