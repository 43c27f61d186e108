"""The signals that ask a program to end, heard while Qt sleeps in its own loop."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from PySide6.QtCore import QSocketNotifier

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


@contextmanager
def heard_in_qt(end: Callable[[], None]) -> Iterator[None]:
    """Within it such a signal calls `end` in the main thread instead of ending the program.

    Python runs its handlers only between its own steps, and there are none while Qt waits: the
    byte that it writes into the socket wakes Qt (`signal.set_wakeup_fd`).
    """
    ours, wakeup = socket.socketpair()
    for one in (ours, wakeup):
        one.setblocking(False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_about: ours.recv(64))

    def hear(_number: int, _frame: FrameType | None) -> None:
        end()

    fd_before = signal.set_wakeup_fd(wakeup.fileno(), warn_on_full_buffer=False)
    before = {
        number: signal.signal(number, hear)
        for name in _NAMES
        if (number := getattr(signal, name, None)) is not None
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(fd_before)
        notifier.setEnabled(False)
        ours.close()
        wakeup.close()
