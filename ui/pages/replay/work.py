"""What a replay does away from Qt's thread. Each opens the log for itself, only for reading."""

from __future__ import annotations

from pathlib import Path

import msgspec

from host_assistant.journal import Journal
from host_assistant.journal.carriers import calls_before_sending
from host_assistant.journal.export import ExportFormat, export
from host_assistant.journal.forget import Forgotten, forget_buyers, forgettable
from host_assistant.journal.sessions import SessionRow
from host_assistant.journal.verify import Verdict, verify
from host_assistant.replay.timeline import Timeline
from host_assistant.show.events import Recorded
from ui.background import Steps

TELL_EVERY = 2_000


class Loaded(msgspec.Struct, frozen=True):
    row: SessionRow
    timeline: Timeline


class SessionGone(Exception):
    """The log holds no such session any more."""


def list_sessions(path: Path) -> tuple[SessionRow, ...]:
    """None where no session was ever held. Raises `JournalError`."""
    if not path.exists():
        return ()
    with Journal.open(path, read_only=True) as journal:
        return tuple(journal.sessions())


def load_session(path: Path, session_id: str, steps: Steps) -> Loaded:
    """Raises `JournalError`, SessionGone, or Cancelled."""
    with Journal.open(path, read_only=True) as journal:
        row = journal.session(session_id)
        if row is None:
            raise SessionGone(session_id)
        records: list[Recorded] = []
        for record in journal.read(session_id):
            records.append(record)
            if len(records) % TELL_EVERY == 0:
                steps.at(min(1.0, len(records) / max(row.events, 1)) / 2)
    steps.at(0.5)
    return Loaded(row, Timeline(records))


def count_personal(path: Path, session_id: str) -> Forgotten:
    """What is kept of the session's buyers. Raises `JournalError`."""
    with Journal.open(path, read_only=True) as journal:
        return forgettable(journal, session_id)


def forget(path: Path, session_id: str) -> Forgotten:
    """Raises `JournalError` or StillOpen."""
    return forget_buyers(path, session_id)


def check_session(path: Path, session_id: str) -> Verdict:
    """Raises `JournalError`."""
    with Journal.open(path, read_only=True) as journal:
        return verify(journal, session_id)


class Exported(msgspec.Struct, frozen=True):
    """The file, and how many buyers must be called before their parcels can go."""

    target: Path
    to_call: int = 0


def export_session(path: Path, session_id: str, format: ExportFormat, target: Path) -> Exported:
    """Raises `JournalError`, ExportFailed or NothingToSend."""
    with Journal.open(path, read_only=True) as journal:
        export(journal, session_id, format, target)
        if format in ("carrier-csv", "carrier-xlsx"):
            return Exported(target, calls_before_sending(journal, session_id))
    return Exported(target)
