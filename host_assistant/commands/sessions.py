"""`sessions` and `replay`: what was, read from the log alone; works beside a running show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from host_assistant.commands import forget, parts
from host_assistant.commands.found import found_session, reading_journal
from host_assistant.language import _

if TYPE_CHECKING:
    from host_assistant.journal.export import ExportFormat
    from host_assistant.journal.sessions import SessionRow
    from host_assistant.journal.verify import Verdict

# As journal.export has them, which is loaded only to export.
FORMATS = ("csv", "xlsx", "jsonl", "carrier-csv", "carrier-xlsx")


def build() -> click.Group:
    return parts.group(
        "sessions",
        [
            parts.command(
                "list",
                list_sessions,
                parts.json_flag(),
                help=_("List the sessions, the newest first."),
                example="host-assistant sessions list",
            ),
            parts.command(
                "show",
                show_session,
                _id(),
                parts.json_flag(),
                help=_("Show what one session came to. ID may be “last”."),
                example="host-assistant sessions show last",
            ),
            parts.command(
                "export",
                export_session,
                _id(),
                click.Option(
                    ["--format", "kind"],
                    type=click.Choice(FORMATS),
                    required=True,
                    help=_(
                        "csv and xlsx hold the orders, carrier-csv and carrier-xlsx the parcels "
                        "as carriers ask for them, jsonl the whole log."
                    ),
                ),
                click.Option(
                    ["--out"],
                    type=click.Path(dir_okay=False, path_type=Path),
                    required=True,
                    help=_("The file to write."),
                ),
                help=_("Write a session to a file. ID may be “last”."),
                example="host-assistant sessions export last --format xlsx --out orders.xlsx",
            ),
            parts.command(
                "verify",
                verify_session,
                _id(),
                help=_("Check that nothing in the log of a session was changed or is missing."),
                example="host-assistant sessions verify last",
            ),
            forget.build(),
        ],
        help=_("The sessions: list, show, export, verify, and erase their buyers."),
        example="host-assistant sessions list",
    )


def _id() -> click.Argument:
    return click.Argument(["session_id"], metavar="ID")


def list_sessions(as_json: bool) -> None:
    from host_assistant.journal.errors import JournalMissing
    from host_assistant.journal.journal import Journal

    rows: list[SessionRow] = []
    try:
        with Journal.open(parts.data_folder().journal, read_only=True) as journal:
            rows = journal.sessions()
    except JournalMissing:
        pass
    if as_json:
        parts.print_json([_public(row) for row in rows])
        return
    if not rows:
        parts.note(_("There are no sessions yet."))
        return
    from host_assistant.values.instants import format_duration, local_date, local_time
    from host_assistant.values.money import format_vnd
    from host_assistant.values.quantity import format_weight

    parts.print_table(
        [
            _("Session"),
            _("Date"),
            _("Title"),
            _("Kind"),
            _("Length"),
            _("Orders"),
            _("Weight"),
            _("Sold for"),
        ],
        [
            (
                row.session_id,
                f"{local_date(row.started_at)} {local_time(row.started_at)}",
                row.title,
                _mode(row),
                format_duration(row.duration_ms),
                str(row.orders),
                format_weight(row.weight_g),
                format_vnd(row.revenue_vnd),
            )
            for row in rows
        ],
        numbers="    rrrr",
    )


def show_session(session_id: str, as_json: bool) -> None:
    from host_assistant.journal.by_place import place_words, places_of
    from host_assistant.journal.opening import state_of
    from host_assistant.show.state_message import state_message
    from host_assistant.values.instants import format_duration, local_date, local_time
    from host_assistant.values.money import format_vnd
    from host_assistant.values.quantity import format_milli, format_weight

    with reading_journal() as journal:
        row = found_session(journal, session_id)
        state = state_of(journal, row.session_id)
    places = places_of(state.orders.values())
    if as_json:
        message = state_message(state)
        parts.print_json(
            {
                **_public(row),
                "counters": message.counters,
                "products": message.products,
                "places": places,
            }
        )
        return
    click.echo(f"{row.title} ({row.session_id})")
    click.echo(f"{_mode(row)}, {local_date(row.started_at)} {local_time(row.started_at)}")
    click.echo(
        _("{length} long, {orders} orders, {weight}, {revenue}").format(
            length=format_duration(row.duration_ms),
            orders=row.orders,
            weight=format_weight(row.weight_g),
            revenue=format_vnd(row.revenue_vnd),
        )
    )
    if row.ended_at is None:
        click.echo(_("It has no end: it still runs, or was cut off."))
    parts.print_table(
        [_("Code"), _("Name"), _("Price"), _("Sold"), _("Left")],
        [
            (
                one.product.sku,
                one.product.name,
                f"{format_vnd(one.price_vnd)}/{one.product.unit}",
                format_milli(one.sold_milli),
                _left(one.left_milli),
            )
            for one in state.on_sale()
        ],
        numbers="  rrr",
    )
    if places:
        click.echo()
        parts.print_table(
            [_("Place"), _("Orders"), _("Weight"), _("Sold for")],
            [
                (
                    place_words(place),
                    str(place.orders),
                    format_weight(place.weight_g),
                    format_vnd(place.revenue_vnd),
                )
                for place in places
            ],
            numbers=" rrr",
        )


def _left(left_milli: int | None) -> str:
    """In selling units. More may be promised than there was: that many are short."""
    from host_assistant.values.quantity import format_milli

    if left_milli is None:
        return "–"
    if left_milli < 0:
        return _("{amount} short").format(amount=format_milli(-left_milli))
    return format_milli(left_milli)


def export_session(session_id: str, kind: ExportFormat, out: Path) -> None:
    from host_assistant.journal.carriers import call_first_words, calls_before_sending
    from host_assistant.journal.export import export, suffix_of

    meant = out.suffix.lower().removeprefix(".")
    if meant in FORMATS and meant != suffix_of(kind):
        raise parts.Problem(
            _(
                "{file} is named like a file of another kind than {kind}, and other programs "
                "could not open it. Nothing was written. Give it another name, or add "
                "“--format {meant}”."
            ).format(file=out, kind=kind, meant=meant)
        )
    with reading_journal() as journal:
        row = found_session(journal, session_id)
        export(journal, row.session_id, kind, out)
        to_call = calls_before_sending(journal, row.session_id) if "carrier" in kind else 0
    click.echo(_("Written: {file}").format(file=out.absolute()))
    if to_call:
        parts.note(call_first_words(to_call))


def verify_session(session_id: str) -> None:
    from host_assistant.journal.verify import verify

    with reading_journal() as journal:
        row = found_session(journal, session_id)
        verdict = verify(journal, row.session_id)
    if verdict.whole:
        click.echo(
            _("The log of session {id} is whole: {count} events.").format(
                id=row.session_id, count=verdict.events
            )
        )
        return
    raise parts.Problem(_broken(row.session_id, verdict))


def _broken(session_id: str, verdict: Verdict) -> str:
    if verdict.buyers_changed:
        said = _(
            "Buyers of session {id} are not as they were taken: {buyers} (event {sequence}). The "
            "orders themselves are whole. Compare with an older copy of the file."
        )
    elif verdict.comments_changed:
        said = _(
            "Comments of session {id} are not as they came: {comments} (event {sequence}). The "
            "orders themselves are whole. Compare with an older copy of the file."
        )
    else:
        said = _(
            "The log of session {id} is not whole: event {sequence} was changed or is missing. "
            "What comes before it can be trusted. Compare with an older copy of the file."
        )
    return said.format(
        id=session_id,
        sequence=verdict.first_bad or "–",
        buyers=", ".join(verdict.buyers_changed),
        comments=", ".join(verdict.comments_changed),
    )


def _public(row: SessionRow) -> dict[str, object]:
    """A session as scripts get it: its times in ISO 8601, UTC."""
    from host_assistant.values.instants import iso

    return {
        **msgspec.structs.asdict(row),
        "started_at": iso(row.started_at),
        "ended_at": None if row.ended_at is None else iso(row.ended_at),
    }


def _mode(row: SessionRow) -> str:
    return _("rehearsal") if row.mode == "rehearsal" else _("live")
