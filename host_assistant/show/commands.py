"""What may be asked of the show, and what the outside tells it. All go to the Director."""

from __future__ import annotations

from typing import Literal

import msgspec

from host_assistant.catalog.product import Product
from host_assistant.show.buyer import SealedBuyer
from host_assistant.show.comment import CommentKind, Line, SealedComment
from host_assistant.show.vocabulary import AlarmCode, Mode, OverlaySlot, SceneRole, ShowSetup


class Asked(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of all commands."""


class OpenSession(Asked, frozen=True, kw_only=True):
    session_id: str
    title: str
    mode: Mode
    setup: ShowSetup = ShowSetup()
    products: tuple[Product, ...] = ()


class ContinueSession(Asked, frozen=True, kw_only=True):
    """Take up a session that a crash left open."""


class EndSession(Asked, frozen=True, kw_only=True):
    reason: str = ""


class ListProduct(Asked, frozen=True, kw_only=True):
    """Add a product to the running show, or put an edited one in its place."""

    product: Product


class ChooseScene(Asked, frozen=True, kw_only=True):
    scene: SceneRole


class ShowProduct(Asked, frozen=True, kw_only=True):
    """Put a product's card on the picture; None takes the card away."""

    sku: str | None


class ChangePrice(Asked, frozen=True, kw_only=True):
    """`for_s` makes it a special price that ends by itself after so many seconds."""

    sku: str
    price_vnd: int
    for_s: int | None = None


class EndSpecialPrice(Asked, frozen=True, kw_only=True):
    sku: str


class Wanted(msgspec.Struct, frozen=True, gc=False):
    """A product and how much of it, in thousandths of its selling unit."""

    sku: str
    quantity_milli: int


class PlaceOrder(Asked, frozen=True, kw_only=True):
    """`allow_oversell` is the helper's own word that stock may go below zero.

    `waiting` puts it on the waiting list for the next harvest: pending, holding no goods.
    """

    order_id: str
    lines: tuple[Wanted, ...]
    confirmed: bool = True
    source: str = ""
    buyer: SealedBuyer | None = None
    allow_oversell: bool = False
    waiting: bool = False


class ConfirmOrder(Asked, frozen=True, kw_only=True):
    """`allow_oversell` counts for an order on the waiting list alone: it holds no goods yet."""

    order_id: str
    allow_oversell: bool = False


class CancelOrder(Asked, frozen=True, kw_only=True):
    order_id: str
    reason: str = ""


class MendOrder(Asked, frozen=True, kw_only=True):
    """Put a confirmed order with other lines into the place of one that stands.

    Without a `buyer` it is that of the one before.
    """

    order_id: str
    new_order_id: str
    lines: tuple[Wanted, ...]
    buyer: SealedBuyer | None = None
    allow_oversell: bool = False


class NumberFor(msgspec.Struct, frozen=True):
    """An order or a doubtful comment, and its buyer with the number that came after it."""

    item_id: str
    buyer: SealedBuyer


class TakeComment(Asked, frozen=True, kw_only=True):
    """A comment with its reading. A sure order becomes an order of the comment's id.

    `on_card` is the product that was shown when it was written. `repeats` is the order or comment
    that it only says again; `cancels` are the orders or comments that it may take back, and
    `number_for` those of the same person whose telephone number it says. `has_phone` says that a
    number is known: its own, or one that was said shortly before, by itself in `number_from`.
    """

    comment: SealedComment
    kind: CommentKind
    lines: tuple[Line, ...] = ()
    sure: bool = False
    on_card: str | None = None
    has_phone: bool = False
    repeats: str = ""
    cancels: tuple[str, ...] = ()
    number_for: tuple[NumberFor, ...] = ()
    number_from: str = ""
    buyer: SealedBuyer | None = None


class ConfirmComment(Asked, frozen=True, kw_only=True):
    """A person says that a doubtful comment is an order, of these lines."""

    comment_id: str
    lines: tuple[Wanted, ...]
    buyer: SealedBuyer | None = None
    allow_oversell: bool = False
    waiting: bool = False


class ConfirmCancellation(Asked, frozen=True, kw_only=True):
    """A person says which order or doubtful comment a cancellation means."""

    comment_id: str
    order_id: str


class DropComment(Asked, frozen=True, kw_only=True):
    """A person says that a comment asks for nothing."""

    comment_id: str


class SetConfirmRule(Asked, frozen=True, kw_only=True):
    """Whether sure orders with a telephone number are confirmed as they come, from now on."""

    on: bool


class TakeBackLastOrder(Asked, frozen=True, kw_only=True):
    pass


class StartBreak(Asked, frozen=True, kw_only=True):
    """`holding` tells viewers to wait a moment; it turns a break that is on into such a one."""

    holding: bool = False


class EndBreak(Asked, frozen=True, kw_only=True):
    pass


class SetOverlay(Asked, frozen=True, kw_only=True):
    slot: OverlaySlot
    shown: bool


class AskStream(Asked, frozen=True, kw_only=True):
    on: bool


class AddNote(Asked, frozen=True, kw_only=True):
    text: str = ""


class TimePassed(Asked, frozen=True, kw_only=True):
    """The Director's clock: ends what was set to end by now."""


class NoticeScene(Asked, frozen=True, kw_only=True):
    """The stage says which scene it shows; `by_us` is False when somebody else switched."""

    scene: SceneRole | None
    name: str
    by_us: bool


class NoticeStream(Asked, frozen=True, kw_only=True):
    state: Literal["on", "dropped", "off"]
    reason: str = ""


class NoticeRecording(Asked, frozen=True, kw_only=True):
    state: Literal["on", "dropped", "off"]
    reason: str = ""
    path: str = ""


class NoticeLink(Asked, frozen=True, kw_only=True):
    up: bool
    reason: str = ""


class NoticeTrouble(Asked, frozen=True, kw_only=True):
    code: str
    detail: str = ""


class NoticeRecovery(Asked, frozen=True, kw_only=True):
    """The trouble of that code is over."""

    code: str


class NoticeAlarm(Asked, frozen=True, kw_only=True):
    """The one alarm that stands now, None when all is well."""

    code: AlarmCode | None


Command = (
    OpenSession
    | ContinueSession
    | EndSession
    | ListProduct
    | ChooseScene
    | ShowProduct
    | ChangePrice
    | EndSpecialPrice
    | PlaceOrder
    | ConfirmOrder
    | CancelOrder
    | MendOrder
    | TakeComment
    | ConfirmComment
    | ConfirmCancellation
    | DropComment
    | SetConfirmRule
    | TakeBackLastOrder
    | StartBreak
    | EndBreak
    | SetOverlay
    | AskStream
    | AddNote
    | TimePassed
    | NoticeScene
    | NoticeStream
    | NoticeRecording
    | NoticeLink
    | NoticeTrouble
    | NoticeRecovery
    | NoticeAlarm
)
