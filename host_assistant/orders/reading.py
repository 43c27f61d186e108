"""What a comment was read as."""

from __future__ import annotations

from typing import Literal

import msgspec

from host_assistant.show.comment import CommentKind, Line

__all__ = ["Line", "Reading", "Why", "WhyCode"]

WhyCode = Literal[
    # Why a line is what it is.
    "named", "unit_decides", "card", "bare_code",
    # What is missing or doubtful, so that a person should look.
    "how_many", "which_product", "no_product", "unit_of_none", "other_unit", "not_whole",
    "no_unit", "a_range", "only_a_number", "short_unit", "not_understood", "who_says", "asks_too",
    "also_refuses", "also_tells", "changes", "variant", "price", "two_phones", "phone_unreadable",
    "too_much", "so_much", "too_long",
    # Why it is no order.
    "asks", "refuses", "takes_back", "tells", "phone_alone", "no_order", "own_words",
]  # fmt: skip


class Why(msgspec.Struct, frozen=True):
    """One reason: `said` are the buyer's words, `sku` and `unit` what they were taken for."""

    code: WhyCode
    said: str = ""
    sku: str = ""
    unit: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a comment says.

    Only an order has `lines`; `names` are the goods that a cancellation names. `phone` is
    `0xxxxxxxxx`, `place` the name of a province or country in Vietnamese. `sure` says that every
    word of an order was understood and nothing is missing, `more` that it adds to an earlier one.
    `own_number` says that `phone` is the writer's, in an order or in a number that stands alone:
    in a question or a story it may be anybody's.
    """

    kind: CommentKind
    lines: tuple[Line, ...] = ()
    phone: str | None = None
    place: str | None = None
    sure: bool = False
    why: tuple[Why, ...] = ()
    names: tuple[Line, ...] = ()
    more: bool = False
    own_number: bool = False
