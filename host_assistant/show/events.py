"""Everything that can have happened in a show. A stored event is never changed, only added to.

Each event has a `VERSION`; a field added later needs a default, a changed meaning needs a new
version and an entry in `journal`'s reading of old ones. Amounts are whole đồng, quantities are
thousandths of a selling unit, weights grams, offsets milliseconds since the session began.
"""

from __future__ import annotations

from typing import ClassVar, Literal, get_args

import msgspec

from host_assistant.catalog.product import Product
from host_assistant.show.comment import CommentKind, Line
from host_assistant.show.vocabulary import AlarmCode, Mode, OverlaySlot, SceneRole, ShowSetup


class Happened(msgspec.Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True, gc=False):
    """Base of all events: the class name is the tag."""

    VERSION: ClassVar[int] = 1


class SessionOpened(Happened, frozen=True, kw_only=True):
    """`products` are the goods as they were: a replay needs nothing but the log."""

    session_id: str
    title: str
    mode: Mode
    setup: ShowSetup
    products: tuple[Product, ...]


class SessionContinued(Happened, frozen=True, kw_only=True):
    """The program came back after a crash; the running time goes on where the log stops."""


class SessionEnded(Happened, frozen=True, kw_only=True):
    reason: str = ""


class ProductListed(Happened, frozen=True, kw_only=True):
    """Goods were added or edited while the show runs."""

    product: Product


class SceneChosen(Happened, frozen=True, kw_only=True):
    """Our intent; `SceneSwitched` is the stage's own word."""

    scene: SceneRole


class SceneSwitched(Happened, frozen=True, kw_only=True):
    """The stage shows another scene. `scene` is None for a scene that plays no role of ours.

    `by_us` is False when somebody switched in OBS itself: then the program follows.
    """

    scene: SceneRole | None
    name: str
    by_us: bool


class ProductShown(Happened, frozen=True, kw_only=True):
    sku: str


class ProductHidden(Happened, frozen=True, kw_only=True):
    sku: str


class PriceChanged(Happened, frozen=True, kw_only=True):
    """`until_ms` (session offset) makes it a special price that ends by itself."""

    sku: str
    price_vnd: int
    until_ms: int | None = None


class SpecialPriceEnded(Happened, frozen=True, kw_only=True):
    sku: str
    price_vnd: int


class StockSet(Happened, frozen=True, kw_only=True):
    """What is left to sell after the goods were edited; None stops counting.

    `pool_left_g` is what is left of the harvest that the product shares, if it does.
    """

    sku: str
    left_milli: int | None
    pool_left_g: int | None = None


class OrderLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One product of an order, at the price of the moment it was placed."""

    sku: str
    name: str
    quantity_milli: int
    unit: str
    unit_price_vnd: int
    amount_vnd: int
    weight_g: int | None = None


class OrderPlaced(Happened, frozen=True, kw_only=True):
    """`waiting` for the next harvest holds no goods; `by_rule` was confirmed by the host's rule.

    `replaces` is the order that was mended into this one.
    """

    order_id: str
    lines: tuple[OrderLine, ...]
    total_vnd: int
    confirmed: bool
    source: str = ""
    buyer_id: str | None = None
    buyer_digest: str | None = None
    buyer_label: str = ""
    oversold: bool = False
    waiting: bool = False
    by_rule: bool = False
    replaces: str = ""


class OrderConfirmed(Happened, frozen=True, kw_only=True):
    """`by_rule` says that the host's rule confirmed it, as its telephone number came."""

    order_id: str
    by_rule: bool = False


class BuyerGiven(Happened, frozen=True, kw_only=True):
    """Who bought is known better now: the buyer's telephone number came after the order."""

    order_id: str
    buyer_id: str
    buyer_digest: str
    buyer_label: str = ""


class OrderCancelled(Happened, frozen=True, kw_only=True):
    """`mended` says that another order takes its place in the next event."""

    order_id: str
    reason: str = ""
    taken_back: bool = False
    mended: bool = False


