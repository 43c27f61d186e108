"""What a clause does: whether it orders, asks, refuses, takes back, tells, or none of these.

`patterns` says how a clause became a row of parts, and how the patterns here are written.
"""

from __future__ import annotations

from typing import Final, Literal

from host_assistant.orders.parts import Part
from host_assistant.orders.patterns import sequence

Verdict = Literal["order", "question", "refusal", "cancel", "story", "nothing"]

# Fragments of the patterns below.
_NO_REFUSING: Final = "[^not not_yet no]*"
_NO_ASKING: Final = "[^not not_yet question]*"
_NO_ASKING_OR_WANTING: Final = "[^not not_yet question order cancel drop]*"
_NO_TALK: Final = "[^praise degree done money unknown story not]*"

# Put off until something happens.
_WHEN_IT_IS: Final = sequence(
    "when [^question when]* [if_so just] order",  # "khi nào giảm thì em lấy 2 hộp"
    "^ when .+ order $",  # "khi nào khoẻ em lấy"
    "^ money? if_so? just order $",  # "50k thì mới mua"
    "at_all story? order",  # "tiền đâu mà mua"
)
_ONLY_LEFT: Final = sequence(
    f"^ unknown? is_there quantity {_NO_ASKING} $",  # "còn 5 hộp cuối cùng"
    # "5kg mà giao có 4kg"
    f"^ {_NO_ASKING_OR_WANTING} quantity {_NO_ASKING_OR_WANTING} is_there quantity {_NO_ASKING} $",
)
_QUESTION: Final = sequence(
    "[question when]",  # "nhiêu", "5kg?"
    ". [not not_yet] crowd? $",  # "bơ sáp không"
    "[able is_there] .* not ($ | phone)",  # "có ship Vinh không 0912345678"
    "^ [^order give either]+ either [^degree]",  # "gà con hay gà to"
    f"^ {_NO_TALK} price {_NO_TALK} $",  # "giá", "giá 2kg"
    f"^ {_NO_REFUSING} [^not not_yet no quantity] at_all $",  # "link đâu shop"
    ". surely $",  # "hàng thật chứ"
)
_CANCEL: Final = sequence(
    "(?<!story) cancel",  # "hủy vt5"
    "drop ([order quantity product code number unit no at only] | $)",  # "bỏ giúp chị 1 hộp"
    "[not no only] .* [order deliver give] .* any_more (?!at_all)",  # "k lấy nữa ạ"
    "[not no] able? any_more (?!at_all)",  # "không được nữa"
)
_NOT_A_REFUSAL: Final = sequence(
    f"^ {_NO_REFUSING} [quantity code] {_NO_REFUSING} not [order give] ."  # "5kg ko lấy quả dập"
)
_BOUGHT: Final = sequence(f"^ {_NO_REFUSING} order done [^only]* $")  # "em chốt rồi nha"
_REFUSAL: Final = sequence(
    "[not not_yet] able? [order give]",  # "chưa cần", "không mua"
    "not . .? order",  # "không có tiền mua"
    "[not not_yet] able",  # "em đặt không được"
    "^ not $",
    "^ not_yet",  # "chưa có nhu cầu"
    "(?<![quantity number product code]) no",  # "thôi khỏi"; not "2kg khỏi …"
    "no .",  # "khỏi ship 2kg"
    "[not not_yet] .* at_all $",  # "nóng lắm không ăn đâu"
    "^ at_all is_there? order",  # "đâu có mua"
    "(?<!able) if_so order",  # "20k thì lấy"
    ". just order (?!.* story)",  # "lương về mới mua được"
    "^ only",  # "thôi nha shop"
    "[degree praise if_so] only $",  # "mắc quá thôi"
    "only .* [not order]",  # "ngon thôi ko thích"
    "done [^order]* only $",  # "mua rồi nên thôi"
    "not [^order]* only degree? $",  # "không có chả cá thì thôi vậy"
)
_BARE_NO: Final = sequence("^ [no only]? not $")
_STORY: Final = sequence("[story already done just crowd]")
_GOODS: Final = sequence(
    "[quantity code]",
    "[order give] .* product",  # "chốt vải nhé"
    "product .* order",  # "vải thiều chị lấy"
    "[order give deliver] unit",  # "lấy đôi 42"
    "^ unit [product times]",  # "chai mật ong hoa vải"
    "unit product",
)
# "chốt", "chốt cho em với", "chốt ship về Vinh 0912345678"
_BARE_ORDER: Final = sequence(
    "^ [phone phone_word place any_more]* order"
    " ([phone phone_word and give any_more] | [deliver at address]* street* place)* $"
)

# A verb that takes what follows it, or a code with its number: nobody tells a story like that.
_STRONG: Final = sequence(
    "[order give] [deliver at]? [quantity product code unit]",  # "chốt giúp em 2kg"
    "code quantity",
    "quantity code",
    "[plus count_word] quantity",  # "+2kg", "sl 2"
    "quantity .* phone",
    "phone .* quantity",
    "[order give] times? quantity",  # "lấy x2"
    "change quantity",  # "đổi thành 10kg"
)
# A particle that makes a wish of it: "2 hộp nhé …".
_WISHED: Final = sequence(
    "quantity [product place phone phone_word deliver at address street]* [person shop]* filler",
    "^ [person kin yes shop filler]* (product? quantity | quantity product)"
    " .* filler [person shop call]* $",
)
_SPOKEN_OF: Final = sequence("[is_there praise degree money at_all price]")
_VERB: Final = sequence("[order give code deliver phone change plus]")


def verdict(clause: str, whole: str) -> Verdict:
    """What `clause` does by itself; `whole` is the same with people and courtesies."""
    if _WHEN_IT_IS.search(clause):
        return "refusal"
    if _ONLY_LEFT.search(clause):
        return "story"
    if _QUESTION.search(clause):
        return "refusal" if _BARE_NO.search(clause) and Part.ASIDE not in whole else "question"
    if _CANCEL.search(clause):
        return "cancel"
    if _NOT_A_REFUSAL.search(clause):
        return "order"
    if _BOUGHT.search(clause):
        return "story"
    if _REFUSAL.search(clause):
        return "refusal"
    if _STORY.search(clause):
        return "story"
    if _GOODS.search(clause):
        return "order" if _is_wanted(clause, whole) else "nothing"
    return "order" if _BARE_ORDER.search(clause) and Part.KIN not in whole else "nothing"


def _is_wanted(clause: str, whole: str) -> bool:
    """Whether goods that are named are also wanted."""
    counted = Part.QUANTITY in clause or Part.CODE in clause
    if not counted and Part.STREET in clause and Part.PLACE not in clause:
        return False
    if Part.UNKNOWN in clause:
        return _STRONG.search(clause) is not None or _WISHED.search(whole) is not None
    if _SPOKEN_OF.search(clause) or Part.HOUR in clause:
        return has_verb(clause)
    return True


def has_verb(clause: str) -> bool:
    """Whether an order says so, instead of a bare quantity."""
    return _VERB.search(clause) is not None
