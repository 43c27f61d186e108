"""The live page: the start while nothing is open, the show while a session is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from ui.context import Context, OpenShow
from ui.pages.live.start import LiveStart

if TYPE_CHECKING:
    from ui.pages.live.show import LiveShow


class LivePage(QStackedWidget):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.start = LiveStart(context)
        self.show_page: LiveShow | None = None
        self.addWidget(self.start)
        context.bridge.opening.connect(self.start.set_opening)
        context.bridge.show_changed.connect(self._change)
        self._change(context.show)

    def leave(self) -> None:
        """The page is about to be thrown away, the show is not."""
        self._put_away()

    def _change(self, show: OpenShow | None) -> None:
        self._put_away()
        if show is None:
            return
        # The parts of an open show cost more to import than the start of the program may take.
        from ui.pages.live.show import LiveShow

        self.show_page = LiveShow(self._context, show)
        self.addWidget(self.show_page)
        self.setCurrentWidget(self.show_page)
        self.show_page.setFocus()

    def on_shown(self) -> None:
        """The keys are the page's; without a show the first thing to type is its title."""
        (self.show_page or self.start.title).setFocus()

    def open_inbox(self) -> None:
        if self.show_page is not None:
            self.show_page.side.open_inbox()

    def _put_away(self) -> None:
        page, self.show_page = self.show_page, None
        if page is not None:
            page.close_show()
            self.removeWidget(page)
            page.deleteLater()
