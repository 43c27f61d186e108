"""The whole command line, in the language that is in use when it is built."""

from __future__ import annotations

import click

from host_assistant import __version__
from host_assistant.commands import (
    check,
    comments,
    parts,
    products,
    replay,
    running,
    sessions,
    window,
)
from host_assistant.language import _


def build() -> click.Group:
    return parts.group(
        "host-assistant",
        [
            window.build(),
            products.build(),
            *running.build(),
            check.build(),
            comments.build(),
            sessions.build(),
            replay.build(),
        ],
        callback=_open_window_alone,
        params=[
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_print_version,
                help=_("Print the version."),
            )
        ],
        help=_("Lên Sóng helps you to sell what you grow or make in a live broadcast.")
        + "\n\n"
        + _("Without a command it opens the window."),
        example="host-assistant\nhost-assistant products import luc-ngan.csv",
    )


def _open_window_alone() -> None:
    if click.get_current_context().invoked_subcommand is None:
        window.open_window()


def _print_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(f"Lên Sóng {__version__}")
        context.exit()
