import pytest

from host_assistant.resources import asset


def test_finds_a_file_in_a_checkout() -> None:
    assert asset("translations", "vi", "LC_MESSAGES", "host_assistant.po").is_file()


def test_names_the_file_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError, match=r"assets/nowhere/nothing\.png"):
        asset("nowhere", "nothing.png")
