"""Patterns over the parts of a clause, written in the names of the parts.

How a comment becomes a row of parts ("Shop ơi, chốt giúp em 2kg vải về Vinh nhé"):

1. `tokens` and `phrases` find the words, and `lexicon` says what part each may play.
2. `clauses` splits them at every `end` ("Shop ơi" | "chốt … nhé"), makes one `quantity` of "2kg"
   and a `street` of what follows "về", and leaves out people and courtesies. The first clause
   vanishes, the second is: order, quantity, product, at, street. With what was left out it is
   called `whole`: order, filler, person, quantity, product, at, street, filler.
3. `bare_numbers` decides which numbers without a unit are a `quantity`.
4. A clause is kept as a string with one letter for each part (`parts.Part`), so that `re` searches
   it, `Part.QUANTITY in clause` tells whether it has a quantity, and the item that belongs to a
   letter stands at the same place of the clause's items.

`verdicts` then says what each clause does, `speakers` and `doubts` whether that is sure, and
`pairs` which quantity belongs to which goods.
"""

from __future__ import annotations

import re
from typing import Final

from host_assistant.orders.parts import part_named

_PIECE: Final = re.compile(
    r"(?P<name>[a-z]\w*)|(?P<space>\s+)|(?P<group>\((?!\?))|(?P<sign>\(\?<?[=!]|[][^$.?*+|)])|."
)


def sequence(*alternatives: str) -> re.Pattern[str]:
    """A regex over rows of parts that finds any of `alternatives`.

    Each is a regular expression in which the name of a part (`order`, `not_yet`) stands where a
    letter would; spaces separate names and mean nothing else. `order [deliver at]? quantity` finds
    an order word, perhaps one of two others, and a quantity; `[^order give]` is any one part but
    these, `.` any one at all, `(product | code)` a choice, `^` and `$` are the ends of the clause,
    `(?=name)`, `(?!name)`, `(?<=name)` and `(?<!name)` look ahead and back.
    Raises ValueError for a name that is no part and for any other sign, re.error for a bracket left
    open and the like.
    """
    return re.compile("|".join(map(_in_letters, alternatives)))


def _in_letters(pattern: str) -> str:
    letters = []
    for piece in _PIECE.finditer(pattern):
        match piece.lastgroup:
            case "name":
                letters.append(re.escape(part_named(piece[0])))
            case "group":
                letters.append("(?:")
            case "sign":
                letters.append(piece[0])
            case None:
                raise ValueError(f"{piece[0]!r} means nothing in {pattern!r}")
    return "".join(letters)
