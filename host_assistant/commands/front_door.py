"""From the arguments to an exit code: every failure ends in one sentence, never in a traceback."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

import click

from host_assistant import language
from host_assistant.commands import missing_library
from host_assistant.crash_file import write_crash
from host_assistant.data_folder import DataFolder
from host_assistant.language import LANGUAGES, Language, _

PROGRAM = "host-assistant"


@runtime_checkable
class Worded(Protocol):
    """An error that has words for the person at the laptop."""

    def sentence(self) -> str: ...


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask. Exit codes: 0 done, 1 not done, 2 wrong usage."""
    _print_utf8()
    if not logging.getLogger().handlers:
        # Without any handler the logging module prints to the screen by itself.
        logging.getLogger().addHandler(logging.NullHandler())
    asked, folder = _asked_early(arguments)
    language.use(asked or _kept_language(folder))
    # Built only now, because its help speaks the language.
    from host_assistant.commands.program import build

    try:
        code = build().main(list(arguments), PROGRAM, standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.UsageError as error:
        return _said(_usage(error), error.exit_code)
    except click.ClickException as error:
        return _said(error.format_message(), 1)
    except click.Abort:
        return _said(_("Stopped."), 1)
    except BrokenPipeError:
        # Whoever read our output has enough (`… | head`); what is left must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and missing_library.is_of_others(error):
            missing_library.tell(error)
            return 1
        if isinstance(error, Worded):
            return _said(error.sentence(), 1)
        return _said(_crashed(error, folder), 1)
    return code if isinstance(code, int) else 0


def _said(sentence: str, code: int) -> int:
    click.echo(" ".join(sentence.split()), err=True)
    return code


def _usage(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx else PROGRAM
    problem = error.format_message().rstrip(".")
    return _("{problem} Type “{command} --help” to see how it is used.").format(
        problem=problem if problem.endswith("?") else f"{problem}.", command=path
    )


def _crashed(error: Exception, folder: Path | None) -> str:
    written = write_crash(DataFolder(folder) if folder else DataFolder.default(), error)
    said = _("Something went wrong inside the program. What was taken before is safe. Start again.")
    if written is None:
        return said
    return f"{said} " + _("For a technician: {file}").format(file=written)


def _asked_early(arguments: Sequence[str]) -> tuple[Language | None, Path | None]:
    """The language and folder among the arguments, wherever they stand."""
    reader = click.Command(
        PROGRAM,
        params=[
            click.Option(["--lang"]),
            click.Option(["--data-dir"]),
            click.Argument(["rest"], nargs=-1),
        ],
        add_help_option=False,
        context_settings={"ignore_unknown_options": True},
    )
    context = reader.make_context(PROGRAM, list(arguments), resilient_parsing=True)
    lang, folder = context.params.get("lang"), context.params.get("data_dir")
    known: Language | None = lang if lang in LANGUAGES else None
    return known, Path(folder).absolute() if folder else None


def _kept_language(folder: Path | None) -> Language | None:
    from host_assistant.settings import read_settings

    place = DataFolder(folder) if folder else DataFolder.default()
    with contextlib.suppress(OSError, ValueError, RecursionError):
        return read_settings(place.settings).language
    return None


def _print_utf8() -> None:
    """Windows gives a program that prints into a file or pipe a code page without Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
