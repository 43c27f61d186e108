"""What the inbox is put together from, and how it shares its room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QWidget

from host_assistant.language import _
from host_assistant.values.decimals import grouped
from ui.pages.live.inbox_card import InboxCard
from ui.pages.live.inbox_groups import InboxGroups
from ui.pages.live.inbox_list import InboxList
from ui.pages.live.inbox_model import InboxModel
from ui.pages.live.inbox_rule import InboxRule
from ui.pages.live.inbox_stream import MOST_LINES, InboxStream
from ui.pages.live.inbox_words import nothing_words
from ui.widgets.clipped import Clipped
from ui.widgets.parts import button, column, label, row, set_state

SAID_MS = 6_000
LIST_PX, ROOMY_PX = 92, 640
EMPTY, LIST, RULE = 0, 1, 2


class InboxParts(QWidget):
    """A page that says where comments come from while there are none, and one with the list."""

    def __init__(self, card: InboxCard, rule: InboxRule, to_sources: Callable[[], object]) -> None:
        super().__init__()
        self._sampled, self._roomy = False, True
        self.groups = InboxGroups()
        self.rule, self.card = rule, card
        self.model = InboxModel()
        self.view = InboxList(self.model)
        for made in self.groups.buttons.values():
            made.clicked.connect(lambda _on=False: self.view.setFocus())
        self.stream = InboxStream()
        self.sample = label("", "hint")
        self.said = Clipped("good")
        self._bind(to_sources)
        # Else a click beside the buttons would give the focus, and so the keys, to the page.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.view)
        self._forget = QTimer(self, singleShot=True, interval=SAID_MS)
        self._forget.timeout.connect(lambda: self.say(""))

    @property
    def is_sample(self) -> bool:
        """Whether there is more than the list shows."""
        return self._sampled

    def show_list(self, shown: int, count: int) -> None:
        """Of `count` things of the chosen sort so many stand in the list."""
        self.view.set_nothing("" if shown else nothing_words(self.groups.sort))
        self._say_sample(shown, count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.height() >= ROOMY_PX
        self.stream.set_room(MOST_LINES if roomy else 1)
        self.card.set_roomy(roomy)
        self._roomy = roomy
        self._share_foot()

    def _share_foot(self) -> None:
        """In a low window one line says the latest answer, or else that this is a sample, or else
        what came last."""
        said = bool(self.said.words)
        self.said.setVisible(said)
        self.sample.setVisible(self._sampled and (self._roomy or not said))
        self.stream.setVisible(not said and (self._roomy or not self._sampled))

    @property
    def shows_list(self) -> bool:
        return self._pages.currentIndex() == LIST

    def turn(self, *, anything: bool) -> None:
        """What goes away would hand the focus to whatever stands beside it."""
        page = RULE if self.rule.open else LIST if anything else EMPTY
        if page != self._pages.currentIndex():
            focused = QApplication.focusWidget()
            had_focus = focused is not None and self.isAncestorOf(focused)
            self._pages.setCurrentIndex(page)
            if had_focus:
                self.take_focus()

    def take_focus(self) -> None:
        """The keys are the list's; without one they are what its page is there for."""
        stops = {EMPTY: self.to_sources, LIST: self.view, RULE: self.rule.switch}
        stops[self._pages.currentIndex()].setFocus()

    def _say_sample(self, shown: int, count: int) -> None:
        self._sampled = shown < count
        self._share_foot()
        words = (
            _("{shown} of {count} comments to check")
            if self.groups.sort == "unsure"
            else _("The oldest {shown} of {count}")
        )
        self.sample.setText(words.format(shown=grouped(shown), count=grouped(count)))

    def say(self, words: str, role: str = "good") -> None:
        """In the place of the latest comments, so that nothing moves."""
        self.said.set_text(words)
        set_state(self.said, "role", role)
        self._share_foot()
        if words:
            self._forget.start()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _bind(self, to_sources: Callable[[], object]) -> None:
        # However much there is, it asks for no more of the page.
        self.view.setMinimumHeight(LIST_PX)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        page = QWidget()
        parts = column(
            self.groups, self.view, self.card, self.sample, self.said, self.stream, gap=6
        )
        parts.setStretch(1, 1)
        page.setLayout(parts)
        where = label(
            _(
                "Comments come from the platform where you broadcast: through Social Stream Ninja, "
                "from YouTube or Facebook, or from a file."
            ),
            "muted",
            wrap=True,
        )
        self.to_sources = button(_("Where comments come from"), to_sources, kind="small")
        empty = QWidget()
        empty.setLayout(
            column(label(_("No comments yet"), "heading"), where, row(self.to_sources, None), None)
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(empty)
        self._pages.addWidget(page)
        self._pages.addWidget(self.rule)
        self.setLayout(column(self._pages))
        for word in (self.said, self.sample):
            word.hide()
