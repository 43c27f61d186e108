"""The real parts that tests drive: missing on CI they fail the run, elsewhere they skip."""

from __future__ import annotations

import os
import shutil

import pytest


def need_programs(*names: str, path: str | None = None) -> None:
    """`path` is where else to look, as in PATH."""
    missing = [name for name in names if shutil.which(name, path=path) is None]
    if missing:
        do_without(f"not installed: {', '.join(missing)}")


def need_root(to_do: str) -> None:
    if os.geteuid() != 0:
        do_without(f"only root can {to_do}")


def do_without(reason: str) -> None:
    """The test cannot run for that reason."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
