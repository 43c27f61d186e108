"""Telephone numbers of buyers."""

from __future__ import annotations

import re
from typing import Final

from host_assistant.values.unreadable import Unreadable

_FILLERS: Final = re.compile(r"[\s.\-()\u2010-\u2013\u200b]")
# 10 digits with the prefixes 03, 05, 07, 08, 09 (Ministry of Information and Communications,
# decision 2036/QĐ-BTTTT of 2017 and the plan of 2018).
_MOBILE: Final = re.compile(r"(?:\+?84|0084|0)0?([35789][0-9]{8})")


def parse_mobile(text: str) -> str:
    """A Vietnamese mobile number as `0xxxxxxxxx`, also from +84, spaces, dots; or Unreadable."""
    mobile = _MOBILE.fullmatch(_FILLERS.sub("", text))
    if mobile is None:
        raise Unreadable("not_a_phone", text)
    return f"0{mobile[1]}"


def parse_phone(text: str) -> str:
    """Any number: a Vietnamese one as `0xxxxxxxxx`, one from abroad as +E.164; or Unreadable."""
    try:
        return parse_mobile(text)
    except Unreadable:
        plain = _FILLERS.sub("", text)
    if not re.fullmatch(r"\+?[0-9]{8,16}", plain):
        raise Unreadable("not_a_phone", text)
    import phonenumbers

    try:
        number = phonenumbers.parse(plain, "VN")
    except phonenumbers.NumberParseException:
        raise Unreadable("not_a_phone", text) from None
    if not phonenumbers.is_valid_number(number):
        raise Unreadable("not_a_phone", text)
    if number.country_code == 84:
        return f"0{number.national_number}"
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
