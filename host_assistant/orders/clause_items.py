"""What a comment is made of, clause by clause."""

from __future__ import annotations

import msgspec

from host_assistant.orders.goods import Written
from host_assistant.orders.parts import Part


class Item(msgspec.Struct, frozen=True):
    """A piece of a clause: `mask` are the goods that a code or name may mean."""

    part: Part
    said: str
    mask: int = 0
    written: Written | None = None


class Parsed(msgspec.Struct):
    """`clauses` as strings of parts with an item for each letter; `whole` has courtesies too."""

    clauses: list[str]
    items: list[list[Item]]
    whole: list[str]
    places: list[str]
    phones: list[str]
    bad_phone: str = ""
    lone_number: bool = False
