"""From the text of a comment to its words, each with the part it plays."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from typing import Final, NamedTuple

from host_assistant.orders.goods import Goods, Known
from host_assistant.orders.lexicon import lexicon, plain_key
from host_assistant.orders.parts import Part, parts_named
from host_assistant.orders.spellings import STRONG
from host_assistant.values.decimals import read_decimal, scaled
from host_assistant.values.phone import parse_mobile
from host_assistant.values.unreadable import Unreadable
from host_assistant.values.vietnamese import fold

MAX_READ: Final = 1000  # letters of a comment; no platform lets anybody write more
NO_WORD: Final = ""
_MAX_KEPT: Final = 50_000
_MAX_MILLI: Final = 10**9

_GAP: Final = r"[ .\-()\u2010-\u2013\u200b\u00a0]"
_PHONE: Final = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:\(?\+{_GAP}*84|0084|84|0|(?<![^\W\d])[oO](?=[\d .\-]))"
    rf"(?:{_GAP}*0)?{_GAP}*[35789](?:{_GAP}*\d){{8}}(?!\d)"
)
# Numbers from abroad, of a landline, or with a figure too few: told, and never taken for goods.
_OTHER_PHONE: Final = re.compile(
    rf"\+\d(?:{_GAP}*\d){{7,14}}(?!\d)|(?<!\d)(?<!\d[.,])0\d(?:[ .\-]?\d){{5,11}}(?!\d)"
)
_CHUNK: Final = re.compile(r"\d+(?:[.,]\d+)*[^\W_]*|[^\W_]+|[^\w\s]|\n")
_FIGURES: Final = re.compile(r"(\d+(?:[.,]\d+)*)(.*)", re.S)
_LETTERS: Final = re.compile(r"([^\W\d_]+)(\d+)((?:[xX]\d+)?)")
_DRAWN_OUT: Final = re.compile(r"(\w)\1{2,}|(?<=\w)(\w)\2$")  # "chốtttt", "nhaa"
# What stands before a number without a gap: "x3", "sl5", "size42", "tp2", "sđt0912…".
_WITH_FIGURES: Final = parts_named("times count_word numbered address phone_word")
_SIGNS: Final = {
    **dict.fromkeys(",.;!\n…|", Part.END),
    **dict.fromkeys("-–—~", Part.DASH),
    **dict.fromkeys("*×", Part.TIMES),
    "?": Part.QUESTION,
    ":": Part.COLON,
    "+": Part.PLUS,
    "/": Part.SLASH,
    "&": Part.AND,
    "%": Part.UNKNOWN,
    "½": Part.HALF,
}


class Token(NamedTuple):
    """A word: its part, the number, mask or place that it is, the key under which phrases find it.

    `known` are the goods whose names have it, `longest` the words of the longest phrase that it
    begins, `unit` the unit that it may be, `said` the word as it was written.
    """

    part: Part
    value: int | str | None
    key: str = NO_WORD
    known: Known | None = None
    longest: int = 0
    unit: str = ""
    said: str = ""


def find_phones(text: str) -> tuple[str, list[str]]:
    """The mobile numbers in `text`, and the text with a sign in the place of each.

    Other telephone numbers become one row of figures, which nobody takes for a quantity.
    """
    phones: list[str] = []

    def take(found: re.Match[str]) -> str:
        phones.append(parse_mobile(found[0].replace("o", "0").replace("O", "0")))
        return " \x01 "

    if _PHONE.search(text) is not None:
        text = _PHONE.sub(take, text)
    if _OTHER_PHONE.search(text) is not None:
        text = _OTHER_PHONE.sub(_in_one_row, text)
    return text, phones


def _in_one_row(found: re.Match[str]) -> str:
    """The figures of a telephone number; 00 is how + is dialled."""
    return f" {re.sub('[^0-9]', '', found[0].replace('+', '00'))} "


class Words:
    """Splits comments into tokens, and remembers every word it has met, for words come again."""

    def __init__(self, goods: Goods) -> None:
        self._goods: Final = goods
        self._known: Final[dict[str, tuple[Token, ...]]] = {}

    def tokens(self, text: str) -> list[Token]:
        known = self._known
        found: list[Token] = []
        for chunk in _CHUNK.findall(text.replace("\x01", _PHONE_SIGN)):
            tokens = known.get(chunk)
            if tokens is None:
                tokens = self._new(chunk)
            found += tokens
        return found

    def _new(self, chunk: str) -> tuple[Token, ...]:
        tokens = tuple(self._read(chunk))
        if len(self._known) >= _MAX_KEPT:
            self._known.clear()
        self._known[chunk] = tokens
        return tokens

    def _read(self, chunk: str) -> list[Token]:
        if chunk == _PHONE_SIGN:
            return [Token(Part.PHONE, None, said=chunk)]
        if part := _SIGNS.get(chunk):
            return [_plain(part, chunk, value=chunk)]
        if not chunk[0].isalnum():
            return []
        place = self._goods.codes.get(fold(chunk))
        # The code CAM is also the word "cam": in capitals it is the code.
        if place is not None and (chunk.isupper() or plain_key(chunk) not in self._goods.words):
            return [Token(Part.CODE, place, plain_key(chunk), said=chunk)]
        if chunk[0].isdecimal():
            return self._figures(chunk)
        if (both := _LETTERS.fullmatch(chunk)) and not self._goods.words.get(plain_key(chunk)):
            return self._letters_and_figures(chunk, both)
        return [self._word(chunk)]

    def _figures(self, chunk: str) -> list[Token]:
        split = _FIGURES.fullmatch(chunk)
        if split is None:
            return [_plain(Part.UNKNOWN, chunk)]
        figures, rest = split[1], plain_key(split[2])
        known = self._goods.words.get(chunk) if not rest else None
        if len(figures) > 7 and figures.isdecimal():
            return [_long_number(figures)]
        milli = _milli(figures)
        if milli is None:
            return [_plain(Part.UNKNOWN, chunk)]
        key = NO_WORD if rest else plain_key(chunk)
        number = Token(Part.NUMBER, milli, key, known, said=figures)
        if not rest:
            return [number]
        if unit := self._goods.unit_named(rest):
            return [number, Token(Part.UNIT, unit, unit=unit, said=split[2])]
        if tail := re.fullmatch(r"([^\W\d]+)(\d)", rest):
            unit = self._goods.unit_named(tail[1])
            if unit and "," not in figures and "." not in figures:
                more = Token(Part.NUMBER, milli + int(tail[2]) * 100, said=figures)
                return [more, Token(Part.UNIT, unit, unit=unit, said=tail[1])]
        if re.fullmatch(
            r"(?:k|đ|d|tr|ng|nghìn|ngàn|nghin|ngan|triệu|trieu|vnđ|vnd|củ|cu)\d*", rest
        ):
            thousand = rest in ("k", "ng")
            return [_plain(Part.MONEY, chunk, value=milli if thousand else None)]
        place = self._goods.codes.get(fold(rest))
        if place is not None:
            return [number, Token(Part.CODE, place, said=split[2])]
        if both := re.fullmatch(r"x(\d+)", rest):
            other = _milli(both[1])
            return [number, _plain(Part.TIMES, "x"), Token(Part.NUMBER, other, said=both[1])]
        return [number, self._word(split[2])]

    def _letters_and_figures(self, chunk: str, both: re.Match[str]) -> list[Token]:
        """Letters with figures: "x3", "sl5", "vt5x2", and codes that nobody sells ("vt9")."""
        letters, figures = plain_key(both[1]), both[2]
        place = self._goods.codes.get(fold(letters + figures))
        if both[3] and place is not None:
            return [
                Token(Part.CODE, place, said=letters + figures),
                *self._figures(both[3][1:]),
            ]
        if not both[3] and lexicon().words.get(letters) in _WITH_FIGURES:
            return [self._word(both[1]), *self._figures(figures)]
        if letters == "o" and len(figures) == 9:
            return [_long_number(figures)]
        return [_plain(Part.UNKNOWN, chunk)]

    def _word(self, chunk: str) -> Token:
        known = lexicon()
        key = plain_key(chunk)
        if key not in known.words and key not in self._goods.words and _DRAWN_OUT.search(key):
            short = _DRAWN_OUT.sub(lambda found: found[0][0], key)
            key = short if len(short) > 1 else key
        words = self._goods.words.get(key)
        unit = self._goods.unit_named(key) or ""
        part = known.words.get(key)
        if part is None:
            part = Part.UNIT if unit else Part.UNKNOWN
        if part == Part.UNKNOWN and chunk[0].isupper() and not chunk.isupper():
            part = Part.NAME
        if words and words.strength == STRONG and len(key) > 1:
            part = Part.UNKNOWN
        value = unit if part == Part.UNIT else key
        return Token(part, value, key, words, known.longest.get(key, 0), unit, chunk)


_PHONE_SIGN: Final = "\u260e"


def _plain(part: Part, said: str, value: int | str | None = None) -> Token:
    return Token(part, value, said=said)


def _long_number(figures: str) -> Token:
    """A long row of digits: a mobile without its zero, else a number that cannot be read."""
    if len(figures) == 9 and not figures.endswith("000"):
        with contextlib.suppress(Unreadable):
            return _plain(Part.PHONE, figures, value=parse_mobile(f"0{figures}"))
    return _plain(Part.BAD_PHONE, figures)


def _milli(figures: str) -> int | None:
    try:
        milli = scaled(read_decimal(figures), 1000, figures)
    except Unreadable:
        return None
    return milli if milli <= _MAX_MILLI else None


def prepared(text: str) -> str:
    """`text` as it is split: NFC, cut to what a comment may hold."""
    text = text[:MAX_READ]
    return text if text.isascii() else unicodedata.normalize("NFC", text)
