"""What a button elsewhere may ask of the show: card, scene, price, stream, marker, end."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from host_assistant.control_room.price_doubt import doubt, meant_vnd
from host_assistant.desk import bodies
from host_assistant.desk.errors import json_response, refused
from host_assistant.desk.goods import known_sku
from host_assistant.desk.guard import is_on_wifi
from host_assistant.desk.service import Service
from host_assistant.show import commands as cmd
from host_assistant.show import refusals as no
from host_assistant.show.state import OnSale, ShowState
from host_assistant.values.vietnamese import clean_text


class ShowChanges:
    def __init__(self, service: Service) -> None:
        self._service = service

    async def product(self, request: Request) -> Response:
        body = await bodies.read(request, bodies.ProductBody)
        sku = body.sku and known_sku(body.sku, self._open_state(), "sku")
        return await self._change(cmd.ShowProduct(sku=sku), sku=sku)

    async def scene(self, request: Request) -> Response:
        body = await bodies.read(request, bodies.SceneBody)
        return await self._change(cmd.ChooseScene(scene=body.scene))

    async def pause(self, request: Request) -> Response:
        """The break, and its end, which brings back the scene and the card that it interrupted."""
        body = await bodies.read(request, bodies.BreakBody)
        return await self._change(cmd.StartBreak() if body.on else cmd.EndBreak())

    async def price(self, request: Request) -> Response:
        """From a phone a price that is hardly meant is asked about first (409 `price_doubted`)."""
        body = await bodies.read(request, bodies.PriceBody)
        state = self._open_state()
        sku = known_sku(body.sku, state, "sku")
        if is_on_wifi(request.scope) and not body.sure:
            asked = _asked_about(body, state.products[sku])
            if asked is not None:
                return asked
        return await self._change(
            cmd.ChangePrice(sku=sku, price_vnd=body.price_vnd, for_s=body.until_s), sku=sku
        )

    async def stream(self, request: Request) -> Response:
        body = await bodies.read(request, bodies.StreamBody)
        return await self._change(cmd.AskStream(on=body.on))

    async def note(self, request: Request) -> Response:
        body = await bodies.read(request, bodies.NoteBody)
        return await self._change(cmd.AddNote(text=clean_text(body.text)))

    async def end(self, request: Request) -> Response:
        await bodies.read(request, bodies.EndBody)
        return await self._change(cmd.EndSession(reason="asked"))

    def _open_state(self) -> ShowState:
        state = self._service.state
        if not state.is_open:
            raise refused(no.ShowNotOpen(), state)
        return state

    async def _change(self, command: cmd.Command, **told: object) -> Response:
        state = (await self._service.change(command)).state
        return json_response({"session": state.session, "sequence": state.sequence, **told})


def _asked_about(body: bodies.PriceBody, on_sale: OnSale) -> Response | None:
    """The question about this price and what was probably meant; None where nothing is odd."""
    special = body.until_s is not None
    question = doubt(body.price_vnd, on_sale, special=special)
    if not question:
        return None
    meant = meant_vnd(body.price_vnd, on_sale, special=special)
    return json_response(
        {"error": "price_doubted", "message": question, "meant_vnd": meant}, status=409
    )
