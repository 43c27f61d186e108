"""The show's state as others get it: `GET /api/state`, its events, and `replay --json`.

The names are public (`interfaces.md`): more may be added, none changed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from host_assistant.show.inbox import InboxSort, inbox_counts
from host_assistant.show.state import OnSale, ShowState
from host_assistant.show.vocabulary import Mode, OutputState, Phase, SceneRole

# A whole number where it is one; else exact, with the decimals it needs.
Number = int | Decimal


class CountersMessage(msgspec.Struct, frozen=True):
    """Confirmed orders only, but for `pending`; `pieces` counts goods sold without a weight."""

    orders: int
    weight_g: int
    pieces: Number
    revenue_vnd: int
    pending: int


class ProductMessage(msgspec.Struct, frozen=True):
    """`sold` and `left` count selling units; `left` is None where stock is not counted.

    `pool` names the harvest that it shares with others, and is missing where it has its own.
    """

    sku: str
    name: str
    price_vnd: int
    unit: str
    sold: Number
    left: Number | None
    pool: str | msgspec.UnsetType = msgspec.UNSET


class StateMessage(msgspec.Struct, frozen=True):
    """`session` and `mode` are None before any session; `product` is the sku on the card.

    `scene` is None while a scene of the user's own is on. `stage` is "away" while OBS does not
    answer; `trouble` is the code of what is wrong now, an alarm before all, or empty. `inbox` says
    how many things of each sort wait for a person, `comments` how many came; `confirms_sure` is
    the host's rule for sure orders with a telephone number.
    """

    session: str | None
    mode: Mode | None
    phase: Phase
    scene: SceneRole | None
    product: str | None
    counters: CountersMessage
    products: tuple[ProductMessage, ...]
    sequence: int
    stream: OutputState
    recording: OutputState
    stage: Literal["ready", "away"]
    trouble: str
    inbox: dict[InboxSort, int]
    comments: int
    confirms_sure: bool


_encoder = msgspec.json.Encoder(decimal_format="number")


def state_message(state: ShowState) -> StateMessage:
    counted = state.counters
    return StateMessage(
        session=state.session,
        mode=None if state.session is None else state.mode,
        phase=state.phase,
        scene=state.scene,
        product=state.product,
        counters=CountersMessage(
            orders=counted.orders,
            weight_g=counted.weight_g,
            pieces=units(counted.pieces_milli),
            revenue_vnd=counted.revenue_vnd,
            pending=counted.pending,
        ),
        products=tuple(_product(on_sale) for on_sale in state.on_sale()),
        sequence=state.sequence,
        stream=state.stream,
        recording=state.recording,
        stage="ready" if state.link_up else "away",
        trouble=state.alarm or state.trouble,
        inbox=inbox_counts(state),
        comments=state.comments,
        confirms_sure=state.confirms_sure,
    )


def encode(message: object) -> bytes:
    """Any answer as JSON, exact numbers as JSON numbers."""
    return _encoder.encode(message)


def units(milli: int) -> Number:
    """Thousandths of a selling unit as a number of units: 2000 → 2, 2500 → 2.5."""
    whole, rest = divmod(milli, 1000)
    return whole if not rest else (Decimal(milli) / 1000).normalize()


def _product(on_sale: OnSale) -> ProductMessage:
    left = on_sale.left_milli
    return ProductMessage(
        sku=on_sale.product.sku,
        name=on_sale.product.name,
        price_vnd=on_sale.price_vnd,
        unit=on_sale.product.unit,
        sold=units(on_sale.sold_milli),
        left=None if left is None else units(left),
        pool=on_sale.pool_stock.name if on_sale.pool_stock else msgspec.UNSET,
    )
