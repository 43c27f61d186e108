"""A disk that takes no more of the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from host_assistant.journal.errors import JournalFull
from host_assistant.journal.journal import Journal


def no_more_is_written(patch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise JournalFull(Path("/data/journal.db"))

    patch.setattr(Journal, "append", fail)
