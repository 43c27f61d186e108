"""A code is read by telephones off other telephones, after a stream that was short of bits."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from host_assistant.show.vocabulary import Shape
from host_assistant.stage.opencv import opencv
from host_assistant.stage.overlay.layout import layout_for
from host_assistant.stage.overlay.painter import compose
from host_assistant.stage.overlay.scenery import paint_orchard
from host_assistant.stage.overlay.theme import load_theme
from tests.stage.overlay.hard_cards import LONGEST_PAYLOAD
from tests.stage.overlay.samples import BANK_QR, PAYING, PAYLOAD
from tests.support.parts import need_programs

PHONE_PX = 1080
NOISY = "noise=alls=14:allf=t,fps=30,format=yuv420p"


@pytest.mark.parametrize("text", [PAYLOAD, LONGEST_PAYLOAD], ids=["usual", "longest"])
@pytest.mark.parametrize(("shape", "size"), [("wide", (1280, 720)), ("upright", (720, 1280))])
def test_a_code_outlives_a_poor_stream(
    tmp_path: Path, shape: Shape, size: tuple[int, int], text: str
) -> None:
    """720 lines at 1 Mbit/s with a camera's noise, then shown across a telephone held upright."""
    need_programs("ffmpeg")
    cards = {**PAYING[shape], "bank_qr": replace(BANK_QR, payload=text)}
    ground = paint_orchard(*size)
    still, film, frame = (tmp_path / name for name in ("still.png", "film.mp4", "frame.png"))
    layout = layout_for(shape, *size)
    assert compose(cards, layout, load_theme("cho-phien"), tmp_path, ground).save(str(still))
    rate = ("-b:v", "1M", "-maxrate", "1M", "-bufsize", "1M")
    run("-loop", "1", "-i", still, "-vf", NOISY, "-t", "2", "-preset", "veryfast", *rate, film)
    run("-ss", "1.8", "-i", film, "-frames:v", "1", frame)
    cv2 = opencv()
    seen = cv2.imread(str(frame))
    on_phone = cv2.resize(seen, (PHONE_PX, PHONE_PX * size[1] // size[0]))
    for picture in (seen, on_phone):
        assert cv2.QRCodeDetector().detectAndDecode(picture)[0] == text


def run(*arguments: object) -> None:
    command = ["ffmpeg", "-v", "error", "-y", *map(str, arguments)]
    subprocess.run(command, check=True, timeout=60)
