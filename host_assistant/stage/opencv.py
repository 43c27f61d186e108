"""The only module that imports cv2.

On Linux that import points Qt, and every program started afterwards, at OpenCV's own libraries, so
the variables are put back here. Who needs OpenCV asks `opencv()`.
"""

from __future__ import annotations

import os
from typing import Any, Final

_ITS_VARIABLES: Final = (
    "QT_QPA_PLATFORM_PLUGIN_PATH",
    "QT_QPA_FONTDIR",
    "QT_PLUGIN_PATH",
    "LD_LIBRARY_PATH",
)


def opencv() -> Any:
    """The module cv2, imported now if it was not, with Qt's variables as they were before."""
    before = {name: os.environ.get(name) for name in _ITS_VARIABLES}
    # `trouble` says in words what OpenCV and FFmpeg would write to the terminal.
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    try:
        import cv2
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    return cv2
