"""Requests that no browser would send: bytes over a socket."""

import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from host_assistant.desk.server import Desk
from tests.desk.wifi import new_address


def _place_of(desk: Desk) -> tuple[str, int]:
    assert desk.wifi_authority is not None
    host, port = desk.wifi_authority.split(":")
    return host, int(port)


@contextmanager
def line_to(desk: Desk, address: str | None = None) -> Iterator[socket.socket]:
    """A line from an address that nobody used before, unless one is named."""
    source = (address or new_address(), 0)
    with socket.create_connection(_place_of(desk), timeout=10, source_address=source) as line:
        yield line


def say(desk: Desk, *parts: bytes, address: str | None = None) -> bytes:
    """Everything that comes back, until the other end closes the line."""
    with line_to(desk, address) as line:
        for part in parts:
            line.sendall(part)
        return until_closed(line)


def until_closed(line: socket.socket) -> bytes:
    heard = bytearray()
    try:
        while part := line.recv(65536):
            heard += part
    except ConnectionError:
        pass  # cut off without a word
    return bytes(heard)


def request(
    desk: Desk, method: str, path: str, headers: Iterable[str] = (), body: bytes = b""
) -> bytes:
    """A request as it goes over the line, with the host that the door expects."""
    head = [f"{method} {path} HTTP/1.1", f"Host: {desk.wifi_authority}", *headers]
    if body:
        head.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body


def status_of(heard: bytes) -> int:
    """0 where the line was closed without an answer."""
    return int(heard.split(b" ", 2)[1]) if heard.startswith(b"HTTP/") else 0
