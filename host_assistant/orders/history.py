"""Comments of one person among each other: repeats, and which order a cancellation means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from host_assistant.orders.reading import Line, Reading

# People send again what they did not see come up, and write order and number in two comments.
TOGETHER_WITHIN_MS: Final = 600_000


class Earlier(msgspec.Struct, frozen=True):
    """An order that one person gave by a comment: what was read, when, and its id."""

    order_id: str
    reading: Reading
    at_ms: int


def repeated(reading: Reading, at_ms: int, earlier: Iterable[Earlier]) -> Earlier | None:
    """The latest order among the same person's `earlier` ones that `reading` only says again.

    The goods and quantities must be the same, and the time between them at most
    TOGETHER_WITHIN_MS. A telephone number may have been added; another one makes another order,
    and so does a word like "thêm", which `reading.more` keeps.
    """
    if reading.kind != "order" or not reading.lines or reading.more:
        return None
    wanted = _bag(reading.lines)
    for one in sorted(earlier, key=lambda other: other.at_ms, reverse=True):
        phones = {one.reading.phone, reading.phone} - {None}
        # Sources hand on out of order now and then: which of the two was written first is all one.
        close = abs(at_ms - one.at_ms) <= TOGETHER_WITHIN_MS
        if close and len(phones) < 2 and _bag(one.reading.lines) == wanted:
            return one
    return None


def without_number(
    reading: Reading, at_ms: int, earlier: Iterable[Earlier], again: Earlier | None = None
) -> tuple[Earlier, ...]:
    """Those of the same person's `earlier` orders to which the number in `reading` belongs.

    It must be the person's own; they have none yet, and lie at most TOGETHER_WITHIN_MS away. An
    order that was read with doubt gives it only to the one that it says `again`.
    """
    if not reading.own_number:
        return ()
    doubtful = reading.kind == "order" and not reading.sure
    return tuple(
        one
        for one in earlier
        if one.reading.phone is None
        and abs(at_ms - one.at_ms) <= TOGETHER_WITHIN_MS
        and (not doubtful or (again is not None and one.order_id == again.order_id))
    )


def taken_back(cancelling: Reading, earlier: Iterable[Earlier]) -> tuple[Earlier, ...]:
    """Which of the same person's standing orders a cancellation may mean, the likeliest first.

    Those whose goods, quantity and telephone it names; all of them, the latest first, where it
    names nothing. One answer is certain, several are for a person to choose from.
    """
    if cancelling.kind != "cancel":
        return ()
    standing = sorted(earlier, key=lambda one: one.at_ms, reverse=True)
    if cancelling.phone:
        standing = [one for one in standing if one.reading.phone in (cancelling.phone, None)]
    named = [one for one in standing if _covers(one.reading.lines, cancelling.names)]
    return tuple(named if cancelling.names else standing)


def _bag(lines: tuple[Line, ...]) -> list[tuple[str, int]]:
    return sorted((line.sku, line.quantity_milli or 0) for line in lines)


def _covers(lines: tuple[Line, ...], names: tuple[Line, ...]) -> bool:
    """Whether an order has all that a cancellation names; an open quantity fits any."""
    return all(
        any(
            line.sku == name.sku and name.quantity_milli in (None, line.quantity_milli)
            for line in lines
        )
        for name in names
    )
