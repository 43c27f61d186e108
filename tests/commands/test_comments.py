"""`comments` from the command line."""

from pathlib import Path

import pytest

from tests.commands.conftest import LUC_NGAN, SHEETS, Run

KEYS = {"id", "author", "text", "kind", "lines", "phone", "place", "sure", "why"}


@pytest.fixture
def comments(tmp_path: Path) -> Path:
    path = tmp_path / "comments.txt"
    path.write_text(
        "chốt 2 thùng ship HN 0912345678\n5kg bao nhiêu\nchốt vài cân\nlấy 2,5kg\n❤️\n",
        encoding="utf-8",
    )
    return path


def test_each_comment_with_its_reading_and_why(run: Run, comments: Path) -> None:
    ran = run("comments", comments, "--products", LUC_NGAN, "--card", "vt1")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[:3] == [
        "chốt 2 thùng ship HN 0912345678",
        "    order · 2 thùng VT5 · 0912345678 · Hà Nội",
        "    2 thùng → VT5, as only VT5 is sold by the thùng",
    ]
    assert "    question" in lines
    assert "    order? · ? kg VT1" in lines
    assert "    order · 2,5 kg VT1" in lines


def test_in_vietnamese(run: Run, comments: Path) -> None:
    ran = run("comments", comments, "--products", LUC_NGAN, "--card", "VT1", lang="vi")
    assert "2 thùng → VT5, vì chỉ VT5 bán theo thùng" in ran.out


def test_as_json(run: Run, comments: Path) -> None:
    run("products", "import", LUC_NGAN)
    ran = run("comments", comments, "--card", "VT1", "--json")
    first, question, some, half, heart = ran.json["readings"]
    assert set(first) == KEYS
    assert (first["kind"], first["sure"]) == ("order", True)
    assert first["lines"] == [{"sku": "VT5", "quantity": 2}]
    assert (first["phone"], first["place"]) == ("0912345678", "Hà Nội")
    assert (question["kind"], question["lines"], question["phone"]) == ("question", [], None)
    assert (some["sure"], some["lines"]) == (False, [{"sku": "VT1", "quantity": None}])
    assert half["lines"] == [{"sku": "VT1", "quantity": 2.5}]
    assert heart["kind"] == "other"


def test_a_sheet_of_comments_keeps_who_wrote_them(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    path.write_text("author,text\nLan,VT5\nHoa,giá bn\n", encoding="utf-8")
    readings = run("comments", path, "--products", LUC_NGAN, "--json").json["readings"]
    assert [(one["author"], one["kind"]) for one in readings] == [
        ("Lan", "order"),
        ("Hoa", "question"),
    ]


def test_without_goods_it_is_told(run: Run, comments: Path) -> None:
    ran = run("comments", comments, "--json")
    assert ran.code == 0
    assert "no goods" in ran.err
    assert ran.json["readings"][0]["phone"] == "0912345678"


def test_no_comments_is_told_without_failing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("\n", encoding="utf-8")
    ran = run("comments", path, "--products", LUC_NGAN)
    assert (ran.code, ran.out) == (0, "")
    assert "no comments" in ran.err


def test_a_code_that_nobody_sells(run: Run, comments: Path) -> None:
    ran = run("comments", comments, "--products", LUC_NGAN, "--card", "VT9")
    assert ran.code == 1
    assert "VT9" in ran.sentence


def test_an_unreadable_file_is_one_sentence(run: Run, tmp_path: Path) -> None:
    binary = tmp_path / "a.txt"
    binary.write_bytes(b"\x00\x01\xff" * 50)
    for path in (tmp_path, tmp_path / "none.txt", binary):
        ran = run("comments", path, "--products", LUC_NGAN)
        assert ran.code == 1
        assert ran.sentence


def test_an_unreadable_sheet_of_goods(run: Run, comments: Path, tmp_path: Path) -> None:
    assert run("comments", comments, "--products", tmp_path / "none.csv").code == 1
    ran = run("comments", comments, "--products", SHEETS / "messy.csv")
    assert (ran.code, ran.out) == (1, "")
    assert "Line 3" in ran.err
