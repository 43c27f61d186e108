"""Comments over HTTP: one or many, read at once and kept."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from host_assistant.control_room.comment_taking import CommentsNotTaken, Taken
from host_assistant.control_room.director import DirectorClosed
from host_assistant.desk.bodies import CommentBody, read_one_or_many
from host_assistant.desk.errors import failed, json_response, refused, show_closed, wrong_field
from host_assistant.desk.service import Service
from host_assistant.journal.errors import JournalError
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
        taken = await take_all(self._service, comments)
        return json_response(
            {
                "readings": [
                    _reading(body, one, state) for body, one in zip(bodies, taken, strict=True)
                ]
            },
            202,
        )


async def take_all(service: Service, comments: list[Comment]) -> tuple[Taken, ...]:
    """Have them read and written, off the event loop: many take a while. Raises DeskError."""
    try:
        # Each future is answered when all of its comments are on disk.
        waiting = await asyncio.to_thread(service.inbox.take, comments)
        return await asyncio.wrap_future(waiting)
    except CommentsNotTaken as error:
        raise refused(error.refusal, service.state) from None
    except DirectorClosed:
        raise show_closed() from None
    except JournalError as error:
        raise failed(error.code, error.sentence()) from error


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
