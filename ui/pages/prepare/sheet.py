"""What every question of the page is put together from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLayout, QWidget

from ui.widgets.parts import column, label


class Sheet(QDialog):
    """A dialog with a heading and a line under it; `fill` gives it its parts and opens it."""

    def __init__(self, parent: QWidget, heading: str, words: str, width_px: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setFixedWidth(width_px)
        self._heading = label(heading, "heading", wrap=True)
        self._words: QLabel = label(words, "muted", wrap=True)

    def fill(self, *parts: QWidget | QLayout | int | None) -> None:
        self.setLayout(column(self._heading, self._words, 8, *parts, gap=12, margins=24))
        self.open()

    def fit(self) -> None:
        """As high as what stands in it now."""
        inside = self.layout()
        if inside is not None:
            inside.activate()
            height = inside.totalHeightForWidth(self.width())
            self.setFixedHeight(height if height > 0 else inside.totalSizeHint().height())
