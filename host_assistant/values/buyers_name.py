"""How a buyer is called on the picture: enough to be greeted, too little to be found."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from host_assistant.values.places import country_called, country_in, is_vietnam, province_in
from host_assistant.values.vietnamese import fold

NOBODY: Final = "khách"

_HONORIFICS: Final = {
    fold(word): word for word in ("anh", "chị", "cô", "chú", "bác", "ông", "bà", "em")
}


def mask_buyer(name: str, address: str = "", country: str = "") -> str:
    """A buyer for viewers' eyes: "chị H. (Hà Nội)", "anh T. (Nhật Bản)", "khách".

    Of the name only a leading honorific and the initial of the given name (the last word) stay;
    of the address only a province or a country abroad that it names.
    """
    place = country_called(country)
    if is_vietnam(country):
        place = province_in(address) or country_in(address)
    who = _who(name)
    return f"{who} ({place})" if place else who


def _who(name: str) -> str:
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", name))
    if not words:
        return NOBODY
    honorific = _honorific(
        words[0], plain=all(word == fold(word) for word in map(str.lower, words))
    )
    if honorific and len(words) == 1:
        return honorific
    initial = f"{words[-1][0].upper()[:1]}."
    return f"{honorific} {initial}" if honorific else initial


def _honorific(word: str, *, plain: bool) -> str:
    """The honorific that `word` is, "" if none; without marks only in a name that has none."""
    known = _HONORIFICS.get(fold(word), "")
    return known if known and (plain or word.lower() == known) else ""
