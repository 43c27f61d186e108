"""`comments`: what the reader of comments makes of each comment in a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from host_assistant.commands import parts
from host_assistant.commands.products import kept_products, take_sheet
from host_assistant.language import _

if TYPE_CHECKING:
    from host_assistant.catalog.product import Product
    from host_assistant.orders.comment_file import Comment
    from host_assistant.orders.reading import Reading


def build() -> click.Command:
    return parts.command(
        "comments",
        comments,
        click.Argument(["file"], type=click.Path(path_type=Path), metavar=_("FILE")),
        click.Option(
            ["--products"],
            type=click.Path(path_type=Path),
            metavar=_("FILE"),
            help=_("Read with the goods of this sheet instead of the imported ones."),
        ),
        click.Option(
            ["--card"],
            metavar=_("CODE"),
            help=_("The goods on the card while the comments were written."),
        ),
        parts.json_flag(),
        help=_("Read orders out of comments: one a line, or CSV with author,text."),
        example="host-assistant comments comments.txt --products luc-ngan.csv --card VT1",
    )


def comments(file: Path, products: Path | None, card: str | None, as_json: bool) -> None:
    from host_assistant.catalog.selling import listed_sku
    from host_assistant.orders.comment_file import CommentsRefused, read_comments
    from host_assistant.orders.reader import Reader

    goods = _goods(products)
    shown = None
    if card is not None:
        shown = listed_sku((product.sku for product in goods), card)
        if shown is None:
            raise parts.Problem(_("There are no goods with the code {sku}.").format(sku=card))
    try:
        found = read_comments(file)
    except CommentsRefused as refused:
        raise parts.Problem(str(refused)) from refused
    reader = Reader(goods)
    readings = [(comment, reader.read(comment.text, shown)) for comment in found]
    by_sku = {product.sku: product for product in goods}
    if as_json:
        parts.print_json(
            {"readings": [_public(comment, reading, by_sku) for comment, reading in readings]}
        )
        return
    if not readings:
        parts.note(_("There are no comments in {file}.").format(file=file))
    _print(readings, by_sku)


def _goods(sheet: Path | None) -> tuple[Product, ...]:
    folder = parts.data_folder()
    if sheet is None:
        goods = kept_products(folder)
        if not goods:
            parts.note(
                _("There are no goods yet. Import a sheet: host-assistant products import FILE")
            )
        return goods
    taken = take_sheet(sheet, folder)
    if taken is None:
        click.get_current_context().exit(1)
    return taken


def _public(comment: Comment, reading: Reading, products: dict[str, Product]) -> dict[str, object]:
    from host_assistant.orders.message import reading_message

    said = {"id": comment.id, "author": comment.author, "text": comment.text}
    return {**said, **reading_message(reading, products)}


def _print(readings: Iterable[tuple[Comment, Reading]], products: dict[str, Product]) -> None:
    from host_assistant.orders.wording import why_text
    from host_assistant.values.quantity import format_milli

    kinds = {
        "order": _("order"),
        "question": _("question"),
        "refusal": _("no"),
        "cancel": _("takes back"),
        "other": _("other"),
    }
    for comment, reading in readings:
        kind = kinds[reading.kind]
        if reading.kind == "order" and not reading.sure:
            kind = _("order?")
        lines = ", ".join(
            f"{'?' if line.quantity_milli is None else format_milli(line.quantity_milli)} "
            f"{products[line.sku].unit} {line.sku}"
            for line in reading.lines
        )
        facts = " · ".join(fact for fact in (kind, lines, reading.phone, reading.place) if fact)
        text = " ".join(comment.text.split())
        click.echo(f"{text}\n    {facts}\n    {why_text(reading, products)}")
