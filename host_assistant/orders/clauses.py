"""The clauses of a comment: what each holds, in order, as a string of parts."""

from __future__ import annotations

import re
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
# People, courtesies and asides: no grammar hangs on them, only how sure an order is.
DROPPED: Final = frozenset("p9o56781")
_SILENT: Final = frozenset("-:/")
_BEFORE_NUMBER: Final = frozenset("OACPs*+E")
_NOT_AFTER_NUMBER: Final = frozenset((UNKNOWN, NAME, "#", "/", MONEY, "T", "m", "*", "w", STREET))
_ADDRESS_LABELS: Final = frozenset(("đc", "dc", "đ", "add", "address"))
_NEVER_A_STREET: Final = frozenset((PLACE, PHONE, CODE, PRODUCT, QUANTITY, "O", "q", "x", "t"))
_YEAR: Final = frozenset(("năm", "nam"))
_MOST_K: Final = 20_000  # "5k" with a verb may be five kilos; "35k" is a price
_TAKEN_MONEY: Final = re.compile(r"(?<=[OA])\$(?=P|H|$)")
_ORDERS: Final = frozenset("OAg")


class Item(msgspec.Struct, frozen=True):
    """A piece of a clause: `place` is a code's product, `mask` what a name may mean."""

    part: str
    said: str
    mask: int = 0
    written: Written | None = None


class Parsed(msgspec.Struct):
    """`clauses` as strings of parts with an item for each letter; `whole` has the DROPPED too."""

    clauses: list[str]
    items: list[list[Item]]
    whole: list[str]
    places: list[str]
    bad_phone: str = ""
    lone_number: bool = False


def parse(tokens: list[Token], goods: Goods, phones: list[str]) -> Parsed:
    """Finds quantities and addresses; drops names and courtesies; splits at ends of clauses."""
    parsed = Parsed([], [], [], [])
    items: list[Item] = []
    parts: list[str] = []
    whole: list[str] = []
    in_address, after_person, has_phone = False, False, False
    here, count = 0, len(tokens)
    numerals = lexicon().numerals
    while here < count:
        token = tokens[here]
        part = token[0]
        if part in _STARTS_AMOUNT or token[2] in numerals or token[5]:
            written, end = amount_at(tokens, here)
            if written is not None:
                here = end
                if part == "M" and not (parts and parts[-1] in _ORDERS):
                    parts.append("q")
                    whole.append("q")
                    items.append(Item("q", written.said))
                else:
                    parts.append(QUANTITY)
                    whole.append(QUANTITY)
                    items.append(Item(QUANTITY, written.said, written=written))
                in_address = after_person = False
                continue
        if part in DROPPED:
            if part == "p" or part == "9" or part == "1":
                after_person = True
                if token[5] and here + 1 < count and _sells_by(goods, token, tokens[here + 1]):
                    parts.append(UNIT)
                    whole.append(UNIT)
                    items.append(Item(UNIT, token[6], written=_one(token)))
            whole.append(part)
            here += 1
            continue
        if part == END:
            if parts:
                parsed.clauses.append("".join(parts))
                parsed.items.append(items)
                parsed.whole.append("".join(whole))
                parts, items, whole = [], [], []
            after = tokens[here + 1][0] if here + 1 < count else END
            in_address = in_address and token[6] != "\n" and after in _KEEPS_ADDRESS
            here += 1
            after_person = False
            continue
        if part == NUMBER and here + 1 < count and tokens[here + 1][2] in ("h", "t"):
            short = goods.abbreviated(tokens[here + 1][2]) if parts and parts[-1] in "OAC" else None
            value = token[1]
            if short and isinstance(value, int):
                said = token[6] + tokens[here + 1][6]
                parts.append(QUANTITY)
                whole.append(QUANTITY)
                items.append(Item(QUANTITY, said, 0, Written(value, short, said, "short_unit")))
                here += 2
                continue
        if part == NUMBER and here + 1 < count and tokens[here + 1][0] == "T":
            part, here = "T", here + 1
        elif part == "#" and here + 1 < count and not in_address:
            if tokens[here + 1][0] == PHONE:
                part = "L"
            elif _number_at(tokens, here + 1):
                here += 1
                if here + 1 < count and tokens[here + 1][0] in ("a", NAME):
                    part = "a"
        elif part == "/" and here + 1 < count and tokens[here + 1][0] == UNIT:
            part, here = MONEY, here + 1
        elif here + 1 < count and tokens[here + 1][0] == ":" and token[2] in _ADDRESS_LABELS:
            part = "l"
        if part in _LEADS:
            in_address = True
        elif in_address:
            place = (
                lexicon().led_places.get(token[2]) if part in (UNKNOWN, NAME, LED_PLACE) else None
            )
            if place:
                part = PLACE
                parsed.places.append(place)
            elif (
                part in _IN_ADDRESS
                or _is_capital(token)
                or (part == PRODUCT and not _counted(tokens, here))
            ):
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
                if following[0] == "m" or following[2] == "k":
                    part, here = MONEY, here + 1
                    if following[2] != "k":
                        token = (MONEY, None, *token[2:])
                elif following[0] == "8":
                    part = UNKNOWN
                elif following[0] in "/*" and _number_at(tokens, here + 2):
                    part, here = UNKNOWN, here + 2
        elif part == SPOKEN and token[2] in _YEAR and _number_at(tokens, here + 1):
            part, here = "t", here + 1
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
        elif part in ("z", "V", "X", "m", "Z"):
            part = UNKNOWN
        elif part == "M":
            part = "q" if token[2] == "mấy" else UNKNOWN
        parts.append(part)
        whole.append(part)
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
        elif part == MONEY and isinstance(token[1], int):
            items.append(
                Item(part, token[6], written=Written(token[1], "kg", token[6], "short_unit"))
            )
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
        parsed.whole.append("".join(whole))
    _count_bare_numbers(parsed)
    return parsed


def _is_capital(token: Token) -> bool:
    """Whether a word that means something else is written like a name: "Đồng Hới"."""
    said = token[6]
    return said[0].isupper() and not said.isupper() and token[0] not in _NEVER_A_STREET


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
        if MONEY in clause:
            clause = _short_kilos(clause, parsed.items[place])
            parsed.clauses[place] = clause
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
            if before == UNIT:
                parts[at] = "#"
                continue
            if before in ("P", "C") and after not in ("P", "C") and QUANTITY in parts[: at - 1]:
                parts[at] = UNKNOWN
                continue
            alone = not before and (not after or after == PHONE) or before == PHONE and not after
            if after in _NOT_AFTER_NUMBER and after:
                parts[at] = UNKNOWN
            elif before in _BEFORE_NUMBER and before or after in ("P", "C"):
                parts[at] = QUANTITY
            elif alone and not _is_a_row(parsed.items[place][at]):
                parts[at] = QUANTITY
                parsed.lone_number = "*" not in clause
            else:
                parts[at] = UNKNOWN
        parsed.clauses[place] = "".join(parts)


def _is_a_row(item: Item) -> bool:
    """ "111" cheers; nobody orders by a number like that."""
    return len(item.said) > 2


def _short_kilos(clause: str, items: list[Item]) -> str:
    """ "Cho 5k": no price, for a verb takes it."""
    found = _TAKEN_MONEY.search(clause)
    if found is None or QUANTITY in clause:
        return clause
    written = items[found.start()].written
    if written is None or written.number_milli is None or written.number_milli > _MOST_K:
        return clause
    return clause[: found.start()] + QUANTITY + clause[found.end() :]
