"""The clauses of a comment: what each holds, in order, as a string of parts."""

from __future__ import annotations

from typing import Final

import msgspec

from host_assistant.orders.amounts import amount_at
from host_assistant.orders.goods import Goods, Written
from host_assistant.orders.lexicon import (
    CODE,
    END,
    LED_PLACE,
    MONEY,
    NAME,
    NUMBER,
    PHONE,
    PLACE,
    PRODUCT,
    QUANTITY,
    SPOKEN,
    STREET,
    UNIT,
    UNKNOWN,
    lexicon,
)
from host_assistant.orders.tokens import BAD_PHONE, Token

_STARTS_AMOUNT: Final = frozenset((NUMBER, SPOKEN, "z", "V", "M", "X"))
_LEADS: Final = frozenset("gla")
_IN_ADDRESS: Final = frozenset((UNKNOWN, NAME, NUMBER, SPOKEN, "#", "L", "k", UNIT, "/", "-", "e"))
_KEEPS_ADDRESS: Final = frozenset(("a", PLACE, NUMBER, NAME, "#"))
_SILENT: Final = frozenset(("o", "p", "-", ":"))
_BEFORE_NUMBER: Final = frozenset("OACPs*+")
_NOT_AFTER_NUMBER: Final = frozenset((UNKNOWN, NAME, "#", "/", MONEY, "T", "m", "*", "w", STREET))
_ORDERS: Final = frozenset("OAg")


class Item(msgspec.Struct, frozen=True):
    """A piece of a clause: `place` is a code's product, `mask` what a name may mean."""

    part: str
    said: str
    mask: int = 0
    written: Written | None = None


class Parsed(msgspec.Struct):
    """`clauses` as strings of parts with an item for each letter; places and phones as found."""

    clauses: list[str]
    items: list[list[Item]]
    places: list[str]
    bad_phone: str = ""
    starts_with_person: bool = False
    lone_number: bool = False


