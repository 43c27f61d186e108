"""Comments over HTTP: one or many, read at once and kept."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from host_assistant.control_room.comment_taking import CommentsNotTaken, Taken
from host_assistant.desk.bodies import CommentBody, read_one_or_many
from host_assistant.desk.errors import json_response, refused, wrong_field
from host_assistant.desk.service import Service, answered
from host_assistant.language import _
from host_assistant.orders.message import reading_message
from host_assistant.show import refusals as no
from host_assistant.show.comment import Comment
from host_assistant.show.state import ShowState


class Comments:
    def __init__(self, service: Service) -> None:
        self._service = service

    async def take(self, request: Request) -> Response:
        bodies = await read_one_or_many(request, CommentBody)
        comments = [_comment(body, place) for place, body in enumerate(bodies)]
        state = self._service.state
        if not state.is_open:
            raise refused(no.ShowNotOpen(), state)
        try:
            taken = await answered(self._taken(comments))
        except CommentsNotTaken as error:
            raise refused(error.refusal, self._service.state) from None
        return json_response(
            {
                "readings": [
                    _reading(body, one, state) for body, one in zip(bodies, taken, strict=True)
                ]
            },
            202,
        )

    async def _taken(self, comments: list[Comment]) -> tuple[Taken, ...]:
        """Read and on disk; off the event loop, as many take a while."""
        waiting = await asyncio.to_thread(self._service.inbox.take, comments)
        return await asyncio.wrap_future(waiting)


def _comment(body: CommentBody, place: int) -> Comment:
    at_ms = None
    if body.at is not None:
        if body.at.tzinfo is None:
            raise wrong_field(
                f"[{place}].at",
                _("“at” must say its time zone, for example 2026-06-29T20:00:00+07:00."),
            )
        # What was written later than now has a clock that is wrong.
        at_ms = int(min(body.at, datetime.now(UTC)).timestamp() * 1000)
    return Comment(
        platform=body.platform,
        author=body.author,
        author_id=body.author_id,
        text=body.text,
        outer_id=body.id,
        at_ms=at_ms,
    )


def _reading(body: CommentBody, taken: Taken, state: ShowState) -> dict[str, object]:
    products = {sku: one.product for sku, one in state.products.items()}
    said = {"id": body.id or taken.comment_id, **reading_message(taken.reading, products)}
    if taken.order_id is not None:
        said["order_id"] = taken.order_id
    return said
