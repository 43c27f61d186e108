"""The show as it stands, folded from its events. Frozen: a new event makes a new state.

The maps are persistent (rpds): the next state shares all but one path with the one before, so
an order costs the same at order 10 and at order 100,000.
"""

from __future__ import annotations

import msgspec
from rpds import HashTrieMap

from host_assistant.catalog.pool import units_in
from host_assistant.catalog.product import Product
from host_assistant.show.events import OrderLine
from host_assistant.show.inbox import InboxItem
from host_assistant.show.order_book import OrderBook
from host_assistant.show.vocabulary import (
    HIDDEN_AT_FIRST,
    AlarmCode,
    Mode,
    OrderStatus,
    OutputState,
    OverlaySlot,
    Phase,
    SceneRole,
    ShowSetup,
)

RECENT_ORDERS = 30
RECENT_NOTES = 20
TREND_MINUTES = 60


class PoolStock(msgspec.Struct, frozen=True, gc=False):
    """A harvest that `members` share, in grams, as their orders and pending orders took from it.

    `stock_g` is None where it is not counted.
    """

    name: str
    stock_g: int | None
    sold_g: int = 0
    pending_g: int = 0
    members: tuple[str, ...] = ()

    @property
    def left_g(self) -> int | None:
        """What is not sold: confirmed orders count, pending ones do not."""
        return None if self.stock_g is None else self.stock_g - self.sold_g

    @property
    def free_g(self) -> int | None:
        """What may still be promised."""
        return None if self.stock_g is None else self.stock_g - self.sold_g - self.pending_g


class OnSale(msgspec.Struct, frozen=True, gc=False):
    """A product in this show. Quantities are thousandths of its selling unit.

    `stock_milli` is what there was to sell before any order, corrected by the helper's counts;
    None where stock is not counted. Where it shares a harvest, `pool_stock` stands for it: the same
    value in every product of the pool.
    """

    product: Product
    price_vnd: int
    regular_price_vnd: int
    special_until_ms: int | None = None
    stock_milli: int | None = None
    sold_milli: int = 0
    pending_milli: int = 0
    pool_stock: PoolStock | None = None

    @property
    def begun_milli(self) -> int | None:
        """What there was to sell before any order."""
        if self.pool_stock is not None:
            return self._units_in(self.pool_stock.stock_g)
        return self.stock_milli

    @property
    def left_milli(self) -> int | None:
        """What viewers may be told is left: confirmed orders count, pending ones do not."""
        if self.pool_stock is not None:
            return self._units_in(self.pool_stock.left_g)
        return None if self.stock_milli is None else self.stock_milli - self.sold_milli

    @property
    def free_milli(self) -> int | None:
        """What may still be promised: pending orders hold their goods."""
        if self.pool_stock is not None:
            return self._units_in(self.pool_stock.free_g)
        left = self.left_milli
        return None if left is None else left - self.pending_milli

    def _units_in(self, grams: int | None) -> int | None:
        return None if grams is None else units_in(self.product, grams)

    @property
    def is_reduced(self) -> bool:
        return self.price_vnd < self.regular_price_vnd


class Order(msgspec.Struct, frozen=True, gc=False):
    """An order of this show; `sequence` is that of its placing, `confirmed_ms` an offset.

    `waiting` for the next harvest, it holds no goods. `repeats` counts how often the same person
    said the same again, and `by_rule` that the host's rule confirmed it. `replaced_by` is the
    order that it was mended into.
    """

    order_id: str
    status: OrderStatus
    lines: tuple[OrderLine, ...]
    total_vnd: int
    sequence: int
    placed_ms: int
    placed_at_ms: int
    source: str = ""
    buyer_id: str | None = None
    buyer_label: str = ""
    confirmed_ms: int | None = None
    waiting: bool = False
    repeats: int = 0
    by_rule: bool = False
    replaced_by: str = ""


class Counters(msgspec.Struct, frozen=True, gc=False):
    """Confirmed orders only, but for `pending`. `pieces_milli` counts goods without a weight."""

    orders: int = 0
    weight_g: int = 0
    pieces_milli: int = 0
    revenue_vnd: int = 0
    pending: int = 0


class BeforeBreak(msgspec.Struct, frozen=True, gc=False):
    """What the break interrupted and its end brings back."""

    scene: SceneRole | None
    product: str | None


class Note(msgspec.Struct, frozen=True, gc=False):
    offset_ms: int
    text: str


class ShowState(msgspec.Struct, frozen=True, gc=False):
    """Everything that any screen draws from.

    `scene` is the role that viewers should see, None while a scene of the user's own is on;
    `role_on_stage` and `scene_on_stage` (its name) are the last word of the stage itself.
    `trend` holds (minute, confirmed orders) for the latest minutes that had any. `sequence` is the
    last event's, 0 before any. `holding` says of a break that viewers are asked to wait. `inbox`
    holds what waits for a person, `inbox_sizes` how many there are of each sort, and
    `cancellations` the ids of those that may take an order back; `comments` counts all that came,
    and `confirms_sure` is the host's rule for sure orders with a telephone number.
    """

    session: str | None = None
    title: str = ""
    mode: Mode = "rehearsal"
    phase: Phase = "closed"
    setup: ShowSetup = ShowSetup()
    opened_at_ms: int = 0
    sequence: int = 0
    offset_ms: int = 0
    scene: SceneRole | None = None
    role_on_stage: SceneRole | None = None
    scene_on_stage: str = ""
    product: str | None = None
    products: HashTrieMap[str, OnSale] = HashTrieMap()
    skus: tuple[str, ...] = ()
    counters: Counters = Counters()
    orders: OrderBook[Order] = OrderBook()
    recent: tuple[str, ...] = ()
    latest_confirmed: str | None = None
    trend: tuple[tuple[int, int], ...] = ()
    before_break: BeforeBreak | None = None
    holding: bool = False
    hidden_overlays: frozenset[OverlaySlot] = HIDDEN_AT_FIRST
    stream: OutputState = "off"
    stop_asked: bool = False
    recording: OutputState = "off"
    stream_started_ms: int | None = None
    link_up: bool = True
    trouble: str = ""
    alarm: AlarmCode | None = None
    notes: tuple[Note, ...] = ()
    inbox: HashTrieMap[str, InboxItem] = HashTrieMap()
    inbox_sizes: tuple[int, ...] = (0, 0, 0, 0)
    cancellations: frozenset[str] = frozenset()
    comments: int = 0
    confirms_sure: bool = False

    @property
    def is_open(self) -> bool:
        return self.phase in ("open", "break")

    def on_sale(self) -> tuple[OnSale, ...]:
        """The goods in the order of the sheet."""
        return tuple(self.products[sku] for sku in self.skus)

    def recent_orders(self) -> tuple[Order, ...]:
        """The latest orders, newest first."""
        return tuple(self.orders[order_id] for order_id in self.recent)


NO_SHOW = ShowState()
