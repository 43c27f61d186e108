"""Comments that somebody copied from a page, or that another program wrote into a file.

What was read is a value to be shown before anything is taken. Each comment has an id made of its
words, its author and which of several equal ones it is, so the same text taken twice counts once.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final, Literal

import msgspec

from host_assistant.language import _
from host_assistant.orders.comment_file import (
    CommentsRefused,
    lines_in,
    read_comments,
    table_in,
    text_of,
)
from host_assistant.show.comment import Comment
from host_assistant.sources.names import LABELS, is_clearly_a_name, names_goods
from host_assistant.values.vietnamese import clean_text, fold

MAX_LETTERS: Final = 5_000_000
MAX_COMMENTS: Final = 20_000
PLATFORM: Final = "pasted"

Form = Literal["table", "page", "named", "lines"]


class Pasted(msgspec.Struct, frozen=True):
    """What was read. `form` says as what: a table, a page's comments with their buttons, lines
    of which some begin with a name, or one comment a line; `ignored` counts what held no words."""

    comments: tuple[Comment, ...]
    form: Form
    ignored: int = 0


def read_pasted(text: str, goods: Collection[str] = ()) -> Pasted:
    """The comments in text from the clipboard; raises CommentsRefused where there is none.

    `goods` are the codes and names on sale, which are nobody's name.
    """
    if len(text) > MAX_LETTERS:
        raise _too_much()
    text = text.removeprefix("\ufeff")
    table = table_in(text)
    if table is not None:
        return _pasted(((one.author, one.text) for one in table), "table")
    lines = [clean_text(line) for line in text.splitlines()]
    lines = [line for line in lines if line]
    if any(fold(line) in _REPLY for line in _split(lines)):
        return _of_page(_split(lines))
    named = _named(lines, goods) or _named_here_and_there(lines, goods)
    if named is not None:
        return _pasted(named, "named")
    return _pasted((("", one.text) for one in lines_in(text)), "lines")


def read_file(path: Path, goods: Collection[str] = ()) -> Pasted:
    """The comments of a file: a sheet, or a text as it would be pasted; raises CommentsRefused."""
    text = text_of(path)
    if text is None or table_in(text, is_csv=path.suffix.lower() == ".csv") is not None:
        return _pasted(((one.author, one.text) for one in read_comments(path)), "table")
    return read_pasted(text, goods)


def _pasted(said: Iterable[tuple[str, str]], form: Form, ignored: int = 0) -> Pasted:
    met: Counter[tuple[str, str]] = Counter()
    comments = []
    for author, text in said:
        one = (clean_text(author), clean_text(text))
        if not one[1]:
            continue
        met[one] += 1
        own = hashlib.sha256(msgspec.json.encode([*one, met[one]])).hexdigest()[:32]
        comments.append(
            Comment(platform=PLATFORM, author=one[0], text=one[1], outer_id=f"pasted:{own}")
        )
    if not comments:
        raise CommentsRefused(
            _("There is no comment in this text. Copy the comments again, with their names.")
        )
    if len(comments) > MAX_COMMENTS:
        raise _too_much()
    return Pasted(tuple(comments), form, ignored)


def _too_much() -> CommentsRefused:
    return CommentsRefused(
        _("These are more than {most} comments. None was read. Take them in parts.").format(
            most=MAX_COMMENTS
        )
    )


# What a page writes around each comment, folded. With a button to answer each comment ends.
_REPLY: Final = frozenset({"tra loi", "phan hoi", "reply"})
_BUTTONS: Final = _REPLY | frozenset(
    {"thich", "like", "chia se", "share", "an", "hide", "bao cao", "report", "nhan tin"}
    | {"message", "gui tin nhan", "xem ban dich", "see translation", "da chinh sua", "edited"}
    | {"khong thich", "dislike", "ghim", "pin", "yeu thich", "love", "xem them", "see more"}
    | {"vua xong", "just now", "·", "•", "tat ca binh luan", "phu hop nhat", "moi nhat"}
    | {"all comments", "most relevant", "newest", "xem them binh luan", "view more comments"}
)
_BADGES: Final = frozenset(
    {"fan cung", "top fan", "tac gia", "author", "quan tri vien", "admin", "nguoi kiem duyet"}
    | {"moderator", "theo doi", "follow", "nguoi theo doi", "follower", "nguoi moi", "thanh vien"}
    | {"nguoi dong gop nhieu nhat", "top contributor", "ngoi sao dang len", "rising star"}
)
_WHEN: Final = re.compile(
    r"\d{1,3} ?(giay|phut|gio|ngay|tuan|thang|nam|s|m|h|d|w|y|min|mins|hr|hrs|secs?|seconds?"
    r"|minutes?|hours?|days?|weeks?)\.?( truoc| ago)?( \(da chinh sua\)| \(edited\))?"
)
_COUNT: Final = re.compile(r"\d{1,4}([.,]\d)?( ?k)?")


def _split(lines: list[str]) -> list[str]:
    """With the parts of a line of buttons apart: "2 giờ · Thích · Trả lời"."""
    apart: list[str] = []
    for line in lines:
        parts = [part.strip() for part in re.split(r"\s[·•|]\s|\t", line) if part.strip()]
        apart += parts if all(_is_mark(part) for part in parts) else [line]
    return apart


def _is_mark(line: str) -> bool:
    folded = fold(line)
    return folded in _BUTTONS or _WHEN.fullmatch(folded) is not None


def _of_page(lines: list[str]) -> Pasted:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if fold(line) in _REPLY:
            blocks.append([])
        else:
            blocks[-1].append(line)
    read = [_of_block(block) for block in blocks]
    nobody = sum(any(not _is_own(line) for line in block) for block in blocks)
    said = [one for one in read if one is not None]
    return _pasted(said, "page", nobody - len(said))


def _is_own(line: str) -> bool:
    """Whether it is the page's own, wherever it stands."""
    return _is_mark(line) or _COUNT.fullmatch(fold(line)) is not None


