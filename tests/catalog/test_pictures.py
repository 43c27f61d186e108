"""Pictures beside the sheet: taken, told broken, and never fetched from elsewhere."""

import struct
import sys
import unicodedata
from pathlib import Path

import pytest

from host_assistant.catalog.pictures import (
    MAX_PICTURE_BYTES,
    PictureRefused,
    keep_picture,
    picture_size,
)
from tests.catalog.samples import png

# The start of a baseline JPEG of 320×200 behind an APP0 segment and a fill byte, and its end.
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
    b"\xff\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 200, 320) + b"\1\1\x11\0"
    b"\xff\xda\x00\x08\1\1\0\0\x3f\0data\xff\xd9"
)


def webp(kind: bytes, body: bytes) -> bytes:
    chunk = kind + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


WEBP_LOSSY = webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 320, 200) + bytes(8))
WEBP_LOSSLESS = webp(b"VP8L", b"\x2f" + struct.pack("<I", 319 | 199 << 14) + bytes(8))
WEBP_EXTENDED = webp(b"VP8X", bytes(4) + b"\x3f\x01\0\xc7\0\0" + bytes(8))


@pytest.fixture
def sheet_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "sheet"
    folder.mkdir()
    return folder


def reason(folder: Path, name: str) -> str:
    with pytest.raises(PictureRefused) as refusal:
        keep_picture(folder, name, folder.parent / "kept")
    assert not (folder.parent / "kept").exists()
    return refusal.value.reason


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (png(320, 200), (".png", 320, 200)),
        (JPEG, (".jpg", 320, 200)),
        (JPEG + bytes(100), (".jpg", 320, 200)),
        (WEBP_LOSSY, (".webp", 320, 200)),
        (WEBP_LOSSLESS, (".webp", 320, 200)),
        (WEBP_EXTENDED, (".webp", 320, 200)),
    ],
)
def test_kind_and_size_are_read_from_the_frame(content: bytes, size: tuple[str, int, int]) -> None:
    assert picture_size(content) == size


@pytest.mark.parametrize("content", [png(320, 200), JPEG, WEBP_LOSSY, WEBP_LOSSLESS])
def test_a_picture_cut_anywhere_is_broken_or_none(content: bytes) -> None:
    for length in range(len(content) - 1):
        with pytest.raises(PictureRefused) as refusal:
            picture_size(content[:length])
        assert refusal.value.reason in ("picture_broken", "picture_kind")


def test_a_picture_is_kept_once_under_the_hash_of_its_content(sheet_folder: Path) -> None:
    (sheet_folder / "vải.png").write_bytes(png())
    (sheet_folder / "same.png").write_bytes(png())
    kept_dir = sheet_folder.parent / "deep" / "kept"
    names = {keep_picture(sheet_folder, name, kept_dir) for name in ("vải.png", "same.png")}
    assert [path.name for path in kept_dir.iterdir()] == list(names)
    assert len(names.pop()) == len("0123456789abcdef.png")


@pytest.mark.parametrize("name", ["ảnh/vải.png", "ảnh\\vải.png", "./ảnh/vải.png", "ảnh/VẢI.PNG"])
def test_a_folder_beside_the_sheet_in_either_systems_spelling(
    name: str, sheet_folder: Path
) -> None:
    (sheet_folder / "ảnh").mkdir()
    (sheet_folder / "ảnh" / "vải.png").write_bytes(png())
    assert keep_picture(sheet_folder, name, sheet_folder.parent / "kept").endswith(".png")


def test_a_name_that_macos_took_apart_is_found(sheet_folder: Path) -> None:
    (sheet_folder / unicodedata.normalize("NFD", "vải.png")).write_bytes(png())
    assert keep_picture(sheet_folder, "vải.png", sheet_folder.parent / "kept").endswith(".png")


@pytest.mark.parametrize(
    "name",
    ["../secret.png", "..\\secret.png", "a/../../secret.png", "/etc/passwd", "C:\\x.png", "C:x.png",
     "\\\\host\\share\\x.png"],
)  # fmt: skip
def test_nothing_outside_the_sheets_folder_is_taken(name: str, sheet_folder: Path) -> None:
    (sheet_folder.parent / "secret.png").write_bytes(png())
    assert reason(sheet_folder, name) == "picture_outside"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_out_is_not_followed(sheet_folder: Path) -> None:
    (sheet_folder.parent / "secret.png").write_bytes(png())
    (sheet_folder / "vai.png").symlink_to(sheet_folder.parent / "secret.png")
    (sheet_folder / "out").symlink_to(sheet_folder.parent)
    assert reason(sheet_folder, "vai.png") == "picture_outside"
    assert reason(sheet_folder, "out/secret.png") == "picture_outside"


@pytest.mark.parametrize(
    "name", ["nothing.png", "x" * 5000, "a/b/c.png", "https://x.vn/a.png", "."]
)
def test_what_is_not_there_is_missing(name: str, sheet_folder: Path) -> None:
    assert reason(sheet_folder, name) == "picture_missing"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "picture_kind"),
        (b"GIF89a", "picture_kind"),
        (b"%PDF", "picture_kind"),
        (png()[:-20], "picture_broken"),
        (png(0, 5), "picture_broken"),
        (png(8001, 5), "picture_too_large"),
        (png(5, 100_000), "picture_too_large"),
        (png() + bytes(MAX_PICTURE_BYTES), "picture_too_large"),
    ],
    ids=["empty", "gif", "pdf", "cut", "flat", "wide", "tall", "heavy"],
)
def test_pictures_that_are_not_taken(content: bytes, expected: str, sheet_folder: Path) -> None:
    (sheet_folder / "vai.png").write_bytes(content)
    assert reason(sheet_folder, "vai.png") == expected
