"""A stretch of internet between two programs on this machine, as slow as a test wants it."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from types import TracebackType
from typing import Self

CHUNK_BYTES = 4096


class Relay:
    """Passes on what arrives at `port` to `to_port`; `slow_down` limits what goes that way."""

    def __init__(self, to_port: int) -> None:
        self._to_port = to_port
        self._bytes_a_second: float | None = None
        self._ends: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        # Little may wait on the way, or a slow stretch would show only minutes later.
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, CHUNK_BYTES)
        self.port: int = self._door.getsockname()[1]
        self._threads = [threading.Thread(target=self._let_in, daemon=True)]
        self._threads[0].start()

    def slow_down(self, bytes_a_second: float | None) -> None:
        """None lets everything through at once."""
        self._bytes_a_second = bytes_a_second

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self._bytes_a_second = None
        for end in (self._door, *self._ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        for thread in self._threads:
            thread.join(10)

    def _let_in(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._to_port))
            self._ends += [near, far]
            for one, other in ((near, far), (far, near)):
                thread = threading.Thread(target=self._pass_on, args=(one, other), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while chunk := one.recv(CHUNK_BYTES):
                other.sendall(chunk)
                if self._bytes_a_second is not None:
                    time.sleep(len(chunk) / self._bytes_a_second)
        except OSError:
            pass
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
