"""The card of one product as viewers will see it, drawn by the same painter as on the picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from host_assistant.catalog.product import Product
from host_assistant.language import _
from host_assistant.show.vocabulary import Shape, ShowSetup
from host_assistant.stage.sample import card_of
from ui.widgets.framed import paint_framed

SETTLE_MS = 60
CANVAS = {"wide": (1920, 1080), "upright": (1080, 1920)}


class CardPreview(QWidget):
    """Shows the card of `set_product` in one shape, as large as there is room."""

    def __init__(self, pictures: Path, height_px: int) -> None:
        super().__init__()
        self._pictures = pictures
        self._product: Product | None = None
        self._setup = ShowSetup()
        self._shape: Shape = "wide"
        self._image = QImage()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self.setFixedHeight(height_px)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def image(self) -> QImage:
        return self._image

    @property
    def shape(self) -> Shape:
        return self._shape

    def set_product(self, product: Product | None, setup: ShowSetup) -> None:
        if (product, setup) == (self._product, self._setup) and not self._image.isNull():
            return
        self._product, self._setup = product, setup
        self.setAccessibleName(
            _("The card of {name} as viewers see it").format(name=product.name) if product else ""
        )
        self._settle.start()

    def set_shape(self, shape: Shape) -> None:
        if shape != self._shape:
            self._shape = shape
            self._settle.start()

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def _draw(self) -> None:
        # The painter brings the theme's faces and ornaments, which nobody needs before this.
        from host_assistant.stage.overlay.layout import layout_for
        from host_assistant.stage.overlay.painter import paint
        from host_assistant.stage.overlay.theme import load_theme_or_default

        card = card_of(self._product, self._setup) if self._product else None
        if card is None:
            self._image = QImage()
        else:
            layout = layout_for(self._shape, *CANVAS[self._shape])
            theme, _lost = load_theme_or_default(self._setup.theme)
            self._image = paint(card, layout, theme, self._pictures)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_framed(self, self._image, 12)
