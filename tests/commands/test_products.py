"""`products` from the command line: every bad sheet ends in words, and nothing half taken."""

from pathlib import Path

import pytest

from tests.commands.conftest import LUC_NGAN, SHEETS, Run


def test_a_sheet_goes_in_and_is_listed(run: Run) -> None:
    imported = run("products", "import", LUC_NGAN)
    assert (imported.code, imported.out) == (0, "8 products were imported.\n")
    listed = run("products", "list")
    assert "VT1" in listed.out
    assert "35.000 đ" in listed.out
    assert "★★★★★" in listed.out


def test_goods_of_one_harvest_are_listed_with_what_it_holds(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "goods.csv"
    rows = "VT1,Vải,35k,kg,,300,Vườn nhà\nVT5,Thùng vải,170k,thùng,5 kg,,vườn nhà\n"
    sheet.write_text(f"mã,tên,giá,đơn vị,quy đổi,tồn kho,kho chung\n{rows}", encoding="utf-8")
    run("products", "import", str(sheet))
    assert run("products", "list").out.count("300 kg") == 2
    assert [one["pool"] for one in run("products", "list", "--json").json] == [
        "Vườn nhà",
        "vườn nhà",
    ]


def test_what_an_import_replaces_is_said(run: Run, tmp_path: Path) -> None:
    run("products", "import", LUC_NGAN)
    sheet = tmp_path / "one.csv"
    sheet.write_text("mã,tên,giá\nA,Na,50k\n", encoding="utf-8")
    first = run("products", "import", sheet)
    assert "in place of the 8 goods from before" in first.out
    assert "in place of the 1 product from before" in run("products", "import", LUC_NGAN).out
    vietnamese = run("products", "import", LUC_NGAN, lang="vi")
    assert "thay cho 8 mặt hàng trước đó" in vietnamese.out


def test_an_import_over_a_ruined_list_says_nothing_of_it(run: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / "goods.json").write_bytes(b"{")
    assert run("products", "import", LUC_NGAN).out == "8 products were imported.\n"


def test_the_list_as_json(run: Run) -> None:
    run("products", "import", LUC_NGAN)
    first = run("products", "list", "--json").json[0]
    assert (first["sku"], first["price_vnd"], first["stock"]) == ("VT1", 35_000, 40_000)


@pytest.mark.parametrize("name", ["goods.csv", "goods.xlsx"])
def test_what_is_exported_comes_back_the_same(run: Run, tmp_path: Path, name: str) -> None:
    run("products", "import", LUC_NGAN)
    before = run("products", "list", "--json").json
    assert run("products", "export", tmp_path / name).code == 0
    assert run("products", "import", tmp_path / name).code == 0
    assert run("products", "list", "--json").json == before


def test_a_messy_sheet_is_refused_whole_with_every_bad_line(run: Run) -> None:
    run("products", "import", LUC_NGAN)
    ran = run("products", "import", SHEETS / "messy.csv")
    assert (ran.code, ran.out) == (1, "")
    lines = ran.err.splitlines()
    for number in (3, 4, 5, 6, 7, 9, 10):
        assert any(line.startswith(f"Line {number}, column “") for line in lines), number
    assert lines[-1].startswith("7 lines are wrong")
    assert "ghi chú nội bộ" not in ran.err
    (stock,) = (line for line in lines if line.startswith("Line 9,"))
    assert "200 or 2 tấn" in stock
    (price,) = (line for line in lines if line.startswith("Line 5,"))
    assert "35.000" in price
    assert len(run("products", "list", "--json").json) == 8


def test_a_messy_sheet_as_json(run: Run) -> None:
    ran = run("products", "import", SHEETS / "messy.csv", "--json")
    assert (ran.code, ran.json["imported"]) == (1, 0)
    assert [one["line"] for one in ran.json["errors"]] == [3, 4, 5, 6, 7, 9, 10]
    assert ran.json["errors"][2]["column"] == "giá"
    assert ran.json["unknown_columns"] == ["ghi chú nội bộ"]


def test_columns_that_are_not_used_are_named_once_the_goods_are_taken(
    run: Run, tmp_path: Path
) -> None:
    sheet = tmp_path / "one.csv"
    sheet.write_text("mã,tên,giá,độ ngọt\nA,Na,50k,18\n", encoding="utf-8")
    assert "Kept, but not used: độ ngọt" in run("products", "import", sheet).err


def test_lines_that_are_no_goods_are_named_once_the_goods_are_taken(
    run: Run, tmp_path: Path
) -> None:
    sheet = tmp_path / "one.csv"
    sheet.write_text("Hàng tháng 6\n\nmã,tên,giá\nA,Na,50k\nTổng cộng,,50k\n", encoding="utf-8")
    said = run("products", "import", sheet).err
    assert "Left out, because these lines are no goods: 1 “Hàng tháng 6”, 5 “Tổng cộng”" in said
    assert run("products", "import", sheet, "--json").json["skipped_lines"] == [1, 5]


def test_findings_do_not_stop_an_import(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "one.csv"
    sheet.write_text("mã,tên,giá,đơn vị,ảnh\nA,Na,50k,kg,no-such.jpg\n", encoding="utf-8")
    ran = run("products", "import", sheet, "--json")
    assert (ran.code, ran.json["imported"]) == (0, 1)
    assert ran.json["findings"][0]["reason"] == "picture_missing"


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7 ..."),
        ("empty.csv", b""),
        ("header-only.csv", "mã,tên,giá\n".encode()),
        ("broken.xlsx", b"PK\x03\x04 broken"),
        ("zeros.csv", b"\x00" * 1000),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(
    run: Run, tmp_path: Path, name: str, content: bytes, as_json: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    ran = run("products", "import", path, *(["--json"] if as_json else []))
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    if as_json:
        assert ran.json["imported"] == 0
        assert ran.json["error"]
    else:
        assert ran.out == ""


def test_a_folder_a_missing_file_and_a_huge_one_are_refused(run: Run, tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(1_000_000_000)
    for path in (tmp_path, tmp_path / "none.csv", huge):
        ran = run("products", "import", path)
        assert ran.code == 1
        assert ran.sentence


def test_no_goods_is_told_without_failing(run: Run) -> None:
    ran = run("products", "list")
    assert (ran.code, ran.out) == (0, "")
    assert "no goods" in ran.err
    assert run("products", "list", "--json").json == []
    assert run("products", "export", "x.csv").code == 1


def test_an_export_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    run("products", "import", LUC_NGAN)
    for path in (tmp_path / "none" / "goods.csv", tmp_path / "goods.pdf"):
        ran = run("products", "export", path)
        assert ran.code == 1
        assert ran.sentence


def test_a_ruined_shelf_is_told_and_left_as_it_is(run: Run, folder: Path) -> None:
    folder.mkdir()
    shelf = folder / "goods.json"
    shelf.write_bytes(b"{")
    ran = run("products", "list")
    assert ran.code == 1
    assert ran.sentence
    assert shelf.read_bytes() == b"{"
