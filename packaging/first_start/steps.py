"""The two commands, step by step."""

import sys

from first_start import environment, system
from first_start.machine import Machine
from first_start.words import sentence

# What a machine without a screen gets instead of the window.
DEMO = ("rehearse", "--headless", "--demo", "--for", "20")
# Most tests wait for a browser, a device or OBS more than they compute.
SIDE_BY_SIDE = ("-n", "3")
COMMON_OPTIONS = ("--lang", "--data-dir")


def main(arguments: list[str], machine: Machine | None = None) -> int:
    """`run` or `test`, and what follows goes to the program or to pytest; the exit code."""
    _speak_utf8()
    try:
        return _start(arguments, machine or Machine())
    except KeyboardInterrupt:
        return 130  # as shells report what Ctrl+C ended; the next run goes on from here


def _start(arguments: list[str], machine: Machine) -> int:
    if not arguments or arguments[0] not in ("run", "test"):
        machine.say(sentence("usage", machine.environ))
        return 2
    purpose, *rest = arguments
    if not machine.is_64_bit:
        machine.say(sentence("narrow_python", machine.environ))
        return 1
    if not environment.is_ready(machine, purpose):
        ready = system.prepare(machine, purpose) and environment.prepare(machine, purpose)
        if not ready:
            return 1
    python = str(environment.python_of(machine))
    if purpose == "test":
        return machine.become([python, "-m", "pytest", *SIDE_BY_SIDE, *rest], machine.root)
    options, words = common_options(rest)
    if words in ([], ["open"]) and not has_screen(machine):
        machine.say(sentence("no_screen", machine.environ))
        rest = [*options, *DEMO]
    # -P: a folder of the user's that happens to bear a module's name is no part of the program.
    return machine.become([python, "-P", "-m", "host_assistant", *rest])


def common_options(arguments: list[str]) -> tuple[list[str], list[str]]:
    """The options that go with every command, with their values; and all other words."""
    options: list[str] = []
    words: list[str] = []
    left = iter(arguments)
    for word in left:
        if word in COMMON_OPTIONS:
            options += [word, *(value for value in [next(left, None)] if value is not None)]
        elif word.partition("=")[0] in COMMON_OPTIONS:
            options.append(word)
        else:
            words.append(word)
    return options, words


def has_screen(machine: Machine) -> bool:
    """Windows and macOS always have one; elsewhere X11 or Wayland says so."""
    if not machine.platform.startswith("linux"):
        return True
    return any(machine.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _speak_utf8() -> None:
    """A Windows console of another code page must not turn a Vietnamese letter into a crash."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
