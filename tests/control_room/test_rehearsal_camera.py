"""A rehearsal goes on without its camera, and says so."""

from pathlib import Path

from host_assistant.control_room.show import Show, ShowWanted
from host_assistant.data_folder import DataFolder


def test_a_camera_that_is_not_there_is_told_and_the_picture_stays(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    for path in (folder.pictures, folder.overlays, folder.backdrops):
        path.mkdir(parents=True, exist_ok=True)
    show = Show.open(folder, ShowWanted(camera=str(tmp_path / "gone.mp4")))
    try:
        status = show.stage_status
        assert (status.kind, status.up) == ("rehearsal", True)
        assert status.trouble.startswith("The camera was not found")
        assert (show.screenshot(320) or b"").startswith(b"\xff\xd8")
    finally:
        show.close()
