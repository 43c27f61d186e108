"""Reading what stands on a picture, as a viewer would: with tesseract and its Vietnamese data."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from host_assistant.show.vocabulary import OverlaySlot
from host_assistant.stage.overlay.layout import Layout
from host_assistant.values.vietnamese import fold
from tests.support.parts import need_programs

READING_LINES = 720
CARD_WORDS_BELOW = 0.5
# Above its panel the slot shows what lies behind, which would be read for letters.
COUNTER_WORDS_BELOW = 0.12
SAME_LETTERS = 0.85


def need_reader() -> None:
    """Skip on a developer's laptop without the programs; fail on CI."""
    need_programs("ffmpeg", "tesseract")


def frame_at(video: Path, at_s: float, picture: Path) -> Path:
    """The frame of the video at that second, as a PNG."""
    _run("ffmpeg", "-v", "error", "-y", "-i", video, "-ss", f"{at_s:.3f}", "-frames:v", 1, picture)
    assert picture.exists(), f"{video} has no frame at {at_s} s"
    return picture


def duration_s(video: Path) -> float:
    told = _run(
        "ffprobe", "-v", "error", "-show_entries", "packet=pts_time", "-select_streams", "v",
        "-of", "csv=p=0", video,
    )  # fmt: skip
    return max(float(line.strip(",")) for line in told.split() if line.strip(","))


def card_words(picture: Path, layout: Layout) -> str:
    """What the product card says, folded: no diacritics, lower case, lines joined by spaces."""
    return _words(_crop(picture, layout, "product_card", "format=gray", 2.0, CARD_WORDS_BELOW))


def card_figures(picture: Path, layout: Layout) -> Iterator[str]:
    """The figures of the product card; the large price is best read from smaller pictures, now
    from the one, now from the other."""
    only = ("-c", "tessedit_char_whitelist=0123456789.")
    for zoom in (1.0, 0.8):
        crop = _crop(picture, layout, "product_card", "format=gray", zoom, CARD_WORDS_BELOW)
        yield _words(crop, *only)


def counter_words(picture: Path, layout: Layout) -> str:
    """What the order counter says, folded. Its light letters on dark are turned round first."""
    turned = "format=gbrp,extractplanes=g,negate"
    return _words(_crop(picture, layout, "order_counter", turned, 0.9, COUNTER_WORDS_BELOW))


def screen_words(picture: Path) -> str:
    """What stands on a picture of the screen, folded."""
    return _words(picture)


def resembles(wanted: str, read: str) -> bool:
    """Whether the reader met this name: it takes an ả for an ỏ now and then."""
    folded = fold(wanted)
    matching = SequenceMatcher(None, folded, read, autojunk=False).get_matching_blocks()
    return sum(block.size for block in matching) >= SAME_LETTERS * len(folded)


def _crop(
    picture: Path, layout: Layout, slot: OverlaySlot, channel: str, zoom: float, below: float
) -> Path:
    """The slot as a gray picture, without its upper share `below`; `zoom` is against 720 lines."""
    rect = layout.slots[slot]
    crop = picture.with_name(f"{picture.stem}-{slot}-{zoom}.png")
    top = round(rect.height * below)
    area = f"crop={rect.width}:{rect.height - top}:{rect.x}:{rect.y + top}"
    size = zoom * READING_LINES / layout.canvas_height_px
    scaled = f"scale=iw*{size:.4f}:-1:flags=lanczos"
    _run("ffmpeg", "-v", "error", "-y", "-i", picture, "-vf", f"{area},{channel},{scaled}", crop)
    return crop


def _words(crop: Path, *options: str) -> str:
    told = _run("tesseract", crop, "-", "-l", "vie", "--psm", "11", "--dpi", "150", *options)
    return fold(" ".join(told.split()))


def _run(*command: object) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    assert done.returncode == 0, f"{command[0]}: {done.stderr}"
    return done.stdout
