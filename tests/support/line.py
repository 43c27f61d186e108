"""A line to another machine, as narrow as a test wants it: a network namespace and tc's tbf."""

from __future__ import annotations

import os
import subprocess
from types import TracebackType
from typing import Self

from tests.support.parts import need_programs, need_root

# Little may wait on the way, or a narrow line would show only minutes later.
WAITING_BYTES = 32_768
BURST_BYTES = 4_096
WIDE_KBIT_S = 1_000_000
WIDE_BYTES = 1_000_000


class Line:
    """`far` is the other machine's address; what is run with `there` before it, runs there."""

    def __init__(self) -> None:
        need_programs("ip", "tc")
        need_root("make a line to another machine")
        pid = os.getpid()
        self._space = f"lensong-{pid}"
        self._near_end = f"ls{pid}"
        # Of the addresses that RFC 2544 keeps for trying out networks.
        network = f"198.18.{pid >> 6 & 255}"
        first = (pid & 63) * 4
        near, self.far = f"{network}.{first + 1}", f"{network}.{first + 2}"
        self.there = ("ip", "netns", "exec", self._space)
        _run("ip", "netns", "add", self._space)
        try:
            far_end = ("type", "veth", "peer", "name", "line", "netns", self._space)
            _run("ip", "link", "add", self._near_end, *far_end)
            _run("ip", "addr", "add", f"{near}/30", "dev", self._near_end)
            _run("ip", "link", "set", self._near_end, "up")
            _run("ip", "-n", self._space, "addr", "add", f"{self.far}/30", "dev", "line")
            _run("ip", "-n", self._space, "link", "set", "line", "up")
        except BaseException:
            self.close()
            raise

    def narrow(self, kbit_s: int) -> None:
        """Let no more than that through, on the way there."""
        self._shape(kbit_s, BURST_BYTES, WAITING_BYTES)

    def widen(self) -> None:
        """What waits goes on its way: thrown away, it would be sent again only seconds later."""
        self._shape(WIDE_KBIT_S, WIDE_BYTES, WIDE_BYTES)

    def _shape(self, kbit_s: int, burst_bytes: int, waiting_bytes: int) -> None:
        limits = ("rate", f"{kbit_s}kbit", "burst", str(burst_bytes), "limit", str(waiting_bytes))
        _run("tc", "qdisc", "replace", "dev", self._near_end, "root", "tbf", *limits)

    def close(self) -> None:
        _run("ip", "netns", "del", self._space)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self.close()


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
