"""What this program cannot read is kept, shown and skipped."""

from __future__ import annotations

from host_assistant.journal.reading import StoredRow, recorded
from host_assistant.show.events import NoteAdded, Recorded, Unknown

NOTE: StoredRow = (1, 10, 0, "NoteAdded", 1, '{"type":"NoteAdded","text":"a"}')


def test_a_page_of_events() -> None:
    assert recorded([NOTE]) == [Recorded(1, 10, 0, NoteAdded(text="a"))]


def test_an_event_of_tomorrow() -> None:
    tomorrow: StoredRow = (2, 11, 1, "DroneLanded", 1, '{"type":"DroneLanded"}')
    later: StoredRow = (3, 12, 2, "NoteAdded", 2, '{"type":"NoteAdded","words":["a"]}')
    assert recorded([NOTE, tomorrow, later]) == [
        Recorded(1, 10, 0, NoteAdded(text="a")),
        Recorded(2, 11, 1, Unknown("DroneLanded", 1)),
        Recorded(3, 12, 2, Unknown("NoteAdded", 2)),
    ]


def test_a_field_of_tomorrow_is_skipped() -> None:
    row: StoredRow = (1, 10, 0, "NoteAdded", 1, '{"type":"NoteAdded","text":"a","colour":"red"}')
    assert recorded([row])[0].event == NoteAdded(text="a")


def test_damaged_data_stops_nobody() -> None:
    broken: StoredRow = (2, 11, 1, "NoteAdded", 1, '{"type":"NoteAdded","text":')
    wrong: StoredRow = (3, 12, 2, "NoteAdded", 1, '{"type":"NoteAdded","text":7}')
    two: StoredRow = (4, 13, 3, "NoteAdded", 1, f"{NOTE[5]},{NOTE[5]}")
    read = recorded([NOTE, broken, wrong, two])
    assert read[0].event == NoteAdded(text="a")
    assert {row.event for row in read[1:]} == {Unknown("NoteAdded", 1)}
