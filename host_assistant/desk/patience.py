"""How long a line may be kept busy with nothing: uvicorn's protocol with deadlines of ours.

uvicorn waits for the head of a request, and for a listener who does not read, for as long as they
like. A hostile or broken phone could hold all lines that way.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

HEAD_WITHIN_S = 10.0
READ_WITHIN_S = 20.0
MAX_LINES = 256
MAX_LINES_EACH = 48
MAX_HEAD_BYTES = 16 * 1024
LOST_AFTER_S = 20

# How long what was sent may stay without an answer before the line counts as lost: option and
# units a second. By itself a system waits for a quarter of an hour. Linux: tcp(7); Windows:
# TCP_MAXRT in "IPPROTO_TCP socket options"; macOS: TCP_RXT_CONNDROPTIME in <netinet/tcp.h>.
_GIVES_UP = {"linux": (18, 1000), "win32": (5, 1), "darwin": (0x80, 1)}


def give_up_the_lost(line: socket.socket) -> None:
    """End the line soon after a phone walked out of the Wi-Fi, where the system can do that."""
    option, per_s = _GIVES_UP.get(sys.platform, (0, 0))
    if option:
        with contextlib.suppress(OSError):
            line.setsockopt(socket.IPPROTO_TCP, option, LOST_AFTER_S * per_s)


class PatientProtocol(H11Protocol):
    """Drops a line whose next request does not come, or whose answer is not read, in time."""

    _head_timer: asyncio.TimerHandle | None = None
    _read_timer: asyncio.TimerHandle | None = None

    @property
    def host(self) -> str:
        """The address of who is at the other end."""
        return self.client[0] if self.client else ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_a_head()

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._head_timer, self._read_timer):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._wait_for_a_head()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._read_timer = self.loop.call_later(READ_WITHIN_S, self.transport.abort)

    def resume_writing(self) -> None:
        if self._read_timer is not None:
            self._read_timer.cancel()
        super().resume_writing()

    def _wait_for_a_head(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
        self._head_timer = self.loop.call_later(HEAD_WITHIN_S, self._still_no_head)

    def _still_no_head(self) -> None:
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None or cycle.response_complete:
            self.transport.abort()


class LimitedProtocol(PatientProtocol):
    """For a door that strangers can reach: so many lines at once, and so many from one address."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        lines = [line for line in self.connections if isinstance(line, PatientProtocol)]
        own = [line for line in lines if line.host == self.host]
        if len(lines) > MAX_LINES or len(own) > MAX_LINES_EACH:
            transport.abort()
        else:
            give_up_the_lost(transport.get_extra_info("socket"))
