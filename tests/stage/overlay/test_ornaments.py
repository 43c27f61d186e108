"""Ornaments that no theme of ours uses yet are a designer's all the same."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QColor, QImage

from host_assistant.stage.overlay.painter import paint
from host_assistant.stage.overlay.theme import Ornament, Place, Theme, load_theme
from tests.stage.overlay.samples import LYCHEE, designed

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="{}" fill="#0F0"/></svg>'
)
# Spots of the 560×734 plate, which begins at (10, 10) of its slot.
SPOTS = {
    "top left": (60, 40),
    "top right": (520, 40),
    "bottom left": (60, 715),
    "bottom right": (520, 715),
    "left": (30, 380),
    "top": (290, 30),
    "bottom": (290, 730),
}


@pytest.mark.parametrize(
    ("at", "repeat", "expected"),
    [
        ("top_left", False, {"top left"}),
        ("top_right", False, {"top right"}),
        ("bottom_left", False, {"bottom left"}),
        ("bottom_right", False, {"bottom right"}),
        ("top", True, {"top left", "top right", "top"}),
        ("bottom", True, {"bottom left", "bottom right", "bottom"}),
        ("left", True, {"top left", "bottom left", "left"}),
    ],
)
def test_an_ornament_lies_where_the_theme_says(
    tmp_path: Path, at: Place, repeat: bool, expected: set[str]
) -> None:
    (tmp_path / "square.svg").write_text(SQUARE.format("M0 0h9v9H0z"))
    image = painted(tmp_path, at, repeat=repeat)
    green = {name for name, spot in SPOTS.items() if image.pixelColor(*spot) == QColor("#00FF00")}
    assert green == expected


def test_an_ornament_keeps_to_the_rounded_corners(tmp_path: Path) -> None:
    (tmp_path / "square.svg").write_text(SQUARE.format("M0 0h9v9H0z"))
    assert painted(tmp_path, "top_left", repeat=False).pixelColor(11, 11) != QColor("#00FF00")


def test_an_ornament_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "square.svg").write_text("not a picture")
    plain = msgspec.structs.replace(load_theme("cho-phien"), ornaments=(), awning_px=0)
    # Qt draws the edges of large letters a shade otherwise the first time in a process.
    paint(LYCHEE, designed("wide"), plain, tmp_path)
    wanted = paint(LYCHEE, designed("wide"), plain, tmp_path)
    assert painted(tmp_path, "top", repeat=True) == wanted


def painted(folder: Path, at: Place, *, repeat: bool) -> QImage:
    ornament = Ornament(
        file="square.svg", slots=("product_card",), at=at, width=70, height=70, repeat=repeat
    )
    theme: Theme = msgspec.structs.replace(
        load_theme("cho-phien"), ornaments=(ornament,), awning_px=0, folder=folder
    )
    return paint(LYCHEE, designed("wide"), theme, folder)