class CommentReceived(Happened, frozen=True, kw_only=True):
    """A comment as it was read; its words stand beside the log, and `digest` vouches for them.

    The names are those of `TakeComment`.
    """

    comment_id: str
    digest: str
    platform: str
    kind: CommentKind
    lines: tuple[Line, ...] = ()
    sure: bool = False
    on_card: str | None = None
    has_phone: bool = False
    repeats: str = ""
    cancels: tuple[str, ...] = ()
    number_for: tuple[str, ...] = ()
    number_from: str = ""


class CommentSettled(Happened, frozen=True, kw_only=True):
    """A person looked at it. An order that was made of it is an event of its own."""

    comment_id: str
    outcome: Literal["cancelled", "dropped"]


class ConfirmRuleSet(Happened, frozen=True, kw_only=True):
    """Whether sure orders with a telephone number are confirmed as they come."""

    on: bool


class BreakStarted(Happened, frozen=True, kw_only=True):
    """`holding` asks viewers to wait a moment, because the picture does not get through."""

    holding: bool = False


class BreakEnded(Happened, frozen=True, kw_only=True):
    pass


class OverlaySet(Happened, frozen=True, kw_only=True):
    """The host switched an overlay on or off (the card has its own events)."""

    slot: OverlaySlot
    shown: bool


class StreamAsked(Happened, frozen=True, kw_only=True):
    """The host asked for the stream to start or stop; what OBS did comes as its own events."""

    on: bool


class StreamStarted(Happened, frozen=True, kw_only=True):
    pass


class StreamDropped(Happened, frozen=True, kw_only=True):
    """The stream broke and OBS tries again."""

    reason: str = ""


class StreamStopped(Happened, frozen=True, kw_only=True):
    """`reason` is empty where the host asked for it."""

    reason: str = ""


class RecordingStarted(Happened, frozen=True, kw_only=True):
    pass


class RecordingDropped(Happened, frozen=True, kw_only=True):
    reason: str = ""


class RecordingStopped(Happened, frozen=True, kw_only=True):
    path: str = ""


class StageLinkLost(Happened, frozen=True, kw_only=True):
    reason: str = ""


class StageLinkRestored(Happened, frozen=True, kw_only=True):
    pass


class StageTroubled(Happened, frozen=True, kw_only=True):
    """The stage refused something; `code` is typed, `detail` is the stage's own comment."""

    code: str
    detail: str = ""


class StageRecovered(Happened, frozen=True, kw_only=True):
    """What `code` told of is over."""

    code: str


class AlarmRaised(Happened, frozen=True, kw_only=True):
    """Something harmful stood long enough to be told; at most one alarm stands at a time."""

    code: AlarmCode


class AlarmCleared(Happened, frozen=True, kw_only=True):
    """It is over, or something more harmful took its place."""

    code: AlarmCode


class NoteAdded(Happened, frozen=True, kw_only=True):
    text: str = ""


Event = (
    SessionOpened
    | SessionContinued
    | SessionEnded
    | ProductListed
    | SceneChosen
    | SceneSwitched
    | ProductShown
    | ProductHidden
    | PriceChanged
    | SpecialPriceEnded
    | StockSet
    | OrderPlaced
    | OrderConfirmed
    | BuyerGiven
    | OrderCancelled
    | CommentReceived
    | CommentSettled
    | ConfirmRuleSet
    | BreakStarted
    | BreakEnded
    | OverlaySet
    | StreamAsked
    | StreamStarted
    | StreamDropped
    | StreamStopped
    | RecordingStarted
    | RecordingDropped
    | RecordingStopped
    | StageLinkLost
    | StageLinkRestored
    | StageTroubled
    | StageRecovered
    | AlarmRaised
    | AlarmCleared
    | NoteAdded
)

EVENT_TYPES: dict[str, type[Happened]] = {kind.__name__: kind for kind in get_args(Event)}


class Unknown(msgspec.Struct, frozen=True):
    """An event of a type that this program does not know; it is kept, shown and skipped."""

    type: str
    version: int


class Recorded(msgspec.Struct, frozen=True, gc=False):
    """An event in its place in the log.

    `at_ms` is UTC in ms since 1970; `offset_ms` is monotonic since the session began.
    """

    sequence: int
    at_ms: int
    offset_ms: int
    event: Event | Unknown
