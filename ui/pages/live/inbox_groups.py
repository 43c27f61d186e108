"""The four kinds of things in the inbox, each with how many there are; one is looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QWidget

from host_assistant.language import _
from host_assistant.show.inbox import INBOX_SORTS, InboxSort
from host_assistant.values.decimals import grouped
from ui.pages.live.inbox_words import group_name
from ui.widgets.parts import column, fill_grid, label, set_state
from ui.widgets.rich_button import RichButton

ONE_LINE_PX = 400


class GroupButton(RichButton):
    """How many there are, and under it of what."""

    def __init__(self, sort: InboxSort) -> None:
        super().__init__("group")
        self._name = group_name(sort)
        self.number = label("", "strong")
        name = label(self._name, "hint")
        for part in (self.number, name):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        parts = column(self.number, name, gap=0)
        parts.setContentsMargins(4, 2, 4, 3)
        self.set_parts(parts)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        text = grouped(count)
        self.number.setText(text)
        self.setAccessibleName(_("{group}: {count}").format(group=self._name, count=text))
        set_state(self.number, "role", "strong" if count else "muted")


class InboxGroups(QWidget):
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.sort: InboxSort = "unsure"
        self.buttons: dict[InboxSort, GroupButton] = {}
        self._together = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._across = 0
        for sort in INBOX_SORTS:
            made = GroupButton(sort)
            made.clicked.connect(lambda _on=False, sort=sort: self.choose(sort))
            self._together.addButton(made)
            self.buttons[sort] = made
        self.buttons["unsure"].setChecked(True)
        self.show_counts(dict.fromkeys(INBOX_SORTS, 0))
        self._arrange(4)

    def choose(self, sort: InboxSort) -> None:
        self.sort = sort
        self.buttons[sort].setChecked(True)
        self.chosen.emit(sort)

    def show_counts(self, counts: dict[InboxSort, int]) -> None:
        for sort, made in self.buttons.items():
            made.set_count(counts[sort])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(4 if self.width() >= ONE_LINE_PX else 2)

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        fill_grid(self._grid, list(self.buttons.values()), across, 4)
