"""A buyer's personal data, and the seal that lets the log vouch for it without holding it."""

from __future__ import annotations

import hashlib

import msgspec

from host_assistant.values.buyers_name import mask_buyer


class Buyer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a buyer said of themselves. Never shown on the picture, never in an event."""

    name: str = ""
    phone: str = ""
    address: str = ""
    country: str = ""


class SealedBuyer(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `buyers`: the data, a random salt, and the digest that the event carries."""

    buyer_id: str
    salt: str
    buyer: Buyer
    digest: str

    @property
    def label(self) -> str:
        """The buyer as viewers see them: "chị H. (Hà Nội)"."""
        return mask_buyer(self.buyer.name, self.buyer.address, self.buyer.country)


def digest_of(buyer_id: str, salt: str, buyer: Buyer) -> str:
    """SHA-256, in hex, over the salt and the row: erasing the row leaves nothing to guess from."""
    row = msgspec.json.encode([salt, buyer_id, *msgspec.structs.astuple(buyer)])
    return hashlib.sha256(row).hexdigest()


def seal(buyer: Buyer, *, buyer_id: str, salt: str) -> SealedBuyer:
    return SealedBuyer(
        buyer_id=buyer_id, salt=salt, buyer=buyer, digest=digest_of(buyer_id, salt, buyer)
    )
