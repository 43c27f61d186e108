"""The program as a user runs it: a process of its own, and its desk over HTTP."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

READY_S = 60.0


def run_program(folder: Path, *arguments: object, language: str = "en") -> str:
    """Run one command to its end and give its standard output; it must succeed."""
    done = subprocess.run(
        command_line(folder, *arguments, language=language),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def command_line(folder: Path, *arguments: object, language: str = "en") -> list[str]:
    start = [sys.executable, "-m", "host_assistant", "--data-dir", str(folder), "--lang", language]
    return [*start, *(str(argument) for argument in arguments)]


class HeadlessShow:
    """`live --headless` or `rehearse --headless`, steered over its desk."""

    def __init__(self, folder: Path, *arguments: object) -> None:
        self.folder = folder
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        self.process = subprocess.Popen(
            command_line(folder, *arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            _, said = self.process.communicate(timeout=30)
            raise AssertionError(f"the show did not open: {said}")
        self.ready: dict[str, Any] = json.loads(line)
        self.http = httpx.Client(
            base_url=self.ready["desk"],
            headers={"Authorization": f"Bearer {self.ready['token']}"},
            timeout=30,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.http.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise

    def post(self, path: str, **body: object) -> dict[str, Any]:
        answer = self.http.post(path, json=body)
        assert answer.status_code in (200, 201, 202), answer.text
        told: dict[str, Any] = answer.json()
        return told

    def state(self) -> dict[str, Any]:
        told: dict[str, Any] = self.http.get("/api/state").json()
        return told

    def wait_for_end(self) -> int:
        """Wait until the program has ended by itself; gives its exit code."""
        return self.process.wait(60)
