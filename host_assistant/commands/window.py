"""`open`: the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from host_assistant.commands.parts import command, data_folder
from host_assistant.data_folder import DataFolder
from host_assistant.language import _
from host_assistant.settings import SettingsStore

if TYPE_CHECKING:
    from host_assistant.commands.wish import Wish


def build() -> click.Command:
    return command(
        "open", open_window, help=_("Open the window."), example="host-assistant open --lang en"
    )


def open_window() -> None:
    folder = data_folder()
    run_window(folder, SettingsStore(folder.settings))


def run_window(folder: DataFolder, store: SettingsStore, wish: Wish | None = None) -> None:
    """Open the window, with a show at once if one is wished, and stay until it is closed."""
    from ui.app import run

    with folder.lock():
        start = None
        if wish is not None:
            from host_assistant.commands.wish import is_unfinished, show_wanted

            # What was cut off is the window's to offer, before anything new begins.
            if wish.go_on or not is_unfinished(folder):
                start = show_wanted(folder, store.value, wish)
        code = run(folder, store, start)
    click.get_current_context().exit(code)
