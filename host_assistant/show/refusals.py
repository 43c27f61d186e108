"""Why the show may refuse a command: typed, so that each screen finds its own words."""

from __future__ import annotations

import re
from typing import ClassVar

import msgspec


class Refused(msgspec.Struct, frozen=True):
    """Base of all refusals. `code` is the public name, as the HTTP interface gives it."""

    code: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class ShowNotOpen(Refused):
    pass


class ShowAlreadyOpen(Refused):
    session: str


class UnknownProduct(Refused):
    sku: str


class UnknownOrder(Refused):
    order_id: str


class OutOfStock(Refused):
    """`free_milli` could still be promised, in thousandths of the selling unit."""

    sku: str
    free_milli: int
    wanted_milli: int


class EmptyOrder(Refused):
    pass


class WrongQuantity(Refused):
    """Not above zero, or above what one order may hold."""

    sku: str
    quantity_milli: int


class WrongPrice(Refused):
    sku: str
    price_vnd: int


class WrongDuration(Refused):
    seconds: int


class OrderCancelledBefore(Refused):
    order_id: str


class NothingToTakeBack(Refused):
    pass


class NotInBreak(Refused):
    pass


class InBreak(Refused):
    """The card and the scene wait for the end of the break."""


class NoSpecialPrice(Refused):
    sku: str


class Rehearsal(Refused):
    """Nothing goes on air from a rehearsal."""


class StageAway(Refused):
    """The link to the stage is down: a stream cannot be started."""


Refusal = (
    ShowNotOpen
    | ShowAlreadyOpen
    | UnknownProduct
    | UnknownOrder
    | OutOfStock
    | EmptyOrder
    | WrongQuantity
    | WrongPrice
    | WrongDuration
    | OrderCancelledBefore
    | NothingToTakeBack
    | NotInBreak
    | InBreak
    | NoSpecialPrice
    | Rehearsal
    | StageAway
)
