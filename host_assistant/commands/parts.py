"""What all commands share: the options that stand everywhere, errors, and how results print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from host_assistant.data_folder import ENVIRONMENT_NAME, DataFolder
from host_assistant.language import LANGUAGES, _

_DATA_DIR = "host_assistant.data_dir"


class Problem(click.ClickException):
    """Ends the program with this sentence and exit code 1."""


def command(
    name: str,
    callback: Callable[..., None],
    *params: click.Parameter,
    help: str,
    example: str,
) -> click.Command:
    """A command with the options of all commands, and an example under its help."""
    return click.Command(
        name,
        callback=callback,
        params=_worded([*params, *everywhere()]),
        options_metavar=_("[OPTIONS]"),
        help=help,
        epilog=_epilog(example),
    )


def group(
    name: str,
    commands: Sequence[click.Command],
    *,
    help: str,
    example: str,
    callback: Callable[..., None] | None = None,
    params: Sequence[click.Parameter] = (),
) -> click.Group:
    return click.Group(
        name,
        {one.name or "": one for one in commands},
        callback=callback,
        invoke_without_command=callback is not None,
        params=_worded([*params, *everywhere()]),
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("[COMMAND] [WORDS]...") if callback else _("COMMAND [WORDS]..."),
        help=help,
        epilog=_epilog(example),
    )


def everywhere() -> list[click.Parameter]:
    """`--data-dir` and `--lang`: they may stand before and after the command's name."""
    return [
        click.Option(
            ["--data-dir"],
            type=click.Path(file_okay=False, path_type=Path),
            metavar=_("FOLDER"),
            expose_value=False,
            callback=_keep_data_dir,
            help=_("Where goods and sessions are kept (also {variable}).").format(
                variable=ENVIRONMENT_NAME
            ),
        ),
        # Looked up before the commands are built: here it is only checked and explained.
        click.Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            expose_value=False,
            help=_("The language of the program: Vietnamese or English."),
        ),
    ]


def json_flag() -> click.Option:
    return click.Option(
        ["--json", "as_json"], is_flag=True, help=_("Print one JSON document and nothing else.")
    )


def data_folder() -> DataFolder:
    """The folder that this run was given, or the user's own."""
    path: Path | None = click.get_current_context().meta.get(_DATA_DIR)
    return DataFolder.default() if path is None else DataFolder(path.absolute())


def print_json(document: object) -> None:
    """Exactly one JSON document on the standard output."""
    import msgspec

    from host_assistant.show.state_message import encode

    click.echo(msgspec.json.format(encode(document), indent=2))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: str = "") -> None:
    """Columns under their heads; `numbers` has an "r" at the place of each column of figures."""
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    sides = numbers.ljust(len(widths))
    for row in (heads, *rows):
        cells = (
            cell.rjust(width) if side == "r" else cell.ljust(width)
            for cell, width, side in zip(row, widths, sides, strict=True)
        )
        click.echo("  ".join(cells).rstrip())


def note(sentence: str) -> None:
    """A sentence beside the result: on the standard error, so that the output stays clean."""
    click.echo(sentence, err=True)


class _Kind(str):
    """A kind of value, as click puts it at the head of a sentence."""

    __slots__ = ()

    def title(self) -> str:
        # Of Vietnamese, title case makes "Thư Mục".
        return self[:1].upper() + self[1:]


def _worded(params: list[click.Parameter]) -> list[click.Parameter]:
    """The same, with kinds of values that a sentence can name: click says “float range”."""
    for param in params:
        kind = param.type
        if isinstance(kind, click.IntRange | click.FloatRange):
            kind.name = _("number")
        elif isinstance(kind, click.Path):
            kind.name = _Kind(kind.name)
    return params


def _epilog(example: str) -> str:
    # \b keeps click from joining the lines.
    return "\b\n" + _("Example:") + "\n" + "\n".join(f"  {line}" for line in example.splitlines())


def _keep_data_dir(context: click.Context, _option: click.Parameter, value: Any) -> None:
    if value is not None:
        context.meta[_DATA_DIR] = value
