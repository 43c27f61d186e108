"""Why the show may refuse a command: typed, so that each screen finds its own words."""

from __future__ import annotations

import re
from typing import ClassVar

import msgspec

from host_assistant.catalog.readiness import Missing


class Refused(msgspec.Struct, frozen=True):
    """Base of all refusals. `code` is the public name, as the HTTP interface gives it."""

    code: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class ShowNotOpen(Refused, frozen=True):
    pass


class ShowAlreadyOpen(Refused, frozen=True):
    session: str


class UnknownProduct(Refused, frozen=True):
    sku: str


class UnknownOrder(Refused, frozen=True):
    order_id: str


class ProductNotReady(Refused, frozen=True):
    """What viewers must be told of it is missing, and the show is live."""

    sku: str
    missing: tuple[Missing, ...]


class OutOfStock(Refused, frozen=True):
    """`free_milli` could still be promised, in thousandths of the selling unit.

    Of a harvest that several lines take from, it is what those before leave for this one.
    """

    sku: str
    free_milli: int
    wanted_milli: int


class EmptyOrder(Refused, frozen=True):
    pass


class WrongQuantity(Refused, frozen=True):
    """Not above zero, or above what one order may hold."""

    sku: str
    quantity_milli: int


class OrderTooLarge(Refused, frozen=True):
    """More than any harvest: somebody mistyped."""

    order_id: str


class WrongPrice(Refused, frozen=True):
    sku: str
    price_vnd: int


class WrongDuration(Refused, frozen=True):
    seconds: int


class OrderCancelledBefore(Refused, frozen=True):
    order_id: str


class NothingToTakeBack(Refused, frozen=True):
    pass


class NotInInbox(Refused, frozen=True):
    """Somebody else saw to it already, or it never was there."""

    item_id: str


class NotInBreak(Refused, frozen=True):
    pass


class InBreak(Refused, frozen=True):
    """The card and the scene wait for the end of the break."""


class NoSpecialPrice(Refused, frozen=True):
    sku: str


class Rehearsal(Refused, frozen=True):
    """Nothing goes on air from a rehearsal."""


class StageAway(Refused, frozen=True):
    """The link to the stage is down: a stream cannot be started."""


Refusal = (
    ShowNotOpen
    | ShowAlreadyOpen
    | UnknownProduct
    | UnknownOrder
    | ProductNotReady
    | OutOfStock
    | EmptyOrder
    | WrongQuantity
    | OrderTooLarge
    | WrongPrice
    | WrongDuration
    | OrderCancelledBefore
    | NothingToTakeBack
    | NotInInbox
    | NotInBreak
    | InBreak
    | NoSpecialPrice
    | Rehearsal
    | StageAway
)
