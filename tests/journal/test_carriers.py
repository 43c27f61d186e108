"""The sheet that carriers get."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from host_assistant.journal import Journal
from host_assistant.journal.carriers import (
    NothingToSend,
    calls_before_sending,
    carrier_csv_of,
    carrier_rows,
)
from host_assistant.journal.export import ExportFormat, export, suffix_of
from host_assistant.show.buyer import Buyer, SealedBuyer, seal
from host_assistant.show.events import OrderLine, SessionEnded
from tests.journal.support import SESSION, SHOES, line, opened, order, records

HEADINGS = [
    "Mã đơn hàng",
    "Tên người nhận",
    "Số điện thoại",
    "Địa chỉ",
    "Tỉnh/Thành phố",
    "Quốc gia",
    "Nội dung hàng hóa",
    "Khối lượng (g)",
    "Tiền thu hộ COD (đ)",
    "Ghi chú",
    "Còn thiếu",
]
SCRIPT = "<script>alert(1)</script>"


def buyer(
    number: int, *, name: str = "chị Hoa", phone: str = "", address: str = "", country: str = ""
) -> SealedBuyer:
    made = Buyer(name=name, phone=phone, address=address, country=country)
    return seal(made, buyer_id=f"b{number}", salt="c2FsdA")


def sell(journal: Journal, *sold: tuple[SealedBuyer | None, OrderLine]) -> None:
    placed = [
        order(f"o{number}", bought, buyer=who) for number, (who, bought) in enumerate(sold, start=1)
    ]
    known = [who for who, _bought in sold if who is not None]
    journal.append(SESSION, records(opened(), *placed, SessionEnded()), known)


WHOLE = buyer(1, phone="0901234567", address="12 Lê Lợi, Lạng Giang, Bắc Giang")


@pytest.mark.parametrize(
    ("who", "lacks"),
    [
        (WHOLE, ()),
        (buyer(2, phone="0901234567"), ("address",)),
        (buyer(3, address="12 Hàng Bạc, Hà Nội"), ("phone",)),
        (buyer(4, phone="0901 23", address="5 Tràng Tiền, Hà Nội"), ("phone",)),
        (buyer(5, phone="0901234567", address="gần cây đa"), ("province",)),
        (buyer(6, name="", phone="0901234567", address="xóm 3, Huế"), ("recipient",)),
        (buyer(9, phone="0901234567", address="ship Hà Nội"), ("address",)),
        (buyer(10, phone="0901234567", address="thành phố Hồ Chí Minh"), ("address",)),
        (buyer(11, phone="0901234567", country="Nhật Bản"), ("address", "abroad")),
        (buyer(7, phone="0901234567", address="Tokyo", country="Nhật Bản"), ("abroad",)),
        (buyer(8, phone="0901234567", address="Tokyo, Nhật Bản"), ("abroad",)),
        (None, ("recipient", "phone", "address")),
    ],
)
def test_a_row_says_what_it_lacks(
    journal: Journal, who: SealedBuyer | None, lacks: tuple[str, ...]
) -> None:
    sell(journal, (who, line()))
    (row,) = carrier_rows(journal, SESSION)
    assert row.lacks == lacks
    assert row.call_first == bool(lacks)


def test_a_parcel_without_a_weight_is_weighed_not_called_about(journal: Journal) -> None:
    sell(journal, (WHOLE, line(SHOES, 1_000)))
    (row,) = carrier_rows(journal, SESSION)
    assert (row.lacks, row.weight_g, row.call_first) == (("weight_g",), None, False)


def test_those_to_be_called_stand_first_in_csv(journal: Journal, tmp_path: Path) -> None:
    sell(journal, (WHOLE, line()), (buyer(2, phone="0907654321"), line()), (WHOLE, line()))
    export(journal, SESSION, "carrier-csv", tmp_path / "c.csv")
    assert (tmp_path / "c.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        first, second = list(csv.DictReader(file))
    assert list(first) == HEADINGS
    assert (first["Số điện thoại"], first["Còn thiếu"]) == ("0907654321", "địa chỉ")
    assert second == {
        "Mã đơn hàng": "o1",
        "Tên người nhận": "chị Hoa",
        "Số điện thoại": "0901234567",
        "Địa chỉ": "12 Lê Lợi, Lạng Giang, Bắc Giang",
        "Tỉnh/Thành phố": "Bắc Ninh",
        "Quốc gia": "",
        "Nội dung hàng hóa": "10 kg Vải thiều",
        "Khối lượng (g)": "10000",
        "Tiền thu hộ COD (đ)": "350000",
        "Ghi chú": "2 orders of one phone number, packed together",
        "Còn thiếu": "",
    }
    assert calls_before_sending(journal, SESSION) == 1


def sheets_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(path)
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    book.close()
    return sheets


def test_those_to_be_called_have_a_sheet_of_their_own(journal: Journal, tmp_path: Path) -> None:
    sell(journal, (WHOLE, line()), (None, line()))
    export(journal, SESSION, "carrier-xlsx", tmp_path / "c.xlsx")
    sheets = sheets_of(tmp_path / "c.xlsx")
    assert list(sheets) == ["Gửi hàng", "Gọi trước"]
    (headings, ready) = sheets["Gửi hàng"]
    assert list(headings) == HEADINGS
    assert ready[2:5] == ("0901234567", "12 Lê Lợi, Lạng Giang, Bắc Giang", "Bắc Ninh")
    assert ready[7:9] == (5_000, 175_000)
    (_headings, call) = sheets["Gọi trước"]
    assert call[10] == "tên, số điện thoại, địa chỉ"


def test_a_phone_from_abroad_is_no_sum(journal: Journal, tmp_path: Path) -> None:
    sell(journal, (buyer(1, phone="+61 412 345 678", address="5 Lê Lợi, Huế"), line()))
    export(journal, SESSION, "carrier-xlsx", tmp_path / "c.xlsx")
    assert sheets_of(tmp_path / "c.xlsx")["Gửi hàng"][1][2] == "0061412345678"


@settings(max_examples=40)
@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_buyers_write_stays_in_its_cell(
    name: str, phone: str, address: str, country: str
) -> None:
    with TemporaryDirectory() as folder, Journal.open(Path(folder) / "j.db") as journal:
        who = buyer(1, name=name, phone=phone, address=address, country=country)
        sell(journal, (who, line()))
        written = carrier_csv_of(journal, SESSION).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert [len(row) for row in rows] == [len(HEADINGS)] * 2
    assert not [cell for cell in rows[1] if cell[:1] in set("=+-@\t\r")]
    assert not [cell for cell in rows[1] if "\n" in cell or "\0" in cell]


@pytest.mark.parametrize("format", ["carrier-csv", "carrier-xlsx", "csv", "xlsx"])
def test_script_and_quotes_stay_words(
    journal: Journal, tmp_path: Path, format: ExportFormat
) -> None:
    name = f'{SCRIPT}", "=1+1"\n;\u202e'
    hostile = buyer(1, name=name, phone="0901234567", address=f'12 "{SCRIPT}",\r\nHà Nội')
    sell(journal, (hostile, line()))
    path = tmp_path / f"out.{suffix_of(format)}"
    export(journal, SESSION, format, path)
    if format.endswith("csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert len(rows) == 2
        cells: list[Any] = rows[1]
    else:
        first = next(iter(sheets_of(path).values()))
        cells = list(first[-1])
    assert f'{SCRIPT}", "=1+1" ;' in cells
    assert f'12 "{SCRIPT}", Hà Nội' in cells


def test_nothing_is_sent_after_a_rehearsal(journal: Journal, tmp_path: Path) -> None:
    rehearsal = msgspec.structs.replace(opened(), mode="rehearsal")
    journal.append(SESSION, records(rehearsal, order("o1", buyer=WHOLE), SessionEnded()), [WHOLE])
    with pytest.raises(NothingToSend, match="rehearsal") as refused:
        export(journal, SESSION, "carrier-csv", tmp_path / "c.csv")
    assert "rehearsal" in refused.value.sentence()
    assert not (tmp_path / "c.csv").exists()


def test_without_confirmed_orders_there_is_no_sheet(journal: Journal) -> None:
    journal.append(SESSION, records(opened(), order("o1", confirmed=False), SessionEnded()))
    with pytest.raises(NothingToSend, match="no_orders") as refused:
        carrier_rows(journal, SESSION)
    assert "No order" in refused.value.sentence()


def test_erased_buyers_cannot_be_sent_anything(journal: Journal) -> None:
    sell(journal, (WHOLE, line()), (None, line()))
    journal.connection.execute("DELETE FROM buyers")
    with pytest.raises(NothingToSend, match="erased") as refused:
        carrier_rows(journal, SESSION)
    assert "erased" in refused.value.sentence()
