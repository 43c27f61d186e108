"""The sheets to pick, pack and send by, and the table of places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from host_assistant.journal.by_place import place_words, places_of
from host_assistant.journal.cells import Cell, add_paper, decimal
from host_assistant.journal.orders import OrderRow
from host_assistant.journal.packing import (
    WIDTHS,
    address_words,
    count_words,
    goods_words,
    packing_headings,
    packing_rows,
    paper_title,
)
from host_assistant.journal.parcels import Parcel, Picked, parcels_of, picked
from host_assistant.journal.sessions import SessionRow
from host_assistant.language import _, ngettext

if TYPE_CHECKING:
    from openpyxl import Workbook

_PICKING_WIDTHS: Final = (12, 36, 12, 12, 16, 10, 26)
_PARCEL_WIDTHS: Final = (8, 22, 14, 40, 48, 12, 14, 34)


def add_morning_sheets(book: Workbook, session: SessionRow | None, orders: list[OrderRow]) -> None:
    """The packing list first; the list for tomorrow's harvest only where somebody is on it."""
    confirmed = [order for order in orders if order.status == "confirmed"]
    parcels = parcels_of(orders)
    goods = picked(parcels)
    title = paper_title(session, count_words(len(confirmed)))
    rows = ((row, False) for row in packing_rows(confirmed))
    add_paper(book, _("Packing"), title, packing_headings(), WIDTHS, rows)
    title = paper_title(
        session,
        ngettext("{count} product", "{count} products", len(goods)).format(count=len(goods)),
    )
    add_paper(book, _("Picking"), title, _picking_headings(), _PICKING_WIDTHS, _picking_rows(goods))
    title = paper_title(session, parcel_count_words(len(parcels)))
    cells = ((_parcel_cells(parcel), False) for parcel in parcels)
    add_paper(book, _("Parcels"), title, _parcel_headings(), _PARCEL_WIDTHS, cells)
    waiting = [order for order in orders if order.waiting]
    if waiting:
        title = paper_title(session, count_words(len(waiting)))
        rows = ((row, False) for row in packing_rows(waiting))
        add_paper(book, _("Pick tomorrow"), title, packing_headings(), WIDTHS, rows)


def parcel_count_words(count: int) -> str:
    return ngettext("{count} parcel", "{count} parcels", count).format(count=count)


def parcel_mark(parcel: Parcel) -> str:
    """What must be known of a parcel before it is closed, "" for nothing."""
    marks = []
    if len(parcel.orders) > 1:
        marks.append(
            _("{count} orders of one phone number, packed together").format(
                count=len(parcel.orders)
            )
        )
    if parcel.other_address:
        marks.append(_("the same phone number has another address: ask"))
    return "; ".join(marks)


def place_headings() -> list[str]:
    return [_("Place"), _("Orders"), _("Weight (g)"), _("Amount (đ)")]


def place_cells(orders: list[OrderRow]) -> Iterator[tuple[Cell, ...]]:
    for row in places_of(orders):
        yield place_words(row), row.orders, row.weight_g, row.revenue_vnd


def _picking_headings() -> tuple[str, ...]:
    return (
        _("Code"),
        _("Goods"),
        _("Quantity"),
        _("Unit"),
        _("Weight (g)"),
        _("Parcel"),
        _("Buyer"),
    )


def _picking_rows(all_goods: list[Picked]) -> Iterator[tuple[tuple[Cell, ...], bool]]:
    for one in all_goods:
        goods = one.goods
        yield (
            (
                goods.sku,
                goods.name,
                decimal(goods.quantity_milli),
                goods.unit,
                goods.weight_g,
                None,
                parcel_count_words(len(one.shares)),
            ),
            True,
        )
        for parcel, share in one.shares:
            yield (
                (
                    None,
                    None,
                    decimal(share.quantity_milli),
                    share.unit,
                    share.weight_g,
                    parcel.number,
                    parcel.recipient,
                ),
                False,
            )


def _parcel_headings() -> tuple[str, ...]:
    return (
        _("Parcel"),
        _("Buyer"),
        _("Phone"),
        _("Address"),
        _("Goods"),
        _("Weight (g)"),
        _("Amount (đ)"),
        _("Note"),
    )


def _parcel_cells(parcel: Parcel) -> tuple[Cell, ...]:
    return (
        parcel.number,
        parcel.recipient,
        parcel.buyer.phone,
        address_words(parcel.buyer),
        goods_words(parcel.goods),
        parcel.weight_g,
        parcel.total_vnd,
        parcel_mark(parcel),
    )
