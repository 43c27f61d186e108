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
    """The province that ends `address` or one of its comma-separated parts, else ""."""
    for part in reversed(re.split(r"[,;\n]", address)):
        words = _key(part).split()
        while words and words[-1].isdecimal():
            words.pop()  # a postal code
        for length in range(min(_LONGEST, len(words)), 0, -1):
            province = _PROVINCE_OF.get(" ".join(words[-length:]))
            before = words[-length - 1] if len(words) > length else ""
            # A house number in front makes it a street: "12 Thái Bình".
            if province and before not in _NOT_A_PROVINCE_AFTER and not before[:1].isdecimal():
                return province
    return ""


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
    """The country abroad that is the last comma-separated part of `address`, else ""."""
    words = _key(re.split(r"[,;\n]", address)[-1]).split()
    while words and words[0] in _ON_THE_WAY:
        words.pop(0)
    name = " ".join(words)
    return "" if is_vietnam(name) else _countries().get(name, "")


def is_vietnam(text: str) -> bool:
    """Whether a country is home, which is not said of a buyer; nothing written means home."""
    return _key(text) in ("", "vietnam", "viet nam", "vn")