def _of_block(block: list[str]) -> tuple[str, str] | None:
    """The author's line, then what was written; anything else is the page's own."""
    first = next((at for at, line in enumerate(block) if not _is_own(line)), len(block))
    if first == len(block):
        return None
    author, rest = block[first], block[first + 1 :]
    timed_above = bool(rest) and _WHEN.fullmatch(fold(rest[0])) is not None
    words = [line for line in rest if not _is_mark(line)]
    while words and fold(words[0]) in _BADGES:
        del words[0]
    # Where the time stands above the words, how many liked them stands below.
    if timed_above and len(words) > 1 and _COUNT.fullmatch(fold(words[-1])):
        del words[-1]
    return (author, " ".join(words)) if words else None


_NAMED: Final = re.compile(
    r"(?:\[?\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?(?:,? \d{1,2}/\d{1,2}(?:/\d{2,4})?)?\]?"
    r"\s*[-–]?\s*)?([^:\[\]]{1,40}?)\s*:\s+(\S.*)"
)


def _named(lines: list[str], goods: Collection[str]) -> list[tuple[str, str]] | None:
    """Lines that begin with who wrote them, if nearly all do; others go on with the one before."""
    said: list[tuple[str, str]] = []
    found = 0
    for line in lines:
        one = _NAMED.fullmatch(line)
        if one is not None and _may_be_who(one[1], goods):
            found += 1
            said.append((one[1], one[2]))
        elif said:
            said[-1] = (said[-1][0], f"{said[-1][1]} {line}")
        else:
            return None
    return said if found and found >= 0.8 * len(lines) else None


def _may_be_who(words: str, goods: Collection[str]) -> bool:
    return (
        fold(words) not in LABELS
        and re.search(r"[^\W\d_]", words) is not None
        and not names_goods(words, goods)
    )


def _named_here_and_there(lines: list[str], goods: Collection[str]) -> list[tuple[str, str]] | None:
    """One comment a line, with its author where a name clearly stands before a colon."""
    said = []
    for line in lines:
        one = _NAMED.fullmatch(line)
        named = one is not None and is_clearly_a_name(one[1], goods)
        said.append((one[1], one[2]) if one is not None and named else ("", line))
    return said if any(author for author, _words in said) else None
