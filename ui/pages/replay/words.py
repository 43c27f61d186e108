"""The words for what a replay shows."""

from __future__ import annotations

from typing import cast, get_args

from host_assistant.control_room.alarm_words import alarm_title
from host_assistant.journal.export import ExportFormat, suffix_of
from host_assistant.journal.sessions import SessionRow
from host_assistant.journal.verify import Verdict
from host_assistant.language import _, ngettext
from host_assistant.show.vocabulary import SCENE_ROLES, AlarmCode, Mode
from host_assistant.values.instants import local_date, local_time
from ui.words import scene_name


def mode_word(mode: Mode) -> str:
    return _("Rehearsal") if mode == "rehearsal" else _("Live")


def mode_icon(mode: Mode) -> str:
    return "mdi6.drama-masks" if mode == "rehearsal" else "mdi6.broadcast"


def date_of(row: SessionRow) -> str:
    """When it began, by the computer's clock: "29/06/2025 20:15"."""
    return f"{local_date(row.started_at)} {local_time(row.started_at)}"


def scene_word(value: str) -> str:
    """A role as the host calls it; a scene of the user's own by its name."""
    for role in SCENE_ROLES:
        if role == value:
            return scene_name(role)
    return value


def trouble_word(code: str) -> str:
    if code in get_args(AlarmCode):
        return alarm_title(cast(AlarmCode, code))
    return {
        "recording_no_folder": _("The recording did not start"),
        "recording_no_room": _("The recording did not start"),
        "recording_refused": _("The recording did not start"),
        "stage_link_lost": _("OBS did not answer"),
        "recording_dropped": _("The recording broke off"),
        "session_continued": _("Gone on after the program had stopped"),
    }.get(code, _("OBS refused something"))


def export_words(format: ExportFormat) -> str:
    """What a file is for, and its kind: "For carriers: Excel (.xlsx)"."""
    return {
        "xlsx": _("To pack and to add up: Excel (.xlsx)"),
        "carrier-xlsx": _("For carriers: Excel (.xlsx)"),
        "carrier-csv": _("For carriers: CSV (.csv)"),
        "csv": _("Order lines: CSV (.csv)"),
        "jsonl": _("The whole log: JSON Lines (.jsonl)"),
    }[format]


def export_filter(format: ExportFormat) -> str:
    """The kind of file as Qt wants its filters: "Excel (*.xlsx)"."""
    suffix = suffix_of(format)
    name = {"xlsx": "Excel", "csv": "CSV", "jsonl": "JSON Lines"}[suffix]
    return f"{name} (*.{suffix})"


def verdict_sentence(verdict: Verdict) -> str:
    """What the check of the log found."""
    if verdict.whole:
        return _("The log is whole: all {count} records are as they were written.").format(
            count=f"{verdict.events:,}".replace(",", ".")
        )
    if verdict.problem == "buyer_changed":
        buyers = len(verdict.buyers_changed)
        return ngettext(
            "The data of {count} buyer is not what was taken down during the session. "
            "The orders and sums are whole. Ask who has changed it, or restore a copy.",
            "The data of {count} buyers is not what was taken down during the session. "
            "The orders and sums are whole. Ask who has changed it, or restore a copy.",
            buyers,
        ).format(count=buyers)
    if verdict.problem == "comment_changed":
        comments = len(verdict.comments_changed)
        return ngettext(
            "The words of {count} comment are not what came in during the session. "
            "The orders and sums are whole. Ask who has changed them, or restore a copy.",
            "The words of {count} comments are not what came in during the session. "
            "The orders and sums are whole. Ask who has changed them, or restore a copy.",
            comments,
        ).format(count=comments)
    return _(
        "The log was changed, or a part of it is missing, from record {place} on. What comes "
        "after it cannot be vouched for. Restore a copy of the data folder."
    ).format(place=verdict.first_bad or 1)
