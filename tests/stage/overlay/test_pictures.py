from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QImageIOHandler, QImageWriter, QPainter

from host_assistant.stage.overlay.pictures import (
    draw_cover,
    goods_picture,
    initials,
    placeholder_colour,
)


def test_a_picture_is_read_no_larger_than_it_is_needed(tmp_path: Path) -> None:
    save(two_colours(2000, 1000), tmp_path / "large.png")
    image = goods_picture(tmp_path, "large.png", 200, 200)
    assert image is not None
    assert (image.width(), image.height()) == (400, 200)


def test_a_small_picture_is_left_as_it_is(tmp_path: Path) -> None:
    save(two_colours(40, 20), tmp_path / "small.png")
    image = goods_picture(tmp_path, "small.png", 200, 200)
    assert image is not None
    assert (image.width(), image.height()) == (40, 20)


def test_a_phones_picture_is_turned_upright(tmp_path: Path) -> None:
    path = tmp_path / "phone.jpg"
    writer = QImageWriter(str(path), b"jpg")
    writer.setTransformation(QImageIOHandler.Transformation.TransformationRotate90)
    assert writer.write(two_colours(1200, 600))
    image = goods_picture(tmp_path, "phone.jpg", 150, 300)
    assert image is not None
    assert (image.width(), image.height()) == (150, 300)
    # What lay left of the camera is above after a quarter turn to the right.
    assert image.pixelColor(75, 30).red() > 200
    assert image.pixelColor(75, 270).blue() > 200


def test_a_picture_of_too_many_pixels_is_left_alone(tmp_path: Path) -> None:
    bomb = QImage(9000, 9000, QImage.Format.Format_Mono)
    bomb.fill(0)
    save(bomb, tmp_path / "bomb.png")
    assert goods_picture(tmp_path, "bomb.png", 200, 200) is None


@pytest.mark.parametrize("name", [None, "", "gone.png", "../x.png", "/etc/hostname"])
def test_no_such_picture(tmp_path: Path, name: str | None) -> None:
    assert goods_picture(tmp_path, name, 200, 200) is None


def test_cover_shows_the_middle_in_its_proportions() -> None:
    sheet = QImage(100, 100, QImage.Format.Format_RGB32)
    painter = QPainter(sheet)
    draw_cover(painter, two_colours(400, 100), QRectF(0, 0, 100, 100))
    painter.end()
    assert sheet.pixelColor(40, 50).red() > 200
    assert sheet.pixelColor(60, 50).blue() > 200


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Vải thiều Lục Ngạn", "VT"),
        ("đường phên", "ĐP"),
        ("mật", "M"),
        ("🥭 xoài cát", "XC"),
        ("500 g vải sấy", "5G"),
        ("", ""),
        ("(?)", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_product_keeps_its_colour_however_it_is_typed() -> None:
    assert placeholder_colour("Vải thiều") == placeholder_colour(" Vải  thiều ")
    assert placeholder_colour("Vải thiều") != placeholder_colour("Mật ong")


@pytest.mark.parametrize("number", range(24))
def test_white_letters_stand_out_from_every_placeholder(number: int) -> None:
    colour = placeholder_colour(f"hàng {number}").lighter(118)
    channels = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    luminance = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    # WCAG 2.1 asks no more than 3:1 of letters as large as these.
    assert 1.05 / (luminance + 0.05) >= 3.8


def two_colours(width: int, height: int) -> QImage:
    """Red on the left, blue on the right."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF0000"))
    painter = QPainter(image)
    painter.fillRect(width // 2, 0, width, height, QColor("#0000FF"))
    painter.end()
    return image


def save(image: QImage, path: Path) -> None:
    assert image.save(str(path))
