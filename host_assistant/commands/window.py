"""`open`: the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from host_assistant.commands.parts import Problem, command, data_folder, note
from host_assistant.data_folder import AlreadyRunning, DataFolder, FolderUnusable
from host_assistant.language import _
from host_assistant.settings import SettingsStore

if TYPE_CHECKING:
    from host_assistant.commands.wish import Wish

# Qt's platforms that need neither X11 nor Wayland.
WITHOUT_SCREEN = ("offscreen", "minimal", "minimalegl", "vnc", "eglfs", "linuxfb")


def build() -> click.Command:
    return command(
        "open", open_window, help=_("Open the window."), example="host-assistant open --lang en"
    )


def open_window() -> None:
    folder = data_folder()
    run_window(folder, SettingsStore(folder.settings))


def run_window(folder: DataFolder, store: SettingsStore, wish: Wish | None = None) -> None:
    """Open the window, with a show at once if one is wished, and stay until it is closed."""
    if not has_screen(sys.platform, os.environ):
        # Qt would end the whole process, with no word that a user could understand.
        raise Problem(
            _(
                "This machine has no screen, so no window can open, and no show was begun; "
                "for a show without a window add --headless to “rehearse” or “live”."
            )
        )
    try:
        lock = folder.lock()
    except (AlreadyRunning, FolderUnusable) as problem:
        if _is_shown_elsewhere(folder, store, problem) and wish is None:
            note(_("Lên Sóng was open already; its window was called to the front."))
            return
        raise
    with lock:
        from ui.app import run

        start = None
        if wish is not None:
            from host_assistant.commands.wish import is_unfinished, show_wanted

            # What was cut off is the window's to offer, before anything new begins.
            if wish.go_on or not is_unfinished(folder):
                start = show_wanted(folder, store.value, wish)
        code = run(folder, store, start)
    click.get_current_context().exit(code)


def _is_shown_elsewhere(
    folder: DataFolder, store: SettingsStore, problem: AlreadyRunning | FolderUnusable
) -> bool:
    """Call the window that is open forward. Where there is none, say in a window why not."""
    from ui.first_copy import ring, say

    if isinstance(problem, AlreadyRunning) and ring(folder):
        return True
    say(problem.sentence(), store)
    return False


def has_screen(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether Qt finds something to draw on; Windows and macOS always have a screen."""
    if not platform.startswith("linux"):
        return True
    # As Qt reads it: names in the order to try, each with parameters after a colon.
    asked = environ.get("QT_QPA_PLATFORM", "").split(";")
    if any(name.split(":")[0] in WITHOUT_SCREEN for name in asked):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