def parse(tokens: list[Token], goods: Goods, phones: list[str]) -> Parsed:
    """Finds quantities and addresses; drops names and courtesies; splits at ends of clauses."""
    parsed = Parsed([], [], [])
    items: list[Item] = []
    parts: list[str] = []
    in_address, after_person, has_phone = False, False, False
    here, count = 0, len(tokens)
    while here < count:
        token = tokens[here]
        part = token[0]
        if part == "p" or part == "o":
            if part == "p":
                after_person = True
                if not parts:
                    parsed.starts_with_person = True
                if token[5] and here + 1 < count and _sells_by(goods, token, tokens[here + 1]):
                    parts.append(UNIT)
                    items.append(Item(UNIT, token[6], written=_one(token)))
            here += 1
            continue
        if part in _STARTS_AMOUNT or token[2] == "nua" or token[5]:
            written, end = amount_at(tokens, here)
            if written is not None:
                here = end
                if part == "M" and not (parts and parts[-1] in _ORDERS):
                    parts.append("q")
                    items.append(Item("q", written.said))
                else:
                    parts.append(QUANTITY)
                    items.append(Item(QUANTITY, written.said, written=written))
                in_address = after_person = False
                continue
        if part == END:
            if parts:
                parsed.clauses.append("".join(parts))
                parsed.items.append(items)
                parts, items = [], []
            after = tokens[here + 1][0] if here + 1 < count else END
            in_address = in_address and token[6] != "\n" and after in _KEEPS_ADDRESS
            here += 1
            after_person = False
            continue
        if part in _LEADS:
            in_address = True
        elif in_address:
            place = lexicon().led_places.get(token[2]) if part in (UNKNOWN, NAME, LED_PLACE) else None
            if place:
                part = PLACE
                parsed.places.append(place)
            elif part in _IN_ADDRESS or (part == PRODUCT and not _counted(tokens, here)):
                part = STREET
            elif part != PLACE:
                in_address = False
        if part == PLACE:
            if token[0] == PLACE:
                parsed.places.append(str(token[1]))
        elif part == PHONE:
            has_phone = True
            if token[1]:
                phones.append(str(token[1]))
        elif part == BAD_PHONE:
            parsed.bad_phone = token[6]
        elif part == NUMBER:
            following = tokens[here + 1] if here + 1 < count else None
            if following is not None:
                if following[0] == "T":
                    part, here = "T", here + 1
                elif following[0] == "m" or (following[2] == "k" and following[0] == "x"):
                    part, here = MONEY, here + 1
                elif following[0] in "/*" and _number_at(tokens, here + 2):
                    part, here = UNKNOWN, here + 2
        elif part == SPOKEN:
            if after_person:
                here += 1
                continue
            part = UNKNOWN
        elif part == "n" and token[2] == "nua":
            part = "n"
        elif part == NAME or part == LED_PLACE:
            after = tokens[here + 1][0] if here + 1 < count else END
            part = NAME if after_person or has_phone or after in (PHONE, NAME) else UNKNOWN
            if part == NAME:
                after_person = True
        elif part in _SILENT:
            here += 1
            continue
        elif part in ("z", "V", "X", "T", "m", "Z"):
            part = UNKNOWN
        elif part == "M":
            part = "q"
        parts.append(part)
        if part == PRODUCT:
            value = token[1]
            items.append(Item(part, token[6], value if isinstance(value, int) else 0))
        elif part == CODE:
            place_at = token[1]
            items.append(Item(part, token[6], 1 << place_at if isinstance(place_at, int) else 0))
        elif part == NUMBER:
            value = token[1]
            milli = value if isinstance(value, int) else None
            items.append(Item(part, token[6], written=Written(milli, None, token[6])))
        elif part == UNIT:
            items.append(Item(part, token[6], written=_one(token)))
        else:
            items.append(Item(part, token[6]))
        if part != NAME:
            after_person = False
        here += 1
    if parts:
        parsed.clauses.append("".join(parts))
        parsed.items.append(items)
    _count_bare_numbers(parsed)
    return parsed


def _one(token: Token) -> Written:
    return Written(1000, token[5], token[6])


def _number_at(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place][0] == NUMBER


def _counted(tokens: list[Token], here: int) -> bool:
    """Whether a number stands beside this name, which then names goods and no street."""
    before = here > 0 and (tokens[here - 1][0] in (NUMBER, SPOKEN) or tokens[here - 1][5] != "")
    return before or _number_at(tokens, here + 1)


def _sells_by(goods: Goods, token: Token, following: Token) -> bool:
    """Whether a word like "con" is a unit here: of what is named next."""
    value = following[1]
    mask = goods.unit_masks.get(token[5], 0)
    return following[0] == PRODUCT and isinstance(value, int) and bool(mask & value)


def _count_bare_numbers(parsed: Parsed) -> None:
    """Makes quantities of the bare numbers that count goods."""
    for place, clause in enumerate(parsed.clauses):
        if NUMBER not in clause:
            continue
        parts = list(clause)
        last = len(parts) - 1
        for at, part in enumerate(parts):
            if part != NUMBER:
                continue
            before = parts[at - 1] if at else ""
            after = parts[at + 1] if at < last else ""
            if after == "*" and at + 1 < last and parts[at + 2] in "PC":
                after = "P"
            if after == "*" and at + 1 == last and not before:
                after = ""
            alone = not before and (not after or after == PHONE) or before == PHONE and not after
            if after in _NOT_AFTER_NUMBER and after:
                parts[at] = UNKNOWN
            elif before in _BEFORE_NUMBER and before or after in ("P", "C"):
                parts[at] = QUANTITY
            elif alone:
                parts[at] = QUANTITY
                parsed.lone_number = "*" not in clause
            else:
                parts[at] = UNKNOWN
        parsed.clauses[place] = "".join(parts)
