"""Where OBS listens, as the user writes it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from host_assistant.stage.obs.errors import BadAddress

DEFAULT_PORT: Final = 4455


def parse_address(address: str) -> tuple[str, int]:
    """Host and port of `ws://HOST[:PORT]`, or of `HOST[:PORT]`. Raises `BadAddress`."""
    try:
        parts = urlsplit(address if "://" in address else f"ws://{address}")
        host, port = parts.hostname, parts.port or DEFAULT_PORT
    except ValueError as error:
        raise BadAddress(str(error)) from error
    if parts.scheme != "ws" or not host:
        raise BadAddress(address)
    return host, port
