"""How one row of the log vouches for all rows before it."""

from __future__ import annotations

from hashlib import sha256

import msgspec

_encode = msgspec.json.Encoder().encode


def first_hash(session_id: str) -> str:
    """The `previous_hash` of a session's first row: SHA-256, in hex, of the session's id."""
    return sha256(session_id.encode()).hexdigest()


Columns = tuple[str, int, int, int, str, int]
"""session_id, sequence, at, offset_ms, type, version."""


def row_hash(previous_hash: str, columns: Columns, data: bytes) -> str:
    """SHA-256, in hex, over a JSON array of the previous hash and the columns, then `data`.

    The JSON has no spaces. An array ends where its bracket closes, so that no two different rows
    give the same bytes.
    """
    return sha256(_encode((previous_hash, *columns)) + data).hexdigest()
