"""Where comments come from, while a session is open; and the ways to hand some in oneself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from host_assistant.language import _
from ui.context import Context, OpenShow
from ui.pages.live.paste import PasteSheet, ask_for_comments
from ui.pages.prepare.sheet import Sheet
from ui.widgets.parts import button, label, row
from ui.widgets.source_line import SourceLine, statuses_of

if TYPE_CHECKING:
    from host_assistant.sources.source import SourceName

WIDTH_PX = 720
TICK_MS = 1_000


class CommentsSheet(Sheet):
    """`open_paste` opens the sheet in which comments are handed in."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        show: OpenShow,
        open_paste: Callable[[], PasteSheet],
    ) -> None:
        super().__init__(
            parent,
            _("Comments"),
            _("Orders in them are read out and stand in the inbox."),
            WIDTH_PX,
        )
        self._context = context
        self._show = show
        self._open_paste = open_paste
        self.lines: dict[SourceName, SourceLine] = {}
        self._sources = QVBoxLayout()
        self._sources.setSpacing(16)
        self.none = label(
            _("Nothing reads comments in this session. Paste them, or take orders down by hand."),
            "muted",
            wrap=True,
        )
        self.paste = button(_("Paste comments…"), self._paste, icon="mdi6.content-paste")
        self.file = button(_("From a file…"), self._choose_file, icon="mdi6.file-document-outline")
        self.settings = button(_("Set up"), self._set_up, kind="quiet", icon="mdi6.cog-outline")
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.look)
        self.fill(
            self._sources,
            self.none,
            12,
            row(self.paste, self.file, None, self.settings, button(_("Close"), self.accept)),
        )
        self.look()
        self._tick.start()

    def look(self) -> None:
        told = statuses_of(self._show, self._context.desk)
        for name, status in told.items():
            if name not in self.lines:
                self.lines[name] = SourceLine(name)
                self._sources.addWidget(self.lines[name])
                # Qt shows it a moment later, which is too late to measure the sheet by.
                self.lines[name].show()
            self.lines[name].set_status(status)
        self.none.setVisible(not told)
        self.fit()

    def _paste(self) -> None:
        self.accept()
        self._open_paste()

    def _choose_file(self) -> None:
        def chosen(path: Path) -> None:
            self.accept()
            self._open_paste().read_file(path)

        ask_for_comments(self, self._context, chosen)

    def _set_up(self) -> None:
        self.accept()
        self._context.navigate("settings")
