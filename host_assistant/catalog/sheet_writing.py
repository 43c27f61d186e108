"""Writing the goods to a sheet that `read_sheet` takes back as they were."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from host_assistant.catalog.columns import NAMES
from host_assistant.catalog.formulas import neutralised
from host_assistant.catalog.product import Product
from host_assistant.language import _
from host_assistant.values.quantity import format_milli, format_weight_exact
from host_assistant.values.vietnamese import clean_text
from host_assistant.whole_file import write_whole

Cell = str | int


class SheetNotWritten(Exception):
    """The sheet could not be written; `str()` says it in three parts."""


def write_sheet(products: Iterable[Product], path: Path, pictures_dir: Path | None = None) -> None:
    """Writes CSV or XLSX, as `path` ends; pictures of `pictures_dir` are laid beside the sheet.

    Raises SheetNotWritten; a sheet that was there before is then as it was.
    """
    write = _FORMATS.get(path.suffix.lower())
    if write is None:
        raise SheetNotWritten(
            _(
                "A goods sheet can be saved as .csv or .xlsx. Nothing was written. "
                "Give the file a name with one of these endings."
            )
        )
    products = tuple(products)
    try:
        write_whole(path, write(_table(products)))
        if pictures_dir is not None:
            _copy_pictures(products, pictures_dir, path.parent)
    except OSError as error:
        raise SheetNotWritten(
            _(
                "The sheet {file} could not be written. The goods in the program are unchanged. "
                "Close the file in Excel or choose another folder, and try again."
            ).format(file=path)
        ) from error


def _table(products: Sequence[Product]) -> list[list[Cell]]:
    """The header and a row for each product; known columns first, then the sheet's own."""
    extras = list(dict.fromkeys(name for product in products for name in product.extra))
    header: list[Cell] = [names[0] for names in NAMES.values()]
    header += [_written(name) for name in extras]
    rows: list[list[Cell]] = [
        [read(product) for read in _CELLS.values()]
        + [_written(product.extra.get(name, "")) for name in extras]
        for product in products
    ]
    return [header, *rows]


def _written(text: str) -> str:
    return neutralised(clean_text(text))


def _stock(product: Product) -> Cell:
    if product.stock_milli is None:
        return ""
    if product.stock_milli % 1000 == 0:
        return product.stock_milli // 1000
    return format_milli(product.stock_milli)


def _unit_weight(product: Product) -> Cell:
    return "" if product.unit_weight_g is None else format_weight_exact(product.unit_weight_g)


_CELLS: Final[dict[str, Callable[[Product], Cell]]] = {
    "sku": lambda product: _written(product.sku),
    "name": lambda product: _written(product.name),
    "price": lambda product: product.price_vnd,
    "unit": lambda product: _written(product.unit),
    "unit_weight": _unit_weight,
    "stock": _stock,
    "pool": lambda product: _written(product.pool),
    "picture": lambda product: _written(product.picture or ""),
    "origin": lambda product: _written(product.origin),
    "seller": lambda product: _written(product.seller),
    "ocop": lambda product: product.ocop or "",
    "papers": lambda product: _written(product.papers),
    "story": lambda product: _written(product.story),
    "name_en": lambda product: _written(product.name_en),
    "story_en": lambda product: _written(product.story_en),
}


def _csv(table: Sequence[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    # Excel takes CSV for UTF-8 only behind this mark.
    return text.getvalue().encode("utf-8-sig")


def _xlsx(table: Sequence[Sequence[Cell]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Hàng hóa")
    sheet.freeze_panes = "C2"
    for row in table:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, None if value == "" else value)
            if isinstance(value, str) and value:
                cell.data_type = "s"  # openpyxl takes "#N/A" and the like for more than text
            cells.append(cell)
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


_FORMATS: Final[dict[str, Callable[[Sequence[Sequence[Cell]]], bytes]]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
}


def _copy_pictures(products: Iterable[Product], pictures_dir: Path, folder: Path) -> None:
    for name in {product.picture for product in products if product.picture}:
        source, target = pictures_dir / name, folder / name
        if source.is_file() and not target.exists():
            shutil.copyfile(source, target)
