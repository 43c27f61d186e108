"""The first sheet of the Excel file: what to pack, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from openpyxl import load_workbook

from host_assistant import language
from host_assistant.catalog.product import Product
from host_assistant.journal import Journal
from host_assistant.journal.export import export
from host_assistant.journal.packing import WIDTHS, packing_headings, source_word
from host_assistant.show.buyer import Buyer, seal
from host_assistant.show.comment import Comment, seal_comment
from host_assistant.show.events import CommentReceived, OrderCancelled, SessionEnded
from host_assistant.show.vocabulary import Mode
from host_assistant.values.instants import local_date, local_time
from tests.journal.support import BEGAN_MS, SESSION, hoa, line, opened, order, records

FISH = Product(sku="C1", name="Cá kho", price_vnd=90_000, unit="thùng")


@pytest.fixture
def vietnamese() -> Iterator[None]:
    before = language.current()
    language.use("vi")
    yield
    language.use(before)


def packed(journal: Journal, folder: Path, mode: Mode = "live") -> list[tuple[Any, ...]]:
    """All rows of the sheet, of one evening with a cancelled and a waiting order in it."""
    lan = seal(Buyer(name="cô Lan", address="8 Kent St", country="Úc"), buyer_id="b2", salt="s")
    journal.append(
        SESSION,
        records(
            msgspec.structs.replace(opened(), mode=mode),
            order("a" * 32, line(), line(FISH, 2_000), buyer=hoa(), source="window"),
            order("b" * 32, source="window"),
            OrderCancelled(order_id="b" * 32),
            order("c" * 32, confirmed=False),
            order("d" * 32, line(quantity_milli=2_500), buyer=lan, source="desk"),
            SessionEnded(),
        ),
        [hoa(), lan],
    )
    path = folder / "session.xlsx"
    export(journal, SESSION, "xlsx", path)
    book = load_workbook(path)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return rows


def test_only_confirmed_orders_stand_on_it(journal: Journal, tmp_path: Path) -> None:
    title, headings, first, second = packed(journal, tmp_path)
    assert title[0] == f"Vải thiều đêm nay · {local_date(BEGAN_MS)} · 2 orders"
    assert headings == packing_headings()
    assert len(headings) == len(WIDTHS)
    assert first == (
        1,
        local_time(BEGAN_MS + 1_500),
        "chị Hoa",
        "0901234567",
        "12 Hàng Bạc, Hà Nội",
        "5 kg Vải thiều; 2 thùng Cá kho",
        355_000,
    )
    assert second[0] == 2
    assert second[2:] == ("cô Lan", None, "8 Kent St, Úc", "2,5 kg Vải thiều", 87_500)


@pytest.mark.usefixtures("vietnamese")
def test_a_rehearsal_says_so_in_its_heading(journal: Journal, tmp_path: Path) -> None:
    title, headings, *_rows = packed(journal, tmp_path, "rehearsal")
    assert str(title[0]).startswith("DIỄN TẬP")
    assert headings[2:6] == ("Người mua", "Điện thoại", "Địa chỉ", "Hàng hóa")
    book = load_workbook(tmp_path / "session.xlsx")
    assert book.sheetnames[0] == "Gói hàng"
    sources = [row[3] for row in book["Đơn hàng"].iter_rows(min_row=2, values_only=True)]
    assert sources == ["máy bán hàng", "máy bán hàng", "máy phụ", "máy phụ"]
    lines = [row[4] for row in book["Chi tiết đơn"].iter_rows(min_row=2, values_only=True)]
    assert set(lines) == {"máy bán hàng", "máy phụ"}
    book.close()


def test_a_source_of_another_program_keeps_its_name() -> None:
    assert source_word("zalo") == "zalo"
    assert source_word("") == ""


def test_an_order_out_of_a_comment_says_so(vietnamese: None) -> None:
    assert source_word("comment") == "bình luận của khách"


def test_the_comments_own_words_help_who_packs(journal: Journal, tmp_path: Path) -> None:
    said = Comment(platform="facebook", author="Hoa", text="2 thùng, số 8 Nguyễn Huệ, Huế")
    sealed = seal_comment(said, comment_id="c1", salt="s")
    received = CommentReceived(
        comment_id="c1", digest=sealed.digest, platform="facebook", kind="order", sure=True
    )
    mended = msgspec.structs.replace(order("c2", line(FISH, 3_000)), replaces="c1")
    journal.append(
        SESSION,
        records(
            opened(),
            received,
            order("c1", line(FISH, 2_000), confirmed=False),
            OrderCancelled(order_id="c1", mended=True),
            mended,
            SessionEnded(),
        ),
        (),
        [sealed],
    )
    path = tmp_path / "session.xlsx"
    export(journal, SESSION, "xlsx", path)
    book = load_workbook(path)
    *_, row = book.worksheets[0].iter_rows(values_only=True)
    book.close()
    assert "“2 thùng, số 8 Nguyễn Huệ, Huế”" in str(row[4])
