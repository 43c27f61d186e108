"""The clock, against a real server's and against itself."""

import os
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from host_assistant.checks import clock

VIETNAM_S = 7 * 3600
DAY_S = 24 * 3600


@pytest.mark.parametrize(
    ("off_s", "level", "code", "figures"),
    [
        (0.0, "good", "right", {}),
        (119.0, "good", "right", {}),
        (-120.0, "doubtful", "minutes_off", {"minutes": 2}),
        (DAY_S - 1, "doubtful", "minutes_off", {"minutes": 1440}),
        (DAY_S, "bad", "days_off", {"days": 1}),
        (-400.0 * DAY_S, "bad", "days_off", {"days": 400}),
    ],
)
def test_a_server_says_how_far_the_clock_is_off(
    off_s: float, level: str, code: str, figures: dict[str, int]
) -> None:
    (finding,) = clock.judge(1_750_000_000.0, off_s, 0.0, VIETNAM_S)
    assert (finding.level, finding.code, finding.figures) == (level, code, figures)


@pytest.mark.parametrize(
    ("behind_s", "level", "code"),
    [
        (-3600, "unknown", "unchecked"),
        (119, "unknown", "unchecked"),
        (120, "doubtful", "went_back"),
        (DAY_S, "bad", "went_back"),
    ],
)
def test_without_a_server_a_clock_that_went_back_is_known(
    behind_s: float, level: str, code: str
) -> None:
    now_s = 1_750_000_000.0
    (finding,) = clock.judge(now_s, None, now_s + behind_s, VIETNAM_S)
    assert (finding.level, finding.code) == (level, code)


def test_another_time_zone_is_doubted() -> None:
    (finding,) = clock.judge(1_750_000_000.0, 0.0, 0.0, -(3 * 3600 + 1800))
    assert (finding.level, finding.code) == ("doubtful", "other_zone")
    assert finding.figures == {"utc_offset": "-03:30"}


def test_a_wrong_clock_in_another_zone_says_both() -> None:
    found = clock.judge(1_750_000_000.0, 600.0, 0.0, 0)
    assert [finding.code for finding in found] == ["minutes_off", "other_zone"]


class _Server(HTTPServer):
    date = ""


class _Handler(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        server = self.server
        assert isinstance(server, _Server)
        self.send_response_only(204)
        if server.date:
            self.send_header("Date", server.date)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[_Server]:
    with _Server(("127.0.0.1", 0), _Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def address(server: _Server) -> str:
    return f"http://127.0.0.1:{server.server_port}/time"


def codes(found: tuple[object, ...]) -> set[str]:
    """Without the zone of the machine that the tests run on."""
    return {finding.code for finding in found} - {"other_zone"}  # type: ignore[attr-defined]


def test_a_real_server_is_asked(server: _Server, tmp_path: Path) -> None:
    server.date = formatdate(time.time(), usegmt=True)
    assert codes(clock.look(tmp_path, [address(server)])) <= {"right"}
    server.date = formatdate(time.time() + 3600, usegmt=True)
    found = clock.look(tmp_path, [address(server)])
    assert found[0].figures == {"minutes": 60}


@pytest.mark.parametrize("date", ["", "yesterday"])
def test_the_next_server_is_asked_when_one_does_not_tell(
    server: _Server, date: str, tmp_path: Path
) -> None:
    server.date = date
    nobody = "http://127.0.0.1:1/time"
    assert codes(clock.look(tmp_path, [nobody, address(server)])) == {"unchecked"}


def test_a_file_of_tomorrow_shows_a_clock_that_went_back(tmp_path: Path) -> None:
    (tmp_path / "lensong.db").write_bytes(b"")
    tomorrow_s = time.time() + 2 * DAY_S
    os.utime(tmp_path / "lensong.db", (tomorrow_s, tomorrow_s))
    found = clock.look(tmp_path, [])
    assert (found[0].level, found[0].code) == ("bad", "went_back")


def test_a_folder_that_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    assert codes(clock.look(tmp_path / "none", [])) == {"unchecked"}
