"""Reading a goods sheet: all of its rows or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from host_assistant.catalog.columns import Columns
from host_assistant.catalog.layout import find_heading, is_total, skipped, with_last
from host_assistant.catalog.pictures import PictureRefused, keep_picture
from host_assistant.catalog.pool import pools_of
from host_assistant.catalog.product import Product
from host_assistant.catalog.rows import RowReader
from host_assistant.catalog.sheet_problems import (
    FindingReason,
    SheetError,
    SheetFinding,
    SheetRefused,
    SkippedLine,
)
from host_assistant.catalog.sheet_source import MAX_ROWS, empty_sheet, open_rows
from host_assistant.language import _
from host_assistant.values.quantity import format_weight_exact
from host_assistant.values.vietnamese import fold

__all__ = ["SheetError", "SheetFinding", "SheetReading", "SheetRefused", "read_sheet"]


_TELL_EVERY: Final = 100


def _nobody(_percent: int) -> None:
    """Nobody asks how far it is."""


class SheetReading(msgspec.Struct, frozen=True, kw_only=True):
    """What a sheet says. With any error there are no products: nothing is taken from it.

    `findings` do not stop the import; `unknown_columns` are kept in each product's `extra`.
    `skipped_lines` are titles above the headings and a line of totals at the end.
    """

    products: tuple[Product, ...] = ()
    errors: tuple[SheetError, ...] = ()
    findings: tuple[SheetFinding, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    skipped_lines: tuple[SkippedLine, ...] = ()


def read_sheet(
    path: Path, pictures_dir: Path, progress: Callable[[int], None] = _nobody
) -> SheetReading:
    """Reads the goods of a CSV or XLSX sheet, and copies their pictures into `pictures_dir`.

    Raises SheetRefused for a file that is no readable sheet. Pictures are copied only when no
    row is bad. `progress` is told 0 while rows are read, for nobody knows how many there are,
    then how many percent of the products have their picture settled; what it raises ends the
    reading.
    """
    heading, rows = find_heading(open_rows(path))
    columns, left_out = heading.columns, heading.above
    read: list[tuple[int, Product]] = []
    errors: list[SheetError] = []
    findings = [] if "unit" in columns.known else [_no_unit(heading.line, columns)]
    seen: set[str] = set()
    for count, (line, cells, last) in enumerate(with_last(rows), start=1):
        if last and is_total(columns, cells):
            left_out += (skipped(line, cells),)
            break
        if count > MAX_ROWS:
            raise _too_many_rows()
        if count % _TELL_EVERY == 0:
            progress(0)
        row = RowReader(columns, line, cells)
        product = row.read()
        sku = fold(row.sku)
        if sku and sku in seen:
            row.refuse("sku", "duplicate", row.sku)
        seen.add(sku)
        errors += row.errors
        if "unit" in columns.known and not row.says_unit:
            findings.append(_no_unit(line, columns))
        if product is not None and not row.errors:
            read.append((line, product))
    unknown = tuple(name for _place, name in columns.unknown)
    if errors:
        return SheetReading(errors=tuple(errors), unknown_columns=unknown, skipped_lines=left_out)
    if not read:
        raise empty_sheet()
    findings += _pools(read, columns)
    products = []
    for done, (line, product) in enumerate(read):
        if product.picture is not None:
            progress(100 * done // len(read))
        kept, finding = _picture(product, line, columns, path.parent, pictures_dir)
        products.append(kept)
        findings += finding
    return SheetReading(
        products=tuple(products),
        findings=tuple(findings),
        unknown_columns=unknown,
        skipped_lines=left_out,
    )


def _picture(
    product: Product, line: int, columns: Columns, folder: Path, pictures_dir: Path
) -> tuple[Product, list[SheetFinding]]:
    """The product with its picture as it is kept, or without one and with the reason why."""
    if product.picture is None:
        return product, []
    try:
        kept = keep_picture(folder, product.picture, pictures_dir)
    except PictureRefused as refused:
        finding = SheetFinding(line, columns.header("picture"), refused.reason, product.picture)
        return msgspec.structs.replace(product, picture=None), [finding]
    return msgspec.structs.replace(product, picture=kept), []


def _pools(read: Sequence[tuple[int, Product]], columns: Columns) -> list[SheetFinding]:
    """What is worth knowing of stocks that several lines share, at the first line of each."""
    findings = []
    lines = {product.sku: line for line, product in read}
    for pool in pools_of(product for _line, product in read).values():
        counted = sum(product.stock_milli is not None for product in pool.products)
        reason: FindingReason
        if len(pool.products) == 1:
            reason = "pool_alone"
        elif counted == 0:
            reason = "pool_uncounted"
        elif counted > 1:
            reason = "pool_added_up"
        else:
            continue
        line, column = lines[pool.products[0].sku], columns.header("pool")
        amount = format_weight_exact(pool.stock_g or 0)
        findings.append(SheetFinding(line, column, reason, pool.name, amount))
    return findings


def _no_unit(line: int, columns: Columns) -> SheetFinding:
    return SheetFinding(line, columns.header("unit"), "unit_missing")


def _too_many_rows() -> SheetRefused:
    return SheetRefused(
        "too_many_rows",
        _(
            "The sheet has more than {limit} lines. No goods were taken from it. "
            "Split it, or delete the lines that will not be sold, and import again."
        ).format(limit=MAX_ROWS),
    )
