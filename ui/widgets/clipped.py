"""Words of which as many lines are seen as there is room for; the rest is in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.widgets.tips import as_tip


class Clipped(QLabel):
    """A label of so many lines, whatever it says: what stands around it never moves.

    Its own text stays empty, `words` is what it says: a label that wraps would ask for room.
    """

    def __init__(self, role: str = "", lines: int = 1) -> None:
        super().__init__()
        self._whole = ""
        self._lines = lines
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        return self._whole

    def set_text(self, text: str) -> None:
        if text == self._whole:
            return
        self._whole = text
        self.setToolTip(as_tip(text))
        self.setAccessibleName(text)
        self.update()

    def set_lines(self, lines: int) -> None:
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(40, self.fontMetrics().lineSpacing() * self._lines + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = self.fontMetrics()
        for place, line in enumerate(self._seen(metrics)):
            top = 1 + place * metrics.lineSpacing()
            painter.drawText(0, top + metrics.ascent(), line)

    def _seen(self, metrics: QFontMetrics) -> list[str]:
        layout = QTextLayout(self._whole, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) < self._lines:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self.width())
            starts.append(line.textStart())
        layout.endLayout()
        ends = [*starts[1:], len(self._whole)]
        seen = [self._whole[start:end] for start, end in zip(starts, ends, strict=True)]
        if seen:
            seen[-1] = metrics.elidedText(seen[-1], Qt.TextElideMode.ElideRight, self.width())
        return seen
