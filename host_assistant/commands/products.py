"""`products`: the goods in, listed, out again."""

from __future__ import annotations

from pathlib import Path

import click

from host_assistant.catalog.pool import Pool, pool_key, pools_of
from host_assistant.catalog.product import Product
from host_assistant.catalog.sheet_problems import SheetError, SheetFinding
from host_assistant.catalog.shelf import Shelf, ShelfUnreadable
from host_assistant.commands import parts
from host_assistant.data_folder import DataFolder
from host_assistant.language import _, ngettext


def build() -> click.Group:
    return parts.group(
        "products",
        [
            parts.command(
                "import",
                import_sheet,
                _file(),
                parts.json_flag(),
                help=_("Take the goods of a CSV or XLSX sheet: all of its lines or none."),
                example="host-assistant products import luc-ngan.csv",
            ),
            parts.command(
                "list",
                list_products,
                parts.json_flag(),
                help=_("List the goods."),
                example="host-assistant products list --json",
            ),
            parts.command(
                "export",
                export_sheet,
                _file(),
                help=_("Write the goods to a CSV or XLSX sheet, as the name ends."),
                example="host-assistant products export goods.xlsx",
            ),
        ],
        help=_("The goods: import, list, export."),
        example="host-assistant products import luc-ngan.csv",
    )


def _file() -> click.Argument:
    return click.Argument(["file"], type=click.Path(path_type=Path), metavar=_("FILE"))


def import_sheet(file: Path, as_json: bool) -> None:
    folder = parts.data_folder()
    products = take_sheet(file, folder, as_json=as_json)
    if products is None:
        click.get_current_context().exit(1)
    before = _count_before(folder)
    put_on_shelf(products, folder)
    if as_json:
        return
    count = len(products)
    said = ngettext("{count} product was imported.", "{count} products were imported.", count)
    click.echo(said.format(count=count))
    if before:
        said = ngettext(
            "This is in place of the {count} product from before.",
            "This is in place of the {count} goods from before.",
            before,
        )
        click.echo(said.format(count=before))


def take_sheet(
    file: Path, folder: DataFolder, *, as_json: bool = False
) -> tuple[Product, ...] | None:
    """The goods of a sheet, its findings told; None when it has bad lines, which are told too."""
    from host_assistant.catalog.sheet import SheetRefused, read_sheet

    folder.make()
    try:
        reading = read_sheet(file, folder.pictures)
    except SheetRefused as refused:
        if as_json:
            parts.print_json({"imported": 0, "error": refused.code, "message": refused.message})
        raise parts.Problem(refused.message) from refused
    if as_json:
        parts.print_json(
            {
                "imported": len(reading.products),
                "errors": [_told(one) for one in reading.errors],
                "findings": [_told(one) for one in reading.findings],
                "unknown_columns": reading.unknown_columns,
                "skipped_lines": [one.line for one in reading.skipped_lines],
            }
        )
    else:
        told: tuple[SheetError | SheetFinding, ...] = (*reading.errors, *reading.findings)
        for one in told:
            parts.note(
                _("Line {line}, column “{column}”: {message}").format(
                    line=one.line, column=one.column, message=one.message
                )
            )
        if reading.unknown_columns and not reading.errors:
            parts.note(
                _("Kept, but not used: {columns}").format(
                    columns=", ".join(reading.unknown_columns)
                )
            )
        if reading.skipped_lines and not reading.errors:
            parts.note(
                _("Left out, because these lines are no goods: {lines}.").format(
                    lines=", ".join(map(str, reading.skipped_lines))
                )
            )
    if not reading.errors:
        return reading.products
    bad = len({one.line for one in reading.errors})
    parts.note(
        ngettext(
            "{count} line is wrong, so nothing was imported. Correct it and import again.",
            "{count} lines are wrong, so nothing was imported. Correct them and import again.",
            bad,
        ).format(count=bad)
    )
    return None


def list_products(as_json: bool) -> None:
    from host_assistant.values.money import format_vnd

    products = kept_products(parts.data_folder())
    if as_json:
        parts.print_json([_public(product) for product in products])
        return
    if not products:
        parts.note(_("There are no goods yet. Import a sheet: host-assistant products import FILE"))
        return
    pools = pools_of(products)
    parts.print_table(
        [_("Code"), _("Name"), _("Price"), _("Unit"), _("Stock"), "OCOP"],
        [
            (
                one.sku,
                one.name,
                format_vnd(one.price_vnd),
                one.unit,
                _stock(one, pools.get(pool_key(one))),
                "★" * (one.ocop or 0),
            )
            for one in products
        ],
        numbers="  r r",
    )


def _stock(product: Product, pool: Pool | None) -> str:
    """What its row says, or the weight of the harvest that it shares with others."""
    from host_assistant.values.quantity import format_milli, format_weight_exact

    if pool is not None and pool.stock_g is not None:
        return format_weight_exact(pool.stock_g)
    return "–" if product.stock_milli is None else format_milli(product.stock_milli)


def export_sheet(file: Path) -> None:
    from host_assistant.catalog.sheet_writing import SheetNotWritten, write_sheet

    folder = parts.data_folder()
    products = kept_products(folder)
    if not products:
        raise parts.Problem(_("There are no goods to write."))
    try:
        write_sheet(products, file, folder.pictures)
    except SheetNotWritten as error:
        raise parts.Problem(str(error)) from error
    click.echo(_("Written: {file}").format(file=file.absolute()))


def kept_products(folder: DataFolder) -> tuple[Product, ...]:
    try:
        return Shelf(folder.path).products()
    except ShelfUnreadable as error:
        raise parts.Problem(str(error)) from error


def _count_before(folder: DataFolder) -> int:
    """How many goods an import is about to replace; none that could still be read counts."""
    try:
        return len(Shelf(folder.path).products())
    except ShelfUnreadable:
        return 0


def put_on_shelf(products: tuple[Product, ...], folder: DataFolder) -> None:
    try:
        Shelf(folder.path).replace(products)
    except ShelfUnreadable as error:
        raise parts.Problem(str(error)) from error


def _public(product: Product) -> dict[str, object]:
    """A product as scripts get it: `stock` counts selling units."""
    from msgspec import structs

    from host_assistant.show.state_message import units

    fields: dict[str, object] = structs.asdict(product)
    stock_milli = fields.pop("stock_milli")
    fields["stock"] = units(stock_milli) if isinstance(stock_milli, int) else None
    return fields


def _told(one: SheetError | SheetFinding) -> dict[str, object]:
    return {
        "line": one.line,
        "column": one.column,
        "reason": one.reason,
        "value": one.value,
        "message": one.message,
    }
