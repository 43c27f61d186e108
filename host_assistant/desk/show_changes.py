"""What a button elsewhere may ask of the show: card, scene, price, stream, marker, end."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from host_assistant.desk import bodies
from host_assistant.desk.errors import json_response
from host_assistant.desk.service import Service
from host_assistant.show import commands as cmd
from host_assistant.values.vietnamese import clean_text


class ShowChanges:
    def __init__(self, service: Service) -> None:
        self._service = service

    async def product(self, request: Request) -> Response:
        body = await bodies.read(request, bodies.ProductBody)
        return await self._change(cmd.ShowProduct(sku=body.sku))

    async def scene(self, request: Request) -> Response:
        body = await bodies.read(request, bodies.SceneBody)
        return await self._change(cmd.ChooseScene(scene=body.scene))

    async def price(self, request: Request) -> Response:
        body = await bodies.read(request, bodies.PriceBody)
        return await self._change(
            cmd.ChangePrice(sku=body.sku, price_vnd=body.price_vnd, for_s=body.until_s)
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

    async def _change(self, command: cmd.Command) -> Response:
        outcome = await self._service.change(command)
        return json_response({"session": outcome.state.session, "sequence": outcome.state.sequence})
