"""How codes, names and units of goods are typed, and which words of a name mean the goods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from host_assistant.orders.lexicon import lexicon, toneless
from host_assistant.orders.parts import parts_named
from host_assistant.values.quantity import canonical_unit
from host_assistant.values.unreadable import Unreadable
from host_assistant.values.vietnamese import fold

STRONG: Final = 2  # a word that names goods by itself
HEAD: Final = 1  # the first word of a name, but typed like another word
WEAK: Final = 0  # only beside another word of the same name
LOST: Final = -1  # without its marks a word of the grammar: only after a strong one
# What may follow a name and turn the sentence around.
ENDINGS: Final = parts_named("not not_yet at_all any_more question surely done")
_GRAMMAR: Final = parts_named(
    "order give deliver at or not not_yet no at_all question cancel drop any_more change"
    " story already done just if_so is_there able"
)

_NO_CODE: Final = frozenset({"so", "x", "sl", "ok"})
_I_FOR_Y: Final = str.maketrans("iíìỉĩịyýỳỷỹỵ", "yýỳỷỹỵiíìỉĩị")


def canonical_unit_or(word: str) -> str:
    """As `canonical_unit`, with the word itself where it is a weight written wrongly."""
    try:
        return canonical_unit(word)
    except Unreadable:
        return word


def code_spellings(sku: str) -> Iterator[str]:
    """`sku` as it is typed: GD01 also as gd1, with or without signs in it."""
    folded = re.sub(r"[\W_]", "", fold(sku))
    known = lexicon()
    # A code like CHO or 12 is also a word or a number of every other comment.
    if folded in known.words or folded in known.units or folded in _NO_CODE:
        return
    if folded and not folded.isdecimal():
        yield folded
        yield re.sub(r"(?<=[a-z])0+(?=\d)", "", folded)


def typed_forms(word: str) -> set[str]:
    """A word as it is typed: with its marks, without tone, without any mark, with i for y."""
    forms = {word, toneless(word), fold(word)}
    for form in tuple(forms):
        if len(form) > 1 and fold(form)[-1] in "iy":
            swapped = form[:-1] + form[-1].translate(_I_FOR_Y)
            forms.add(swapped)
    return forms


def strength_of(form: str, word: str, *, head: bool, origin: set[str]) -> int:
    """How well `form` of a name's `word` means the goods by itself.

    `head` says that it is the name's first word, `origin` are the words of the place it comes from.
    """
    known = lexicon()
    if head:
        typed_in_full = form == word and not word.isascii()
        return STRONG if typed_in_full or form not in known.words else HEAD
    if form != word and known.words.get(form) in _GRAMMAR:
        return LOST
    weak = (
        form in known.words
        or form in known.weak
        or (form.isascii() and fold(word) in known.weak)
        or form in known.units
        or form in known.place_words
        or fold(word) in origin
        or form.isdecimal()
        or len(form) < 2
    )
    return WEAK if weak else STRONG
