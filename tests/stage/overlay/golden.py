"""Golden pictures: what the overlays looked like when somebody last looked at them.

    python -m tests.stage.overlay.golden        paint them anew, then look at them

They are small and compared block by block, so that another version of Qt or of FreeType, which
shades edges differently, passes, and a moved, missing or recoloured part does not.
"""

from pathlib import Path
from typing import Final

import numpy
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage

from host_assistant.show.vocabulary import OverlaySlot, Shape
from host_assistant.stage.overlay.backdrop import BackdropWords, paint_backdrop
from host_assistant.stage.overlay.cards import Card
from host_assistant.stage.overlay.fonts import ensure_gui
from host_assistant.stage.overlay.painter import compose
from host_assistant.stage.overlay.theme import load_theme
from tests.stage.overlay.samples import PAYING, SELLING, SHOES, TALKING, designed

FOLDER: Final = Path(__file__).parent / "golden"
BLOCK_PX: Final = 8
Pixels = numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.float64]]

_SHAPES: Final[tuple[Shape, ...]] = ("wide", "upright")
_SCENES: Final[dict[str, dict[Shape, dict[OverlaySlot, Card]]]] = {
    "selling": dict.fromkeys(_SHAPES, SELLING),
    "shoes": {shape: {"product_card": SHOES} for shape in _SHAPES},
    "talking": dict.fromkeys(_SHAPES, TALKING),
    "paying": PAYING,
}
_WAITING: Final[dict[str, BackdropWords]] = {
    "opening": BackdropWords("Sắp lên sóng", "Bà con chờ một chút nhé"),
    "break": BackdropWords("Tạm nghỉ ít phút", "Chúng tôi quay lại ngay"),
    "closing": BackdropWords("Cảm ơn bà con", "Hẹn gặp lại phiên chợ sau"),
}
NAMES: Final = tuple(
    f"{theme}-{shape}-{scene}"
    for theme in ("cho-phien", "tre-xanh")
    for shape in _SHAPES
    for scene in (*_SCENES, *_WAITING)
)


def picture(name: str) -> QImage:
    """The picture of that name as it is painted now, small."""
    theme_name, shape_name, scene = name.rsplit("-", 2)
    shape: Shape = "wide" if shape_name == "wide" else "upright"
    layout, theme = designed(shape), load_theme(theme_name)
    width, height = layout.canvas_width_px, layout.canvas_height_px
    if scene in _SCENES:
        ground = QImage(width, height, QImage.Format.Format_RGB32)
        ground.fill(QColor("#7D9A86"))
        painted = compose(_SCENES[scene][shape], layout, theme, Path("/nonexistent"), ground)
    else:
        painted = paint_backdrop("break", _WAITING[scene], layout, theme)
    size = QSize(480, 272) if shape == "wide" else QSize(272, 480)
    small = painted.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return small.convertToFormat(QImage.Format.Format_RGB888)


def blocks_of(image: QImage) -> Pixels:
    """The mean colour of each block of the image."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    pixels = numpy.frombuffer(rgb.constBits(), numpy.uint8).reshape(rgb.height(), -1)
    shaped = pixels[:, : 3 * rgb.width()].reshape(
        rgb.height() // BLOCK_PX, BLOCK_PX, rgb.width() // BLOCK_PX, BLOCK_PX, 3
    )
    means: Pixels = shaped.mean(axis=(1, 3))
    return means


def difference(one: QImage, other: QImage) -> tuple[float, float]:
    """The mean and the largest difference of all blocks, in shades of 0 to 255."""
    apart = numpy.abs(blocks_of(one) - blocks_of(other)).max(axis=2)
    return float(apart.mean()), float(apart.max())


def main() -> None:
    ensure_gui()
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for name in NAMES:
        if not picture(name).save(str(FOLDER / f"{name}.png")):
            message = f"{FOLDER} takes no picture"
            raise OSError(message)
    print(f"{len(NAMES)} pictures in {FOLDER}")


if __name__ == "__main__":
    main()
