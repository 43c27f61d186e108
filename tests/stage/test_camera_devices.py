"""Which camera is meant: by the system's list, and by the names that OBS has for them."""

from pathlib import Path

import pytest

from host_assistant.stage.camera import open_camera
from host_assistant.stage.camera_devices import CameraDevice, cameras, opencv_source

WEBCAM = CameraDevice(
    "HD Webcam: tích hợp", "0", r"\\?\usb#vid_04f2&pid_b6be#6&1a#{65e8773d}\global"
)
PHONE = CameraDevice("Điện thoại #2", "1", "0x1420000005ac8600")
THERE = (WEBCAM, PHONE)
WEBCAM_IN_OBS = r"HD Webcam#3A tích hợp:\\?\usb#22vid_04f2&pid_b6be#226&1a#22{65e8773d}\global"


def test_cameras_have_their_makers_names(tmp_path: Path) -> None:
    for node, name, index in (
        ("video10", "Logi C270", "0"),
        ("video2", "HD Webcam: tích hợp", "0"),
        ("video3", "HD Webcam: tích hợp", "1"),
        ("v4l-subdev0", "sensor", "0"),
    ):
        (tmp_path / node).mkdir()
        (tmp_path / node / "name").write_text(f"{name}\n", encoding="utf-8")
        (tmp_path / node / "index").write_text(f"{index}\n", encoding="utf-8")
    assert cameras(tmp_path) == (
        CameraDevice("HD Webcam: tích hợp", "2"),
        CameraDevice("Logi C270", "10"),
    )
    assert cameras(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("chosen", "source"),
    [
        pytest.param("/dev/video7", "7", id="Linux"),
        pytest.param(WEBCAM_IN_OBS, "0", id="Windows"),
        pytest.param(r"HD Webcam#3A tích hợp:\\?\another#22socket", "0", id="Windows, replugged"),
        pytest.param("0x1420000005AC8600", "1", id="macOS"),
        pytest.param("Gone:path", "Gone:path", id="unplugged"),
        *((same, same) for same in ("", "2", "rtsp://192.0.2.1/cam", "/dev/full", "film.mp4")),
    ],
)
def test_a_camera_by_its_name_in_obs(chosen: str, source: str) -> None:
    assert opencv_source(chosen, THERE) == source


def test_a_device_by_its_lasting_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.resolve
    monkeypatch.setattr(
        Path,
        "resolve",
        lambda path: Path("/dev/video4") if path.match("by-id/*") else real(path),
    )
    assert opencv_source("/dev/v4l/by-id/usb-Logi-index0") == "4"


def test_a_rehearsal_opens_the_device_that_was_chosen_in_obs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(
        "host_assistant.stage.camera.MovingCamera",
        lambda source, *, loops: opened.append((source, loops)),
    )
    open_camera("/dev/video2")
    assert opened == [(2, False)]
