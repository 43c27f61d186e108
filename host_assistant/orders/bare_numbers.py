"""Numbers without a unit: which of them count goods."""

from __future__ import annotations

from typing import Final

from host_assistant.orders.clause_items import Item, Parsed
from host_assistant.orders.parts import Part, parts_named
from host_assistant.orders.patterns import sequence

_BEFORE_NUMBER: Final = parts_named("order give code product count_word times plus each")
_NOT_AFTER_NUMBER: Final = parts_named(
    "unknown name numbered slash money hour thousand times street"
)
_GOODS: Final = parts_named("product code")
_MOST_K: Final = 20_000  # "5k" with a verb may be five kilos; "35k" is a price
_TAKEN_MONEY: Final = sequence("(?<=[order give]) money (?=product | phone | $)")
_MOST_FIGURES: Final = 2  # figures of a number that stands alone: "111" cheers


def count_bare_numbers(parsed: Parsed) -> None:
    """Makes quantities of the bare numbers that count goods, and unknown words of the others."""
    for place, clause in enumerate(parsed.clauses):
        if Part.MONEY in clause:
            parsed.clauses[place] = clause = _short_kilos(clause, parsed.items[place])
        if Part.NUMBER in clause:
            parts = list(clause)
            for at, part in enumerate(clause):
                if part == Part.NUMBER:
                    parts[at] = _part_of_number(parts, at, parsed, parsed.items[place][at])
            parsed.clauses[place] = "".join(parts)


def _part_of_number(parts: list[str], at: int, parsed: Parsed, item: Item) -> str:
    """The part that the number at `at` plays."""
    before = parts[at - 1] if at else ""
    after = _part_after(parts, at)
    if before == Part.UNIT or (before in (Part.QUANTITY, Part.NUMBERED) and after not in _GOODS):
        return Part.NUMBERED  # "đôi 41", "2 đôi 40 41"
    if before in _GOODS and after not in _GOODS and Part.QUANTITY in parts[: at - 1]:
        return Part.UNKNOWN
    if after in _NOT_AFTER_NUMBER:
        return Part.UNKNOWN
    if before in _BEFORE_NUMBER or after in _GOODS:
        return Part.QUANTITY
    alone = (not before and after in ("", Part.PHONE)) or (before == Part.PHONE and not after)
    if alone and len(item.said) <= _MOST_FIGURES:
        parsed.lone_number = Part.TIMES not in parts
        return Part.QUANTITY
    return Part.UNKNOWN


def _part_after(parts: list[str], at: int) -> str:
    """What follows; a sign of multiplication leads to what it multiplies."""
    rest = parts[at + 1 : at + 3]
    if rest[:1] != [Part.TIMES]:
        return rest[0] if rest else ""
    if len(rest) == 2:
        return rest[1] if rest[1] in _GOODS else Part.TIMES
    return Part.TIMES if at else ""


def _short_kilos(clause: str, items: list[Item]) -> str:
    """Kilos in place of a price that a verb takes: "cho 5k"."""
    found = _TAKEN_MONEY.search(clause)
    if found is None or Part.QUANTITY in clause:
        return clause
    written = items[found.start()].written
    if written is None or written.number_milli is None or written.number_milli > _MOST_K:
        return clause
    return clause[: found.start()] + Part.QUANTITY + clause[found.end() :]
