"""A page with nothing on it yet: what belongs there, and the one button that starts it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row

WIDTH_PX = 480


class Empty(QWidget):
    """`more` are quiet buttons under the one that starts it."""

    def __init__(
        self,
        sign: str,
        heading: str,
        words: str,
        start: str,
        pressed: Callable[[], object],
        *more: QPushButton,
    ) -> None:
        super().__init__()
        picture = label()
        put_icon(picture, sign, tokens().muted, 72)
        said = label(words, "muted", wrap=True)
        said.setFixedWidth(WIDTH_PX)
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.start = button(start, pressed, kind="primary")
        self.setLayout(
            column(
                None,
                row(None, picture, None),
                row(None, label(heading, "heading"), None),
                row(None, said, None),
                8,
                row(None, self.start, None),
                *(row(None, each, None) for each in more),
                None,
                gap=12,
            )
        )
