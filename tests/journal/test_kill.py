"""What was answered "taken" is on disk, whatever happens to the program next."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from host_assistant.journal import Journal
from host_assistant.journal.verify import verify
from host_assistant.show.events import OrderPlaced, SessionContinued
from tests.journal.support import SESSION, records

_WRITER = """
import sys
from pathlib import Path
from host_assistant.journal import Journal
from tests.journal.support import SESSION, hoa, opened, order, records

with Journal.open(Path(sys.argv[1])) as journal:
    journal.append(SESSION, records(opened()))
    for number in range(2, 100_000):
        buyer = hoa(f"b{number}")
        rows = records(order(f"o{number}", buyer=buyer), after=number - 1)
        journal.append(SESSION, rows, [buyer])
        print(number, flush=True)
"""


@pytest.mark.parametrize("answers", [1, 40, 300])
def test_killed_in_a_burst_of_orders(path: Path, answers: int) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    with writer.stdout:
        taken = [int(writer.stdout.readline()) for _ in range(answers)]
        writer.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        taken += [int(number) for number in writer.stdout.read().split()]
    writer.wait()

    with Journal.open(path) as journal:
        unfinished = journal.unfinished()
        assert unfinished is not None
        stored = [row.event for row in journal.read(SESSION, after=1)]
        ids = [event.order_id for event in stored if isinstance(event, OrderPlaced)]
        assert ids[: len(taken)] == [f"o{number}" for number in taken]
        assert len(ids) in (len(taken), len(taken) + 1)
        assert verify(journal, SESSION).whole
        buyers = journal.connection.execute("SELECT count(*) FROM buyers").fetchone()
        assert buyers == (len(ids),)
        journal.append(SESSION, records(SessionContinued(), after=unfinished.events))
        assert verify(journal, SESSION).whole
