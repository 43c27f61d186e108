"""Pictures to put on the stage, and looking at what came of them."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage


def one_colour(path: Path, colour: str, width_px: int, height_px: int) -> Path:
    image = QImage(width_px, height_px, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))
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
