"""`sessions forget-buyers`: asked about first, because it cannot be taken back."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import click

from host_assistant.commands import parts
from host_assistant.commands.found import found_session, reading_journal
from host_assistant.language import _


def build() -> click.Command:
    return parts.command(
        "forget-buyers",
        forget_buyers,
        click.Argument(["session_id"], metavar="ID"),
        click.Option(["--yes", "agreed"], is_flag=True, help=_("Do not ask first.")),
        parts.json_flag(),
        help=_(
            "Erase the names, phones and addresses of a session's buyers and the words of its "
            "comments, and nothing else. ID may be “last”."
        ),
        example="host-assistant sessions forget-buyers last",
    )


def forget_buyers(session_id: str, agreed: bool, as_json: bool) -> None:
    from host_assistant.journal.forget import StillOpen, erased_words, forget_buyers, forgettable

    with reading_journal() as journal:
        row = found_session(journal, session_id)
        there = forgettable(journal, row.session_id)
    if row.ended_at is None:
        raise StillOpen
    with _no_show_meanwhile():
        if not (agreed or as_json):
            asked = _(
                "Erase {what} of “{title}” for good? Orders and sums stay. Parcels that are not "
                "sent yet lose their addresses."
            ).format(what=erased_words(there), title=row.title or row.session_id)
            if not click.confirm(asked, err=True):
                click.echo(_("Nothing was erased."))
                return
        erased = forget_buyers(journal.path, row.session_id)
    if as_json:
        parts.print_json(
            {"session_id": row.session_id, "buyers": erased.buyers, "comments": erased.comments}
        )
        return
    click.echo(_("Erased: {what}.").format(what=erased_words(erased)))


@contextlib.contextmanager
def _no_show_meanwhile() -> Iterator[None]:
    """Writing the whole file anew holds up every order that is taken meanwhile."""
    from host_assistant.data_folder import AlreadyRunning

    try:
        lock = parts.data_folder().lock()
    except AlreadyRunning:
        raise parts.Problem(
            _(
                "Lên Sóng is open on this computer, and erasing would hold up its orders. "
                "Nothing was erased. Erase in its window, or close it and try again."
            )
        ) from None
    try:
        yield
    finally:
        lock.release()
