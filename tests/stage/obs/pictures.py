"""Pictures to put on the stage, and looking at what came of them."""

from pathlib import Path

import numpy
from PySide6.QtGui import QColor, QImage

from host_assistant.stage.opencv import opencv


def one_colour(path: Path, colour: str, width_px: int, height_px: int) -> Path:
    image = QImage(width_px, height_px, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))
    return path


def film(path: Path, colour: str) -> Path:
    """Half a second of a camera that sees nothing but this colour."""
    cv2 = opencv()
    wanted = QColor(colour)
    blue_green_red = wanted.blue(), wanted.green(), wanted.red()
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 20.0, (640, 360))
    assert writer.isOpened()
    for _ in range(10):
        writer.write(numpy.full((360, 640, 3), blue_green_red, numpy.uint8))
    writer.release()
    return path


class Seen:
    """A picture of the stage."""

    def __init__(self, encoded: bytes) -> None:
        self.image = QImage.fromData(encoded)
        assert not self.image.isNull(), "not a picture"

    def is_near(self, colour: str, x: float, y: float) -> bool:
        """Whether the spot, in parts of the width and height, has about this colour."""
        wanted = QColor(colour)
        seen = self.image.pixelColor(
            int(x * (self.image.width() - 1)), int(y * (self.image.height() - 1))
        )
        pairs = zip(wanted.getRgb()[:3], seen.getRgb()[:3], strict=True)  # type: ignore[index]
        return all(abs(one - other) < 40 for one, other in pairs)
