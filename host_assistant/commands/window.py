"""`open`: the window."""

from __future__ import annotations

import click

from host_assistant.commands.parts import command, data_folder
from host_assistant.data_folder import DataFolder
from host_assistant.language import _
from host_assistant.settings import SettingsStore
from host_assistant.show.vocabulary import Mode


def build() -> click.Command:
    return command(
        "open", open_window, help=_("Open the window."), example="host-assistant open --lang en"
    )


def open_window() -> None:
    folder = data_folder()
    run_window(folder, SettingsStore(folder.settings))


def run_window(
    folder: DataFolder,
    store: SettingsStore,
    *,
    mode: Mode | None = None,
    title: str = "",
    obs_password: str | None = None,
) -> None:
    """Open the window, with a show of that mode at once, and stay until it is closed."""
    from ui.app import run

    with folder.lock():
        code = run(folder, store, mode=mode, title=title, obs_password=obs_password)
    click.get_current_context().exit(code)
