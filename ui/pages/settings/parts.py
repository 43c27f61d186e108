"""What the settings are put together from: sections, rows and fields that save as they are left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLayout, QLineEdit, QWidget

from ui.theme import tokens
from ui.widgets.parts import card, column, label, row

LABEL_PX = 184
T = TypeVar("T")


class Choice(QComboBox, Generic[T]):
    """One of a few values, each with its words. Scrolling the page past it changes nothing."""

    def __init__(self, name: str, words: Mapping[T, str], chosen: Callable[[T], object]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._values: list[T] = []
        self.put(words)
        self.activated.connect(lambda place: chosen(self._values[place]))

    def put(self, words: Mapping[T, str]) -> None:
        """Other values; what was chosen stays chosen if it is among them."""
        before = self.value if self._values else None
        self._values = list(words)
        self.clear()
        self.addItems(list(words.values()))
        if before in self._values:
            self.choose(before)

    @property
    def value(self) -> T:
        return self._values[max(self.currentIndex(), 0)]

    def choose(self, value: T) -> None:
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().muted), 2))
        middle = QPointF(self.width() - 22, self.height() / 2 + 1)
        painter.drawPolyline(
            [middle + QPointF(-5, -3), middle + QPointF(0, 3), middle + QPointF(5, -3)]
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Field(QLineEdit):
    """One line of text that is told when it is left with other words than before."""

    def __init__(
        self,
        name: str,
        text: str,
        written: Callable[[str], object],
        *,
        hint: str = "",
        secret: bool = False,
        longest: int = 200,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(longest)
        self._before = text
        self._written = written
        self.show_text(text)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.editingFinished.connect(self._left)

    def show_text(self, text: str) -> None:
        """What is kept; nobody is told."""
        self._before = text
        self.setText(text)
        self.setCursorPosition(0)

    def _left(self) -> None:
        text = self.text().strip()
        if text != self._before:
            self._before = text
            self._written(text)


def section(heading: str, *parts: QWidget | QLayout | int | None, hint: str = "") -> QFrame:
    made = card()
    explained = (label(hint, "muted", wrap=True),) if hint else ()
    made.setLayout(column(label(heading, "heading"), *explained, 4, *parts, gap=12, margins=24))
    return made


def line(name: str, field: QWidget, hint: str = "") -> QLayout:
    """A name, its field, and what it is for."""
    words = label(name, wrap=True)
    words.setFixedWidth(LABEL_PX)
    words.setBuddy(field)
    side = column(field, label(hint, "muted", wrap=True), gap=4) if hint else column(field)
    made = row(words, side, gap=16)
    made.setAlignment(words, Qt.AlignmentFlag.AlignTop)
    words.setMinimumHeight(44)
    made.setStretch(1, 1)
    return made
