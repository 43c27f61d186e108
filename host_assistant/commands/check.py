"""`check`: everything that could spoil a broadcast, looked at before it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Final

import click

from host_assistant.checks.finding import Finding, Level
from host_assistant.checks.preflight import PLANNED_HOURS, Preflight, is_ready
from host_assistant.checks.wording import level_word, sentence, title
from host_assistant.commands import parts
from host_assistant.commands.products import kept_products
from host_assistant.language import _

_MARKS: Final[Mapping[Level, str]] = {"good": "✓", "doubtful": "!", "bad": "✗", "unknown": "?"}


def build() -> click.Command:
    return parts.command(
        "check",
        check,
        click.Option(
            ["--hours"],
            type=click.FloatRange(0, 24, min_open=True),
            default=PLANNED_HOURS,
            metavar=_("NUMBER"),
            help=_("How long the broadcast is to be, for the disk and the battery; 3 without it."),
        ),
        parts.json_flag(),
        help=_("Look whether all is ready to go on air: exit code 0 if nothing must be mended."),
        example="host-assistant check\nhost-assistant check --json",
    )


def check(hours: float, as_json: bool) -> None:
    from host_assistant.checks.usual import usual_checks
    from host_assistant.control_room.plans import plans_for
    from host_assistant.settings import Asked, SettingsStore

    folder = parts.data_folder()
    settings = SettingsStore(folder.settings).value
    plans = plans_for(folder, settings, Asked(), kept_products(folder), hours)
    findings = Preflight(usual_checks(plans)).run()
    ready = is_ready(findings)
    if as_json:
        parts.print_json({"ready": ready, "findings": [_told(one) for one in findings]})
    else:
        _print(findings, ready=ready)
    if not ready:
        click.get_current_context().exit(1)


def _told(finding: Finding) -> dict[str, object]:
    """A finding as scripts get it."""
    return {
        "check": finding.check,
        "level": finding.level,
        "code": finding.code,
        "sentence": sentence(finding),
        "remedy": finding.remedy,
        "figures": finding.figures,
    }


def _print(findings: Sequence[Finding], *, ready: bool) -> None:
    for finding in findings:
        head = f"{_MARKS[finding.level]} {title(finding.check)} – {level_word(finding.level)}"
        click.echo(head)
        click.echo(
            textwrap.fill(sentence(finding), 96, initial_indent="  ", subsequent_indent="  ")
        )
    click.echo()
    if any(finding.remedy and finding.level != "good" for finding in findings):
        hint = _(
            "The buttons named here stand on the page “{page}” of the window: type "
            "host-assistant open. To look again from here, type host-assistant check."
        ).format(page=_("Prepare"))
        click.echo(textwrap.fill(hint, 96))
    click.echo(_("Ready to go on air.") if ready else _("Not ready yet: mend what is marked ✗."))
