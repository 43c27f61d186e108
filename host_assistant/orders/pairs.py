"""Which quantity belongs to which goods."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from host_assistant.orders.clause_items import Item
from host_assistant.orders.goods import Written
from host_assistant.orders.parts import Part, parts_named
from host_assistant.values.quantity import GRAMS

_GOODS: Final = parts_named("product code")
_COUNTED: Final = parts_named("product code quantity")
_JOINS: Final = parts_named("and plus")
_OPEN: Final = Written(None, None, "")
_ONE: Final = Written(1000, None, "")


class Pair(msgspec.Struct):
    """Goods (`mask` 0 where none are named) with a quantity, None where none stands with them."""

    mask: int
    said: str
    written: Written | None
    is_code: bool = False
    each_weighs: Written | None = None


def pairs_of(clauses: Iterable[tuple[str, list[Item]]]) -> list[Pair]:
    """The lines of an order, clause by clause; what one leaves open the next may say."""
    found: list[Pair] = []
    for parts, items in clauses:
        if Part.EACH in parts:
            _same_of_each(found, parts, items)
            continue
        for pair in _pairs_in_clause(parts, items):
            last = found[-1] if found else None
            if last is not None and last.written is None and not pair.mask:
                last.written = pair.written
            elif (
                last is not None
                and not last.mask
                and last.written
                and not pair.written
                and pair.mask
            ):
                last.mask, last.said, last.is_code = pair.mask, pair.said, pair.is_code
            else:
                found.append(pair)
    return found


def _same_of_each(found: list[Pair], parts: str, items: list[Item]) -> None:
    """The same of each: "bưởi với kẹo dừa mỗi thứ 2"."""
    each = parts.index(Part.EACH)
    here = _pairs_in_clause(parts[:each], items[:each])
    amounts = [item.written for item in items[each:] if item.written]
    for pair in (*found, *here):
        if pair.written is None and amounts:
            pair.written = amounts[0]
    found += here


def _pairs_in_clause(parts: str, items: list[Item]) -> list[Pair]:
    wanted = [
        item
        for at, (part, item) in enumerate(zip(parts, items, strict=True))
        if part in _COUNTED or (part == Part.UNIT and _bare_unit_counts(parts, items, at))
    ]
    wanted = _after_change(parts, items, _without_described(wanted))
    if Part.OR in parts or Part.EITHER in parts:
        wanted = _left_open(wanted)
    # "5kg và 2 thùng" are two lines, "2 thùng 5kg" is one.
    joined = {id(items[at]) for at in range(1, len(parts)) if parts[at - 1] in _JOINS}
    pairs: list[Pair] = []
    number_first = bool(wanted) and wanted[0].part not in _GOODS
    here = 0
    while here < len(wanted):
        item = wanted[here]
        following = wanted[here + 1] if here + 1 < len(wanted) else None
        if item.part in _GOODS:
            pair = Pair(item.mask, item.said, None, item.part == Part.CODE)
            if (
                following is not None
                and following.mask == 0
                and not (number_first and here + 2 < len(wanted) and wanted[here + 2].mask)
            ):
                pair.written = following.written
                here += 1
            elif following is not None and following.mask and item.mask & following.mask:
                # "vt5 vải thùng": said twice.
                pair.mask &= following.mask
                pair.is_code |= following.part == Part.CODE
                here += 1
                wanted[here] = Item(
                    Part.CODE if pair.is_code else Part.PRODUCT, item.said, pair.mask
                )
                continue
        else:
            pair = Pair(0, "", item.written)
            if following is not None and following.mask and number_first:
                pair.mask, pair.said = following.mask, following.said
                pair.is_code = following.part == Part.CODE
                here += 1
        here += 1
        _append_or_weigh(pair, pairs, beside=id(item) not in joined)
    return pairs if not pairs else _with_goods_behind(pairs)


def _bare_unit_counts(parts: str, items: list[Item], at: int) -> bool:
    """Whether a unit without a number is one of it: "lấy chai mật ong", "lấy thùng 5kg"."""
    following = parts[at + 1 : at + 2]
    if following == Part.PRODUCT:
        return True
    one = items[at].written
    if Part.QUANTITY not in parts:
        return one is not None and one.unit not in GRAMS
    weight = items[at + 1].written if following == Part.QUANTITY else None
    return weight is not None and weight.unit in GRAMS


def _without_described(wanted: list[Item]) -> list[Item]:
    """Leaves out a unit that only says which is meant: "hộp 500g lấy 2 hộp"."""
    first = wanted[0] if wanted else None
    if first is None or first.part != Part.UNIT or first.written is None:
        return wanted
    unit = first.written.unit
    again = any(one.written and one.written.unit == unit for one in wanted[1:])
    return wanted[2:] if again and len(wanted) > 2 else wanted


def _after_change(parts: str, items: list[Item], wanted: list[Item]) -> list[Item]:
    """Of "từ 5kg thành 10kg" the last."""
    if Part.CHANGE not in parts or len(wanted) < 2:
        return wanted
    after = [item for item in items[parts.rindex(Part.CHANGE) :] if item in wanted]
    return after or wanted


def _left_open(wanted: list[Item]) -> list[Item]:
    """The quantity left open: "2kg hoặc 3kg"."""
    amounts = [item for item in wanted if item.part == Part.QUANTITY]
    if len(amounts) < 2 or amounts[0].written is None:
        return wanted
    said = f"{amounts[0].said} – {amounts[-1].said}"
    one = Item(Part.QUANTITY, said, written=Written(None, amounts[0].written.unit, said, "a_range"))
    return [*(item for item in wanted if item.mask), one]


def _append_or_weigh(pair: Pair, pairs: list[Pair], *, beside: bool) -> None:
    """Appends `pair`, or takes it for the weight of the thùng before it: "2 thùng 5kg"."""
    last = pairs[-1] if pairs and beside else None
    written = pair.written
    if last is None or last.written is None or written is None or pair.mask:
        pairs.append(pair)
        return
    if written.unit in GRAMS and last.written.unit is not None and last.written.unit not in GRAMS:
        last.each_weighs = written
    elif last.written.unit in GRAMS and written.unit is not None and written.unit not in GRAMS:
        last.each_weighs, last.written = last.written, written
    else:
        pairs.append(pair)


def _with_goods_behind(pairs: list[Pair]) -> list[Pair]:
    """A bare quantity right before an open name belongs to it."""
    merged: list[Pair] = []
    for pair in pairs:
        last = merged[-1] if merged else None
        if (
            last is not None
            and not last.mask
            and last.written
            and pair.mask
            and pair.written is None
        ):
            last.mask, last.said, last.is_code = pair.mask, pair.said, pair.is_code
        else:
            merged.append(pair)
    return merged


def completed(pair: Pair) -> Written:
    """The quantity of a line that has none: a code alone is one unit, a name leaves it open."""
    if pair.written is not None:
        return pair.written
    return _ONE if pair.is_code else _OPEN
