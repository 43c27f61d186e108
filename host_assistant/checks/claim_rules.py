"""The rules on what may be said of goods, and how their phrases are found in a text.

A phrase is found whole word by whole word, written with its marks or with none of them, as many
type; where the tone mark stands ("khoẻ", "khỏe") makes no difference. A phrase that begins with
"=" is found only as it is written, because without marks it means too many other things.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final, Literal

import msgspec

from host_assistant.language import Language
from host_assistant.resources import asset
from host_assistant.values.vietnamese import fold

ClaimKind = Literal[
    "superlative",
    "comparison",
    "cure",
    "doctor",
    "forbidden",
    "alcohol",
    "fake",
    "unproven",
    "ocop",
    "needs_papers",
]

# Combining grave, acute, tilde, hook and dot below: the five written tones.
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_WORD: Final = re.compile(r"[^\W_]+%?")
# Where one thought ends and the next begins; not within "1:1", "1.5" or "No.1".
_CLAUSE_END: Final = re.compile(r"[;!?()\n…“”\"]|[.,:](?=\s|$)|\s[-–]\s")

Word = tuple[str, str]
"""A word as it is compared: its exact spelling, and without any marks."""


class Phrase(msgspec.Struct, frozen=True):
    words: tuple[Word, ...]
    exact: bool


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule on claims.

    `law` says where it comes from, by language. `where` is what is searched: all that is said of
    the goods, or only their name. `proof` are the words in the product's papers that answer it,
    "*" any papers at all; without `proof` only the host can answer.
    """

    code: str
    kind: ClaimKind
    law: dict[Language, str]
    phrases: tuple[str, ...]
    innocent: tuple[str, ...] = ()
    where: Literal["all", "name"] = "all"
    proof: tuple[str, ...] = ()


class _Rules(msgspec.Struct, frozen=True):
    version: int
    rules: tuple[Rule, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, as `assets/claims/rules.json` has them."""
    content = asset("claims", "rules.json").read_bytes()
    return msgspec.json.decode(content, type=_Rules).rules


@cache
def rule(code: str) -> Rule:
    """The rule with that code; raises StopIteration where there is none."""
    return next(each for each in rules() if each.code == code)


def found_in(text: str, phrases: tuple[str, ...], innocent: tuple[str, ...] = ()) -> list[str]:
    """Each place of `text` where one of `phrases` stands and no innocent phrase around it.

    As the text has it, without repeats; of phrases within each other the longest. A phrase of one
    word brings the word before it along: "nhất" says nothing, "ngon nhất" does.
    """
    said: dict[str, None] = {}
    for clause in _CLAUSE_END.split(unicodedata.normalize("NFC", text)):
        written: list[str] = _WORD.findall(clause)
        words = [_word(each) for each in written]
        excused = _places(words, innocent)
        places = [one for one in _places(words, phrases) if not _within(one, excused)]
        for place in places:
            if _within(place, [other for other in places if other != place]):
                continue
            begin, end = place
            if end - begin == 1 and begin > 0:
                begin -= 1
            said[" ".join(written[begin:end])] = None
    return list(said)


def _places(words: list[Word], phrases: tuple[str, ...]) -> list[tuple[int, int]]:
    return [
        (begin, begin + len(phrase.words))
        for phrase in map(_phrase, phrases)
        for begin in range(len(words) - len(phrase.words) + 1)
        if all(
            _same(said, wanted, exact=phrase.exact)
            for said, wanted in zip(words[begin:], phrase.words, strict=False)
        )
    ]


def _within(place: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(begin <= place[0] and place[1] <= end for begin, end in others)


def _same(said: Word, wanted: Word, *, exact: bool) -> bool:
    if said[0] == wanted[0]:
        return True
    return not exact and said[0] == said[1] == wanted[1]


@cache
def _phrase(text: str) -> Phrase:
    words = tuple(_word(each) for each in _WORD.findall(unicodedata.normalize("NFC", text)))
    return Phrase(words, exact=text.startswith("="))


def _word(written: str) -> Word:
    letters = unicodedata.normalize("NFD", written.lower())
    tone = "".join(one for one in letters if one in _TONES)
    plain = "".join(one for one in letters if one not in _TONES)
    return plain + tone, fold(written)
