"""`check` at a terminal, where no button can be pressed."""

from tests.commands.conftest import Run


def test_the_buttons_that_a_finding_names_are_said_to_stand_in_the_window(run: Run) -> None:
    ran = run("check")
    assert ran.code == 1
    assert "Open goods" in ran.out
    hint = " ".join(ran.out.split())
    assert "stand on the page “Prepare” of the window: type host-assistant open." in hint
    assert "To look again from here, type host-assistant check." in hint
    assert ran.err == ""
