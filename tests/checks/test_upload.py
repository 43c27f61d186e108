"""The streaming server: a real one, a dumb one, none."""

import socket
import threading
from collections.abc import Iterator

import pytest

from host_assistant.checks import upload
from tests.support.rtmp import RtmpServer


def test_a_real_server_shakes_hands(rtmp: RtmpServer) -> None:
    (finding,) = upload.look(rtmp.server)
    assert (finding.level, finding.code) == ("good", "answers")
    assert finding.figures["server"] == "127.0.0.1"
    assert 0 <= int(str(finding.figures["took_ms"])) < 1500


def test_a_slow_server_is_doubted(rtmp: RtmpServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "SLOW_MS", 0)
    (finding,) = upload.look(rtmp.server)
    assert (finding.level, finding.code) == ("doubtful", "slow")


def test_a_server_that_went_away_is_bad(rtmp: RtmpServer) -> None:
    rtmp.stop()
    (finding,) = upload.look(rtmp.server)
    assert (finding.level, finding.code, finding.remedy) == ("bad", "no_answer", "look_again")


@pytest.fixture(params=[b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x03 and no more", b""])
def dumb_server(request: pytest.FixtureRequest) -> Iterator[int]:
    """Takes a connection, says a few bytes and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            line, _address = listening.accept()
            with line:
                line.recv(4096)
                line.sendall(request.param)

        thread = threading.Thread(target=answer)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def test_what_is_no_streaming_server_is_bad(dumb_server: int) -> None:
    (finding,) = upload.look(f"rtmp://127.0.0.1:{dumb_server}/live")
    assert (finding.level, finding.code) == ("bad", "no_answer")


def test_a_server_without_the_certificate_that_it_needs_is_bad(
    rtmp: RtmpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "_PATIENCE_S", 0.5)
    (finding,) = upload.look(rtmp.server.replace("rtmp:", "rtmps:"))
    assert (finding.level, finding.code) == ("bad", "no_answer")


def test_a_name_that_nobody_knows_means_no_internet(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    (finding,) = upload.look("rtmp://live.example/app")
    assert (finding.level, finding.code) == ("bad", "no_internet")
    assert finding.figures == {"server": "live.example"}


@pytest.mark.parametrize(
    "server", ["", "auto", "srt://1.2.3.4:9", "rtmp://", "rtmp://[::1", "http://a"]
)
def test_what_cannot_be_asked_beforehand_is_unknown(server: str) -> None:
    (finding,) = upload.look(server)
    assert (finding.level, finding.code) == ("unknown", "cannot_tell")
