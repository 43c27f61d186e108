"""The one way to PortAudio (by sounddevice): one thread, a deadline for every answer.

PortAudio wants its calls one after another, and any of them can hang when a driver or a sound
server does. So they are made on a thread that nobody has to wait for.
"""

from __future__ import annotations

import atexit
import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from typing import Any, Final, Literal, TypeVar

from host_assistant.checks.microphone_list import Microphone, named

T = TypeVar("T")

PATIENCE_S: Final = 5.0
# Longer than any healthy device needs to let go; the program's end waits for it.
LEAVE_S: Final = 2.0

# PaErrorCode, in portaudio.h.
_UNANTICIPATED_HOST_ERROR: Final = -9999
_INVALID_DEVICE: Final = -9996
# Windows' E_ACCESSDENIED, which a microphone gives that the privacy settings keep away.
_ACCESS_DENIED: Final = (0x80070005, 0x80070005 - (1 << 32))

TroubleCode = Literal[
    "none", "vanished", "refused", "not_allowed", "stuck", "no_library", "no_loudspeaker"
]


class SoundTrouble(Exception):
    """Why there is no sound. `detail` is for the log, not the screen."""

    def __init__(self, code: TroubleCode, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class _Door:
    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        threading.Thread(target=self._work, name="portaudio", daemon=True).start()
        self.streams: list[Any] = []

    def post(self, job: Callable[[], T]) -> Future[T]:
        """Have it done some time soon."""
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(job())
            except Exception as error:
                done.set_exception(error)

        self._jobs.put(run)
        return done

    def keep(self, stream: Any) -> None:
        """It is open. On the door's own thread."""
        self.streams.append(stream)

    def let_go(self, stream: Any) -> None:
        """Close it. On the door's own thread."""
        self.streams.remove(stream)
        stream.abort(ignore_errors=True)
        stream.close(ignore_errors=True)

    def _work(self) -> None:
        while True:
            self._jobs.get()()


@cache
def door() -> _Door:
    return _Door()


def ask(job: Callable[[], T], timeout_s: float = PATIENCE_S) -> T:
    """Have it done, and wait. Raises `SoundTrouble`, "stuck" when it takes too long."""
    try:
        return door().post(job).result(timeout_s)
    except TimeoutError as error:
        raise SoundTrouble("stuck", f"no answer in {timeout_s} s") from error


def library() -> Any:
    """The module sounddevice. Raises `SoundTrouble`."""
    try:
        import sounddevice
    except OSError as error:
        raise SoundTrouble("no_library", str(error)) from error
    except Exception as error:
        # sounddevice starts PortAudio as it is imported, and raises an exception of its own.
        raise SoundTrouble("none", str(error)) from error
    _leave_in_time(sounddevice)
    return sounddevice


@cache
def _leave_in_time(sounddevice: Any) -> None:
    """Have the program's end let go of every device, and never wait for one that hangs.

    What sounddevice does at the end does not know of our thread: both inside PortAudio at once
    can hang for ever. Ours comes first, being registered later, and leaves it nothing to do.
    """

    def end() -> None:
        for stream in tuple(door().streams):
            door().let_go(stream)
        while sounddevice._initialized:
            sounddevice._terminate()

    def leave() -> None:
        with contextlib.suppress(Exception):
            ask(end, LEAVE_S)
        sounddevice._initialized = 0

    atexit.register(leave)


def microphones(timeout_s: float = PATIENCE_S) -> tuple[Microphone, ...]:
    """What can be spoken into, the system's own choice first; no device twice.

    Devices are looked for anew unless one is held open. Raises `SoundTrouble`: "no_library" where
    PortAudio is missing, "stuck".
    """
    return ask(listed, timeout_s)


def listed() -> tuple[Microphone, ...]:
    """`microphones`, on the door's own thread."""
    sounddevice = library()
    if not door().streams:
        # PortAudio knows the devices that were there when it started, and sounddevice has no
        # other way to start it again.
        sounddevice._terminate()
        sounddevice._initialize()
    return named(sounddevice.query_devices(), sounddevice.query_hostapis())


def trouble(error: Exception) -> SoundTrouble:
    """PortAudio's error as one of ours."""
    if isinstance(error, SoundTrouble):
        return error
    number = error.args[1] if len(error.args) > 1 else None
    host = error.args[2] if len(error.args) > 2 else None
    if number == _UNANTICIPATED_HOST_ERROR and host and host[1] in _ACCESS_DENIED:
        return SoundTrouble("not_allowed", str(error))
    if number == _INVALID_DEVICE:
        return SoundTrouble("vanished", str(error))
    return SoundTrouble("refused", str(error))
