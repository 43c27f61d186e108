"""One question before something that cannot be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from host_assistant.language import _
from ui.widgets.parts import button, column, label, row

WIDTH = 480


class Ask(QDialog):
    """Asks, and calls `yes` when the answer is yes. `yes_text` says what will happen.

    `instead` is a quiet second answer and what it does, in place of going back, which Esc does.
    """

    def __init__(
        self,
        parent: QWidget,
        heading: str,
        body: str,
        yes_text: str,
        yes: Callable[[], object],
        instead: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setFixedWidth(WIDTH)
        self.no = button(_("No, go back"), self.reject)
        if instead is not None:
            words, do_instead = instead
            self.no = button(words, lambda: self._do_instead(do_instead), kind="quiet")
        self.yes = button(yes_text, self.accept, kind="primary")
        self.accepted.connect(yes)
        self.setLayout(
            column(
                label(heading, "heading", wrap=True),
                label(body, wrap=True),
                8,
                row(None, self.no, self.yes),
                gap=12,
                margins=24,
            )
        )
        (self.no if instead is None else self.yes).setFocus()
        self.open()

    def _do_instead(self, does: Callable[[], object]) -> None:
        self.reject()
        does()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words are at this width: Qt's own guess breaks lines it need not."""
        super().showEvent(event)
        self.setFixedHeight(self.layout().totalHeightForWidth(WIDTH))  # type: ignore[union-attr]
