"""Looking through cameras: files, and one on this machine's own network; none is a real device."""

import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy
import pytest

from host_assistant.checks import camera
from host_assistant.checks.camera import holder_of, look_through
from host_assistant.stage.camera import open_capture
from host_assistant.stage.opencv import opencv
from tests.checks import picture_material as material
from tests.support.waiting import wait_until

cv2 = opencv()

BOUNDARY = b"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"


@pytest.fixture(scope="module")
def pictures() -> list[material.Image]:
    view = material.cropped(material.photograph("mountains"), 0.5)
    return [frame.image for frame in material.frames(view, 10)]


@pytest.fixture
def film(tmp_path: Path, pictures: list[material.Image]) -> Callable[[float], str]:
    """Ten pictures as a film of so many a second."""

    def make(fps: float) -> str:
        path = tmp_path / f"máy quay {fps}.avi"
        size = pictures[0].shape[1], pictures[0].shape[0]
        writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, size)
        for image in pictures:
            writer.write(image)
        writer.release()
        return str(path)

    return make


class NetworkCamera:
    """Sends pictures over HTTP as cheap network cameras do, so many of them at such a rate."""

    def __init__(self, pictures: list[material.Image], *, fps: float, count: int) -> None:
        self.over = threading.Event()
        jpegs = [cv2.imencode(".jpg", image)[1].tobytes() for image in pictures]
        over = self.over

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=picture")
                self.end_headers()
                try:
                    for number in range(count):
                        jpeg = jpegs[number % len(jpegs)]
                        self.wfile.write(BOUNDARY % len(jpeg) + jpeg + b"\r\n")
                        over.wait(1 / fps)
                    over.wait(60)  # connected, but silent: a camera that hangs
                except OSError:
                    pass

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/camera.mjpg"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def network_camera(
    pictures: list[material.Image],
) -> Iterator[Callable[[float, int], NetworkCamera]]:
    standing: list[NetworkCamera] = []

    def start(fps: float, count: int) -> NetworkCamera:
        standing.append(NetworkCamera(pictures, fps=fps, count=count))
        return standing[-1]

    yield start
    for one in standing:
        one.close()


def codes(look: camera.CameraLook) -> list[str]:
    return [f"{finding.check}.{finding.code}" for finding in look.findings]


def test_a_good_camera(film: Callable[[float], str]) -> None:
    look = look_through(film(25), 1.4, host=False)
    assert codes(look) == ["camera.fine", "picture.fine"]
    assert look.picture is not None
    assert look.picture.shape == (material.HEIGHT, material.WIDTH, 3)
    assert look.fps == pytest.approx(25, rel=0.3)


@pytest.mark.parametrize(("fps", "level"), [(9, "doubtful"), (3, "bad")])
def test_a_slow_camera(film: Callable[[float], str], fps: float, level: str) -> None:
    look = look_through(film(fps), 2.0, host=False)
    assert codes(look) == ["camera.low_frame_rate", "picture.fine"]
    assert look.findings[0].level == level
    assert look.findings[0].figures["fps"] == pytest.approx(fps, abs=1)


def test_a_camera_with_its_lid_on(tmp_path: Path) -> None:
    path = tmp_path / "dark.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 25.0, (64, 36))
    for level in (10, 12, 14):
        writer.write(numpy.full((36, 64, 3), level, numpy.uint8))
    writer.release()
    assert codes(look_through(str(path), 1.1)) == ["camera.fine", "picture.black"]


def test_a_picture_that_stands_in_may_stand_still(
    tmp_path: Path, pictures: list[material.Image]
) -> None:
    path = tmp_path / "vườn vải.png"
    path.write_bytes(cv2.imencode(".png", pictures[0])[1].tobytes())
    assert codes(look_through(str(path), host=False)) == ["camera.still", "picture.fine"]


