"""Whose telephone number a comment says: the writer's own, or that of somebody who is named."""

from __future__ import annotations

import re
from typing import Final

from host_assistant.orders.clause_items import Parsed
from host_assistant.orders.parts import Part
from host_assistant.orders.patterns import sequence
from host_assistant.values.vietnamese import fold

_SOMEBODY_ELSE: Final = sequence(
    "kin",  # "ship cho mẹ em 0912345678"
    "person name",  # "chị Lan 0912345678"
)
_ME: Final = "em|e|iem|minh|mk|mik|mh|toi|tui|to|t|m|con|chau|nha em|nha minh"
_ELDER: Final = "chi|anh|co|chu|bac"
_OF_SOMEBODY: Final = re.compile(
    r"\bhotline\b|\b(?:so|sdt|dt|zalo) (?:cua )?shop\b"
    rf"|\bcua (?!(?:{_ME})\b|(?:{_ELDER})(?: (?:day|nhe|nha|ne|a|la))?\W*(?:☎|$))\w"
    rf"|\b(?:dat|mua|lay|chot) (?:ho|gium)\b(?! (?:{_ME}|{_ELDER})\b)"
)


def says_own_number(parsed: Parsed, text: str, *, orders: bool) -> bool:
    """Whether the number of a comment is the writer's own as far as the words tell.

    Where nothing is ordered (`orders`), a word of ordering tells of another: "cô Ba đặt hộ em".
    """
    if not parsed.phones or len(set(parsed.phones)) > 1:
        return False
    if any(_SOMEBODY_ELSE.search(whole) for whole in parsed.whole):
        return False
    if not orders and any(Part.ORDER in clause for clause in parsed.clauses):
        return False
    return _OF_SOMEBODY.search(fold(text)) is None
