"""Buyers as they are kept, whoever took the order down: the window and the desk alike."""

from __future__ import annotations

from secrets import token_hex

from host_assistant.show.buyer import Buyer, SealedBuyer, seal
from host_assistant.values.phone import parse_phone
from host_assistant.values.unreadable import Unreadable
from host_assistant.values.vietnamese import clean_text


def sealed_buyer(
    *, name: str = "", phone: str = "", address: str = "", country: str = ""
) -> SealedBuyer | None:
    """The buyer with clean texts and a digest to vouch for them; None if nothing was said."""
    buyer = Buyer(
        name=clean_text(name),
        phone=_phone(phone),
        address=clean_text(address),
        country=clean_text(country),
    )
    if buyer == Buyer():
        return None
    return seal(buyer, buyer_id=token_hex(8), salt=token_hex(16))


def _phone(written: str) -> str:
    """The number in its one form, or as it was written: a helper may note half of one."""
    try:
        return parse_phone(written)
    except Unreadable:
        return clean_text(written)
