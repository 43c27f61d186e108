"""What tests of the control room share."""

from __future__ import annotations

from pathlib import Path

import pytest

from host_assistant.control_room import obs_setup
from host_assistant.data_folder import DataFolder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A data folder, on a machine whose recordings go beside it."""
    monkeypatch.setattr(obs_setup, "recordings_folder", lambda: tmp_path / "Phim")
    made = DataFolder(tmp_path / "data")
    made.make()
    return made
