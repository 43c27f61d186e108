"""The words of selling comments, each with the part it plays, as one letter.

A comment becomes a short string of these letters, and the grammar is patterns over it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

import msgspec

from host_assistant.resources import asset
from host_assistant.values.places import KNOWN_COUNTRIES, KNOWN_PROVINCES
from host_assistant.values.quantity import canonical_unit
from host_assistant.values.vietnamese import fold

# The parts that words of `assets/comments/words.json` play.
PARTS: Final = {
    "order": "O", "give": "A", "more": "A", "deliver": "g", "at": "l", "address": "a",
    "question": "q", "when": "@", "price": "&", "either": "Y", "surely": "3",
    "not": "x", "not_yet": "y", "no": "r", "only": "2", "at_all": "D",
    "cancel": "c", "drop": "b", "any_more": "n", "change": "h",
    "story": "t", "crowd": "4", "just": "i", "already": "d", "done": "R", "today": "0",
    "if_so": "f", "is_there": "j", "able": "u", "praise": "e", "degree": "%",
    "each": "E", "or": "v", "and": "J", "phone": "L", "number": "#", "grade": "k", "times": "*",
    "quantity": "s", "colour": "K", "some": "V", "some_or_how_many": "M", "half": "z",
    "half_more": "Z", "ten": "X", "hour": "T", "thousand": "m",
    "person": "p", "kin": "9", "name": "1", "call": "7", "shop": "5", "yes": "6", "filler": "o",
    "aside": "8",
}  # fmt: skip
# The parts that what was recognised plays: a number, one in words, a unit, a product, its code,
# a quantity with its unit, a place, a place only after a word that leads to one, a phone, money,
# the end of a clause, a name, part of an address, a word that nobody knows.
NUMBER, SPOKEN, UNIT, PRODUCT, CODE, QUANTITY = "N", "W", "U", "P", "C", "Q"
PLACE, LED_PLACE, PHONE, MONEY, END, NAME, STREET, UNKNOWN = "G", "B", "H", "$", ";", "I", "S", "w"

_OFTEN_TONELESS: Final = "OqxZc"

_OLD_TONE: Final = re.compile("(o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])(?![a-zà-ỹ])")
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")


def plain_key(word: str) -> str:
    """`word` as it is compared: small letters, the tone where it is written today (hoà, hòa)."""
    low = word.lower()
    return low if low.isascii() else _OLD_TONE.sub(_moved, low)


def _moved(found: re.Match[str]) -> str:
    """The tone from the second vowel on the first."""
    first, second = found[0][0], unicodedata.normalize("NFD", found[0][1])
    return unicodedata.normalize("NFC", first + second[1]) + second[0]


def toneless(word: str) -> str:
    """`word` as hurried people type it: the letters are right, the tone is missing ("chôt")."""
    letters = (c for c in unicodedata.normalize("NFD", word) if c not in _TONES)
    return unicodedata.normalize("NFC", "".join(letters))


class Lexicon(msgspec.Struct, frozen=True):
    """Parts by word and by phrase, `canonical` units by word; places carry their name."""

    words: dict[str, str]
    phrases: dict[str, tuple[str, str]]
    longest: dict[str, int]
    units: dict[str, str]
    unit_names: frozenset[str]
    same_units: dict[str, str]
    weak: frozenset[str]
    place_words: frozenset[str]
    led_places: dict[str, str]
    spoken: frozenset[str]
    numerals: frozenset[str]
    more: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The words of `assets/comments` and the places of `assets/places`, read once."""
    content = msgspec.json.decode(
        asset("comments", "words.json").read_bytes(), type=dict[str, object]
    )
    listed = msgspec.convert(
        {name: words for name, words in content.items() if isinstance(words, str)}, dict[str, str]
    )
    plain = msgspec.convert(content["plain"], dict[str, str])
    words: dict[str, str] = {}
    phrases: dict[str, tuple[str, str]] = {}
    # "đôi" is a pair and not "đổi" without its tone.
    taken = {form for name in ("units", "weights") for form in listed[name].split("|")}
    taken = {form for form in taken if not form.isascii()}
    tables: tuple[list[tuple[str, str]], ...] = ([], [], [])
    for name, part in (*PARTS.items(), ("number_words", SPOKEN)):
        for form in map(plain_key, listed[name].split("|")):
            for table, key in zip(tables, (form, toneless(form), fold(form)), strict=True):
                if (table is not tables[1] or part in _OFTEN_TONELESS) and (
                    table is tables[0] or key not in taken
                ):
                    table.append((key, part))
    # As written goes first, then without its tone, then without any mark.
    for table in tables:
        for key, part in table:
            if " " in key:
                phrases.setdefault(key, (part, ""))
            elif not (table is not tables[0] and key in plain):
                words.setdefault(key, part)
    for key, name in plain.items():
        words.pop(key, None)
        if " " in key:
            phrases[key] = (PARTS[name], "")
        elif name:
            words[key] = PARTS[name]
    units: dict[str, str] = {}
    for listing, canonical in ((listed["weights"], canonical_unit), (listed["units"], fold)):
        for form in listing.split("|"):
            for key in (plain_key(form), fold(form)):
                if " " in key:
                    phrases.setdefault(key, (UNIT, canonical(form)))
                else:
                    units.setdefault(key, canonical(form))
    led_places = _add_places(phrases)
    longest: dict[str, int] = {}
    for key in phrases:
        first, *rest = key.split(" ")
        longest[first] = max(longest.get(first, 1), 1 + len(rest))
    same = msgspec.convert(content["same_units"], list[list[str]])
    return Lexicon(
        words=words,
        phrases=phrases,
        longest=longest,
        units=units,
        unit_names=frozenset(
            form for name in ("units", "weights") for form in listed[name].split("|")
        ),
        same_units={
            fold(a): fold(b) for one, other in same for a, b in ((one, other), (other, one))
        },
        weak=frozenset(form for word in listed["weak"].split("|") for form in (word, fold(word))),
        place_words=frozenset(
            form for key, (part, _name) in phrases.items() if part == PLACE for form in key.split()
        ),
        led_places=led_places,
        spoken=frozenset(
            form for word in listed["number_words"].split("|") for form in (word, fold(word))
        ),
        more=frozenset(form for word in listed["more"].split("|") for form in (word, fold(word))),
        numerals=frozenset(
            form for word in listed["number_words"].split("|") for form in (word, fold(word))
        )
        | {"nua"},
    )


def _add_places(phrases: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Puts places among the phrases; gives those that count only where a word leads to them."""
    led: dict[str, str] = {}
    for province in KNOWN_PROVINCES:
        for form in (province.name, *province.also):
            _add_place(phrases, form, province.name)
    for country in KNOWN_COUNTRIES:
        for form in country.bare:
            _add_place(phrases, form, country.also[0])
        for form in country.also:
            if form not in country.bare:
                for key in _forms(form):
                    if " " in key:
                        phrases.setdefault(key, (LED_PLACE, country.also[0]))
                    led.setdefault(key, country.also[0])
    return led


def _add_place(phrases: dict[str, tuple[str, str]], form: str, name: str) -> None:
    for key in _forms(form):
        phrases.setdefault(key, (PLACE, name))


def _forms(name: str) -> set[str]:
    """How a place is typed, as the words of a comment are split."""
    spaced = " ".join(re.findall(r"[^\W_]+", name))
    return {plain_key(spaced), toneless(plain_key(spaced)), fold(spaced)}
