"""Copied comments: what is read of them, and that the same text twice is taken once."""

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_assistant.orders.comment_file import CommentsRefused
from host_assistant.sources.pasted import MAX_COMMENTS, MAX_LETTERS, Pasted, read_file, read_pasted

FACEBOOK = """\
Hoa Nguyễn
Fan cứng
Cho em 2 thùng VT5
0912345678
2 giờ
Thích
Trả lời
3
Tuấn Trần
vải còn không chị
Thích
Trả lời
5 phút
Đã chỉnh sửa
Lan
Thích
Trả lời
Lan
chốt 3kg
Thích · Trả lời · 1 phút
"""

YOUTUBE = """\
@hoa
2 phút trước
5kg vải nhé
12
Phản hồi
@tuan
1 giờ trước (đã chỉnh sửa)
giá bao nhiêu
Phản hồi
"""

ENGLISH = """\
Anna Lee
Top fan
2 boxes please
Like
Reply
3h
Ben
how much?
Like
Reply
"""


def said(pasted: Pasted) -> list[tuple[str, str]]:
    return [(comment.author, comment.text) for comment in pasted.comments]


def test_comments_copied_from_facebook() -> None:
    pasted = read_pasted(FACEBOOK)
    assert pasted.form == "page"
    assert said(pasted) == [
        ("Hoa Nguyễn", "Cho em 2 thùng VT5 0912345678"),
        ("Tuấn Trần", "vải còn không chị"),
        ("Lan", "chốt 3kg"),
    ]
    assert pasted.ignored == 1


def test_comments_copied_from_youtube() -> None:
    assert said(read_pasted(YOUTUBE)) == [("@hoa", "5kg vải nhé"), ("@tuan", "giá bao nhiêu")]


def test_comments_copied_from_an_english_page() -> None:
    assert said(read_pasted(ENGLISH)) == [("Anna Lee", "2 boxes please"), ("Ben", "how much?")]


def test_lines_that_begin_with_a_name() -> None:
    pasted = read_pasted(
        "Hoa: cho em 5kg\n[20:15] Chị Lan: 2 thùng\n  gửi về Hà Nội\n"
        "[20:16, 22/11/2026] Tú Anh: giá sao ạ\n20:17 - Minh: +3\nBé Na: SĐT: 0912345678"
    )
    assert pasted.form == "named"
    assert said(pasted) == [
        ("Hoa", "cho em 5kg"),
        ("Chị Lan", "2 thùng gửi về Hà Nội"),
        ("Tú Anh", "giá sao ạ"),
        ("Minh", "+3"),
        ("Bé Na", "SĐT: 0912345678"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "cho em 5kg\nvải còn không\n+3",
        "5kg\nSĐT: 0912345678\nĐịa chỉ: 12 Lê Lợi",
        "20:15 cho em 5kg",
        "thích quá\nThích",
        "một\nhai\nChốt đơn: ba",
        "còn không\nVT1: 3kg\nVải thiều: 2kg\nchị ơi: giá sao\nChị: 5kg\nKý: 5",
    ],
)
def test_anything_else_is_one_comment_a_line(text: str) -> None:
    pasted = read_pasted(text)
    assert pasted.form == "lines"
    assert said(pasted) == [("", line) for line in text.split("\n")]


def test_names_are_kept_where_others_wrote_without() -> None:
    pasted = read_pasted(
        "Hoa: 2 thùng VT5 0912345678\nLan: VT1 3kg\nchốt 5 ký nha\nchị Tư Hiền: 1 chai\n"
        "@tu.88: +3\nVT1: 2kg\nVải: 3kg\n0912345678: 2kg\nMật ong: 2 chai\n20:15 - Bé Na: 4kg",
        ("VT1", "Vải thiều Lục Ngạn loại 1", "MOV", "Mật ong hoa vải chai 1 lít"),
    )
    assert pasted.form == "named"
    assert said(pasted) == [
        ("Hoa", "2 thùng VT5 0912345678"),
        ("Lan", "VT1 3kg"),
        ("", "chốt 5 ký nha"),
        ("chị Tư Hiền", "1 chai"),
        ("@tu.88", "+3"),
        ("", "VT1: 2kg"),
        ("", "Vải: 3kg"),
        ("", "0912345678: 2kg"),
        ("", "Mật ong: 2 chai"),
        ("Bé Na", "4kg"),
    ]


