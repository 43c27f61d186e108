"""The sheet for carriers: one row a parcel, and what is missing before it can go."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import Literal

import msgspec

from host_assistant.journal.by_place import place_named
from host_assistant.journal.cells import Cell, add_table, csv_cell
from host_assistant.journal.journal import Journal
from host_assistant.journal.morning_sheets import parcel_mark
from host_assistant.journal.orders import all_orders
from host_assistant.journal.packing import address_words, goods_words
from host_assistant.journal.parcels import Parcel, parcels_of
from host_assistant.language import _, ngettext
from host_assistant.resources import asset
from host_assistant.values.phone import parse_phone
from host_assistant.values.places import (
    country_called,
    country_in,
    is_place_alone,
    is_vietnam,
    province_in,
)
from host_assistant.values.unreadable import Unreadable

Lack = Literal["recipient", "phone", "address", "province", "weight_g", "abroad"]
NothingWhy = Literal["rehearsal", "erased", "no_orders"]


class NothingToSend(Exception):
    """There is no sheet for carriers of this session; `why` says what there is instead."""

    def __init__(self, why: NothingWhy) -> None:
        super().__init__(why)
        self.why = why

    def sentence(self) -> str:
        return {
            "rehearsal": _(
                "This was a rehearsal: nobody waits for a parcel, so no sheet for carriers was "
                "written. Choose a live session."
            ),
            "erased": _(
                "The buyers of this session were erased: no name, phone or address is left, so "
                "no sheet for carriers was written. The orders themselves can still be exported."
            ),
            "no_orders": _(
                "No order of this session is confirmed, so there is nothing to send and nothing "
                "was written. Export the orders instead."
            ),
        }[self.why]


class CarrierRow(msgspec.Struct, frozen=True, kw_only=True):
    """A parcel as carriers ask for it; `weight_g` is None where somebody must weigh it.

    `cod_vnd` is all that the orders come to: what was paid before is not in the log.
    """

    code: str
    recipient: str
    phone: str
    address: str
    province: str
    country: str
    goods: str
    weight_g: int | None
    cod_vnd: int
    note: str
    lacks: tuple[Lack, ...]

    @property
    def call_first(self) -> bool:
        """Whether the buyer must be asked something; a parcel can be weighed without them."""
        return any(lack != "weight_g" for lack in self.lacks)


class _Column(msgspec.Struct, frozen=True):
    field: str
    name: str


class _Columns(msgspec.Struct, frozen=True):
    columns: tuple[_Column, ...]
    ready: str
    call_first: str
    missing: dict[Lack, str]


@cache
def _columns() -> _Columns:
    return msgspec.json.decode(asset("carriers", "columns.json").read_bytes(), type=_Columns)


def carrier_rows(journal: Journal, session_id: str) -> list[CarrierRow]:
    """A row for each parcel of a live session; those that a call must be made for come first.

    Raises NothingToSend or `JournalError`.
    """
    session = journal.session(session_id)
    if session is not None and session.mode == "rehearsal":
        raise NothingToSend("rehearsal")
    parcels = parcels_of(all_orders(journal, session_id))
    if not parcels:
        raise NothingToSend("no_orders")
    orders = [order for parcel in parcels for order in parcel.orders]
    known = [order for order in orders if order.buyer is not None]
    if not known and any(order.buyer_id for order in orders):
        raise NothingToSend("erased")
    return sorted(map(_row, parcels), key=lambda row: not row.call_first)


def calls_before_sending(journal: Journal, session_id: str) -> int:
    """How many parcels cannot go before their buyers were asked. Raises as `carrier_rows`."""
    return sum(row.call_first for row in carrier_rows(journal, session_id))


def call_first_words(count: int) -> str:
    return ngettext(
        "{count} parcel lacks something and cannot go yet: call its buyer first. The column "
        "“{column}” says what is missing.",
        "{count} parcels lack something and cannot go yet: call their buyers first. The column "
        "“{column}” says what is missing.",
        count,
    ).format(count=count, column=_columns().columns[-1].name)


def carrier_csv_of(journal: Journal, session_id: str) -> bytes:
    """UTF-8 with a BOM. Spreadsheets that guess hide a phone's first zero: XLSX keeps it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_headings())
    for row in carrier_rows(journal, session_id):
        writer.writerow(map(csv_cell, _cells(row)))
    return text.getvalue().encode("utf-8-sig")


def carrier_xlsx_of(journal: Journal, session_id: str) -> bytes:
    """The parcels that can go, and on a second sheet those whose buyers must be called first."""
    from openpyxl import Workbook

    rows = carrier_rows(journal, session_id)
    words = _columns()
    book = Workbook(write_only=True)
    ready = [row for row in rows if not row.call_first]
    later = [row for row in rows if row.call_first]
    for name, some in ((words.ready, ready), (words.call_first, later)):
        add_table(book, name, _headings(), map(_cells, some))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _row(parcel: Parcel) -> CarrierRow:
    buyer = parcel.buyer
    address = address_words(buyer)
    country = "" if is_vietnam(buyer.country) else country_called(buyer.country) or buyer.country
    country = country or ("" if province_in(buyer.address) else country_in(buyer.address))
    province = "" if country else place_named(province_in(buyer.address)).name
    phone = _phone(buyer.phone)
    lacking: dict[Lack, bool] = {
        "recipient": not buyer.name,
        "phone": not phone,
        "address": is_place_alone(buyer.address),
        "province": bool(buyer.address) and not province and not country,
        "abroad": bool(country),
        "weight_g": parcel.weight_g is None,
    }
    return CarrierRow(
        code=parcel.orders[0].order_id,
        recipient=buyer.name,
        phone=phone or buyer.phone,
        address=address,
        province=province,
        country=country,
        goods=goods_words(parcel.goods),
        weight_g=parcel.weight_g,
        cod_vnd=parcel.total_vnd,
        note=parcel_mark(parcel),
        lacks=tuple(lack for lack, is_so in lacking.items() if is_so),
    )


def _phone(written: str) -> str:
    """As it is dialled in Vietnam; "" for less than a number. A spreadsheet would add up a "+"."""
    try:
        phone = parse_phone(written)
    except Unreadable:
        return ""
    return f"00{phone[1:]}" if phone.startswith("+") else phone


def _headings() -> list[str]:
    return [column.name for column in _columns().columns]


def _cells(row: CarrierRow) -> tuple[Cell, ...]:
    words = _columns().missing
    missing = ", ".join(words[lack] for lack in row.lacks)
    return tuple(
        missing if column.field == "missing" else getattr(row, column.field)
        for column in _columns().columns
    )
