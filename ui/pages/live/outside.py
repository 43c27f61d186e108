"""What comes from outside this laptop: helpers' phones, and comments from the platforms."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from host_assistant.language import _
from ui.context import Context, OpenShow
from ui.pages.live.comments import CommentsSheet
from ui.pages.live.door import Door
from ui.pages.live.door_words import devices_words
from ui.pages.live.helpers import HelpersSheet
from ui.pages.live.paste import PasteSheet
from ui.theme import tokens
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, row
from ui.widgets.source_line import first_trouble, statuses_of
from ui.widgets.tips import as_tip

LOOK_MS = 2_000


class Outside(QWidget):
    """Two quiet buttons; each opens a sheet, and says by its sign that something is wrong there."""

    def __init__(
        self,
        context: Context,
        show: OpenShow,
        page: QWidget,
        open_inbox: Callable[[], object],
    ) -> None:
        super().__init__()
        self._context = context
        self._show = show
        self._page = page
        self._open_inbox = open_inbox
        self.door = Door(context, self)
        self.helpers = button(_("Helpers"), self.open_helpers, kind="switch")
        self.comments = button(_("Comments"), self.open_comments, kind="switch")
        beside = row(self.helpers, self.comments)
        beside.setStretch(0, 1)
        beside.setStretch(1, 1)
        self.setLayout(beside)
        self.door.changed.connect(self._dress_helpers)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._dress_comments)
        self._dress_helpers()
        self._dress_comments()

    def open_helpers(self) -> HelpersSheet:
        return HelpersSheet(self._page, self.door)

    def open_comments(self) -> CommentsSheet:
        paste = partial(PasteSheet, self._page, self._context, self._show, self._open_inbox)
        return CommentsSheet(self._page, self._context, self._show, paste)

    def close_show(self) -> None:
        self.door.stop()
        self._look.stop()

    def showEvent(self, event: QShowEvent) -> None:
        self._look.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        super().hideEvent(event)

    def _dress_helpers(self) -> None:
        count = len(self.door.devices)
        self.helpers.setText(f"{_('Helpers')} · {count}" if count else _("Helpers"))
        spoken = [_("Helpers")]
        if self.door.is_open:
            spoken.append(_("open to phones"))
        if count:
            spoken.append(devices_words(count))
        self.helpers.setAccessibleName(", ".join(spoken))
        self._sign(
            self.helpers,
            "mdi6.cellphone-check" if self.door.is_open else "mdi6.account-group-outline",
            wrong=self.door.moved,
        )
        self.helpers.setToolTip(_("Let helpers' phones in, or see who is in"))

    def _dress_comments(self) -> None:
        trouble = first_trouble(statuses_of(self._show, self._context.desk))
        self._sign(self.comments, "mdi6.comment-text-outline", wrong=bool(trouble))
        self.comments.setToolTip(as_tip(trouble) or _("Where comments come from; paste some"))

    def _sign(self, made: QPushButton, icon: str, *, wrong: bool) -> None:
        name = "mdi6.alert-circle-outline" if wrong else icon
        colour = tokens().gold_ink if wrong else tokens().ink
        put_icon(made, name, colour, 20)
