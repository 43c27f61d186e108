"""The pictures as somebody last approved them; see `golden.py` for how to paint them anew."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from tests.stage.overlay.golden import FOLDER, NAMES, difference, picture

# Measured: Qt 6.11 and 6.12 paint alike to the bit, and one other digit in the price moves a block
# by 28 shades. What lies between is left to other systems' rounding.
MEAN_SHADES = 1.0
MOST_SHADES = 18.0


@pytest.mark.parametrize("name", NAMES)
def test_looks_as_it_was_approved(name: str) -> None:
    approved = QImage(str(FOLDER / f"{name}.png"))
    assert not approved.isNull(), f"{name} was never painted"
    painted = picture(name)
    assert painted.size() == approved.size()
    mean, most = difference(painted, approved)
    assert mean <= MEAN_SHADES
    assert most <= MOST_SHADES


def test_no_picture_is_left_from_before() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == set(NAMES)


def test_a_part_that_is_missing_is_noticed() -> None:
    whole = picture("cho-phien-wide-selling")
    marred = whole.copy()
    painter = QPainter(marred)
    painter.fillRect(QRect(340, 220, 90, 20), QColor("#FFF8EA"))
    painter.end()
    assert difference(whole, marred)[1] > MOST_SHADES
