"""A real RTMP server on the loopback, which keeps what is streamed to it as FLV files."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.line import Line
from tests.support.obs import free_port
from tests.support.parts import do_without, need_programs
from tests.support.waiting import wait_until

MODULE = Path("nginx/modules/ngx_rtmp_module.so")
MODULE_FOLDERS = (Path("/usr/lib"), Path("/usr/lib64"), Path("/usr/local/lib"))


class RtmpServer:
    """nginx with its RTMP module, here or at the far end of a line. Stream to `server` with any
    key."""

    def __init__(self, line: Line | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rtmp-"))
        self._host = line.far if line else "127.0.0.1"
        self.port = free_port()
        module = _module()
        assert module is not None, "nginx has no RTMP module"
        recordings = self.folder / "recordings"
        recordings.mkdir()
        configuration = self.folder / "nginx.conf"
        # Run as root, nginx would give its work to a user who cannot write here.
        user = "user root;" if os.geteuid() == 0 else ""
        configuration.write_text(
            f"load_module {module};\n{user}\ndaemon off;\nmaster_process off;\n"
            f"error_log {self.folder}/error.log;\npid {self.folder}/nginx.pid;\n"
            "events { worker_connections 64; }\n"
            f"rtmp {{ server {{ listen {self._host}:{self.port}; chunk_size 4096;\n"
            "  application live { live on; record all; record_unique on;\n"
            f"    record_path {recordings}; }}\n"
            "} }\n"
        )
        self._process = subprocess.Popen(
            [
                *(line.there if line else ()),
                "nginx",
                "-c",
                str(configuration),
                "-p",
                str(self.folder),
                "-e",
                "stderr",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PATH": _search_path()},
            start_new_session=True,
        )
        try:
            wait_until(self._listens, 20.0)
        except BaseException:
            self.close()
            raise

    @property
    def server(self) -> str:
        return f"rtmp://{self._host}:{self.port}/live"

    def recordings(self) -> list[Path]:
        """The FLV files, oldest first; the last may still grow."""
        found = (self.folder / "recordings").glob("*.flv")
        return sorted(found, key=lambda path: path.stat().st_mtime)

    def received_bytes(self) -> int:
        return sum(path.stat().st_size for path in self.recordings())

    def stop(self) -> None:
        """Go away as an ingest that breaks down does; the recordings stay until `close`."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait(10)

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _listens(self) -> bool:
        assert self._process.poll() is None, "nginx ended at once"
        with socket.socket() as probe:
            return probe.connect_ex((self._host, self.port)) == 0


@pytest.fixture
def rtmp() -> Iterator[RtmpServer]:
    """An RTMP server that keeps what it is sent."""
    need_rtmp()
    server = RtmpServer()
    yield server
    server.close()


def need_rtmp() -> None:
    need_programs("nginx", path=_search_path())
    if _module() is None:
        do_without("not installed: nginx's RTMP module")


def _module() -> Path | None:
    return next((at / MODULE for at in MODULE_FOLDERS if (at / MODULE).exists()), None)


def _search_path() -> str:
    """Debian keeps nginx where only root's search path leads."""
    return f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
