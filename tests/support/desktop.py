"""A screen with nothing on it, and what a person does there: look, press a key, close a window."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.parts import need_programs
from tests.support.reading import screen_words
from tests.support.screen import end, start_screen

CLIENT_MESSAGE = 33
LONGS = ctypes.c_long * 5


class _ClientMessage(ctypes.Structure):
    """XClientMessageEvent (Xlib, "Client Communication Events"), padded as XEvent is."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", LONGS),
        ("pad", ctypes.c_long * 24),
    )


class Desktop:
    def __init__(self, number: int) -> None:
        self.display = f":{number}"

    @property
    def environment(self) -> dict[str, str]:
        """For a program that is to be seen here."""
        return {
            **os.environ,
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }

    def windows(self, title: str) -> list[int]:
        """The windows with that title, the topmost last."""
        found = self._do("xdotool", "search", "--onlyvisible", "--name", f"^{title}$")
        return [int(line) for line in found.split()]

    def press(self, key: str) -> None:
        self._do("xdotool", "key", key)

    def close(self, window: int) -> None:
        """What the × of a title bar does (ICCCM, 4.2.8.1)."""
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XInternAtom.restype = ctypes.c_ulong
        display = ctypes.c_void_p(x11.XOpenDisplay(self.display.encode()))
        try:
            protocols, delete = (
                x11.XInternAtom(display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")
            )
            message = _ClientMessage(
                type=CLIENT_MESSAGE,
                window=window,
                message_type=protocols,
                format=32,
                data=LONGS(delete),
            )
            sent = x11.XSendEvent(
                display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message)
            )
            assert sent
        finally:
            x11.XCloseDisplay(display)

    def words(self, picture: Path) -> str:
        """All that can be read on the screen, folded; the picture is kept at `picture`."""
        grab = ("-f", "x11grab", "-video_size", "1280x800", "-i", self.display)
        self._do(
            *("ffmpeg", "-v", "error", "-y", *grab),
            *("-frames:v", "1", "-vf", "scale=2*iw:-1", str(picture)),
        )
        return screen_words(picture)

    def _do(self, *command: str) -> str:
        done = subprocess.run(
            command,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        return done.stdout


@contextmanager
def desktop() -> Iterator[Desktop]:
    """Skips on a developer's laptop without the programs; fails on CI."""
    need_programs("Xvfb", "xdotool", "ffmpeg")
    screen, number = start_screen()
    try:
        yield Desktop(number)
    finally:
        end(screen, signal.SIGTERM)
