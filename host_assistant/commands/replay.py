"""`replay`: a session as it stood at a moment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from host_assistant.commands import parts
from host_assistant.commands.found import found_session, reading_journal
from host_assistant.data_folder import DataFolder
from host_assistant.language import _

if TYPE_CHECKING:
    from host_assistant.journal.sessions import SessionRow
    from host_assistant.replay.timeline import Timeline
    from host_assistant.show.vocabulary import SceneRole


class RunningTime(click.ParamType[int]):
    """`HH:MM:SS` or `HH:MM:SS.mmm` since the session began, as milliseconds."""

    name = "HH:MM:SS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        from host_assistant.values.instants import parse_duration
        from host_assistant.values.unreadable import Unreadable

        if isinstance(value, int):
            return value
        try:
            return parse_duration(value)
        except Unreadable:
            self.fail(
                _("“{text}” is not a time such as 01:23:45 or 01:23:45.678.").format(text=value),
                param,
                ctx,
            )


def _png_only(_context: click.Context, option: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and path.suffix.lower() != ".png":
        raise click.BadParameter(
            _("The picture is written as PNG, so the name of its file must end in .png."),
            param=option,
        )
    return path


def build() -> click.Command:
    return parts.command(
        "replay",
        replay,
        click.Argument(["session_id"], metavar="ID"),
        click.Option(
            ["--at", "at_ms"],
            type=RunningTime(),
            required=True,
            help=_("The time since the session began."),
        ),
        parts.json_flag(),
        click.Option(
            ["--picture"],
            type=click.Path(dir_okay=False, path_type=Path),
            callback=_png_only,
            help=_(
                "Write the viewers' overlay picture to this PNG file: the cards alone, transparent "
                "where viewers saw the camera or a backdrop."
            ),
        ),
        help=_("Show a session as it was at a time since it began. ID may be “last”."),
        example="host-assistant replay last --at 00:12:30 --picture then.png",
    )


def replay(session_id: str, at_ms: int, as_json: bool, picture: Path | None) -> None:
    from host_assistant.journal.opening import state_of
    from host_assistant.show.state_message import state_message

    folder = parts.data_folder()
    with reading_journal() as journal:
        row = found_session(journal, session_id)
        state = state_of(journal, row.session_id, up_to_ms=at_ms)
        if picture is not None:
            from host_assistant.replay.timeline import Timeline

            _write_picture(Timeline.load(journal, row.session_id), at_ms, folder, picture)
    if at_ms > row.duration_ms:
        _say_past_the_end(row, at_ms)
    if as_json:
        parts.print_json(state_message(state))
        return
    from host_assistant.values.money import format_vnd
    from host_assistant.values.quantity import format_weight

    on_card = state.products.get(state.product) if state.product else None
    counted = state.counters
    lines = [
        (_("Time"), _as_given(at_ms, at_ms)),
        (_("Scene"), _scene_name(state.scene)),
        (_("On the card"), on_card.product.name if on_card else "–"),
        (_("Price"), format_vnd(on_card.price_vnd) if on_card else "–"),
        (_("Orders"), str(counted.orders)),
        (_("Weight"), format_weight(counted.weight_g)),
        (_("Sold for"), format_vnd(counted.revenue_vnd)),
        (_("Waiting"), str(counted.pending)),
    ]
    width = max(len(head) for head, _value in lines)
    for head, value in lines:
        click.echo(f"{head.ljust(width)}  {value}")
    if picture is not None:
        click.echo(_("Written: {file}").format(file=picture.absolute()))


def _say_past_the_end(row: SessionRow, at_ms: int) -> None:
    if row.ended_at is None:
        said = _("Nothing has been written in this session after {length}; this is how it stands.")
    else:
        said = _("The session is only {length} long; this is its end.")
    parts.note(said.format(length=_as_given(row.duration_ms, at_ms)))


def _as_given(time_ms: int, given_ms: int) -> str:
    """A time, down to the millisecond where that was asked for."""
    from host_assistant.values.instants import format_duration, format_duration_exact

    return format_duration_exact(time_ms) if given_ms % 1000 else format_duration(time_ms)


def _scene_name(scene: SceneRole | None) -> str:
    match scene:
        case "opening":
            return _("Opening")
        case "camera":
            return _("Camera")
        case "product":
            return _("Close-up")
        case "break":
            return _("Break")
        case "closing":
            return _("Closing")
        case None:
            return "–"


def _write_picture(timeline: Timeline, at_ms: int, folder: DataFolder, picture: Path) -> None:
    from host_assistant.replay.picture import picture_at

    image = picture_at(timeline, at_ms, folder.pictures)
    if not image.save(str(picture), "PNG"):  # type: ignore[call-overload]
        raise parts.Problem(
            _(
                "{file} could not be written. Nothing of the session is lost. "
                "Close the file elsewhere or choose another folder, then try again."
            ).format(file=picture)
        )
