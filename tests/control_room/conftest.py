"""What tests of the control room share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from host_assistant.control_room import obs_setup
from host_assistant.control_room.director import Director
from host_assistant.control_room.inbox import Inbox
from host_assistant.data_folder import DataFolder
from host_assistant.journal.journal import Journal
from host_assistant.show.vocabulary import ShowSetup
from tests.support.shows import opening


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A data folder, on a machine whose recordings go beside it."""
    monkeypatch.setattr(obs_setup, "recordings_folder", lambda: tmp_path / "Phim")
    made = DataFolder(tmp_path / "data")
    made.make()
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def director(path: Path) -> Iterator[Director]:
    """One with a rehearsal open, on a real log."""
    director = Director(lambda: Journal.open(path))
    director.start()
    director.do(opening(setup=ShowSetup(host_name="Anh Sơn")))
    yield director
    director.close()


@pytest.fixture
def inbox(director: Director) -> Iterator[Inbox]:
    inbox = Inbox(director)
    yield inbox
    inbox.close()
