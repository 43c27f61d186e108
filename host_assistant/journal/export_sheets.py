"""Order lines, orders and sales as rows of a sheet that no spreadsheet runs as a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from host_assistant.catalog.formulas import neutralised
from host_assistant.journal.journal import Journal
from host_assistant.journal.orders import OrderRow, all_orders
from host_assistant.journal.packing import (
    WIDTHS,
    packing_headings,
    packing_rows,
    packing_title,
    source_word,
)
from host_assistant.journal.sessions import SessionRow
from host_assistant.language import _
from host_assistant.show.buyer import Buyer
from host_assistant.show.events import OrderLine
from host_assistant.values.vietnamese import clean_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | Decimal | datetime | None

WIDTH = 20
LINE_COLUMNS = (
    "order_id",
    "line",
    "placed_at",
    "status",
    "source",
    "buyer_name",
    "buyer_phone",
    "buyer_address",
    "buyer_country",
    "sku",
    "name",
    "quantity",
    "unit",
    "unit_price_vnd",
    "amount_vnd",
    "weight_g",
)

_SALES = """
SELECT sku, name, orders, quantity, unit, amount_vnd, weight_g FROM sales_by_product
WHERE session_id = ? ORDER BY amount_vnd DESC, sku
"""


def csv_of(journal: Journal, session_id: str) -> bytes:
    """Phone numbers keep their leading zero here; a spreadsheet that guesses may hide it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(LINE_COLUMNS)
    for order in all_orders(journal, session_id):
        for row in _lines_of(order, order.status, order.source):
            writer.writerow(map(_csv_cell, row))
    # Excel takes CSV for UTF-8 only behind this mark.
    return text.getvalue().encode("utf-8-sig")


def xlsx_of(journal: Journal, session_id: str) -> bytes:
    """The packing list and three sheets of all orders, in the language of the screen."""
    from openpyxl import Workbook

    statuses = {
        "pending": _("waiting"),
        "confirmed": _("confirmed"),
        "cancelled": _("cancelled"),
    }
    orders = list(all_orders(journal, session_id))
    sales = journal.connection.execute(_SALES, (session_id,))
    book = Workbook(write_only=True)
    rows = (_order_cells(order, statuses[order.status]) for order in orders)
    _fill_packing(book, journal.session(session_id), orders)
    _fill(book.create_sheet(_("Orders")), _order_headings(), rows)
    lines = (
        row
        for order in orders
        for row in _lines_of(order, statuses[order.status], source_word(order.source))
    )
    _fill(book.create_sheet(_("Order lines")), _line_headings(), lines)
    _fill(book.create_sheet(_("By product")), _product_headings(), sales)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill_packing(book: Workbook, session: SessionRow | None, orders: list[OrderRow]) -> None:
    """First in the book, because it is what the morning after needs; made to be printed."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    rows = list(packing_rows(orders))
    sheet: Any = book.create_sheet(_("Packing"))  # the stubs lack much of it
    sheet.freeze_panes = "A3"
    for number, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:2"
    title = _cell(sheet, packing_title(session, len(rows)))
    title.font = Font(bold=True, size=14)
    sheet.append([title])
    headings = [WriteOnlyCell(sheet, heading) for heading in packing_headings()]
    for heading in headings:
        heading.font = Font(bold=True)
    sheet.append(headings)
    for row in rows:
        cells = [_cell(sheet, value) for value in row]
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        cells[-1].number_format = "#,##0"
        sheet.append(cells)


def _fill(sheet: WriteOnlyWorksheet, headings: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    sheet.freeze_panes = "A2"
    for number in range(len(headings)):  # a moment in a narrow column reads "########"
        column = chr(ord("A") + number)
        sheet.column_dimensions[column].width = WIDTH  # type: ignore[attr-defined]  # stubs lack it
    titles = [WriteOnlyCell(sheet, heading) for heading in headings]
    for title in titles:
        title.font = Font(bold=True)
    sheet.append(titles)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: WriteOnlyWorksheet, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, _written(value))
    if isinstance(cell.value, str):
        cell.data_type = "s"  # openpyxl takes "#N/A" and the like for more than text
    return cell


def _written(cell: Any) -> Any:
    return _text(cell) or None if isinstance(cell, str) else cell


@lru_cache(maxsize=10_000)
def _text(text: str) -> str:
    """Names and units come again in line after line."""
    return neutralised(clean_text(text))


def _lines_of(order: OrderRow, status: str, source: str) -> Iterator[tuple[Cell, ...]]:
    buyer = order.buyer or Buyer()
    for number, line in enumerate(order.lines, start=1):
        yield (
            order.order_id,
            number,
            _moment(order.placed_at),
            status,
            source,
            buyer.name,
            buyer.phone,
            buyer.address,
            buyer.country,
            *_goods(line),
        )


def _goods(line: OrderLine) -> tuple[Cell, ...]:
    whole, rest = divmod(line.quantity_milli, 1000)
    quantity = Decimal(line.quantity_milli) / 1000 if rest else whole
    return (
        line.sku,
        line.name,
        quantity,
        line.unit,
        line.unit_price_vnd,
        line.amount_vnd,
        line.weight_g,
    )


def _order_cells(order: OrderRow, status: str) -> tuple[Cell, ...]:
    buyer = order.buyer or Buyer()
    return (
        order.order_id,
        _moment(order.placed_at),
        status,
        source_word(order.source),
        buyer.name,
        buyer.phone,
        buyer.address,
        buyer.country,
        order.total_vnd,
        order.weight_g,
    )


def _moment(at_ms: int) -> datetime:
    """The computer's own clock, to the second: sheets know no zones."""
    return datetime.fromtimestamp(at_ms // 1000, UTC).astimezone().replace(tzinfo=None)


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return _text(cell) if isinstance(cell, str) else str(cell)


def _order_headings() -> list[str]:
    return [
        _("Order"),
        _("Placed at"),
        _("Status"),
        _("From"),
        *_buyer_headings(),
        _("Total (đ)"),
        _("Weight (g)"),
    ]


def _line_headings() -> list[str]:
    return [
        _("Order"),
        _("Line"),
        _("Placed at"),
        _("Status"),
        _("From"),
        *_buyer_headings(),
        _("Code"),
        _("Goods"),
        _("Quantity"),
        _("Unit"),
        _("Price (đ)"),
        _("Amount (đ)"),
        _("Weight (g)"),
    ]


def _buyer_headings() -> list[str]:
    return [_("Buyer"), _("Phone"), _("Address"), _("Country")]


def _product_headings() -> list[str]:
    return [
        _("Code"),
        _("Goods"),
        _("Orders"),
        _("Quantity"),
        _("Unit"),
        _("Amount (đ)"),
        _("Weight (g)"),
    ]