@given(st.lists(st.sampled_from(["Hoa: 5kg", "chốt 2kg", "VT1: 3", "Be Na: 0912", "a: b"])))
def test_of_lines_with_and_without_names_nothing_is_lost(lines: list[str]) -> None:
    read = read_or_refused("\n".join(lines))
    if isinstance(read, Pasted):
        whole = " ".join(f"{author}: {text}" if author else text for author, text in said(read))
        assert whole == " ".join(lines)


def test_cells_copied_from_a_sheet() -> None:
    pasted = read_pasted("Tên người dùng\tBình luận\nHoa\t5kg\nLan\t2 thùng\n")
    assert pasted.form == "table"
    assert said(pasted) == [("Hoa", "5kg"), ("Lan", "2 thùng")]


def test_a_csv_file(tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    path.write_text("username,comment\nHoa,5kg\n")
    assert said(read_file(path)) == [("Hoa", "5kg")]


def test_a_text_file_is_read_as_if_pasted(tmp_path: Path) -> None:
    path = tmp_path / "comments.txt"
    path.write_text(FACEBOOK)
    assert read_file(path) == read_pasted(FACEBOOK)


def workbook(*rows: tuple[str | int | None, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_an_xlsx_sheet_with_lines_above_its_header(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(
        workbook(
            ("Shopee Live", None),
            (),
            ("STT", "Tài khoản", "Nội dung bình luận", "Thời gian"),
            (1, "hoa.nguyen", "chốt 5kg", "20:15"),
            (2, "tu88", None, "20:16"),
            (3, "lan", 5, "20:17"),
        )
    )
    assert said(read_file(path)) == [("hoa.nguyen", "chốt 5kg"), ("lan", "5")]


@pytest.mark.parametrize(
    "content", [workbook(("a", "b"), (1, 2)), b"PK\x03\x04 broken", workbook()]
)
def test_a_sheet_without_comments_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(content)
    with pytest.raises(CommentsRefused):
        read_file(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommentsRefused):
        read_file(tmp_path / "none.csv")


@pytest.mark.parametrize("text", ["", "  \n \t\n", "Thích\nTrả lời\nTrả lời", "text\tauthor\n"])
def test_text_without_a_comment_is_refused(text: str) -> None:
    with pytest.raises(CommentsRefused):
        read_pasted(text)


def test_too_much_is_refused() -> None:
    with pytest.raises(CommentsRefused):
        read_pasted("a" * (MAX_LETTERS + 1))
    with pytest.raises(CommentsRefused):
        read_pasted("\n".join(str(number) for number in range(MAX_COMMENTS + 1)))


def test_the_same_text_twice_has_the_same_ids_and_equal_comments_have_their_own() -> None:
    first, second = read_pasted("Hoa: 5kg\nHoa: 5kg\nLan: 5kg"), read_pasted("Hoa: 5kg\nHoa: 5kg")
    ids = [comment.outer_id for comment in first.comments]
    assert len(set(ids)) == 3
    assert [comment.outer_id for comment in second.comments] == ids[:2]


def test_a_copy_that_went_on_holds_the_ids_of_the_one_before() -> None:
    before = {comment.outer_id for comment in read_pasted(ENGLISH).comments}
    after = read_pasted("Tất cả bình luận\n" + FACEBOOK + ENGLISH)
    assert before < {comment.outer_id for comment in after.comments}


def read_or_refused(text: str) -> Pasted | str:
    try:
        return read_pasted(text)
    except CommentsRefused as refused:
        return str(refused)


@given(st.text() | st.lists(st.sampled_from((FACEBOOK + YOUTUBE).split("\n"))).map("\n".join))
def test_no_text_is_too_odd_and_no_copy_too_torn(text: str) -> None:
    read = read_or_refused(text)
    if isinstance(read, Pasted):
        assert read.comments
        assert read.ignored >= 0
        assert all(comment.text and comment.outer_id for comment in read.comments)
    else:
        assert read
