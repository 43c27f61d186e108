"""What is chosen in the inbox, in full, with the buttons that answer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QElapsedTimer, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from host_assistant.control_room.called_off import MayMean
from host_assistant.language import _
from host_assistant.show.inbox import InboxSort
from host_assistant.show.state import OnSale
from ui.pages.live.inbox_list import SIGNS, sign_colour
from ui.pages.live.inbox_words import (
    Entry,
    ago_words,
    amount_words,
    contact_words,
    meant_words,
    platform_words,
    read_in_full,
    repeats_words,
    said_words,
    stock_words,
    who_words,
    why_words,
)
from ui.theme import tokens
from ui.widgets.clipped import Clipped
from ui.widgets.icons import put_icon
from ui.widgets.parts import button, column, label, row, set_state
from ui.widgets.tips import as_tip

# What came to stand under the finger by itself is not answered by a press meant for another.
SETTLE_MS = 400
KEYS_PX = 410
Offer = tuple[str, Callable[[], object]]


class InboxCard(QFrame):
    """It shows one thing until it is told to show another; an answer is of what stands there.

    `confirm`, `mend` and `drop` are called from its buttons and by `InboxPanel` from keys.
    """

    def __init__(
        self,
        confirm: Callable[[], object],
        mend: Callable[[], object],
        drop: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("kind", "inbox")
        self.entry: Entry | None = None
        self._meant: tuple[MayMean, ...] = ()
        self.offers: list[QPushButton] = []
        self._since = QElapsedTimer()
        self._sign = label()
        self.who = Clipped("strong")
        self.when = label("", "hint")
        self.said = Clipped("said", lines=2)
        self.read = Clipped("strong")
        self.amount = label("", "strong")
        self.contact = Clipped("small")
        self.why = Clipped("hint")
        self.orders = QComboBox()
        self.orders.setAccessibleName(_("Which order is called off"))
        self.orders.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.confirm = button("", confirm, kind="small", icon="mdi6.check")
        self.mend = button("", mend, kind="small")
        self.drop = button("", drop, kind="small")
        for made in (self.confirm, self.mend, self.drop):
            # A click leaves the keys to the list.
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.question = Clipped("warning", lines=2)
        self._offers = QGridLayout()
        self._offers.setSpacing(6)
        self.offer = QWidget()
        self.offer.setLayout(self._offers)
        head = row(self._sign, self.who, self.when, gap=6)
        head.setStretch(1, 1)
        facts = row(self.read, self.amount, gap=8)
        facts.setStretch(0, 1)
        # Why it was read so, which order is called off, or a question: nothing around it moves.
        self._middle = QStackedWidget()
        self._middle.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        under = QWidget()
        under.setLayout(column(self.contact, self.why, None, gap=2))
        for page in (under, self.orders, self.question):
            self._middle.addWidget(page)
        answers = QWidget()
        line = row(self.confirm, self.mend, self.drop, gap=6)
        line.setStretch(0, 1)
        answers.setLayout(line)
        self._answers = answers
        whole = column(head, self.said, facts, self._middle, answers, self.offer, gap=4)
        whole.setContentsMargins(10, 8, 10, 10)
        self.setLayout(whole)
        self.offer.hide()

    @property
    def settled(self) -> bool:
        """Whether it has stood there long enough to be answered."""
        return not self._since.isValid() or self._since.elapsed() >= SETTLE_MS

    def show_entry(
        self,
        entry: Entry,
        products: Mapping[str, OnSale],
        now_ms: int,
        meant: tuple[MayMean, ...],
        *,
        by_hand: bool,
    ) -> None:
        """`meant` is what a cancellation may mean, `by_hand` that a person chose the entry."""
        other = self.entry is None or self.entry.item.item_id != entry.item.item_id
        if other:
            self.ask(None)
            if by_hand:
                self._since.invalidate()
            else:
                self._since.start()
        changed = entry != self.entry or meant != self._meant
        self.entry, self._meant = entry, meant
        self._say_when(entry, now_ms)
        if changed or entry.item.sort == "waiting":
            self._say(entry, products)
            self._list_orders(meant)
            self._name_buttons(entry)
        if other:
            said = f"{who_words(entry)}: {said_words(entry) or self.read.words}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def ask(self, question: str | None, offers: Sequence[Offer] = ()) -> None:
        """Put a question with its answers into the place of the buttons; None takes it away."""
        while self._offers.count():
            item = self._offers.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.offers = [button(words, does, kind="small") for words, does in offers]
        across = len(self.offers) if self.width() >= KEYS_PX else 2
        for place, made in enumerate(self.offers):
            self._offers.addWidget(made, place // max(1, across), place % max(1, across))
        self.question.set_text(question or "")
        self.offer.setVisible(question is not None)
        self._answers.setVisible(question is None)
        self._turn_middle()
        if question is not None:
            self._since.start()
            self.offers[0].setFocus()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, question))

    @property
    def asks(self) -> bool:
        return not self.offer.isHidden()

    @property
    def order_meant(self) -> str:
        """The order that a cancellation is taken for; "" where none is."""
        return str(self.orders.currentData() or "")

    def set_roomy(self, roomy: bool) -> None:
        """In a high window nothing of a long comment is left out."""
        self.said.set_lines(3 if roomy else 2)
        self.why.set_lines(2 if roomy else 1)

    def set_primary(self, primary: bool) -> None:
        set_state(self.confirm, "kind", "smallprimary" if primary else "small")
        self._dress_confirm()

    def _dress_confirm(self) -> None:
        primary = self.confirm.property("kind") == "smallprimary"
        put_icon(
            self.confirm, "mdi6.check", tokens().on_brand if primary else tokens().leaf_ink, 20
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.entry is not None:
            self._name_buttons(self.entry)

    def _say_when(self, entry: Entry, now_ms: int) -> None:
        platform = platform_words(entry.item.platform) or _("by hand")
        self.when.setText(f"{platform} · {ago_words(entry.item.at_ms, now_ms)}")

    def _say(self, entry: Entry, products: Mapping[str, OnSale]) -> None:
        sort = entry.item.sort
        put_icon(self._sign, SIGNS[sort], sign_colour(sort), 20)
        again = repeats_words(entry.item.repeats)
        self.who.set_text(f"{who_words(entry)} · {again}" if again else who_words(entry))
        said = said_words(entry)
        self.said.set_text(f"“{said}”" if said else _("Not from a comment"))
        cancels = sort == "cancel"
        self.read.set_text(_("Which order is meant?") if cancels else read_in_full(entry, products))
        self.amount.setText("" if cancels else amount_words(entry, products))
        self.contact.set_text(contact_words(entry))
        why = stock_words(entry, products) if sort == "waiting" else why_words(entry, products)
        self.why.set_text(why)

    def _list_orders(self, meant: tuple[MayMean, ...]) -> None:
        assert self.entry is not None
        cancels = self.entry.item.sort == "cancel"
        self._turn_middle()
        self.orders.clear()
        if not cancels:
            return
        for one in meant:
            self.orders.addItem(meant_words(one), one.item_id)
        if not meant:
            self.orders.addItem(_("No order of this person stands"), "")
        self.orders.setEnabled(len(meant) > 1)

    def _turn_middle(self) -> None:
        cancels = self.entry is not None and self.entry.item.sort == "cancel"
        self._middle.setCurrentIndex(2 if self.asks else int(cancels))

    def _name_buttons(self, entry: Entry) -> None:
        keys = self.width() >= KEYS_PX
        confirm, drop = _answers(entry.item.sort)
        whole = entry.is_whole if entry.item.sort != "cancel" else bool(self.order_meant)
        self.confirm.setEnabled(whole)
        for made, word, key in (
            (self.confirm, confirm, "Enter"),
            (self.mend, _("Mend"), "S"),
            (self.drop, drop, "X"),
        ):
            made.setText(f"{word} ({key})" if keys else word)
            made.setAccessibleName(f"{word}: {who_words(entry)}, {said_words(entry)}")
            made.setToolTip(as_tip(f"{word} ({key})"))
        self.mend.setVisible(entry.item.sort != "cancel")

    def sizeHint(self) -> QSize:
        return QSize(200, super().sizeHint().height())


def _answers(sort: InboxSort) -> tuple[str, str]:
    """The words for yes and for no."""
    return {
        "unsure": (_("Right"), _("Drop")),
        "cancel": (_("Cancel that order"), _("Ignore")),
        "sure": (_("Confirm"), _("Cancel it")),
        "waiting": (_("Confirm"), _("Cancel it")),
    }[sort]
