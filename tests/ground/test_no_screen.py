"""The start-up script on a machine without a screen."""

from pathlib import Path

import pytest

from first_start.steps import DEMO, has_screen, main
from tests.ground.fake_machine import FakeMachine


@pytest.fixture
def machine(tmp_path: Path) -> FakeMachine:
    return FakeMachine(tmp_path)


def test_no_screen_plays_a_rehearsal(machine: FakeMachine) -> None:
    machine.environment = {"LANG": "en_US.UTF-8"}
    assert main(["run"], machine) == 7
    assert "no screen" in machine.words
    assert "20 seconds" in machine.words
    assert machine.became[-len(DEMO) :] == list(DEMO)


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        (["--lang", "en"], ["--lang", "en"]),
        (["--data-dir=x", "open", "--lang", "vi"], ["--data-dir=x", "--lang", "vi"]),
        (["open", "--data-dir", "open"], ["--data-dir", "open"]),
        (["--lang"], ["--lang"]),
    ],
)
def test_the_rehearsal_without_a_screen_keeps_language_and_folder(
    machine: FakeMachine, arguments: list[str], options: list[str]
) -> None:
    machine.environment = {"LANG": "en_US.UTF-8"}
    main(["run", *arguments], machine)
    assert machine.became[4:] == [*options, *DEMO]


def test_no_screen_is_no_matter_to_a_command(machine: FakeMachine) -> None:
    machine.environment = {"LANG": "en_US.UTF-8"}
    main(["run", "products", "list"], machine)
    assert "no screen" not in machine.words
    assert machine.became[-2:] == ["products", "list"]


@pytest.mark.parametrize(
    ("environ", "screen"),
    [({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True), ({"DISPLAY": ""}, False)],
)
def test_a_screen_is_known_by_its_variable(
    machine: FakeMachine, environ: dict[str, str], screen: bool
) -> None:
    machine.environment = environ
    assert has_screen(machine) is screen
