"""Orders over HTTP: placed, confirmed, cancelled, listed."""

from __future__ import annotations

from typing import get_args

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from host_assistant.catalog.selling import BadQuantity, quantity_milli_for
from host_assistant.control_room.buyers import sealed_buyer
from host_assistant.control_room.order_codes import new_order_code
from host_assistant.desk.bodies import (
    CancelBody,
    LineBody,
    OrderBody,
    ReasonBody,
    read,
)
from host_assistant.desk.errors import json_response, other_show, refused, taken_in_other_show
from host_assistant.desk.field_words import must_be, one_of, unknown_field, whole_number
from host_assistant.desk.goods import known_sku, wrong_quantity
from host_assistant.desk.service import Service
from host_assistant.journal.orders import OrderRow, list_orders, orders_of
from host_assistant.language import _
from host_assistant.show import refusals as no
from host_assistant.show.commands import CancelOrder, ConfirmOrder, PlaceOrder, Wanted
from host_assistant.show.state import Order, ShowState
from host_assistant.show.state_message import units
from host_assistant.show.vocabulary import OrderStatus
from host_assistant.values.instants import iso
from host_assistant.values.vietnamese import clean_text

MAX_LISTED = 500
_PAGE_FIELDS = ("status", "limit", "before")


class Orders:
    def __init__(self, service: Service) -> None:
        self._service = service

    async def place(self, request: Request) -> Response:
        body = await read(request, OrderBody)
        state = self._service.state
        known = state.orders.get(body.order_id) if body.order_id else None
        if known is not None:
            return _placed(known, 200)
        earlier = await self._of_earlier_show(body.order_id, body.session)
        if earlier is not None:
            return json_response(_as_taken(earlier))
        if not state.is_open:
            raise refused(no.ShowNotOpen(), state)
        if body.session not in (None, state.session):
            raise other_show()
        order_id = body.order_id or new_order_code(state.orders, state.inbox)
        command = PlaceOrder(
            order_id=order_id,
            lines=tuple(wanted(line, index, state) for index, line in enumerate(body.lines)),
            confirmed=body.status == "confirmed",
            source=clean_text(body.source),
            buyer=sealed_buyer(**msgspec.structs.asdict(body.buyer)) if body.buyer else None,
            allow_oversell=body.allow_oversell,
            waiting=body.waiting,
        )
        outcome = await self._service.change(command)
        return _placed(outcome.state.orders[order_id], 201 if outcome.records else 200)

    async def confirm(self, request: Request) -> Response:
        await read(request, ReasonBody)
        order_id = request.path_params["order_id"]
        return await self._changed(ConfirmOrder(order_id=order_id))

    async def cancel(self, request: Request) -> Response:
        body = await read(request, CancelBody)
        order_id = request.path_params["order_id"]
        state = self._service.state
        if state.is_open and order_id not in state.orders:
            earlier = await self._of_earlier_show(order_id, body.session)
            if earlier is not None and earlier.status != "cancelled":
                raise taken_in_other_show()
            if earlier is not None:
                return json_response(_as_taken(earlier))
        return await self._changed(CancelOrder(order_id=order_id, reason=clean_text(body.reason)))

    async def _of_earlier_show(self, order_id: str | None, session: str | None) -> OrderRow | None:
        """The order, if the log of that other show holds it: its answer may have been lost."""
        if order_id is None or session is None or session == self._service.state.session:
            return None
        rows = await self._service.read(lambda journal: orders_of(journal, session, [order_id]))
        return rows.get(order_id)

    async def _changed(self, command: ConfirmOrder | CancelOrder) -> Response:
        outcome = await self._service.change(command)
        order = outcome.state.orders[command.order_id]
        return json_response(
            {
                "order_id": order.order_id,
                "status": order.status,
                "sequence": outcome.state.sequence,
                "total_vnd": order.total_vnd,
            }
        )

    async def list(self, request: Request) -> Response:
        for name in request.query_params:
            if name not in _PAGE_FIELDS:
                raise unknown_field(name, _PAGE_FIELDS)
        status = _status(request.query_params.get("status"))
        limit = _whole(request, "limit", 50, MAX_LISTED)
        before = _before(request)
        session = self._service.state.session
        if session is None:
            return json_response({"orders": []})
        rows = await self._service.read(
            lambda journal: list_orders(journal, session, status, limit, before)
        )
        return json_response({"orders": [_listed(row) for row in rows]})


def _placed(order: Order, status: int) -> Response:
    answer = {
        "order_id": order.order_id,
        "sequence": order.sequence,
        "total_vnd": order.total_vnd,
    }
    return json_response(answer, status)


def _as_taken(row: OrderRow) -> dict[str, object]:
    """What became of an order in an earlier show."""
    return {
        "order_id": row.order_id,
        "sequence": row.sequence,
        "total_vnd": row.total_vnd,
        "status": row.status,
        "earlier_show": True,
    }


def _listed(row: OrderRow) -> dict[str, object]:
    return {
        "order_id": row.order_id,
        "sequence": row.sequence,
        "status": row.status,
        "placed_at": iso(row.placed_at),
        "source": row.source,
        "total_vnd": row.total_vnd,
        "weight_g": row.weight_g,
        "buyer": None if row.buyer is None else msgspec.structs.asdict(row.buyer),
        "buyer_label": row.buyer_label,
        "lines": [
            {
                "sku": line.sku,
                "name": line.name,
                "quantity": units(line.quantity_milli),
                "unit": line.unit,
                "unit_price_vnd": line.unit_price_vnd,
                "amount_vnd": line.amount_vnd,
                "weight_g": line.weight_g,
            }
            for line in row.lines
        ],
    }


def wanted(line: LineBody, index: int, state: ShowState) -> Wanted:
    """What the request's line of that index asks for. Raises DeskError, naming the field."""
    place = f"lines[{index}]"
    on_sale = state.products.get(known_sku(line.sku, state, f"{place}.sku"))
    assert on_sale is not None
    written = line.written()
    try:
        if written is None:
            raise BadQuantity("unreadable")
        milli = quantity_milli_for(on_sale.product, written)
    except BadQuantity as bad:
        raise wrong_quantity(
            f"{place}.quantity", bad.reason, on_sale.product, line.quoted()
        ) from None
    return Wanted(on_sale.product.sku, milli)


def _status(written: str | None) -> OrderStatus | None:
    if written is None:
        return None
    try:
        status: OrderStatus = msgspec.convert(written, OrderStatus)
    except msgspec.ValidationError:
        raise must_be("status", one_of(get_args(OrderStatus))) from None
    return status


def _before(request: Request) -> int | None:
    written = request.query_params.get("before")
    if written is not None and not (written.isdecimal() and 1 <= len(written) <= 18):
        raise must_be(
            "before", _("the “sequence” of an order; the orders placed before it are listed")
        )
    return None if written is None else int(written)


def _whole(request: Request, name: str, default: int, most: int) -> int:
    written = request.query_params.get(name)
    if written is None:
        return default
    # Python itself refuses numbers of thousands of digits, with an error of another kind.
    if not written.isdecimal() or len(written) > 20 or not 1 <= int(written) <= most:
        raise must_be(name, whole_number(1, most))
    return int(written)
