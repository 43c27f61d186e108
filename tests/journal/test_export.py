"""Files for the accountant and the archive."""

from __future__ import annotations

import csv
import datetime
import json
from pathlib import Path
from typing import get_args

import pytest
from openpyxl import load_workbook

from host_assistant import language
from host_assistant.catalog.product import Product
from host_assistant.journal import Journal
from host_assistant.journal.chain import first_hash, row_hash
from host_assistant.journal.export import ExportFailed, ExportFormat, export, suffix_of
from host_assistant.show.buyer import Buyer, seal
from host_assistant.show.events import Event, NoteAdded, SessionEnded
from tests.journal.support import (
    BEGAN_MS,
    LYCHEE,
    SESSION,
    SHOES,
    hoa,
    line,
    opened,
    order,
    records,
)


@pytest.fixture
def sold(journal: Journal) -> Journal:
    buyer = hoa()
    events: list[Event] = [
        opened(),
        order("o1", line(LYCHEE, 2_500), line(SHOES, 1_000), buyer=buyer),
        order("o2", confirmed=False, source="facebook"),
        NoteAdded(text="khách hỏi giá"),
        SessionEnded(),
    ]
    journal.append(SESSION, records(*events), [buyer])
    return journal


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_a_row_for_each_line(sold: Journal, tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    export(sold, SESSION, "csv", path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    first, second, third = rows_of(path)
    moment = datetime.datetime.fromtimestamp(BEGAN_MS // 1000 + 1)
    assert first == {
        "order_id": "o1",
        "line": "1",
        "placed_at": moment.isoformat(sep=" "),
        "status": "confirmed",
        "source": "desk",
        "buyer_name": "chị Hoa",
        "buyer_phone": "0901234567",
        "buyer_address": "12 Hàng Bạc, Hà Nội",
        "buyer_country": "",
        "sku": "A1",
        "name": "Vải thiều",
        "quantity": "2.5",
        "unit": "kg",
        "unit_price_vnd": "35000",
        "amount_vnd": "87500",
        "weight_g": "2500",
    }
    assert (second["sku"], second["quantity"], second["weight_g"]) == ("B1", "1", "")
    assert (third["order_id"], third["status"], third["buyer_name"]) == ("o2", "pending", "")


def test_xlsx_has_numbers_and_a_sheet_for_each_use(sold: Journal, tmp_path: Path) -> None:
    path = tmp_path / "session.xlsx"
    export(sold, SESSION, "xlsx", path)
    book = load_workbook(path)
    assert book.sheetnames == [
        "Packing",
        "Picking",
        "Parcels",
        "Orders",
        "Order lines",
        "By product",
        "By place",
    ]
    orders = list(book["Orders"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in orders] == ["o1", "o2"]
    assert [row[2] for row in orders] == ["confirmed", "waiting"]
    assert orders[0][5:] == ("0901234567", "12 Hàng Bạc, Hà Nội", None, 537_500, 2_500)
    lines = list(book["Order lines"].iter_rows(min_row=2, values_only=True))
    assert lines[0][-5:] == (2.5, "kg", 35_000, 87_500, 2_500)
    assert isinstance(lines[0][2], datetime.datetime)
    products = list(book["By product"].iter_rows(min_row=2, values_only=True))
    assert products == [
        ("B1", "Giày da", 1, 1, "đôi", 450_000, None),
        ("A1", "Vải thiều", 1, 2.5, "kg", 87_500, 2_500),
    ]
    book.close()


def test_xlsx_in_english_and_vietnamese_has_the_same_shape(sold: Journal, tmp_path: Path) -> None:
    shapes = []
    for lang in get_args(language.Language):
        language.use(lang)
        export(sold, SESSION, "xlsx", tmp_path / f"{lang}.xlsx")
        book = load_workbook(tmp_path / f"{lang}.xlsx")
        shapes.append([(sheet.max_row, sheet.max_column) for sheet in book])
        book.close()
    assert (
        shapes[0]
        == shapes[1]
        == [
            (3, 7),
            (6, 7),
            (3, 8),
            (3, 10),
            (4, 16),
            (3, 7),
            (2, 4),
        ]
    )


@pytest.mark.parametrize("format", ["csv", "xlsx", "carrier-csv", "carrier-xlsx"])
@pytest.mark.parametrize(
    "text", ["=1+1", "+84901", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)", "'=1"]
)
def test_no_cell_is_a_formula(
    journal: Journal, tmp_path: Path, text: str, format: ExportFormat
) -> None:
    least = 5 if format.startswith("carrier") else 9
    product = Product(sku=text, name=text, price_vnd=1_000, unit=text)
    buyer = seal(Buyer(name=text, phone=text, address=text, country=text), buyer_id="b1", salt="s")
    bought = order(text, line(product), buyer=buyer, source=text)
    journal.append(SESSION, records(opened(), bought), [buyer])
    path = tmp_path / f"session.{suffix_of(format)}"
    export(journal, SESSION, format, path)
    if suffix_of(format) == "csv":
        cells: list[object] = [cell for row in rows_of(path) for cell in row.values()]
    else:
        book = load_workbook(path)
        found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in found} <= {"s", "n", "d"}
        cells = [cell.value for cell in found]
        book.close()
    assert sum(isinstance(cell, str) and cell.startswith("'") for cell in cells) >= least
    assert not [cell for cell in cells if isinstance(cell, str) and cell[:1] in set("=+-@\t\r")]


def test_characters_that_no_sheet_can_hold(journal: Journal, tmp_path: Path) -> None:
    odd = Product(sku="A\x00B", name="Vải\x0b thiều \ufffe🍒 שלום", price_vnd=1_000, unit="kg")
    journal.append(SESSION, records(opened(), order("o1", line(odd))))
    export(journal, SESSION, "xlsx", tmp_path / "odd.xlsx")
    book = load_workbook(tmp_path / "odd.xlsx")
    row = next(iter(book["Order lines"].iter_rows(min_row=2, values_only=True)))
    assert row[9:11] == ("AB", "Vải thiều 🍒 שלום")
    book.close()


def test_jsonl_carries_every_event_and_its_proof(sold: Journal, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    export(sold, SESSION, "jsonl", path)
    text = path.read_text(encoding="utf-8")
    events = [json.loads(row) for row in text.splitlines()]
    assert [event["type"] for event in events] == [
        "SessionOpened",
        "OrderPlaced",
        "OrderPlaced",
        "NoteAdded",
        "SessionEnded",
    ]
    assert events[3]["data"] == {"type": "NoteAdded", "text": "khách hỏi giá"}
    assert "0901234567" not in text
    previous = first_hash(SESSION)
    for event in events:
        data = json.dumps(event["data"], ensure_ascii=False, separators=(",", ":")).encode()
        columns = tuple(
            event[name] for name in "session_id sequence at offset_ms type version".split()
        )
        assert event["previous_hash"] == previous
        assert event["hash"] == (previous := row_hash(previous, columns, data))


@pytest.mark.parametrize("format", get_args(ExportFormat))
def test_a_file_that_cannot_be_written(sold: Journal, tmp_path: Path, format: ExportFormat) -> None:
    with pytest.raises(ExportFailed) as failed:
        export(sold, SESSION, format, tmp_path / "no such folder" / "file")
    assert "no such folder" in failed.value.sentence()


def test_an_older_file_is_replaced_whole(sold: Journal, tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text("old" * 10_000)
    export(sold, SESSION, "csv", path)
    assert len(rows_of(path)) == 3
    assert not list(tmp_path.glob("*.new"))


def test_a_folder_stands_in_the_way(sold: Journal, tmp_path: Path) -> None:
    (tmp_path / "lines.csv").mkdir()
    with pytest.raises(ExportFailed):
        export(sold, SESSION, "csv", tmp_path / "lines.csv")
    assert not list(tmp_path.glob("*.new"))
