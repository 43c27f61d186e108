"""The words of selling comments, each with the part it plays (`parts.Part`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

import msgspec

from host_assistant.orders.parts import Part, part_named, parts_named
from host_assistant.resources import asset
from host_assistant.values.places import KNOWN_COUNTRIES, KNOWN_PROVINCES
from host_assistant.values.quantity import canonical_unit
from host_assistant.values.vietnamese import fold

_OFTEN_TONELESS: Final = parts_named("order question not half_more cancel")
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

    words: dict[str, Part]
    phrases: dict[str, tuple[Part, str]]
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
            form
            for key, (part, _name) in phrases.items()
            if part == Part.PLACE
            for form in key.split()
        ),
        led_places=led_places,
        more=_with_plain(listed.parts["more"]),
        spoken=_with_plain(listed.number_words),
        numerals=_with_plain(listed.number_words) | {"nua"},
    )


def _with_plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, fold(word)))


def _parts(listed: _Words) -> tuple[dict[str, Part], dict[str, tuple[Part, str]]]:
    """The parts of words and of phrases: as written, without tone, and without any mark."""
    words: dict[str, Part] = {}
    phrases: dict[str, tuple[Part, str]] = {}
    written: list[tuple[str, Part]] = []
    without_tone: list[tuple[str, Part]] = []
    without_marks: list[tuple[str, Part]] = []
    by_part = [(part_named(name), forms) for name, forms in listed.parts.items()]
    for part, forms in (*by_part, (Part.SPOKEN, listed.number_words)):
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
        part = part_named(name)
        if " " in key:
            phrases[key] = (part, "")
        elif part != Part.UNKNOWN:
            words[key] = part
    return words, phrases


def _units(listed: _Words, phrases: dict[str, tuple[Part, str]]) -> dict[str, str]:
    """Canonical units by every form of their names; those of two words go among the phrases."""
    units: dict[str, str] = {}
    for forms, canonical in ((listed.weights, canonical_unit), (listed.units, fold)):
        for form in forms:
            for key in (plain_key(form), fold(form)):
                if " " in key:
                    phrases.setdefault(key, (Part.UNIT, canonical(form)))
                else:
                    units.setdefault(key, canonical(form))
    return units


def _add_places(phrases: dict[str, tuple[Part, str]]) -> dict[str, str]:
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
                        phrases.setdefault(key, (Part.LED_PLACE, country.also[0]))
                    led.setdefault(key, country.also[0])
    return led


def _add_place(phrases: dict[str, tuple[Part, str]], form: str, name: str) -> None:
    for key in _forms(form):
        phrases.setdefault(key, (Part.PLACE, name))


def _forms(name: str) -> set[str]:
    """How a place is typed, as the words of a comment are split."""
    spaced = " ".join(re.findall(r"[^\W_]+", name))
    return {plain_key(spaced), toneless(plain_key(spaced)), fold(spaced)}
