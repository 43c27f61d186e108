"""Order lines, orders and sales as rows of a sheet that no spreadsheet runs as a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from host_assistant.journal.cells import Cell, add_table, csv_cell, decimal, moment
from host_assistant.journal.journal import Journal
from host_assistant.journal.morning_sheets import add_morning_sheets, place_cells, place_headings
from host_assistant.journal.orders import OrderRow, all_orders
from host_assistant.journal.packing import source_word
from host_assistant.language import _
from host_assistant.show.buyer import Buyer
from host_assistant.show.events import OrderLine

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
            writer.writerow(map(csv_cell, row))
    # Excel takes CSV for UTF-8 only behind this mark.
    return text.getvalue().encode("utf-8-sig")


def xlsx_of(journal: Journal, session_id: str) -> bytes:
    """What the morning after needs, then all orders, in the language of the screen."""
    from openpyxl import Workbook

    statuses = {
        "pending": _("waiting"),
        "confirmed": _("confirmed"),
        "cancelled": _("cancelled"),
    }
    orders = list(all_orders(journal, session_id))
    sales = journal.connection.execute(_SALES, (session_id,))
    book = Workbook(write_only=True)
    add_morning_sheets(book, journal.session(session_id), orders)
    words = {
        order.order_id: _("pick tomorrow") if order.waiting else statuses[order.status]
        for order in orders
    }
    rows = (_order_cells(order, words[order.order_id]) for order in orders)
    add_table(book, _("Orders"), _order_headings(), rows)
    lines = (
        row
        for order in orders
        for row in _lines_of(order, words[order.order_id], source_word(order.source))
    )
    add_table(book, _("Order lines"), _line_headings(), lines)
    add_table(book, _("By product"), _product_headings(), sales)
    add_table(book, _("By place"), place_headings(), place_cells(orders))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _lines_of(order: OrderRow, status: str, source: str) -> Iterator[tuple[Cell, ...]]:
    buyer = order.buyer or Buyer()
    for number, line in enumerate(order.lines, start=1):
        yield (
            order.order_id,
            number,
            moment(order.placed_at),
            status,
            source,
            buyer.name,
            buyer.phone,
            buyer.address,
            buyer.country,
            *_goods(line),
        )


def _goods(line: OrderLine) -> tuple[Cell, ...]:
    return (
        line.sku,
        line.name,
        decimal(line.quantity_milli),
        line.unit,
        line.unit_price_vnd,
        line.amount_vnd,
        line.weight_g,
    )


def _order_cells(order: OrderRow, status: str) -> tuple[Cell, ...]:
    buyer = order.buyer or Buyer()
    return (
        order.order_id,
        moment(order.placed_at),
        status,
        source_word(order.source),
        buyer.name,
        buyer.phone,
        buyer.address,
        buyer.country,
        order.total_vnd,
        order.weight_g,
    )


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
