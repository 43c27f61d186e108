"""The inbox over HTTP, for the helper's page: what waits, and what a person says about it."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from functools import partial
from typing import Annotated

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from host_assistant.control_room.called_off import MayMean, may_mean
from host_assistant.control_room.comment_words import CommentWords
from host_assistant.control_room.director import Outcome
from host_assistant.desk.bodies import Body, Line, LineBody, OrderId, read
from host_assistant.desk.errors import json_response, refused
from host_assistant.desk.field_words import must_be, unknown_field, whole_number
from host_assistant.desk.orders import wanted
from host_assistant.desk.service import Service, answered
from host_assistant.journal.orders import OrderRow, list_orders, orders_of
from host_assistant.orders.wording import why_text
from host_assistant.show.buyer import Buyer
from host_assistant.show.comment import Line as ReadLine
from host_assistant.show.events import OrderConfirmed, OrderPlaced
from host_assistant.show.inbox import InboxItem, first_in_inbox, inbox_counts
from host_assistant.show.state import ShowState
from host_assistant.show.state_message import units
from host_assistant.values.instants import iso

MAX_LISTED = 200
USUALLY_LISTED = 60
# So many latest orders are looked through for buyers, and so many buyers are offered.
ORDERS_LOOKED_THROUGH = 100
BUYERS_OFFERED = 40


class ConfirmBody(Body, frozen=True):
    """`order_id` is the order that a cancellation means, where it is not the likeliest."""

    order_id: OrderId | None = None
    allow_oversell: bool = False


class MendBody(Body, frozen=True, kw_only=True):
    """What is left out of the buyer stays as it is kept, and an empty text erases it."""

    lines: Annotated[tuple[LineBody, ...], msgspec.Meta(min_length=1, max_length=200)]
    name: Line | None = None
    phone: Line | None = None
    place: Line | None = None
    allow_oversell: bool = False


class WaitBody(Body, frozen=True):
    pass


class DropBody(Body, frozen=True):
    pass


class RuleBody(Body, frozen=True):
    on: bool


class InboxDesk:
    def __init__(self, service: Service) -> None:
        self._service = service

    async def list(self, request: Request) -> Response:
        """The first of what waits: the doubtful, cancellations, sure orders, those for later."""
        state = self._service.state
        items = first_in_inbox(state, _limit(request))
        asked = {item.item_id for item in items}.union(*(item.cancels for item in items))
        words = self._service.inbox.words(asked)
        buyers = await self._buyers_of(items, state)
        return json_response(
            {
                "items": [_item(item, words, buyers.get(item.item_id), state) for item in items],
                "counts": inbox_counts(state),
                "shown": len(items),
            }
        )

    async def confirm(self, request: Request) -> Response:
        body = await read(request, ConfirmBody)
        done = self._service.inbox.confirm(
            request.path_params["item_id"],
            order_id=body.order_id or "",
            allow_oversell=body.allow_oversell,
        )
        return await self._answer(done)

    async def mend(self, request: Request) -> Response:
        body = await read(request, MendBody)
        state = self._service.state
        ask = partial(
            self._service.inbox.mend,
            request.path_params["item_id"],
            tuple(wanted(line, index, state) for index, line in enumerate(body.lines)),
            name=body.name,
            phone=body.phone,
            address=body.place,
            allow_oversell=body.allow_oversell,
        )
        # It looks the order's buyer up in the log.
        return await self._answer(await self._service.apart(ask))

    async def wait(self, request: Request) -> Response:
        """A doubtful one onto the list for the next harvest, as it was read."""
        await read(request, WaitBody)
        return await self._answer(self._service.inbox.wait(request.path_params["item_id"]))

    async def drop(self, request: Request) -> Response:
        await read(request, DropBody)
        return await self._answer(self._service.inbox.drop(request.path_params["item_id"]))

    async def rule(self, request: Request) -> Response:
        """Whether sure orders with a telephone number are confirmed as they come."""
        body = await read(request, RuleBody)
        return await self._answer(self._service.inbox.set_rule(body.on))

    async def buyers(self, _request: Request) -> Response:
        """Those who bought last in this session, the newest first, each once."""
        session = self._service.state.session
        if session is None:
            return json_response({"buyers": []})
        rows = await self._service.read(
            lambda journal: list_orders(journal, session, limit=ORDERS_LOOKED_THROUGH)
        )
        return json_response({"buyers": _buyers(rows)})

    async def _buyers_of(
        self, items: tuple[InboxItem, ...], state: ShowState
    ) -> dict[str, Buyer | None]:
        """The buyers of the orders among them, in full: only helpers ask here."""
        session = state.session
        ordered = [item.item_id for item in items if item.item_id in state.orders]
        if session is None or not ordered:
            return {}
        rows = await self._service.read(lambda journal: orders_of(journal, session, ordered))
        return {order_id: row.buyer for order_id, row in rows.items()}

    async def _answer(self, done: Future[Outcome]) -> Response:
        """Answered when it is on disk, or refused in the show's words."""
        outcome = await answered(asyncio.wrap_future(done))
        if outcome.refusal is not None:
            raise refused(outcome.refusal, outcome.state)
        return json_response(
            {
                "sequence": outcome.state.sequence,
                "counts": inbox_counts(outcome.state),
                "order_id": _order_taken(outcome),
            }
        )


