"""Money in whole đồng, as it is written, typed and spoken in Vietnam."""

from __future__ import annotations

import re
from typing import Final

from host_assistant.values.decimals import (
    MINUS,
    grouped,
    read_decimal,
    scaled,
    write_decimal,
    written_tokens,
)
from host_assistant.values.unreadable import Unreadable
from host_assistant.values.vietnamese import read_number, spellings

MAX_VND: Final = 10**12

_CURRENCY: Final = spellings("đ", "đồng", "vnđ", "vnd") | {"₫"}
_SCALES: Final = {
    form: factor
    for factor, words in (
        (10**3, spellings("k", "nghìn", "ngàn")),
        (10**6, spellings("tr", "triệu")),
        (10**9, spellings("tỷ", "tỉ")),
    )
    for form in words
}
_HALF_MORE: Final = spellings("rưỡi")
_HALF: Final = spellings("nửa")
# Where no fraction of a đồng exists, 35,000 and 1.250.000,00 can each mean one thing only.
_ENGLISH_GROUPS: Final = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_EMPTY_FRACTION: Final = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+),0+")


def parse_vnd(text: str) -> int:
    """Đồng of `35.000 đ`, `35k`, `35 nghìn`, `1tr2`, `1 triệu rưỡi`, "một triệu hai" and the like.

    Words alone are no price ("ba lăm"): a scale word must stand with them. Raises Unreadable,
    also above MAX_VND.
    """
    tokens = written_tokens(text)
    if tokens[0] in MINUS and len(tokens) > 1 and tokens[1] not in MINUS:
        # What comes after the sign must be money too, or it is not a negative price but nonsense.
        parse_vnd(" ".join(tokens[1:]))
        raise Unreadable("negative", text)
    amount = _sum(_without_currency(tokens), text)
    if amount > MAX_VND:
        raise Unreadable("too_large", text)
    return amount


def _without_currency(tokens: list[str]) -> list[str]:
    if tokens[-1] in _CURRENCY:
        return tokens[:-1]
    return tokens[1:] if tokens[0] in _CURRENCY else tokens


def _sum(tokens: list[str], text: str) -> int:
    """The parts of an amount from the largest scale down: "1 triệu 250 nghìn", "1tr2"."""
    if len(tokens) == 1 and tokens[0][0].isdecimal():
        return _bare(tokens[0], text)
    if _is_said_in_full(tokens):
        return read_number(" ".join(tokens))
    total, above = 0, 0
    while tokens:
        place = next((i for i, token in enumerate(tokens) if token in _SCALES), None)
        if place is None:
            return total + _tail(tokens, above, text)
        factor = _SCALES[tokens[place]]
        part = _part(tokens[:place], factor, text)
        if above and (factor >= above or part >= above):
            raise Unreadable("not_a_number", text)
        total, above, tokens = total + part, factor, tokens[place + 1 :]
    if not above:
        raise Unreadable("not_a_number", text)
    return total


def _is_said_in_full(tokens: list[str]) -> bool:
    """Whether these words are one number: after "triệu" the words "hai trăm" would mean .200."""
    if any(not token.isalpha() or token in _HALF | _HALF_MORE for token in tokens):
        return False
    scales = [token for token in tokens if token in _SCALES]
    return bool(scales) and (tokens[-1] == scales[-1] or _SCALES[scales[-1]] == 1000)


def _bare(token: str, text: str) -> int:
    if _ENGLISH_GROUPS.fullmatch(token):
        token = token.replace(",", ".")
    elif empty := _EMPTY_FRACTION.fullmatch(token):
        token = empty[1]
    digits, scale = read_decimal(token)
    if scale:
        raise Unreadable("not_whole", text)
    return digits


def _part(tokens: list[str], factor: int, text: str) -> int:
    if len(tokens) == 1 and tokens[0][0].isdecimal():
        return scaled(read_decimal(tokens[0]), factor, text)
    if len(tokens) == 1 and tokens[0] in _HALF:
        return factor // 2
    if not tokens:
        raise Unreadable("not_a_number", text)
    return read_number(" ".join(tokens)) * factor


def _tail(tokens: list[str], above: int, text: str) -> int:
    """What follows the last scale word: "rưỡi", or the digits after an unwritten comma."""
    if not above:
        raise Unreadable("not_a_number", text)
    if len(tokens) == 1:
        token = tokens[0]
        if token in _HALF_MORE:
            return above // 2
        if re.fullmatch(r"[0-9]{1,3}", token):
            # 1tr50 is 1,500,000 to some and 1,050,000 to others.
            if len(token) == 2 and token.endswith("0"):
                raise Unreadable("ambiguous", text)
            return scaled((int(token), len(token)), above, text)
    number = read_number(" ".join(tokens))
    if 0 < number < 10:
        return number * above // 10
    raise Unreadable("ambiguous", text)


def format_vnd(amount_vnd: int) -> str:
    """1250000 as "1.250.000 đ"; a negative amount carries its sign."""
    sign = "-" if amount_vnd < 0 else ""
    return f"{sign}{grouped(abs(amount_vnd))} đ"


def format_vnd_short(amount_vnd: int) -> str:
    """An amount for tight places: "35k", "1,25 tr", "2,3 tỷ"; cut down, never rounded up."""
    if amount_vnd < 0:
        return f"-{format_vnd_short(-amount_vnd)}"
    if amount_vnd >= 10**9:
        return f"{write_decimal(amount_vnd // 10**7, 2)} tỷ"
    if amount_vnd >= 10**6:
        return f"{write_decimal(amount_vnd // 10**4, 2)} tr"
    if amount_vnd >= 1000 and amount_vnd % 1000 == 0:
        return f"{amount_vnd // 1000}k"
    return format_vnd(amount_vnd)
