"""Who wants the goods of an order: the writer, or somebody who is told of."""

from __future__ import annotations

from typing import Final

from host_assistant.orders.parts import Part
from host_assistant.orders.patterns import sequence

_CALLED: Final = sequence("[person shop]+ call")  # "chị ơi"
_UNSAID: Final = sequence(
    "^ [^quantity number product code unit]* [person kin shop aside place]",  # "chị 3kg"
    "aside",  # "mã vt5 sl 2"
    "unit",  # "thùng vải"
    "quantity quantity",  # "1 thùng 5kg"
    "quantity product quantity",  # "2 thùng vải 5kg"
)
# "shop thêm 1 thùng": the one who gives stands before the verb
_GIVEN: Final = sequence("^ [^order]* [person kin shop] [person filler yes]* [give deliver]")
_BY_OTHERS: Final = sequence(
    # "ông xã em lấy 5kg"
    "kin [person filler kin yes at place street address name]* [order give deliver]",
    "kin call",  # "chồng ơi mua cho em 2 hộp"
)
_FOR_OTHERS: Final = sequence("^ [^order give]* kin")
_TOLD_TO: Final = sequence(
    # "chị chốt cho em 2kg"
    "person [^order give quantity product code]* [order give] [^quantity product code]* person",
    # "em lấy 2kg cho chị"
    "person [person filler]* [order give] .* [quantity product code] give person",
)
_LATER: Final = sequence(
    "aside [person filler]* order",  # "mai em lấy 2kg"
    "at quantity",  # "từ 5kg thành 10kg"
    "^ [^phone]* name",  # "chị Hạnh đặt 2 hộp"
)
_SENT: Final = sequence("^ [^order give code quantity]* deliver")  # "mai giao cho em 3kg"
_PEOPLE: Final = sequence("number [person kin] (?!call)")  # "2 chị lấy 2kg"
_ASKED: Final = sequence("[filler call]")


def doubtful_speaker(whole: str, *, with_phone: bool) -> bool:
    """Whether an order of known words may still be somebody's tale: "mẹ cho em 5kg".

    `whole` is a clause with the people and courtesies in it. A telephone number is left by
    buyers alone.
    """
    called = _CALLED.search(whole) is not None
    if called:
        whole = _CALLED.sub(Part.CALL, whole)
    if _BY_OTHERS.search(whole) or _PEOPLE.search(whole):
        return True
    if with_phone:
        return False
    if _FOR_OTHERS.search(whole) or _TOLD_TO.search(whole) or _LATER.search(whole):
        return True
    has_order, has_give = Part.ORDER in whole, Part.GIVE in whole
    if not (has_order or has_give) and _UNSAID.search(whole):
        return True
    if has_order or _ASKED.search(whole):
        return False
    return _GIVEN.search(whole) is not None or _SENT.search(whole) is not None
