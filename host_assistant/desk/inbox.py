"""The inbox over HTTP, for the helper's page: what waits, and what a person says about it."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import Annotated

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from host_assistant.control_room.comment_memory import CommentWords
from host_assistant.control_room.director import DirectorClosed, Outcome
from host_assistant.desk.bodies import Body, Line, LineBody, OrderId, read
from host_assistant.desk.errors import failed, json_response, refused, show_closed
from host_assistant.desk.field_words import must_be, unknown_field, whole_number
from host_assistant.desk.orders import wanted
from host_assistant.desk.service import Service
from host_assistant.journal.errors import JournalError
from host_assistant.journal.orders import OrderRow, list_orders
from host_assistant.orders.wording import why_text
from host_assistant.show.comment import Line as ReadLine
from host_assistant.show.inbox import InboxItem, first_in_inbox, inbox_counts
from host_assistant.show.state import ShowState
from host_assistant.show.state_message import units
from host_assistant.values.instants import iso
from host_assistant.values.quantity import format_milli

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
    """What is left out of the buyer stays as it was read."""

    lines: Annotated[tuple[LineBody, ...], msgspec.Meta(min_length=1, max_length=200)]
    name: Line | None = None
    phone: Line | None = None
    place: Line | None = None
    allow_oversell: bool = False


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
        return json_response(
            {
                "items": [_item(item, words, state) for item in items],
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
        done = self._service.inbox.mend(
            request.path_params["item_id"],
            tuple(wanted(line, index, state) for index, line in enumerate(body.lines)),
            name=body.name,
            phone=body.phone,
            address=body.place,
            allow_oversell=body.allow_oversell,
        )
        return await self._answer(done)

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

    async def _answer(self, done: Future[Outcome]) -> Response:
        """Answered when it is on disk, or refused in the show's words."""
        try:
            outcome = await asyncio.wrap_future(done)
        except DirectorClosed:
            raise show_closed() from None
        except JournalError as error:
            raise failed(error.code, error.sentence()) from error
        if outcome.refusal is not None:
            raise refused(outcome.refusal, outcome.state)
        return json_response(
            {"sequence": outcome.state.sequence, "counts": inbox_counts(outcome.state)}
        )


def _item(item: InboxItem, words: dict[str, CommentWords], state: ShowState) -> dict[str, object]:
    said = words.get(item.item_id)
    order = state.orders.get(item.item_id)
    return {
        "id": item.item_id,
        "sort": item.sort,
        "at": iso(item.at_ms),
        "platform": item.platform,
        "author": said.author if said else order.buyer_label if order else "",
        "text": said.text if said else "",
        "why": _why(said, state) if said else "",
        "lines": [_line(line, state) for line in item.lines],
        "phone": said.phone if said else "",
        "place": said.place if said else "",
        "cancels": [_cancelled(order_id, words, state) for order_id in item.cancels],
        "repeats": item.repeats,
    }


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


def _cancelled(
    order_id: str, words: dict[str, CommentWords], state: ShowState
) -> dict[str, object]:
    """An order that a cancellation may mean, or the comment that was not yet made into one."""
    order, item, said = state.orders.get(order_id), state.inbox.get(order_id), words.get(order_id)
    if order is not None:
        goods = [(line.quantity_milli, line.unit, line.name) for line in order.lines]
    else:
        read_lines = item.lines if item else ()
        products = {line.sku: state.products[line.sku].product for line in read_lines}
        goods = [
            (line.quantity_milli or 0, products[line.sku].unit, products[line.sku].name)
            for line in read_lines
        ]
    return {
        "order_id": order_id,
        "buyer_label": said.author if said else order.buyer_label if order else "",
        "goods": ", ".join(
            f"{format_milli(milli) if milli else '?'} {unit} {name}" for milli, unit, name in goods
        ),
    }


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
