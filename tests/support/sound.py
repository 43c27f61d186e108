"""A real sound device where there is none: PulseAudio with a null sink, reached through ALSA."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.parts import need_programs
from tests.support.waiting import wait_until

ASOUND = "pcm.!default { type pulse }\nctl.!default { type pulse }\n"


class Microphone:
    """A home in which the system's microphone hears what is played into the sink `mic`."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="sound-"))
        runtime = self.home / "run"
        runtime.mkdir(mode=0o700)
        (self.home / ".asoundrc").write_text(ASOUND)
        self.environment = {
            **os.environ,
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(runtime),
            "PULSE_SERVER": f"unix:{runtime}/pulse/native",
        }
        socket = runtime / "pulse" / "native"
        self._process = subprocess.Popen(
            [
                "pulseaudio",
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--use-pid-file=no",
                "--load=module-null-sink sink_name=mic",
                "--load=module-native-protocol-unix",
            ],
            env={k: v for k, v in self.environment.items() if k != "PULSE_SERVER"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(socket.exists, 20)

    def plug_in(self, source: str, name: str) -> None:
        """A microphone that hears what the other hears; OBS lists no monitors of loudspeakers."""
        module = ["load-module", "module-remap-source", f"source_name={source}"]
        told = f"source_properties=\"device.description='{name}'\""
        subprocess.run(
            ["pactl", *module, "master=mic.monitor", told],
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def freeze(self) -> None:
        """The sound stands still where it is."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """All sound goes, as when a driver breaks down."""
        self.thaw()
        self._process.terminate()
        self._process.wait(10)

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)


@pytest.fixture
def microphone() -> Iterator[Microphone]:
    """A machine with a microphone."""
    need_programs("pulseaudio")
    made = Microphone()
    yield made
    made.close()
