"""The provinces of Vietnam and the countries of the world, as buyers write them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import msgspec

from host_assistant.resources import asset
from host_assistant.values.vietnamese import clean_text, fold


class Province(msgspec.Struct, frozen=True):
    """One of the 34 since 1 July 2025, or an older one and `now`, the one it became part of."""

    name: str
    also: tuple[str, ...] = ()
    now: str = ""


class Country(msgspec.Struct, frozen=True):
    """Names beside those of CLDR, the first for showing; `bare` can mean nothing else."""

    code: str
    also: tuple[str, ...]
    bare: tuple[str, ...] = ()


class _Places(msgspec.Struct, frozen=True):
    provinces: tuple[Province, ...]
    countries: tuple[Country, ...]


_PLACES: Final = msgspec.json.decode(asset("places", "places.json").read_bytes(), type=_Places)
KNOWN_PROVINCES: Final = _PLACES.provinces
KNOWN_COUNTRIES: Final = _PLACES.countries
PROVINCES: Final = tuple(province.name for province in KNOWN_PROVINCES)

# After one of these a name is a street, a ward or a building, whatever province shares it.
_NOT_A_PROVINCE_AFTER: Final = frozenset({
    "duong", "pho", "ngo", "ngach", "hem", "kiet", "phuong", "xa", "huyen", "quan", "ap", "thon",
    "xom", "to", "khu", "cho", "cau", "toa", "chung", "cu", "benh", "vien", "khach", "san", "ca",
    "so", "lo", "thi", "tran",
})  # fmt: skip
_ON_THE_WAY: Final = frozenset({"ship", "gui", "giao", "di", "sang", "ve", "o", "ben", "nuoc"})
# A ward and a district may have a number for a name, which is none of a house then.
_NUMBERED: Final = frozenset({"quan", "phuong", "q", "p"})
_HOME: Final = (("viet", "nam"), ("vietnam",), ("vn",))
# Commas, brackets, lines, and dashes that stand free: an old province has one in its name.
_BETWEEN_PARTS: Final = re.compile(r"[,;()\n]|\s[-\u2013\u2014]\s")
_COUNTRIES_ALSO: Final = {country.code: country.also for country in KNOWN_COUNTRIES}


def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(clean_text(text))))


_PROVINCE_OF: Final = {
    _key(form): one.name for one in KNOWN_PROVINCES for form in (one.name, *one.also)
}
_LONGEST: Final = max(len(key.split()) for key in _PROVINCE_OF)


def province_now(name: str) -> str:
    """The province of today that `name`, one of PROVINCES, is or became part of."""
    return next(one.now or name for one in KNOWN_PROVINCES if one.name == name)


def province_in(address: str) -> str:
    """The province that ends `address` or one of its parts between commas, else ""."""
    for part in reversed(_BETWEEN_PARTS.split(address)):
        words = _without_home(_key(part).split())
        for length in range(min(_LONGEST, len(words)), 0, -1):
            province = _PROVINCE_OF.get(" ".join(words[-length:]))
            if province and not _is_street(words[:-length]):
                return province
    return ""


def _without_home(words: list[str]) -> list[str]:
    """Without the postal code or the telephone number, and without "Việt Nam", at the end."""
    while words and words[-1].isdecimal():
        words = words[:-1]
    for home in _HOME:
        if tuple(words[-len(home) :]) == home:
            return words[: -len(home)]
    return words


def _is_street(before: list[str]) -> bool:
    """Whether the words before a province's name make a street, a ward or a building of it."""
    if before[-2:] == ["thanh", "pho"]:
        return False
    # A house number in front makes it a street: "12 Thái Bình", but not "Quận 7 Sài Gòn".
    if before and before[-1][:1].isdecimal():
        return before[-2:-1] == [] or before[-2] not in _NUMBERED
    return bool(before) and before[-1] in _NOT_A_PROVINCE_AFTER


@cache
def _countries() -> dict[str, str]:
    """Vietnamese names by every name, in Vietnamese and English; no codes."""
    from babel import Locale

    english = Locale("en").territories
    names: dict[str, str] = {}
    for code, name in Locale("vi").territories.items():
        if len(code) == 2 and code.isalpha():
            also = _COUNTRIES_ALSO.get(code, ())
            for form in (name, english[code], *also):
                names.setdefault(_key(form), also[0] if also else name)
    return names


def country_called(text: str) -> str:
    """The Vietnamese name of a country written as name or ISO 3166 code, "" if it is none."""
    key = _key(text)
    if not key:
        return ""
    from babel import Locale

    # Names first: "my" is how Mỹ is typed, and only then the code of Malaysia.
    known = _countries().get(key)
    if known is None and len(key) == 2 and key.isalpha():
        known = _countries().get(_key(Locale("vi").territories.get(key.upper(), "")))
    return known or ""


def country_in(address: str) -> str:
    """The country abroad that ends `address`, else "".

    A name that also means something else (Anh, Đức) must be all of the last part between commas.
    """
    words = _key(_BETWEEN_PARTS.split(address)[-1]).split()
    while words and words[0] in _ON_THE_WAY:
        words.pop(0)
    name = " ".join(words)
    if is_vietnam(name):
        return ""
    if name in _countries():
        return _countries()[name]
    for length in range(len(words) - 1, 0, -1):
        country = _bare_countries().get(" ".join(words[-length:]))
        if country and not _is_street(words[:-length]):
            return country
    return ""


@cache
def _bare_countries() -> dict[str, str]:
    """The countries whose names mean nothing else, by those names."""
    bare = [_key(form) for country in KNOWN_COUNTRIES for form in country.bare]
    return {form: _countries()[form] for form in bare}


def is_place_alone(address: str) -> bool:
    """Whether it names a province or a country and no street: "ship Hà Nội", "Nhật"."""
    words = _key(address).split()
    while words and words[0] in (*_ON_THE_WAY, "tinh", "tp", "thanh", "pho"):
        words.pop(0)
    name = " ".join(_without_home(words))
    return name in ("", *_PROVINCE_OF) or name in _countries()


def is_vietnam(text: str) -> bool:
    """Whether a country is home, which is not said of a buyer; nothing written means home."""
    return _key(text) in ("", "vietnam", "viet nam", "vn")
