"""Pictures of goods: found beside the sheet, looked at, kept under the hash of what they are."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path, PureWindowsPath
from typing import Final

from host_assistant.catalog.sheet_problems import FindingReason
from host_assistant.whole_file import write_whole

MAX_PICTURE_BYTES: Final = 10_000_000
MAX_PICTURE_SIDE_PX: Final = 8000

_PNG_END: Final = b"IEND\xaeB`\x82"


class PictureRefused(Exception):
    """The picture is not taken, and the placeholder stands for it; `reason` is a code."""

    def __init__(self, reason: FindingReason) -> None:
        super().__init__(reason)
        self.reason: FindingReason = reason


def keep_picture(folder: Path, name: str, pictures_dir: Path) -> str:
    """Copies the picture `name` of `folder` into `pictures_dir`; returns its name there.

    Raises PictureRefused, and OSError where `pictures_dir` cannot be written.
    """
    content = _content(_beside(folder, name))
    suffix, width_px, height_px = picture_size(content)
    if not (1 <= width_px <= MAX_PICTURE_SIDE_PX and 1 <= height_px <= MAX_PICTURE_SIDE_PX):
        raise PictureRefused("picture_too_large" if width_px and height_px else "picture_broken")
    kept = f"{hashlib.sha256(content).hexdigest()[:16]}{suffix}"
    target = pictures_dir / kept
    if not target.exists():
        pictures_dir.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)
    return kept


def _beside(folder: Path, name: str) -> Path:
    """The file `name` under `folder`, wherever links lead; Windows' separators too."""
    windows = PureWindowsPath(name)
    if windows.drive or windows.root or ".." in windows.parts:
        raise PictureRefused("picture_outside")
    try:
        home = folder.resolve()
        path = _as_stored(home.joinpath(*windows.parts)).resolve()
        inside, there = path.is_relative_to(home), path.is_file()
    except (OSError, ValueError, RuntimeError):
        raise PictureRefused("picture_missing") from None
    if not inside:
        raise PictureRefused("picture_outside")
    if not there:
        raise PictureRefused("picture_missing")
    return path


def _as_stored(path: Path) -> Path:
    """The same file under the spelling of the disk: macOS keeps NFD, phones write .JPG."""
    if path.exists() or not path.parent.is_dir():
        return path
    wanted = unicodedata.normalize("NFC", path.name).lower()
    for other in path.parent.iterdir():
        if unicodedata.normalize("NFC", other.name).lower() == wanted:
            return other
    return path


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_PICTURE_BYTES + 1)
    except OSError:
        raise PictureRefused("picture_missing") from None
    if len(content) > MAX_PICTURE_BYTES:
        raise PictureRefused("picture_too_large")
    return content


def picture_size(content: bytes) -> tuple[str, int, int]:
    """(suffix, width_px, height_px) of a whole PNG, JPEG or WebP; raises PictureRefused.

    Only the frame is read (PNG 3rd edition section 5, ITU-T T.81 annex B, RFC 9649); a picture
    that is cut short is told by its missing end.
    """
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        if content[12:16] != b"IHDR" or _PNG_END not in content[-64:]:
            raise PictureRefused("picture_broken")
        return ".png", _big(content, 16, 4), _big(content, 20, 4)
    if content.startswith(b"\xff\xd8\xff"):
        # Cameras put thumbnails and zeros behind the end mark.
        if b"\xff\xd9" not in content[-4096:]:
            raise PictureRefused("picture_broken")
        return (".jpg", *_jpeg_size(content))
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        if len(content) < 30 or _little(content, 4, 4) + 8 > len(content):
            raise PictureRefused("picture_broken")
        return (".webp", *_webp_size(content))
    raise PictureRefused("picture_kind")


def _jpeg_size(content: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return _big(content, place + 7, 2), _big(content, place + 5, 2)
        else:
            place += 2 + _big(content, place + 2, 2)
    raise PictureRefused("picture_broken")


def _webp_size(content: bytes) -> tuple[int, int]:
    kind = content[12:16]
    if kind == b"VP8X":
        return _little(content, 24, 3) + 1, _little(content, 27, 3) + 1
    if kind == b"VP8L":
        bits = _little(content, 21, 4)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return _little(content, 26, 2) & 0x3FFF, _little(content, 28, 2) & 0x3FFF
    raise PictureRefused("picture_broken")


def _big(content: bytes, start: int, length: int) -> int:
    return int.from_bytes(content[start : start + length], "big")


def _little(content: bytes, start: int, length: int) -> int:
    return int.from_bytes(content[start : start + length], "little")
