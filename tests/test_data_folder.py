"""What lies in the data folder is its owner's alone."""

import os
import stat
from pathlib import Path

import pytest

from host_assistant.data_folder import DataFolder
from host_assistant.journal import Journal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_folder_and_its_log_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "của tôi" / "data")
    folder.make()
    assert mode(folder.path) == 0o700
    with Journal.open(folder.journal) as journal:
        journal.connection.execute("CREATE TABLE written (x)")
        names = {path.name: mode(path) for path in folder.path.glob("lensong.db*")}
    assert names == dict.fromkeys(("lensong.db", "lensong.db-wal", "lensong.db-shm"), 0o600)


def test_a_folder_that_was_there_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    DataFolder(tmp_path).make()
    assert mode(tmp_path) == 0o750


def test_a_log_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "lensong.db"
    Journal.open(path).close()
    path.chmod(0o644)
    Journal.open(path).close()
    assert mode(path) == 0o600
