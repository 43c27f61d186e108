"""Files that are no goods sheet, or none that can be read: each told apart, with advice."""

import os
import sys
import zipfile
from pathlib import Path

import pytest

from host_assistant.catalog.sheet import read_sheet
from host_assistant.catalog.sheet_problems import SheetRefused
from host_assistant.catalog.sheet_source import MAX_BYTES, MAX_ROWS
from tests.catalog.samples import DATA, png, windows_1258

GOODS = "mã,tên,giá,giới thiệu\nVT1,Vải thiều Lục Ngạn,35.000 đ,quả đỏ tươi hạt nhỏ\n"
# The same line as the old encodings store it, seen through Windows-1252.
TCVN3 = "m·,tªn,gi¸,giíi thiÖu\nVT1,V¶i thiÒu Lôc Ng¹n,35.000 ®,qu¶ ®á t\xad¬i"
VNI = "maõ,teân,giaù,giôùi thieäu\nVT1,Vaûi thieàu Luïc Ngaïn,35.000 ñ,quaû ñoû töôi"


def refusal(path: Path) -> SheetRefused:
    with pytest.raises(SheetRefused) as raised:
        read_sheet(path, path.parent / "pictures")
    assert str(raised.value) == raised.value.message
    assert raised.value.message.count(".") >= 2, "what happened, what it means, what to do"
    return raised.value


def written(folder: Path, content: bytes) -> Path:
    sheet = folder / "goods.csv"
    sheet.write_bytes(content)
    return sheet


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        ("mã,tên,giá\n".encode(), "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
        (png(), "not_a_sheet"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0", "not_a_sheet"),
        (b"PK\x03\x04 and nothing more", "not_a_sheet"),
        (b"\xff\xfeA", "not_a_sheet"),
        ("tên,giá\na,5k\n".encode(), "missing_columns"),
        (b"just some words\n", "missing_columns"),
        ("mã,tên,giá,GIÁ\nA,a,5k,6k\n".encode(), "duplicate_column"),
        ("mã,tên,giá,x,x\nA,a,5k,1,2\n".encode(), "duplicate_column"),
        (b"," * 300, "empty"),
        (("sku,name,price" + ",x" * 300).encode(), "too_many_columns"),
        ('mã,tên,giá\nA,"a,5k\nB,b,6k\n'.encode(), "quotes"),
        (b'sku,name,price\nA,"' + b"a" * 1_000_001 + b'",5k\n', "quotes"),
    ],
)
def test_what_is_no_goods_sheet(content: bytes, code: str, tmp_path: Path) -> None:
    assert refusal(written(tmp_path, content)).code == code


def test_a_folder_and_a_name_that_is_nothing(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "directory"
    assert refusal(tmp_path / "nothing.csv").code == "missing_file"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal(tmp_path / "pipe.csv").code == "not_a_sheet"


def test_a_gigabyte_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    sheet = tmp_path / "goods.csv"
    with sheet.open("wb") as file:
        file.truncate(1_000_000_000)  # sparse: nothing is written, and nothing may be read
    assert "1000 MB" in refusal(sheet).message


def test_the_largest_size_is_still_read(tmp_path: Path) -> None:
    content = GOODS.encode()
    content += (b" " * 999 + b"\n") * (MAX_BYTES // 1000)
    content = content[:MAX_BYTES]
    assert len(read_sheet(written(tmp_path, content), tmp_path).products) == 1
    assert refusal(written(tmp_path, content + b"\n")).code == "too_large"


def test_more_rows_than_the_limit(tmp_path: Path) -> None:
    rows = "".join(f"A{number},a,5k\n" for number in range(MAX_ROWS + 1))
    assert refusal(written(tmp_path, f"mã,tên,giá\n{rows}".encode())).code == "too_many_rows"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1258"]
)
@pytest.mark.parametrize("name", ["luc-ngan", "phu-xuyen", "quang-ninh"])
def test_every_encoding_that_is_read(name: str, encoding: str, tmp_path: Path) -> None:
    text = (DATA / f"{name}.csv").read_text(encoding="utf-8")
    content = windows_1258(text) if encoding == "windows-1258" else text.encode(encoding)
    expected = read_sheet(DATA / f"{name}.csv", tmp_path)
    assert read_sheet(written(tmp_path, content), tmp_path) == expected


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (TCVN3.encode("latin-1"), "TCVN3"),
        (VNI.encode("latin-1"), "VNI"),
        (GOODS.encode("utf-32"), "UTF-32"),
        ("sku,name,price\nA,荔枝荔枝,35000\n".encode("gbk"), "UTF-8"),
        ("sku,name,price\nA,ライチ,35000\n".encode("shift-jis"), "UTF-8"),
        ("sku,name,price\nA,Größe für Äpfel,35000\n".encode("latin-1"), "UTF-8"),
        ("sku,name,price\nA,личи свежие,35000\n".encode("cp1251"), "UTF-8"),
    ],
)
def test_other_encodings_are_told_apart_and_refused_with_advice(
    content: bytes, named: str, tmp_path: Path
) -> None:
    refused = refusal(written(tmp_path, content))
    assert refused.code == "encoding"
    assert named in refused.message
    assert "CSV UTF-8" in refused.message


@pytest.mark.parametrize(
    "content",
    [
        GOODS.encode("cp1252", errors="replace"),
        "mã,tên,giá\nA,V\ufffdi,35k\n".encode(),
    ],
)
def test_a_sheet_whose_letters_were_lost_is_refused(content: bytes, tmp_path: Path) -> None:
    assert refusal(written(tmp_path, content)).code == "letters_lost"


def test_questions_and_addresses_are_no_lost_letters(tmp_path: Path) -> None:
    text = "mã,tên,giá,trang\n" + "".join(
        f"A{number},Ngon?,5k,https://x.vn/a?b={number}\n" for number in range(9)
    )
    assert len(read_sheet(written(tmp_path, text.encode()), tmp_path).products) == 9


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    sheet = tmp_path / "goods.xlsx"
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(11):
            archive.writestr(f"xl/{number}.xml", bytes(10_000_000))
    assert sheet.stat().st_size < MAX_BYTES
    assert refusal(sheet).code == "bomb"


def test_another_archive_is_no_sheet(tmp_path: Path) -> None:
    archive_path = tmp_path / "goods.xlsx"
    with zipfile.ZipFile(archive_path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert refusal(archive_path).code == "not_a_sheet"


def test_an_archive_of_a_form_from_the_future_is_no_sheet(tmp_path: Path) -> None:
    sheet = tmp_path / "goods.xlsx"
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    content = bytearray(sheet.read_bytes())
    content[content.index(b"PK\x01\x02") + 6] = 200  # the version needed to unpack it
    sheet.write_bytes(bytes(content))
    assert refusal(sheet).code == "not_a_sheet"


def test_a_damaged_workbook_is_no_sheet(tmp_path: Path) -> None:
    archive_path = tmp_path / "goods.xlsx"
    with zipfile.ZipFile(archive_path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    assert refusal(archive_path).code == "not_a_sheet"


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root and Windows may read any file"
)
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    sheet = written(tmp_path, GOODS.encode())
    sheet.chmod(0)
    assert refusal(sheet).code == "locked_file"
