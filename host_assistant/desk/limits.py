"""How much one asker may ask: rates, sizes, and the time that a request may take to arrive."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import Message, Receive

from host_assistant.desk.errors import headers_too_large, too_large, too_slow

MAX_HEADERS = 64
MAX_HEADER_BYTES = 16 * 1024
# What a page sends: an order of two hundred lines is a third of it.
MAX_WIFI_BODY_BYTES = 64 * 1024
BODY_WITHIN_S = 10.0
MAX_KEYS = 1024


class Rates:
    """A bucket for each asker: `burst` requests at once, and `per_s` again each second."""

    def __init__(
        self, per_s: float, burst: int, now_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_s = per_s
        self._burst = burst
        self._now_s = now_s
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait_s(self, key: str) -> int:
        """0 where a request may go on, which is then counted; else how long to wait."""
        now = self._now_s()
        left, since = self._buckets.get(key, (float(self._burst), now))
        left = min(self._burst, left + (now - since) * self._per_s)
        if left < 1:
            return math.ceil((1 - left) / self._per_s)
        if len(self._buckets) >= MAX_KEYS and key not in self._buckets:
            self._forget_the_rested(now)
        self._buckets[key] = (left - 1, now)
        return 0

    def _forget_the_rested(self, now: float) -> None:
        """Whoever could send a whole burst again is as good as unknown."""
        rested = now - self._burst / self._per_s
        self._buckets = {key: kept for key, kept in self._buckets.items() if kept[1] > rested}
        while len(self._buckets) >= MAX_KEYS:
            del self._buckets[next(iter(self._buckets))]


def look_at_sizes(headers: Headers, target: bytes, most_bytes: int) -> None:
    """Raises DeskError for a request that says itself that it is too large."""
    raw = headers.raw
    if (
        len(raw) > MAX_HEADERS
        or sum(len(name) + len(value) for name, value in raw) + len(target) > MAX_HEADER_BYTES
    ):
        raise headers_too_large()
    declared = headers.get("content-length", "")
    if len(declared) > 18 or (declared.isdecimal() and int(declared) > most_bytes):
        raise too_large(most_bytes)


class Incoming:
    """A request's body as it arrives: no more than `most_bytes`, and within `BODY_WITHIN_S`.

    `ended` cuts it off: who was thrown out sends nothing more, and hears nothing more either.
    """

    def __init__(
        self, receive: Receive, most_bytes: int, ended: asyncio.Event | None = None
    ) -> None:
        self._receive = receive
        self._most_bytes = most_bytes
        self._ended = ended
        self._deadline = asyncio.get_running_loop().time() + BODY_WITHIN_S
        self._taken = 0
        self._whole = False

    async def receive(self) -> Message:
        if self._whole:
            return await self._until_ended()
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._until_ended()
        except TimeoutError:
            raise too_slow() from None
        if message["type"] == "http.request":
            self._taken += len(message.get("body", b""))
            if self._taken > self._most_bytes:
                raise too_large(self._most_bytes)
            self._whole = not message.get("more_body", False)
        return message

    async def _until_ended(self) -> Message:
        if self._ended is None:
            return await self._receive()
        message = asyncio.ensure_future(self._receive())
        ended = asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait((message, ended), return_when=asyncio.FIRST_COMPLETED)
            if message.done() and not self._ended.is_set():
                return message.result()
            return {"type": "http.disconnect"}
        finally:
            message.cancel()
            ended.cancel()
