"""A screen for programs that need one, and ending what was started."""

import contextlib
import os
import select
import signal
import subprocess

START_TIMEOUT_S = 60.0
# Without -noreset it turns clients away for a moment whenever the last one has left.
OPTIONS = ["-screen", "0", "1280x800x24", "+extension", "GLX", "-nolisten", "tcp", "-noreset"]


def start_screen() -> tuple[subprocess.Popen[bytes], int]:
    """Start an Xvfb on a display that it chooses itself; give the process and the number."""
    read_end, write_end = os.pipe()
    try:
        process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write_end), *OPTIONS],
            pass_fds=(write_end,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(write_end)
        write_end = -1
        # Xvfb writes the number and the line's end apart, and dies if nobody reads the second.
        number = b""
        while not number.endswith(b"\n"):
            ready, _, _ = select.select([read_end], [], [], START_TIMEOUT_S)
            read = os.read(read_end, 16) if ready else b""
            if not read:
                end(process, signal.SIGKILL)
                raise AssertionError("Xvfb did not start")
            number += read
        return process, int(number)
    finally:
        os.close(read_end)
        if write_end >= 0:
            os.close(write_end)


def end(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    """End a process and whatever it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, how)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
