"""Black or not, moved or not, told from a picture of a few pixels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage

from host_assistant.stage.obs.health.thumbnail import HEIGHT_PX, WIDTH_PX, Thumbnail, pixels_of


def bmp(colour: str, depth: QImage.Format) -> bytes:
    """As OBS makes them: it has Qt encode its screenshots."""
    image = QImage(WIDTH_PX, HEIGHT_PX, depth)
    image.fill(QColor(colour))
    return encoded(image)


def encoded(image: QImage) -> bytes:
    buffer = QBuffer()
    assert image.save(buffer, "BMP")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


@pytest.mark.parametrize("depth", [QImage.Format.Format_RGB32, QImage.Format.Format_RGB888])
@pytest.mark.parametrize(
    ("colour", "is_black"), [("#000000", True), ("#070709", True), ("#303030", False)]
)
def test_a_covered_lens_is_black_and_an_evening_is_not(
    colour: str, is_black: bool, depth: QImage.Format
) -> None:
    pixels = pixels_of(bmp(colour, depth))
    assert len(pixels) == WIDTH_PX * HEIGHT_PX * 3
    assert Thumbnail(pixels).is_black is is_black


def test_a_lamp_in_the_night_is_a_picture() -> None:
    image = QImage(WIDTH_PX, HEIGHT_PX, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    image.setPixelColor(3, 3, QColor("white"))
    assert not Thumbnail(pixels_of(encoded(image))).is_black
