"""Numbers without a unit: which of them count goods."""

from __future__ import annotations

import re
from typing import Final

from host_assistant.orders.clause_items import Item, Parsed
from host_assistant.orders.lexicon import (
    MONEY,
    NAME,
    NUMBER,
    PHONE,
    QUANTITY,
    STREET,
    UNIT,
    UNKNOWN,
)

_BEFORE_NUMBER: Final = frozenset("OACPs*+E")
_NOT_AFTER_NUMBER: Final = frozenset((UNKNOWN, NAME, "#", "/", MONEY, "T", "m", "*", STREET))
_GOODS: Final = ("P", "C")
_MOST_K: Final = 20_000  # "5k" with a verb may be five kilos; "35k" is a price
_TAKEN_MONEY: Final = re.compile(r"(?<=[OA])\$(?=P|H|$)")
_LONGEST: Final = 2  # figures of a number that stands alone: "111" cheers


def count_bare_numbers(parsed: Parsed) -> None:
    """Makes quantities of the bare numbers that count goods, and unknown words of the others."""
    for place, clause in enumerate(parsed.clauses):
        if MONEY in clause:
            parsed.clauses[place] = clause = _short_kilos(clause, parsed.items[place])
        if NUMBER in clause:
            parts = list(clause)
            for at, part in enumerate(clause):
                if part == NUMBER:
                    parts[at] = _counts(parts, at, parsed, parsed.items[place][at])
            parsed.clauses[place] = "".join(parts)


def _counts(parts: list[str], at: int, parsed: Parsed, item: Item) -> str:
    """The part that the number at `at` plays."""
    before = parts[at - 1] if at else ""
    after = _after(parts, at)
    if before == UNIT or (before in (QUANTITY, "#") and after not in _GOODS):
        return "#"  # "đôi 41", "2 đôi 40 41"
    if before in _GOODS and after not in _GOODS and QUANTITY in parts[: at - 1]:
        return UNKNOWN
    if after in _NOT_AFTER_NUMBER:
        return UNKNOWN
    if before in _BEFORE_NUMBER or after in _GOODS:
        return QUANTITY
    alone = (not before and after in ("", PHONE)) or (before == PHONE and not after)
    if alone and len(item.said) <= _LONGEST:
        parsed.lone_number = "*" not in parts
        return QUANTITY
    return UNKNOWN


def _after(parts: list[str], at: int) -> str:
    """What follows; a sign of multiplication leads to what it multiplies."""
    rest = parts[at + 1 : at + 3]
    if rest[:1] != ["*"]:
        return rest[0] if rest else ""
    if len(rest) == 2:
        return rest[1] if rest[1] in _GOODS else "*"
    return "*" if at else ""


def _short_kilos(clause: str, items: list[Item]) -> str:
    """Kilos in place of a price that a verb takes: "cho 5k"."""
    found = _TAKEN_MONEY.search(clause)
    if found is None or QUANTITY in clause:
        return clause
    written = items[found.start()].written
    if written is None or written.number_milli is None or written.number_milli > _MOST_K:
        return clause
    return clause[: found.start()] + QUANTITY + clause[found.end() :]
