"""What may stand in a request, and how it is read: exactly, and with the wrong field named."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal, TypeVar

import msgspec
from starlette.requests import Request

from host_assistant.desk.errors import DeskError, not_json, too_large
from host_assistant.desk.field_words import complaint_about
from host_assistant.show.vocabulary import SceneRole
from host_assistant.values.vietnamese import clean_text

MAX_BODY_BYTES = 1_000_000
MAX_LISTED = 1_000
# A hundred billion đồng: with the largest quantity an amount still fits into 64 bits.
MAX_PRICE_VND = 10**11

MAX_QUOTED = 40

OrderId = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]+$")]
Sku = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Line = Annotated[str, msgspec.Meta(max_length=500)]


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all bodies: a field that is not known is more likely a slip than a wish."""


class LineBody(Body, frozen=True):
    """`quantity` is a number of selling units, or a text as people write it."""

    sku: Sku
    quantity: msgspec.Raw

    def written(self) -> Decimal | str | None:
        """The quantity as it was meant, to the last digit; None if it is neither of the two."""
        raw = bytes(self.quantity)
        try:
            if raw.startswith(b'"'):
                return msgspec.json.decode(raw, type=str)
            number = msgspec.json.decode(raw, type=Decimal)
        except msgspec.DecodeError:
            return None
        return number if number.is_finite() else None

    def quoted(self) -> str:
        """The quantity as it was sent, short enough for a sentence."""
        sent = self.written()
        said = clean_text(sent if isinstance(sent, str) else bytes(self.quantity).decode())
        return said if len(said) <= MAX_QUOTED else said[:MAX_QUOTED] + "…"


class BuyerBody(Body, frozen=True):
    name: Line = ""
    phone: Line = ""
    address: Line = ""
    country: Line = ""


class OrderBody(Body, frozen=True, kw_only=True):
    """`waiting` puts it on the list for the next harvest: it holds no goods and is not counted.

    `session` is the show that it was taken down for: no other one takes it.
    """

    order_id: OrderId | None = None
    lines: Annotated[tuple[LineBody, ...], msgspec.Meta(min_length=1, max_length=200)]
    buyer: BuyerBody | None = None
    source: Annotated[str, msgspec.Meta(max_length=100)] = ""
    status: Literal["pending", "confirmed"] = "confirmed"
    allow_oversell: bool = False
    waiting: bool = False
    session: Annotated[str, msgspec.Meta(max_length=100)] | None = None


class CommentBody(Body, frozen=True, kw_only=True):
    """`at` is when it was written: ISO 8601 with an offset, or left out for now.

    `author_id` is the platform's own id of the author: two people may have one name.
    """

    id: Annotated[str, msgspec.Meta(max_length=200)] = ""
    author_id: Annotated[str, msgspec.Meta(max_length=200)] = ""
    platform: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    author: Line
    text: Annotated[str, msgspec.Meta(max_length=5000)]
    at: datetime | None = None


class ReasonBody(Body, frozen=True):
    reason: Line = ""


class CancelBody(Body, frozen=True):
    """`session` is the show that the order was taken down for."""

    reason: Line = ""
    session: Annotated[str, msgspec.Meta(max_length=100)] | None = None


class ProductBody(Body, frozen=True):
    sku: Sku | None


class SceneBody(Body, frozen=True):
    scene: SceneRole


class BreakBody(Body, frozen=True):
    on: bool


class PriceBody(Body, frozen=True):
    """`sure` says that a person was asked about a price that is hardly meant."""

    sku: Sku
    price_vnd: Annotated[int, msgspec.Meta(ge=1, le=MAX_PRICE_VND)]
    until_s: Annotated[int, msgspec.Meta(ge=1, le=24 * 3600)] | None = None
    sure: bool = False


class StreamBody(Body, frozen=True):
    on: bool


class NoteBody(Body, frozen=True):
    text: Annotated[str, msgspec.Meta(max_length=1000)] = ""


class EndBody(Body, frozen=True):
    pass


BodyType = TypeVar("BodyType", bound=Body)


# Numbers stay as they are written: one that no float can hold is JSON all the same.
_any_json = msgspec.json.Decoder(float_hook=str).decode


async def read(request: Request, kind: type[BodyType]) -> BodyType:
    """The request's body as a value. Raises DeskError: 400, 413, or 422 with the field."""
    return read_body(await request.body(), kind)


async def read_one_or_many(request: Request, kind: type[BodyType]) -> list[BodyType]:
    """A value, or a list of at most MAX_LISTED of them. Raises DeskError as `read` does."""
    content = (await request.body()).strip()
    if not content.startswith(b"["):
        return [read_body(content, kind)]
    try:
        parts = msgspec.json.decode(content, type=list[msgspec.Raw])
    except (ValueError, RecursionError):
        raise not_json() from None
    if len(parts) > MAX_LISTED:
        raise too_large(MAX_BODY_BYTES)
    read_ones = []
    for place, part in enumerate(parts):
        try:
            read_ones.append(read_body(bytes(part), kind))
        except DeskError as error:
            error.field = f"[{place}].{error.field}"
            raise
    return read_ones


def read_body(content: bytes, kind: type[BodyType]) -> BodyType:
    """The body as a value. Raises DeskError: 400 for no JSON, 422 for a wrong field.

    An empty body counts as `{}`, for requests in which every field may be missing.
    """
    content = content.strip() or b"{}"
    try:
        # First as JSON alone, so that a broken text is never taken for a wrong field.
        _any_json(content)
        return msgspec.json.decode(content, type=kind)
    except msgspec.ValidationError as error:
        raise complaint_about(str(error), kind) from None
    except (ValueError, RecursionError):
        raise not_json() from None
