"""OBS is not asked to record where it would only open a window of its own and wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from host_assistant.stage.obs.link import ObsLink
from host_assistant.stage.obs.recording import (
    LEAST_FREE_MB,
    RecordingHasNoFolder,
    RecordingHasNoRoom,
)
from tests.stage.obs.conftest import Staged
from tests.support.disk import small_disk


@pytest.fixture
def folder_back(link: ObsLink) -> Iterator[None]:
    before = link.call("GetRecordDirectory")["recordDirectory"]
    yield
    record_to(link, before)


def record_to(link: ObsLink, folder: str) -> None:
    link.call(
        "SetProfileParameter",
        parameterCategory="SimpleOutput",
        parameterName="FilePath",
        parameterValue=folder,
    )


@pytest.mark.usefixtures("folder_back")
def test_a_recording_that_has_no_folder_is_not_asked_for(
    staged: Staged, link: ObsLink, tmp_path: Path
) -> None:
    record_to(link, str(tmp_path / "gone"))
    with pytest.raises(RecordingHasNoFolder) as refused:
        staged.stage.start_recording()
    assert "nothing is recorded" in refused.value.sentence()
    assert not link.call("GetRecordStatus")["outputActive"]


@pytest.mark.usefixtures("folder_back")
def test_a_full_disk_is_not_recorded_to(staged: Staged, link: ObsLink, tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", f"{LEAST_FREE_MB // 2}m") as disk:
        record_to(link, str(disk))
        with pytest.raises(RecordingHasNoRoom) as refused:
            staged.stage.start_recording()
        record_to(link, str(tmp_path))
    assert "The disk is full" in refused.value.sentence()
    assert not link.call("GetRecordStatus")["outputActive"]
