"""Rows of `events` as the events they were."""

from __future__ import annotations

from contextlib import suppress

import msgspec

from host_assistant.show.events import EVENT_TYPES, Event, Recorded, Unknown

StoredRow = tuple[int, int, int, str, int, str]
"""sequence, at, offset_ms, type, version, data."""

_KNOWN = {(name, kind.VERSION) for name, kind in EVENT_TYPES.items()}
_decode = msgspec.json.Decoder(Event).decode
_decode_all = msgspec.json.Decoder(list[Event]).decode


def recorded(rows: list[StoredRow]) -> list[Recorded]:
    """Decode; what this program cannot read (a newer version's event) comes as `Unknown`."""
    sequences, ats, offsets, kinds, versions, data = zip(*rows, strict=True)
    events: list[Event | Unknown] = []
    if _KNOWN.issuperset(zip(kinds, versions, strict=True)):
        events = _decoded_at_once(data)
    if len(events) != len(rows):
        events = [_decoded(*one) for one in zip(kinds, versions, data, strict=True)]
    return list(map(Recorded, sequences, ats, offsets, events))


def _decoded_at_once(data: tuple[str, ...]) -> list[Event | Unknown]:
    """A page of events as one JSON array costs half of what one by one does."""
    try:
        return list(_decode_all("[" + ",".join(data) + "]"))
    except msgspec.DecodeError:
        return []


def _decoded(kind: str, version: int, data: str) -> Event | Unknown:
    if (kind, version) in _KNOWN:
        with suppress(msgspec.DecodeError):
            event: Event = _decode(data)
            return event
    return Unknown(kind, version)
