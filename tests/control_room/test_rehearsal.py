"""A rehearsal goes on without its camera or its theme, and says so."""

from pathlib import Path

from host_assistant.control_room.show import Show, ShowWanted
from host_assistant.data_folder import DataFolder
from host_assistant.show.vocabulary import ShowSetup


def _status_says(tmp_path: Path, wanted: ShowWanted, words: str) -> None:
    folder = DataFolder(tmp_path)
    folder.make()
    show = Show.open(folder, wanted)
    try:
        status = show.stage_status
        assert (status.kind, status.up) == ("rehearsal", True)
        assert status.trouble.startswith(words)
        assert (show.screenshot(320) or b"").startswith(b"\xff\xd8")
    finally:
        show.close()


def test_a_camera_that_is_not_there_is_told_and_the_picture_stays(tmp_path: Path) -> None:
    wanted = ShowWanted(camera=str(tmp_path / "gone.mp4"))
    _status_says(tmp_path, wanted, "The camera was not found")


def test_a_theme_that_went_away_is_told_and_the_standard_one_shown(tmp_path: Path) -> None:
    wanted = ShowWanted(setup=ShowSetup(theme="gone"))
    _status_says(tmp_path, wanted, "The look “gone” cannot be used any more.")
