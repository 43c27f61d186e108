"""The camera of a rehearsal, on real files. No test machine has a video device."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy
import pytest

from host_assistant.stage import camera as stage_camera
from host_assistant.stage.camera import (
    Camera,
    MovingCamera,
    Trouble,
    hold,
    let_go,
    open_camera,
    sentence,
)
from host_assistant.stage.opencv import opencv
from tests.support.waiting import wait_until

cv2 = opencv()

BLUE_BGR = (250, 120, 10)


@pytest.fixture
def video(tmp_path: Path) -> Path:
    """Half a second of film, dark first and bright at the end."""
    path = tmp_path / "vườn vải.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 20.0, (64, 36))
    assert writer.isOpened()
    for number in range(10):
        writer.write(numpy.full((36, 64, 3), number * 25, numpy.uint8))
    writer.release()
    return path


@pytest.mark.parametrize("source", [None, ""])
def test_no_camera_is_no_trouble(source: str | None) -> None:
    camera = open_camera(source)
    assert camera.latest() is None
    assert camera.trouble == ""
    camera.close()


def test_a_picture_with_vietnamese_letters_in_its_name(tmp_path: Path) -> None:
    path = tmp_path / "ảnh vải thiều.png"
    there, encoded = cv2.imencode(".png", numpy.full((36, 64, 3), BLUE_BGR, numpy.uint8))
    assert there
    path.write_bytes(encoded.tobytes())
    frame = open_camera(path).latest()
    assert frame is not None
    assert (frame.width, frame.height, len(frame.rgb)) == (64, 36, 64 * 36 * 3)
    assert tuple(frame.rgb[:3]) == BLUE_BGR[::-1]


def test_a_large_picture_is_made_smaller(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    assert cv2.imwrite(str(path), numpy.zeros((2000, 4000, 3), numpy.uint8))
    frame = open_camera(str(path)).latest()
    assert frame is not None
    assert (frame.width, frame.height) == (1280, 640)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 no picture"])
def test_a_broken_picture_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.jpg"
    path.write_bytes(content)
    camera = open_camera(path)
    assert camera.latest() is None
    assert camera.trouble == "picture_unreadable"


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert open_camera(tmp_path / "gone.mp4").trouble == "camera_missing"


def test_a_video_plays_again_and_again(video: Path) -> None:
    camera = open_camera(video)
    try:
        for wanted in ("bright", "dark", "bright", "dark"):
            wait_until(lambda wanted=wanted: brightness(camera) == wanted)  # type: ignore[misc]
        assert camera.trouble == ""
    finally:
        camera.close()


def test_a_camera_that_a_look_still_holds_is_waited_for(
    video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = threading.Event()
    assert hold(str(video), never, 0)
    assert not hold(str(video), never, 0.1)
    camera = open_camera(video)
    try:
        assert (camera.latest(), camera.trouble) == (None, "")
        let_go(str(video))
        wait_until(camera.latest)
        assert not hold(str(video), never, 0.1), "a look now would take it from the rehearsal"
    finally:
        camera.close()
    monkeypatch.setattr(stage_camera, "OPEN_WITHIN_S", 0.05)
    assert hold(str(video), never, 2)
    late = open_camera(video)
    try:
        wait_until(lambda: late.trouble == "camera_missing")
        let_go(str(video))
        wait_until(late.latest)
        assert late.trouble == ""
    finally:
        late.close()


def test_closing_ends_the_wait_for_a_camera(video: Path) -> None:
    assert hold(str(video), threading.Event(), 0)
    open_camera(video).close()
    assert "camera" not in {thread.name for thread in threading.enumerate()}
    let_go(str(video))


@pytest.mark.parametrize("source", ["97", 97])
def test_a_device_that_is_not_there_is_said(source: str | int) -> None:
    camera = open_camera(source)
    try:
        assert wait_until(lambda: camera.trouble) == "camera_missing"
        assert camera.latest() is None
    finally:
        camera.close()


def test_an_address_where_nobody_answers_is_said() -> None:
    camera = open_camera("http://127.0.0.1:9/video")
    try:
        assert wait_until(lambda: camera.trouble, timeout_s=30) == "camera_missing"
    finally:
        camera.close()


def test_a_file_that_is_no_video_is_said(tmp_path: Path) -> None:
    path = tmp_path / "notes.mp4"
    path.write_text("buy baskets")
    camera = open_camera(path)
    try:
        assert wait_until(lambda: camera.trouble) == "camera_missing"
    finally:
        camera.close()


def test_closing_ends_the_thread(video: Path) -> None:
    camera = open_camera(video)
    assert isinstance(camera, MovingCamera)
    wait_until(lambda: camera.latest() is not None)
    camera.close()
    camera.close()
    assert "camera" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize("trouble", ["camera_missing", "camera_lost", "picture_unreadable"])
def test_trouble_is_told_with_what_it_means_and_what_to_do(trouble: Trouble) -> None:
    told = sentence(trouble)
    assert "instead" in told
    assert told.count(". ") >= 2


def test_no_trouble_is_told_by_no_words() -> None:
    assert sentence("") == ""


def test_opening_a_camera_leaves_qt_where_it_was(tmp_path: Path) -> None:
    """Importing cv2 alone points Qt at plugins that PySide6 cannot load."""
    code = (
        "import os, sys\n"
        "from host_assistant.stage.camera import open_camera\n"
        "assert 'cv2' not in sys.modules, 'cv2 is loaded too early'\n"
        "open_camera(sys.argv[1])\n"
        "assert 'cv2' in sys.modules\n"
        "print(os.environ.get('QT_QPA_PLATFORM_PLUGIN_PATH'), os.environ.get('QT_QPA_FONTDIR'))\n"
    )
    picture = tmp_path / "x.png"
    picture.write_bytes(b"")
    environment = {**os.environ, "QT_QPA_FONTDIR": "mine"}
    environment.pop("QT_QPA_PLATFORM_PLUGIN_PATH", None)
    done = subprocess.run(
        [sys.executable, "-c", code, str(picture)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["None", "mine"]


@pytest.mark.parametrize("source", ["97", "http://127.0.0.1:9/video"])
def test_a_missing_camera_leaves_the_terminal_alone(source: str) -> None:
    code = (
        "import sys\n"
        "from host_assistant.stage.camera import open_camera\n"
        "from tests.support.waiting import wait_until\n"
        "camera = open_camera(sys.argv[1])\n"
        "wait_until(lambda: camera.trouble, 30.0)\n"
        "print(camera.trouble)\n"
        "camera.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, source], capture_output=True, text=True, check=True
    )
    assert (done.stdout.strip(), done.stderr) == ("camera_missing", "")


def brightness(camera: Camera) -> str:
    frame = camera.latest()
    if frame is None:
        return ""
    shade = frame.rgb[0]
    return "dark" if shade < 60 else "bright" if shade > 180 else ""