def _order_taken(outcome: Outcome) -> str | None:
    """The order that was placed or confirmed by it, for who wants to take it back."""
    taken = (
        record.event.order_id
        for record in outcome.records
        if isinstance(record.event, OrderPlaced | OrderConfirmed)
    )
    return next(taken, None)


def _item(
    item: InboxItem, words: dict[str, CommentWords], buyer: Buyer | None, state: ShowState
) -> dict[str, object]:
    """`buyer` is whom the order is for; a comment that is no order yet has none but its words."""
    said = words.get(item.item_id)
    order = state.orders.get(item.item_id)
    if said is not None:
        author, phone, place = said.author, said.phone, said.place
    elif buyer is not None:
        author, phone, place = buyer.name, buyer.phone, _place(buyer)
    else:
        author, phone, place = "", "", ""
    if order is None:
        kept = {"name": author, "phone": phone, "address": place}
    else:
        known = buyer or Buyer()
        kept = {"name": known.name, "phone": known.phone, "address": _place(known)}
    return {
        "id": item.item_id,
        "sort": item.sort,
        "at": iso(item.at_ms),
        "platform": item.platform,
        "author": author or (order.buyer_label if order else ""),
        "text": said.text if said else "",
        "why": _why(said, state) if said else "",
        "lines": [_line(line, state) for line in item.lines],
        "phone": phone,
        "place": place,
        "buyer": kept,
        "cancels": [_meant(one) for one in may_mean(item, words, state)],
        "repeats": item.repeats,
    }


def _place(buyer: Buyer) -> str:
    return buyer.address or buyer.country


def _why(said: CommentWords, state: ShowState) -> str:
    return why_text(said.reading, {sku: one.product for sku, one in state.products.items()})


def _line(line: ReadLine, state: ShowState) -> dict[str, object]:
    on_sale = state.products.get(line.sku)
    return {
        "sku": line.sku,
        "name": on_sale.product.name if on_sale else line.sku,
        "quantity": None if line.quantity_milli is None else units(line.quantity_milli),
        "unit": on_sale.product.unit if on_sale else "",
    }


def _meant(one: MayMean) -> dict[str, object]:
    goods = ", ".join(f"{amount} {name}" for amount, _sku, name in one.goods)
    return {"order_id": one.item_id, "buyer_label": one.who, "goods": goods}


def _buyers(rows: list[OrderRow]) -> list[dict[str, str]]:
    known: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.buyer is None or not (row.buyer.name or row.buyer.phone):
            continue
        same = row.buyer.phone or row.buyer.name
        known.setdefault(same, msgspec.structs.asdict(row.buyer))
    return list(known.values())[:BUYERS_OFFERED]


def _limit(request: Request) -> int:
    for name in request.query_params:
        if name != "limit":
            raise unknown_field(name, ("limit",))
    written = request.query_params.get("limit", str(USUALLY_LISTED))
    if not written.isdecimal() or len(written) > 3 or not 1 <= int(written) <= MAX_LISTED:
        raise must_be("limit", whole_number(1, MAX_LISTED))
    return int(written)
