"""Is the computer's clock right? The log, the orders and every secure connection go by it."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from host_assistant.checks.finding import Figures, Finding

# What phones and computers ask to see whether they are online: they answer anybody, tell the time
# in their heads and get nothing but the question. Without TLS, which a wrong clock breaks.
TIME_SERVERS: Final = (
    "http://connectivitycheck.gstatic.com/generate_204",
    "http://www.msftconnecttest.com/connecttest.txt",
)
_PATIENCE_S: Final = 3.0

OFF_S: Final = 120
FAR_OFF_S: Final = 24 * 3600
VIETNAM_OFFSET_S: Final = 7 * 3600


def look(data_dir: Path, servers: Sequence[str] = TIME_SERVERS) -> tuple[Finding, ...]:
    """The clock against a server's; where none answers, against what this computer wrote before."""
    now_s = time.time()
    off_s = next((off_s for server in servers if (off_s := _off_s(server)) is not None), None)
    newest_s = max(_written_s(data_dir), default=0.0)
    return judge(now_s, off_s, newest_s, _zone_s(now_s))


def judge(now_s: float, off_s: float | None, newest_s: float, zone_s: int) -> tuple[Finding, ...]:
    """`off_s` is how far a server's clock is ahead of ours, None where none answered.

    `newest_s` is when anything of ours was last written, by this same clock: a clock that has
    gone back is wrong now, or was then. `zone_s` is how far the time shown is ahead of UTC.
    """
    first = _against_itself(newest_s - now_s) if off_s is None else _against_server(off_s)
    if zone_s == VIETNAM_OFFSET_S:
        return (first,)
    zone: Figures = {"utc_offset": _offset(zone_s)}
    other_zone = Finding(
        check="clock", level="doubtful", code="other_zone", figures=zone, remedy="look_again"
    )
    return (other_zone,) if first.level == "good" else (first, other_zone)


def _against_server(off_s: float) -> Finding:
    if abs(off_s) >= FAR_OFF_S:
        days: Figures = {"days": round(abs(off_s) / 86400)}
        return Finding(
            check="clock", level="bad", code="days_off", figures=days, remedy="look_again"
        )
    if abs(off_s) >= OFF_S:
        minutes: Figures = {"minutes": round(abs(off_s) / 60)}
        return Finding(
            check="clock", level="doubtful", code="minutes_off", figures=minutes,
            remedy="look_again",
        )  # fmt: skip
    return Finding(check="clock", level="good", code="right")


def _against_itself(behind_s: float) -> Finding:
    if behind_s >= FAR_OFF_S:
        return Finding(check="clock", level="bad", code="went_back", remedy="look_again")
    if behind_s >= OFF_S:
        return Finding(check="clock", level="doubtful", code="went_back", remedy="look_again")
    return Finding(check="clock", level="unknown", code="unchecked", remedy="look_again")


def _off_s(server: str) -> float | None:
    """How far that server's clock is ahead of ours, or None where it does not say."""
    parts = urlsplit(server)
    connection = http.client.HTTPConnection(parts.netloc, timeout=_PATIENCE_S)
    try:
        before_s = time.time()
        connection.request("HEAD", parts.path)
        date = connection.getresponse().getheader("Date", "")
        # Half-way; the server's clock has whole seconds, so half of one is added.
        ours_s = (before_s + time.time()) / 2
        return parsedate_to_datetime(date).timestamp() + 0.5 - ours_s
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()


def _written_s(data_dir: Path) -> Iterator[float]:
    """When files of ours were written: the data, and the program itself."""
    yield Path(__file__).stat().st_mtime
    try:
        for file in data_dir.iterdir():
            yield file.stat().st_mtime
    except OSError:
        return


def _zone_s(now_s: float) -> int:
    return time.localtime(now_s).tm_gmtoff


def _offset(zone_s: int) -> str:
    sign = "-" if zone_s < 0 else "+"
    minutes = timedelta(seconds=abs(zone_s)) // timedelta(minutes=1)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"
