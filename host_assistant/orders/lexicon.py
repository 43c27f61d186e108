"""The words of selling comments, each with the part it plays, as one letter.

A comment becomes a short string of these letters, and the grammar is patterns over it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
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
    """What each word may be, under its key.

    `words` and `phrases` give parts, a phrase also its place or unit; `longest` counts the words
    of the longest phrase that begins so. `units` are canonical, `unit_names` as listed. `weak`
    words and `place_words` do not name goods by themselves; `led_places` are places only where a
    word leads to them. `spoken` are numerals, `numerals` also the half; `more` asks for more.
    """

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


class _Words(msgspec.Struct, frozen=True):
    """`assets/comments/words.json`; its README says what each is."""

    parts: dict[str, tuple[str, ...]]
    number_words: tuple[str, ...]
    weights: tuple[str, ...]
    units: tuple[str, ...]
    same_units: tuple[tuple[str, str], ...]
    weak: tuple[str, ...]
    plain: dict[str, tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """The words of `assets/comments` and the places of `assets/places`, read once."""
    content = asset("comments", "words.json").read_bytes()
    listed = msgspec.json.decode(content, type=_Words)
    words, phrases = _parts(listed)
    units = _units(listed, phrases)
    led_places = _add_places(phrases)
    longest: dict[str, int] = {}
    for key in phrases:
        first, *rest = key.split(" ")
        longest[first] = max(longest.get(first, 1), 1 + len(rest))
    return Lexicon(
        words=words,
        phrases=phrases,
        longest=longest,
        units=units,
        unit_names=frozenset((*listed.units, *listed.weights)),
        same_units={
            fold(a): fold(b)
            for one, other in listed.same_units
            for a, b in ((one, other), (other, one))
        },
        weak=_with_plain(listed.weak),
        place_words=frozenset(
            form for key, (part, _name) in phrases.items() if part == PLACE for form in key.split()
        ),
        led_places=led_places,
        more=_with_plain(listed.parts["more"]),
        spoken=_with_plain(listed.number_words),
        numerals=_with_plain(listed.number_words) | {"nua"},
    )


def _with_plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, fold(word)))


def _parts(listed: _Words) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """The parts of words and of phrases: as written, without tone, and without any mark."""
    words: dict[str, str] = {}
    phrases: dict[str, tuple[str, str]] = {}
    written: list[tuple[str, str]] = []
    without_tone: list[tuple[str, str]] = []
    without_marks: list[tuple[str, str]] = []
    by_part = [(part, listed.parts[name]) for name, part in PARTS.items()]
    for part, forms in (*by_part, (SPOKEN, listed.number_words)):
        for form in map(plain_key, forms):
            written.append((form, part))
            if part in _OFTEN_TONELESS:
                without_tone.append((toneless(form), part))
            without_marks.append((fold(form), part))
    # "đôi" is a pair and not "đổi" without its tone; what `plain` says goes before guesses.
    decided = {key: name for name, keys in listed.plain.items() for key in keys}
    taken = {form for form in (*listed.units, *listed.weights) if not form.isascii()}
    for table in (written, without_tone, without_marks):
        for key, part in table:
            if table is not written and (key in taken or key in decided):
                continue
            if " " in key:
                phrases.setdefault(key, (part, ""))
            else:
                words.setdefault(key, part)
    for key, name in decided.items():
        words.pop(key, None)
        part = PARTS.get(name, "")
        if " " in key:
            phrases[key] = (part, "")
        elif part:
            words[key] = part
    return words, phrases


def _units(listed: _Words, phrases: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Canonical units by every form of their names; those of two words go among the phrases."""
    units: dict[str, str] = {}
    for forms, canonical in ((listed.weights, canonical_unit), (listed.units, fold)):
        for form in forms:
            for key in (plain_key(form), fold(form)):
                if " " in key:
                    phrases.setdefault(key, (UNIT, canonical(form)))
                else:
                    units.setdefault(key, canonical(form))
    return units


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
