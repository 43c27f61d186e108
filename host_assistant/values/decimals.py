"""Numbers as people write them in Vietnam: dot groups thousands, comma is the decimal sign.

Everything is whole numbers: a written decimal is a pair (digits, scale) worth
`digits / 10**scale`, so that no float ever stands between a sheet and a price.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from host_assistant.values.unreadable import Unreadable

MAX_DIGITS: Final = 30
MAX_LENGTH: Final = 100  # of anything that is to be read as one amount
MINUS: Final = frozenset("-\u2212\u2013")

_TOKEN: Final = re.compile(r"1/2\b|[0-9][0-9.,]*|[^\W\d_]+|\S")

_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_WITH_COMMA: Final = re.compile(r"[0-9]+(?:,[0-9]+)?")
# A dot is taken for the decimal sign only where it cannot group: "1.4", "0.125".
_WITH_DOT: Final = re.compile(r"[0-9]+\.[0-9]{1,2}|0\.[0-9]+")
# 1,500 is one and a half here and fifteen hundred in English; our printer never writes it.
_EITHER: Final = re.compile(r"[1-9][0-9]{0,2},[0-9]{2}0")


def written_tokens(text: str) -> list[str]:
    """Numbers, words and single signs of `text` in small letters, at least one; or Unreadable."""
    if len(text) > MAX_LENGTH:
        raise Unreadable("not_a_number", text)
    tokens: list[str] = _TOKEN.findall(unicodedata.normalize("NFC", text).lower())
    if not tokens:
        raise Unreadable("empty", text)
    return tokens


def read_decimal(text: str) -> tuple[int, int]:
    """(digits, scale) of a written number without sign; raises Unreadable."""
    if len(text) > MAX_DIGITS:
        raise Unreadable("too_large" if text.isdecimal() else "not_a_number", text)
    if _EITHER.fullmatch(text):
        raise Unreadable("ambiguous", text)
    if _GROUPED.fullmatch(text):
        plain = text.replace(".", "")
    elif _WITH_COMMA.fullmatch(text):
        plain = text
    elif _WITH_DOT.fullmatch(text):
        plain = text.replace(".", ",")
    else:
        raise Unreadable("not_a_number", text)
    whole, _comma, fraction = plain.partition(",")
    return int(whole + fraction), len(fraction)


def scaled(number: tuple[int, int], factor: int, text: str) -> int:
    """`number` times `factor` where that is whole; raises Unreadable("not_whole") with `text`."""
    digits, scale = number
    one: int = 10**scale
    value, rest = divmod(digits * factor, one)
    if rest:
        raise Unreadable("not_whole", text)
    return value


def write_decimal(number: int, scale: int) -> str:
    """`number / 10**scale` exactly, for example (12650, 3) as "12,65"; `number` is not negative."""
    if number < 0:
        raise ValueError(number)
    whole, fraction = divmod(number, 10**scale)
    digits = f"{fraction:0{scale}d}".rstrip("0") if scale else ""
    return f"{grouped(whole)},{digits}" if digits else grouped(whole)


def grouped(number: int) -> str:
    """A whole number with dots between its thousands."""
    return f"{number:,}".replace(",", ".")
