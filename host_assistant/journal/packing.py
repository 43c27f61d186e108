"""The packing list: what goes into which parcel, and to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from host_assistant.journal.orders import OrderRow
from host_assistant.journal.parcels import Goods
from host_assistant.journal.sessions import SessionRow
from host_assistant.language import _, ngettext
from host_assistant.show.buyer import Buyer
from host_assistant.show.events import OrderLine
from host_assistant.values.instants import local_date, local_time
from host_assistant.values.quantity import format_milli

# In characters, as a spreadsheet measures its columns.
WIDTHS: Final = (6, 8, 22, 14, 40, 48, 14)

PackingRow = tuple[int, str, str, str, str, str, int]


def paper_title(session: SessionRow | None, counted: str) -> str:
    """What a sheet is of: "DIỄN TẬP · Vải thiều đêm nay · 29/06/2025 · 12 đơn"."""
    if session is None:
        return counted
    warning = _("REHEARSAL – send nothing") if session.mode == "rehearsal" else ""
    parts = (warning, session.title, local_date(session.started_at), counted)
    return " · ".join(part for part in parts if part)


def count_words(count: int) -> str:
    return ngettext("{count} order", "{count} orders", count).format(count=count)


def packing_headings() -> tuple[str, ...]:
    return (
        _("No."),
        _("Time"),
        _("Buyer"),
        _("Phone"),
        _("Address"),
        _("Goods"),
        _("Amount (đ)"),
    )


def packing_rows(orders: Iterable[OrderRow]) -> Iterator[PackingRow]:
    """The given orders, numbered as they were placed."""
    for number, order in enumerate(orders, start=1):
        buyer = order.buyer or Buyer()
        yield (
            number,
            local_time(order.placed_at),
            buyer.name or order.buyer_label,
            buyer.phone,
            _where_to(order),
            goods_words(order.lines),
            order.total_vnd,
        )


def _where_to(order: OrderRow) -> str:
    """The address, and the comment's own words: only the province is read out of those."""
    said = f"“{order.words}”" if order.words else ""
    return "\n".join(part for part in (address_words(order.buyer or Buyer()), said) if part)


def address_words(buyer: Buyer) -> str:
    return ", ".join(part for part in (buyer.address, buyer.country) if part)


def goods_words(lines: Iterable[OrderLine | Goods]) -> str:
    """What goes into a parcel: "5 kg Vải thiều; 2 thùng Cá kho"."""
    return "; ".join(
        f"{format_milli(line.quantity_milli)} {line.unit} {line.name}" for line in lines
    )


def source_word(source: str) -> str:
    """Where an order was taken down; a name that another program gave stays as it is."""
    return {
        "window": _("the sales laptop"),
        "desk": _("a helper's device"),
        "http": _("a helper's device"),
        "comment": _("a viewer's comment"),
        "demo": _("made up for practice"),
    }.get(source, source)
