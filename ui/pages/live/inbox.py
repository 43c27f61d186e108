"""The inbox: doubtful comments, call-offs and orders that wait, each answered with one key."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from host_assistant.control_room.called_off import may_mean
from host_assistant.language import _
from host_assistant.show.inbox import INBOX_SORTS, inbox_counts
from host_assistant.show.state import ShowState
from ui.pages.live.hand import Hand
from ui.pages.live.inbox_answers import InboxAnswers, seen_to_words
from ui.pages.live.inbox_card import InboxCard
from ui.pages.live.inbox_parts import InboxParts
from ui.pages.live.inbox_queue import InboxQueue
from ui.pages.live.inbox_rule import InboxRule
from ui.pages.live.inbox_stream import MOST_LINES
from ui.pages.live.inbox_words import Entry

if TYPE_CHECKING:
    from host_assistant.control_room.director import Snapshot
    from host_assistant.control_room.inbox import Inbox

SAMPLE = 50
REPAINT_MS = 250
TICK_MS = 10_000


class InboxPanel(InboxParts):
    """It is painted at most four times a second, however many comments come.

    Answers go to the entry on the card. Nothing that comes takes its place; once it is settled the
    next one follows, which can be answered a moment later. `mend_asked` hands over an entry that is
    to be corrected, `counted` how many things need a person.
    """

    mend_asked = Signal(object)
    counted = Signal(int)

    def __init__(self, hand: Hand, inbox: Inbox, to_sources: Callable[[], object]) -> None:
        self._inbox = inbox
        self._hand = hand
        self._state = hand.state
        self._row = 0
        self.queue = InboxQueue(self._state)
        self._most = SAMPLE
        self._answered: set[str] = set()
        self._answers = InboxAnswers(hand, inbox, self._done, self._short, self._not_done)
        super().__init__(
            InboxCard(self.confirm, self.mend, self.drop),
            InboxRule(self._answers.set_rule),
            to_sources,
        )
        self.groups.chosen.connect(self._other_group)
        self.rule.turned.connect(self.refresh)
        self.view.key.connect(self.answer_key)
        self.view.verticalScrollBar().valueChanged.connect(self._show_more)
        self.view.selectionModel().currentChanged.connect(self._pointed_at)
        self._pace = QTimer(self, singleShot=True, interval=REPAINT_MS)
        self._pace.timeout.connect(self.refresh)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self._choose_first_group()
        self.refresh()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """A listener for the bridge; it only takes note and draws a moment later."""
        if snapshot.state.sequence >= self._state.sequence:
            self._state = snapshot.state
        self.queue.follow(self._state, snapshot.records)
        if not self._pace.isActive():
            self._pace.start()

    def called_off(self, state: ShowState) -> frozenset[str]:
        """The orders that a comment in the inbox may take back."""
        asking = self.queue.first(state, "cancel", SAMPLE)
        return frozenset(order_id for item in asking for order_id in item.cancels[:1])

    def refresh(self) -> None:
        state = self._state
        counts = inbox_counts(state)
        self.counted.emit(counts["unsure"] + counts["cancel"] + counts["sure"])
        if not self.isVisible():
            return
        self.groups.show_counts(counts)
        self.rule.show_rule(on=state.confirms_sure)
        self.stream.show_latest(self._inbox.latest(MOST_LINES), state.comments)
        anything = bool(state.comments or any(counts.values()))
        self.turn(anything=anything)
        self._list(counts[self.groups.sort])

    def confirm(self) -> None:
        entry = self._to_answer()
        if entry is None:
            return
        if entry.item.sort != "cancel" and not entry.is_whole:
            self.mend()
        elif entry.item.sort != "cancel" or self.card.order_meant:
            self._answers.confirm(entry, self.card.order_meant)

    def mend(self) -> None:
        entry = self._to_answer()
        if entry is not None and entry.item.sort != "cancel":
            self.mend_asked.emit(entry)

    def drop(self) -> None:
        entry = self._to_answer()
        if entry is not None:
            self._answers.drop(entry)

    def answer_key(self, event: QKeyEvent) -> None:
        """Enter or Đ: right; S: mend; X or Delete: drop. A key that is held is one press."""
        if event.isAutoRepeat() or self.card.asks:
            return
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_D) or event.text() in ("đ", "Đ"):
            self.confirm()
        elif key == Qt.Key.Key_S:
            self.mend()
        elif key in (Qt.Key.Key_X, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.drop()
        else:
            return
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On a button Enter presses it; the other keys mean there what they mean in the list."""
        event.ignore()
        focus = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focus, QAbstractButton) and not event.isAutoRepeat():
            focus.click()
            event.accept()
        else:
            self.answer_key(event)

    def escape(self) -> bool:
        """Take a question on the card back; False where there is none."""
        if not self.isVisible() or not self.card.asks:
            return False
        self.card.ask(None)
        self.view.setFocus()
        return True

    def mended(self, entry: Entry) -> None:
        """It was corrected in the order form."""
        self._done(entry, "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()
        if not self._state.inbox_sizes[INBOX_SORTS.index(self.groups.sort)]:
            self._choose_first_group()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)

    def _list(self, count: int) -> None:
        sort = self.groups.sort
        items = self.queue.first(self._state, sort, self._most)
        words = self._inbox.words([item.item_id for item in items])
        orders = self._state.orders
        entries = tuple(
            Entry(item, words.get(item.item_id), orders.get(item.item_id)) for item in items
        )
        self.view.selectionModel().blockSignals(True)
        self.model.set_entries(entries, self._state.products, _now_ms())
        self.view.selectionModel().blockSignals(False)
        self.show_list(len(entries), count)
        self._keep_chosen()

    def _keep_chosen(self) -> None:
        """What stands on the card stays there; what is gone makes room for the one after it."""
        before = self.card.entry
        if before is not None:
            at = self.model.place_of(before.item.item_id)
            if at >= 0:
                self._show(at, by_hand=True)
                return
            gone = before.item.item_id
            if self._answers.busy:
                return
            if gone not in self._answered:
                self.say(seen_to_words(before), "warning")
            self._answered.discard(gone)
        if not self.model.entries:
            self.card.entry = None
            self.card.hide()
            return
        self._show(min(self._row, len(self.model.entries) - 1), by_hand=False)

    def _show(self, place: int, *, by_hand: bool) -> None:
        entry = self.model.entries[place]
        self._row = place
        index = self.model.index(place)
        selection = self.view.selectionModel()
        if selection.currentIndex() != index or not selection.isSelected(index):
            selection.blockSignals(True)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            selection.blockSignals(False)
            self.view.scrollTo(index)
            self.view.viewport().update()
        state = self._state
        words = self._inbox.words(entry.item.cancels)
        meant = may_mean(entry.item, words, state)
        self.card.show_entry(entry, state.products, _now_ms(), meant, by_hand=by_hand)
        self.card.show()

    def _pointed_at(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and now.row() < len(self.model.entries):
            self._show(now.row(), by_hand=True)

    def _other_group(self, _sort: str) -> None:
        self._most = SAMPLE
        self._row = 0
        self.card.entry = None
        self.model.set_entries((), self._state.products, _now_ms())
        self.refresh()

    def _choose_first_group(self) -> None:
        counts = inbox_counts(self._state)
        some = next((sort for sort in INBOX_SORTS if counts[sort]), None)
        if some is not None and some != self.groups.sort:
            self.groups.choose(some)

    def _show_more(self, value: int) -> None:
        """Whoever comes to the end of the sample sees more of it."""
        if value and value == self.view.verticalScrollBar().maximum() and self.is_sample:
            self._most += SAMPLE
            self._pace.start()

    def _to_answer(self) -> Entry | None:
        """What stands on the card, if it may be answered now."""
        if (
            not self.shows_list
            or self.card.isHidden()
            or self._answers.busy
            or not self.card.settled
        ):
            return None
        return self.card.entry

    def _done(self, entry: Entry, words: str) -> None:
        self._answered.add(entry.item.item_id)
        self.say(words, "good")
        self.card.ask(None)
        if self.isVisible():
            self.view.setFocus()
        # Its snapshot may come a moment later.
        self._state = self._hand.state
        self.refresh()

    def _short(self, entry: Entry, question: str) -> None:
        if not self._stands(entry):
            return
        all_the_same = (
            _("Take it all the same"),
            partial(self._answer_offer, partial(self._answers.confirm, entry, oversell=True)),
        )
        back = (_("Back"), partial(self.card.ask, None))
        if entry.item.sort == "waiting":
            self.card.ask(question, (back, all_the_same))
            return
        wait = (_("Next harvest"), partial(self._answer_offer, partial(self._answers.wait, entry)))
        self.card.ask(question, (wait, back, all_the_same))

    def _answer_offer(self, answer: Callable[[], None]) -> None:
        if self.card.settled:
            answer()

    def _not_done(self, entry: Entry, words: str) -> None:
        if self._stands(entry):
            self.say(words, "wrong")

    def _stands(self, entry: Entry) -> bool:
        shown = self.card.entry
        return shown is not None and shown.item.item_id == entry.item.item_id


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
