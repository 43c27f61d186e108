"""Files of comments."""

from pathlib import Path

import pytest

from host_assistant.orders.comment_file import Comment, CommentsRefused, read_comments


def written(folder: Path, content: str | bytes, name: str = "comments.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_one_comment_a_line(tmp_path: Path) -> None:
    path = written(tmp_path, "chốt 5kg, 2 thùng\n\n  giá bn  \r\n❤️\n")
    assert read_comments(path) == [
        Comment("1", "", "chốt 5kg, 2 thùng"),
        Comment("3", "", "giá bn"),
        Comment("4", "", "❤️"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_sheet_with_author_and_text(tmp_path: Path, delimiter: str) -> None:
    lines = [("author", "text"), ("Lan", '"chốt 5kg\nship HN"'), ("Hoa", ""), ("Tú", "VT5")]
    content = "".join(delimiter.join(line) + "\n" for line in lines)
    assert read_comments(written(tmp_path, content, "comments.csv")) == [
        Comment("2", "Lan", "chốt 5kg\nship HN"),
        Comment("5", "Tú", "VT5"),
    ]


def test_columns_may_be_vietnamese_and_in_any_order(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeffid,Bình luận,Tên\nx9,VT5,Lan\n", "comments.csv")
    assert read_comments(path) == [Comment("x9", "Lan", "VT5")]


def test_a_comment_that_reads_like_a_header_is_a_comment(tmp_path: Path) -> None:
    assert [one.text for one in read_comments(written(tmp_path, "text\nVT5\n"))] == ["text", "VT5"]


def test_other_encodings(tmp_path: Path) -> None:
    wanted = [Comment("1", "", "chốt 5kg vải")]
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path = written(tmp_path, "chốt 5kg vải".encode(encoding))
        assert read_comments(path) == wanted, encoding


def test_an_empty_file_has_no_comments(tmp_path: Path) -> None:
    assert read_comments(written(tmp_path, "")) == []
    assert read_comments(written(tmp_path, "author,text\n", "a.csv")) == []


def test_questions_of_many_marks_are_not_lost_letters(tmp_path: Path) -> None:
    path = written(tmp_path, "g?a v?i th? n?o\nc?n h?ng kh?ng\n")
    assert len(read_comments(path)) == 2


def test_what_is_no_file_of_comments_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(60_000_000)
    paths = [
        tmp_path,
        tmp_path / "none.txt",
        huge,
        written(tmp_path, b"\x00" * 100, "zeros.txt"),
        written(tmp_path, b"\x89PNG\r\n\x1a\n\xff\xfe\x00", "a.png"),
        written(tmp_path, 'author,text\nLan,"chốt\n', "open.csv"),
    ]
    for path in paths:
        with pytest.raises(CommentsRefused) as refusal:
            read_comments(path)
        assert "No comment was read" in str(refusal.value)
