"""Cells that no spreadsheet runs as a program, and the two forms that our sheets have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from host_assistant.catalog.formulas import neutralised
from host_assistant.values.vietnamese import clean_text

if TYPE_CHECKING:
    from openpyxl import Workbook

Cell = str | int | Decimal | datetime | None
WIDTH = 20


def moment(at_ms: int) -> datetime:
    """The computer's own clock, to the second: sheets know no zones."""
    return datetime.fromtimestamp(at_ms // 1000, UTC).astimezone().replace(tzinfo=None)


def decimal(milli: int) -> Decimal | int:
    """Thousandths as the number that they are."""
    whole, rest = divmod(milli, 1000)
    return Decimal(milli) / 1000 if rest else whole


def csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return _text(cell) if isinstance(cell, str) else str(cell)


def add_table(
    book: Workbook, name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    """A sheet to work on: bold headings that stay in sight."""
    sheet: Any = book.create_sheet(name)  # the stubs lack much of it
    sheet.freeze_panes = "A2"
    for number in range(len(headings)):  # a moment in a narrow column reads "########"
        sheet.column_dimensions[_letter(number)].width = WIDTH
    sheet.append(_bold(sheet, headings))
    for row in rows:
        sheet.append([_value(sheet, cell) for cell in row])


def add_paper(
    book: Workbook,
    name: str,
    title: str,
    headings: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[tuple[Sequence[Cell], bool]],
) -> None:
    """A sheet to be printed, under a title. A row that is True stands out.

    `widths` are in characters, as a spreadsheet measures its columns.
    """
    from openpyxl.styles import Font

    sheet: Any = book.create_sheet(name)
    sheet.freeze_panes = "A3"
    for number, width in enumerate(widths):
        sheet.column_dimensions[_letter(number)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:2"
    heading = _cell(sheet, title)
    heading.font = Font(bold=True, size=14)
    sheet.append([heading])
    sheet.append(_bold(sheet, headings))
    wrapped = {bold: _style(sheet, bold=bold, figure=False) for bold in (True, False)}
    figures = {bold: _style(sheet, bold=bold, figure=True) for bold in (True, False)}
    for row, stands_out in rows:
        cells = [_cell(sheet, value) for value in row]
        for cell in cells:
            styles = figures if isinstance(cell.value, int) else wrapped
            cell._style = styles[stands_out]
        sheet.append(cells)


def _style(sheet: Any, *, bold: bool, figure: bool) -> Any:
    """The style of a wrapped cell, made once: openpyxl takes long to find each anew."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.font = Font(bold=bold)
    if figure:
        cell.number_format = "#,##0"
    return cell._style  # type: ignore[attr-defined]  # the stubs lack it


def _bold(sheet: Any, row: Iterable[Cell]) -> list[Any]:
    from openpyxl.styles import Font

    cells = [_cell(sheet, value) for value in row]
    for cell in cells:
        cell.font = Font(bold=True)
    return cells


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def _value(sheet: Any, value: Cell) -> Any:
    """What openpyxl writes as it is; a cell only where it would take a text for an error."""
    written = _written(value)
    if isinstance(written, str) and written.startswith("#"):
        return _cell(sheet, value)
    return written


def _cell(sheet: Any, value: Cell) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell: Any = WriteOnlyCell(sheet, _written(value))  # type: ignore[arg-type]  # stubs: no Decimal
    if isinstance(cell.value, str):
        cell.data_type = "s"  # openpyxl takes "#N/A" and the like for more than text
    return cell


def _written(value: Cell) -> Cell:
    return _text(value) or None if isinstance(value, str) else value


@lru_cache(maxsize=10_000)
def _text(text: str) -> str:
    """Names and units come again in line after line."""
    return neutralised(clean_text(text))
