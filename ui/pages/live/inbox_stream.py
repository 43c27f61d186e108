"""The latest comments, so that one sees them come: a sample of all, with how many there were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from host_assistant.language import _, ngettext
from host_assistant.values.decimals import grouped
from ui.pages.live.inbox_words import one_line
from ui.widgets.clipped import Clipped
from ui.widgets.parts import column, label, row

if TYPE_CHECKING:
    from host_assistant.control_room.comment_words import CommentWords

MOST_LINES = 4


class InboxStream(QWidget):
    """One line of it in a small window, more where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.count = label("", "hint")
        self.lines = [Clipped("hint") for _line in range(MOST_LINES)]
        first = row(self.lines[0], self.count, gap=8)
        first.setStretch(0, 1)
        self.setLayout(column(first, *self.lines[1:], gap=0))
        self.set_room(1)

    def set_room(self, lines: int) -> None:
        for place, line in enumerate(self.lines):
            line.setVisible(place < lines)

    def show_latest(self, latest: Sequence[CommentWords], received: int) -> None:
        self.count.setText(
            ngettext("{count} comment", "{count} comments", received).format(
                count=grouped(received)
            )
        )
        self.count.setAccessibleName(_("Comments received: {count}").format(count=received))
        for place, line in enumerate(self.lines):
            words = latest[place] if place < len(latest) else None
            said = (words.author, words.text) if words else ()
            line.set_text(": ".join(one for one in map(one_line, said) if one))