@pytest.mark.parametrize("source", ["63", "/dev/video63", "no such film.mp4"])
def test_a_camera_that_is_not_there(source: str) -> None:
    look = look_through(source)
    assert (codes(look), look.picture) == (["camera.missing"], None)


def test_no_camera_chosen() -> None:
    assert codes(look_through("")) == ["camera.none_chosen"]


def test_a_camera_that_the_system_no_longer_lists(film: Callable[[float], str]) -> None:
    assert codes(look_through(film(25), listed=False)) == ["camera.missing"]


@pytest.mark.parametrize("name", ["letter.mp4", "letter.jpg"])
def test_what_is_no_picture_at_all(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Kính gửi bà con", encoding="utf-8")
    assert codes(look_through(str(path))) == ["camera.unreadable"]


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no devices as files here")
def test_a_device_that_gives_no_picture_is_probably_held() -> None:
    assert codes(look_through("/dev/full")) == ["camera.held"]


def test_a_device_that_may_not_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests may run as root, to whom everything is allowed.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert codes(look_through("/dev/null")) == ["camera.not_allowed"]


def test_a_camera_that_stops_giving_pictures(
    monkeypatch: pytest.MonkeyPatch, network_camera: Callable[[float, int], NetworkCamera]
) -> None:
    monkeypatch.setattr(camera, "FRAME_WITHIN_S", 0.7)
    look = look_through(network_camera(25, 15).address, 20.0, host=False)
    assert codes(look) == ["camera.stopped"]
    assert look.picture is not None


def test_a_camera_that_never_answers_is_given_up(
    monkeypatch: pytest.MonkeyPatch, network_camera: Callable[[float, int], NetworkCamera]
) -> None:
    monkeypatch.setattr(camera, "OPEN_WITHIN_S", 1.0)
    monkeypatch.setattr(camera, "LET_GO_WITHIN_S", 0.2)
    silent = network_camera(25, 0)
    assert codes(look_through(silent.address)) == ["camera.no_answer"]
    assert "camera check" in [one.name for one in threading.enumerate()], "it hangs still"
    # The next look waits for that one, and is given up as well.
    assert codes(look_through(silent.address)) == ["camera.no_answer"]
    silent.close()
    wait_until(lambda: "camera check" not in [one.name for one in threading.enumerate()])


class Watched:
    """OpenCV's capture, and how many of them were open at once."""

    now = most = 0

    def __init__(self, capture: Any) -> None:
        self._capture = capture
        Watched.now += 1
        Watched.most = max(Watched.most, Watched.now)

    def release(self) -> None:
        self._capture.release()
        Watched.now -= 1

    def __getattr__(self, name: str) -> object:
        return getattr(self._capture, name)


def test_a_look_that_nobody_wants_any_more_makes_room_for_the_next(
    film: Callable[[float], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, enough, really_open = film(25), threading.Event(), open_capture
    monkeypatch.setattr(Watched, "now", 0)
    monkeypatch.setattr(Watched, "most", 0)
    monkeypatch.setattr(camera, "open_capture", lambda *given: Watched(really_open(*given)))
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(look_through, source, 30.0, host=False, enough=enough)
        wait_until(lambda: Watched.now == 1)
        threading.Timer(0.2, enough.set).start()
        second = look_through(source, 0.4, host=False)
        assert codes(second)[0].startswith("camera.")
        assert second.picture is not None
        assert first.result(5).findings == ()
    assert (Watched.most, Watched.now) == (1, 0)


def test_the_camera_is_let_go(film: Callable[[float], str]) -> None:
    look_through(film(25), 0.3, host=False)
    assert [one.name for one in threading.enumerate() if one.name == "camera check"] == []


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="Linux alone tells who holds it")
def test_the_program_that_holds_the_camera_is_named(tmp_path: Path) -> None:
    device = tmp_path / "video0"
    device.touch()
    assert holder_of(device) is None
    code = "import sys; held = open(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(device)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == b"held"
        assert "python" in (holder_of(device) or "")
        program.communicate()
