"""Rows of `events` as the events they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from host_assistant.show.events import EVENT_TYPES, Event, Recorded, Unknown

_VERSIONS = {name: kind.VERSION for name, kind in EVENT_TYPES.items()}
_decode = msgspec.json.Decoder(Event).decode

StoredRow = tuple[int, int, int, str, int, str]
"""sequence, at, offset_ms, type, version, data."""


def recorded(rows: Iterable[StoredRow]) -> Iterator[Recorded]:
    """Decode; what this program cannot read (a newer version's event) comes as `Unknown`."""
    versions, decode = _VERSIONS, _decode
    for sequence, at_ms, offset_ms, kind, version, data in rows:
        event: Event | Unknown
        if versions.get(kind) == version:
            try:
                event = decode(data)
            except msgspec.DecodeError:
                event = Unknown(kind, version)
        else:
            event = Unknown(kind, version)
        yield Recorded(sequence, at_ms, offset_ms, event)
