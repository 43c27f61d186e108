"""Vietnamese text: letters without their marks, numbers in words, and text made clean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from host_assistant.values.unreadable import Unreadable

MAX_SPOKEN: Final = 10**15 - 1

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def fold(text: str) -> str:
    """`text` in small letters without diacritics (đ becomes d), for comparing and searching."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).lower())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", letters.replace("đ", "d"))


def clean_text(text: str) -> str:
    """`text` as it may be shown: NFC, one line, single spaces, nothing invisible that misleads.

    Control characters and the marks that turn the writing direction around (Unicode Standard
    Annex 9, section 2) go; right-to-left letters, emoji and their joiners stay.
    """
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    shown = "".join(
        c
        for c in spaced
        if unicodedata.category(c) not in ("Cc", "Cs")
        and c not in _DIRECTION_MARKS
        and ord(c) & 0xFFFE != 0xFFFE  # noncharacters, which XML forbids
        and c != "\ufffd"  # a letter that was lost already
    )
    # Again, for what stood on either side of a removed character.
    return " ".join(unicodedata.normalize("NFC", shown).split())


_DIRECTION_MARKS: Final = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069\ufeff\u200b\u2028\u2029"
)


def initials(text: str) -> str:
    """One or two capital letters that stand for `text` where its picture is missing, "" if none."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))
    return "".join(word[0] for word in words[:2]).upper()[:2]


def spellings(*words: str) -> frozenset[str]:
    """Each word as it is written and as it is typed without any diacritics."""
    return frozenset(form for word in words for form in (word, fold(word)))


_SCALES: Final = (
    (10**9, "tỷ", spellings("tỷ", "tỉ")),
    (10**6, "triệu", spellings("triệu")),
    (10**3, "nghìn", spellings("nghìn", "ngàn")),
)
_DIGIT_OF: Final = {
    form: value for value, word in enumerate(_DIGITS) for form in spellings(word)
} | {"bẩy": 7}
_ENDING_OF: Final = _DIGIT_OF | {
    form: value
    for value, word in ((1, "mốt"), (4, "tư"), (5, "lăm"), (5, "nhăm"))
    for form in spellings(word)
}
_FIVE_AFTER_TEN: Final = spellings("lăm", "nhăm")
_TEN: Final = spellings("mười")
_TENS: Final = spellings("mươi")
_HUNDRED: Final = spellings("trăm")
_ODD: Final = spellings("linh", "lẻ")


def read_number(text: str) -> int:
    """The number that `text` says in words, with or without diacritics; raises Unreadable.

    Only full forms are read: "ba nghìn hai" may mean 3,200 or 3,002 and is refused.
    """
    words = unicodedata.normalize("NFC", text).lower().split()
    if not words:
        raise Unreadable("empty", text)
    value = _read(words, MAX_SPOKEN + 1, leading=True)
    if value is None:
        raise Unreadable("not_a_number", text)
    return value


def _read(words: Sequence[str], limit: int, *, leading: bool) -> int | None:
    """`words` as a number below `limit`; `leading` when nothing larger stands before them."""
    for scale, _name, forms in _SCALES:
        places = [place for place, word in enumerate(words) if word in forms]
        if not places or scale >= limit:
            continue
        before, after = words[: places[-1]], words[places[-1] + 1 :]
        high = _read(before, 10**6 if scale == 10**9 else 1000, leading=leading)
        low = _read(after, scale, leading=False) if after else 0
        if high is None or low is None or high * scale >= limit or (leading and high == 0):
            return None
        return high * scale + low
    value = _read_hundreds(words, leading=leading)
    return value if value is not None and value < limit else None


def _read_hundreds(words: Sequence[str], *, leading: bool) -> int | None:
    match list(words):
        case [digit, hundred, *rest] if digit in _DIGIT_OF and hundred in _HUNDRED:
            hundreds = _DIGIT_OF[digit]
            if leading and hundreds == 0:
                return None
            tens = _read_tens(rest, after_hundreds=True) if rest else 0
            return None if tens is None else hundreds * 100 + tens
        case rest if leading:
            return _read_tens(rest, after_hundreds=False)
    return None


def _read_tens(words: list[str], *, after_hundreds: bool) -> int | None:
    match words:
        case [odd, digit] if after_hundreds and odd in _ODD:
            return _ENDING_OF.get(digit) or None
        case [ten, *rest] if ten in _TEN and len(rest) <= 1:
            return _teen(rest)
        case [digit, tens, *rest] if _DIGIT_OF.get(digit, 0) > 1 and tens in _TENS:
            if not rest:
                return _DIGIT_OF[digit] * 10
            ending = _ENDING_OF.get(rest[0], 0) if len(rest) == 1 else 0
            return _DIGIT_OF[digit] * 10 + ending if ending else None
        case [digit] if not after_hundreds:
            return _DIGIT_OF.get(digit)
    return None


def _teen(rest: list[str]) -> int | None:
    if not rest:
        return 10
    ending = 5 if rest[0] in _FIVE_AFTER_TEN else _DIGIT_OF.get(rest[0], 0)
    return 10 + ending if ending else None


def speak_number(number: int) -> str:
    """`number` (0 to MAX_SPOKEN) in Vietnamese words; raises ValueError outside that."""
    if not 0 <= number <= MAX_SPOKEN:
        raise ValueError(number)
    return " ".join(_speak(number, leading=True)) or _DIGITS[0]


def _speak(number: int, *, leading: bool) -> list[str]:
    if number == 0:
        return []
    for scale, name, _forms in _SCALES:
        if number >= scale:
            high, low = divmod(number, scale)
            return [*_speak(high, leading=leading), name, *_speak(low, leading=False)]
    hundreds, rest = divmod(number, 100)
    words = [] if leading and hundreds == 0 else [_DIGITS[hundreds], "trăm"]
    return [*words, *_speak_tens(rest, after_hundreds=bool(words))]


def _speak_tens(number: int, *, after_hundreds: bool) -> list[str]:
    tens, ones = divmod(number, 10)
    if tens == 0:
        if ones == 0:
            return []
        return ["linh", _DIGITS[ones]] if after_hundreds else [_DIGITS[ones]]
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 0:
        return words
    ending = "lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else _DIGITS[ones]
    return [*words, ending]
