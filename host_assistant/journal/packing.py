"""The packing list: what goes into which parcel, and to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from host_assistant.journal.orders import OrderRow
from host_assistant.journal.sessions import SessionRow
from host_assistant.language import _, ngettext
from host_assistant.show.buyer import Buyer
from host_assistant.values.instants import local_date, local_time
from host_assistant.values.quantity import format_milli

# In characters, as a spreadsheet measures its columns.
WIDTHS: Final = (6, 8, 22, 14, 40, 48, 14)

PackingRow = tuple[int, str, str, str, str, str, int]


def packing_title(session: SessionRow | None, count: int) -> str:
    """What the sheet is of: "DIỄN TẬP · Vải thiều đêm nay · 29/06/2025 · 12 đơn"."""
    if session is None:
        return _("Packing")
    warning = _("REHEARSAL – send nothing") if session.mode == "rehearsal" else ""
    counted = ngettext("{count} order", "{count} orders", count).format(count=count)
    parts = (warning, session.title, local_date(session.started_at), counted)
    return " · ".join(part for part in parts if part)


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
    """The confirmed ones of `orders`, numbered as they were placed."""
    confirmed = (order for order in orders if order.status == "confirmed")
    for number, order in enumerate(confirmed, start=1):
        buyer = order.buyer or Buyer()
        yield (
            number,
            local_time(order.placed_at),
            buyer.name or order.buyer_label,
            buyer.phone,
            ", ".join(part for part in (buyer.address, buyer.country) if part),
            "; ".join(
                f"{format_milli(line.quantity_milli)} {line.unit} {line.name}"
                for line in order.lines
            ),
            order.total_vnd,
        )


def source_word(source: str) -> str:
    """Where an order was taken down; a name that another program gave stays as it is."""
    return {
        "window": _("the sales laptop"),
        "desk": _("a helper's device"),
        "http": _("a helper's device"),
        "demo": _("made up for practice"),
    }.get(source, source)
