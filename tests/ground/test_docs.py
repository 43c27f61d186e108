"""The documents say what is, and no more."""

import re
import tomllib

import click
import pytest

from host_assistant.commands.program import build
from tests.ground import readme

PROJECT = tomllib.loads(readme.text("pyproject.toml"))["project"]
DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"]


def canonical(requirement: str) -> str:
    """The name alone, as PyPI compares names (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~\[; ]", requirement, maxsplit=1)[0]).lower()


@pytest.mark.parametrize("purpose", ["run", "test"])
def test_the_readme_names_both_commands(purpose: str) -> None:
    assert f"python3 packaging/bootstrap.py {purpose}" in readme.code(readme.text())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_and_option_named_exists(name: str) -> None:
    unknown = [call for call in readme.program_calls(readme.text(name)) if _unknown(call)]
    assert unknown == []


def test_the_readme_shows_every_command() -> None:
    shown = {tuple(_walk(call)[1]) for call in readme.program_calls(readme.text())}
    assert set(_leaves(build(), ())) - shown == set()


def test_the_table_of_dependencies_is_pyprojects() -> None:
    wanted = {canonical(name) for name in PROJECT["dependencies"]}
    listed = [
        {
            canonical(name)
            for row in table[1:]
            for name in re.findall(r"`([A-Za-z0-9_.-]+)`", row[0]) or [row[0]]
        }
        for table in readme.tables(readme.text())
    ]
    assert wanted in listed, f"no table of the README names exactly {sorted(wanted)}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_pointed_to_is_there(name: str) -> None:
    missing = [
        link for link in readme.links(readme.text(name)) if not (readme.ROOT / link).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_left_to_be_filled_in(name: str) -> None:
    assert readme.placeholders(readme.text(name)) == []


@pytest.mark.parametrize(
    ("document", "left"),
    [
        ("Numbers:\n\nBENCH_TABLE\n", ["BENCH_TABLE"]),
        ("as of TODAYS_DATE.", ["TODAYS_DATE"]),
        ("```\nBENCH_TABLE\n```\n", ["BENCH_TABLE"]),
        ("set `HOST_ASSISTANT_DATA` or\n```\nexport HOST_ASSISTANT_DATA=x\n```\n", []),
        ("OCOP, PNG and [a file](docs/READ_ME.md)", []),
    ],
)
def test_a_placeholder_is_known(document: str, left: list[str]) -> None:
    assert readme.placeholders(document) == left


def test_the_readme_shows_pictures() -> None:
    pictures = [link for link in readme.links(readme.text()) if link.endswith((".png", ".jpg"))]
    assert len(pictures) >= 2


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_module_and_script_named_is_there(name: str) -> None:
    lines = readme.code(readme.text(name))
    scripts = {
        path for line in lines for path in re.findall(r"\b(?:packaging|tests)/\S+\.py", line)
    }
    modules = {name for line in lines for name in re.findall(r"python3? -m (tests\.\S+)", line)}
    wanted = scripts | {f"{module.replace('.', '/')}" for module in modules}
    missing = [
        path
        for path in wanted
        if not ((readme.ROOT / path).exists() or (readme.ROOT / f"{path}.py").exists())
    ]
    assert missing == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_address_named_is_served(name: str) -> None:
    served = "".join(
        path.read_text(encoding="utf-8")
        for path in (readme.ROOT / "host_assistant" / "desk").rglob("*.py")
    )
    patterns = {
        re.sub(r"\{[^}]*\}", "ID", address) for address in re.findall(r'"(/api/[^"]*)"', served)
    }
    named = {
        address.split("?")[0]
        for line in readme.code(readme.text(name))
        for address in re.findall(r"/api/[\w/-]*\w", line)
    }
    assert named - patterns == set()


def test_the_architecture_names_every_room() -> None:
    document = readme.text("ARCHITECTURE.md")
    rooms = {
        path.name
        for path in (readme.ROOT / "host_assistant").iterdir()
        if (path / "__init__.py").is_file()
    }
    assert {room for room in rooms if f"{room}/" not in document} == set()


def test_the_version_is_the_same_everywhere() -> None:
    from host_assistant import __version__

    assert PROJECT["version"] == __version__


def _unknown(arguments: list[str]) -> list[str]:
    """The words of a call that the program does not know."""
    command, path, rest = _walk(arguments)
    known = {name for level in _levels(path) for p in level.params for name in p.opts}
    known |= {name for level in _levels(path) for p in level.params for name in p.secondary_opts}
    known |= {"--help"}
    unknown = [word for word in arguments if re.match(r"--?[a-z]", word)]
    unknown = [word for word in unknown if word.split("=")[0] not in known]
    if isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        unknown.append(rest[0])
    return unknown


def _walk(arguments: list[str]) -> tuple[click.Command, list[str], list[str]]:
    """The command that a call means, the names that lead there, and what follows."""
    command: click.Command = build()
    path: list[str] = []
    rest = list(arguments)
    while isinstance(command, click.Group) and rest:
        word = rest[0]
        if word in command.commands:
            command = command.commands[word]
            path.append(rest.pop(0))
        elif word.startswith("--"):
            takes_value = any(
                word in option.opts and not getattr(option, "is_flag", False)
                for option in command.params
            )
            del rest[: 2 if takes_value and "=" not in word else 1]
        else:
            break
    return command, path, rest


def _levels(path: list[str]) -> list[click.Command]:
    levels: list[click.Command] = [build()]
    for name in path:
        group = levels[-1]
        assert isinstance(group, click.Group)
        levels.append(group.commands[name])
    return levels


def _leaves(command: click.Command, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    if not isinstance(command, click.Group):
        return [path]
    return [leaf for name, sub in command.commands.items() for leaf in _leaves(sub, (*path, name))]
