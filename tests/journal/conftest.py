from collections.abc import Iterator
from pathlib import Path

import pytest

from host_assistant.journal import Journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lensong.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal.open(path) as opened:
        yield opened
