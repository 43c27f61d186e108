"""What a technician needs after a crash, and no more.

Neither the error's own words nor any value is kept: they may hold a buyer's name or number.
"""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from host_assistant import __version__
from host_assistant.data_folder import DataFolder


def write_crash(folder: DataFolder, error: BaseException) -> Path | None:
    """Write where the error arose into the data folder; None when even that fails."""
    path = folder.path / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        path.write_text(describe(error), encoding="utf-8")
    except OSError:
        return None
    return path


def describe(error: BaseException) -> str:
    """The kinds of the errors and the lines they came through, from the first cause on."""
    lines = [f"Lên Sóng {__version__}, Python {platform.python_version()}, {platform.platform()}"]
    for one in _causes(error):
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}")
        lines += [
            f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_qualname}"
            for frame, line in traceback.walk_tb(one.__traceback__)
        ]
    return "\n".join(lines) + "\n"


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in found:
        found.append(one)
        one = one.__cause__ or one.__context__
    return found[::-1]
