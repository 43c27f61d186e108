"""Does the streaming server answer? How fast the line is shows only once something flows."""

from __future__ import annotations

import os
import socket
import ssl
import time
from typing import Final
from urllib.parse import urlsplit

from host_assistant.checks.finding import Figures, Finding, Level

_PATIENCE_S: Final = 5.0
# A hotspot in an orchard takes some hundred milliseconds; beyond this nothing streams well.
SLOW_MS: Final = 1500

# RTMP specification 1.0, section 5.2: one byte of version, then 1536 of time, zeros and noise.
_VERSION: Final = b"\x03"
_C1_BYTES: Final = 1536
_PORTS: Final = {"rtmp": 1935, "rtmps": 443}


def look(server: str) -> tuple[Finding, ...]:
    """Whether the server at that address takes an RTMP handshake; `server` is as OBS has it."""
    try:
        parts = urlsplit(server)
        host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        host, port = None, 0
    if not host or not port or parts.scheme not in _PORTS:
        # A service of OBS's own list, or a protocol that shakes hands in another way.
        return (_finding("unknown", "cannot_tell"),)
    try:
        took_ms = _shake_hands_ms(host, port, secure=parts.scheme == "rtmps")
    except socket.gaierror:
        return (_finding("bad", "no_internet", host),)
    except (OSError, ValueError):
        return (_finding("bad", "no_answer", host),)
    figures: Figures = {"server": host, "took_ms": took_ms}
    if took_ms >= SLOW_MS:
        slow = Finding(
            check="upload", level="doubtful", code="slow", figures=figures, remedy="look_again"
        )
        return (slow,)
    return (Finding(check="upload", level="good", code="answers", figures=figures),)


def _shake_hands_ms(host: str, port: int, *, secure: bool) -> int:
    """How long it took to connect and shake hands. Raises OSError or ValueError."""
    began_s = time.monotonic()
    with socket.create_connection((host, port), timeout=_PATIENCE_S) as bare:
        line: socket.socket = bare
        if secure:
            line = ssl.create_default_context().wrap_socket(bare, server_hostname=host)
        with line:
            line.sendall(_VERSION + bytes(8) + os.urandom(_C1_BYTES - 8))
            answer = b""
            while len(answer) <= _C1_BYTES:
                part = line.recv(4096)
                if not part:
                    raise ValueError("closed")
                answer += part
                if answer[:1] != _VERSION:
                    raise ValueError("not RTMP")
    return round((time.monotonic() - began_s) * 1000)


def _finding(level: Level, code: str, host: str = "") -> Finding:
    return Finding(
        check="upload",
        level=level,
        code=code,
        figures={"server": host} if host else {},
        remedy="look_again",
    )
