"""Comments that somebody copied or saved: what was read is shown before any of it is taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from host_assistant.language import _, ngettext
from host_assistant.values.decimals import grouped
from ui.context import Context, OpenShow
from ui.opening import words_of
from ui.pages.prepare.sheet import Sheet
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.file_dialog import ask_for_file
from ui.widgets.parts import button, label, read_by_rows, row

if TYPE_CHECKING:
    from host_assistant.control_room.comment_taking import Taken
    from host_assistant.sources.pasted import Pasted

WIDTH_PX: Final = 760
# A small laptop's screen at 150 %.
LOW_PX: Final = 640
PAUSE_MS: Final = 300
SHOWN_ROWS: Final = 50
# As many at once as the show writes in one go without keeping orders waiting.
HEAP: Final = 200
Read = Callable[[], "Pasted"]


def ask_for_comments(parent: QWidget, context: Context, then: Callable[[Path], object]) -> None:
    ask_for_file(
        parent,
        context.settings,
        _("Choose a file with comments"),
        f"{_('Comments')} (*.csv *.txt *.tsv *.xlsx)",
        then,
    )


class PasteSheet(Sheet):
    """Reads while one types; what was typed since makes an older reading worthless."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        show: OpenShow,
        open_inbox: Callable[[], object],
    ) -> None:
        super().__init__(
            parent,
            _("Paste comments"),
            _("Copied from the live page, one comment a line; or rows of a sheet."),
            WIDTH_PX,
        )
        self._context = context
        self._show = show
        self._open_inbox = open_inbox
        self._done = False
        self._number = 0
        self.reading: Pasted | None = None
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_("Comments to take in"))
        self.text.setPlaceholderText(_("Hoa: 2 boxes VT5 0912345678"))
        self.text.setTabChangesFocus(True)
        low = parent.window().height() < LOW_PX
        self.text.setFixedHeight(88 if low else 128)
        self.text.textChanged.connect(self._typed)
        self.summary = label("", "strong", wrap=True)
        self.table = _table()
        self.table.setFixedHeight(112 if low else 264)
        self.answer = AnswerBar()
        self.file = button(_("From a file…"), self._choose, icon="mdi6.file-document-outline")
        self.cancel = button(_("Cancel"), self.reject)
        self.take = button(_("Take in"), self._press, kind="primary")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._read_text)
        self.fill(
            self.text,
            self.summary,
            self.table,
            self.answer,
            row(self.file, None, self.cancel, self.take),
        )
        self._show_reading(None)
        self.text.setFocus()

    def read_file(self, path: Path) -> None:
        from host_assistant.sources.pasted import read_file

        self._heading.setText(_("Comments of “{file}”").format(file=path.name))
        self.text.hide()
        self._read(lambda: read_file(path, self._goods()))

    def _choose(self) -> None:
        ask_for_comments(self, self._context, self.read_file)

    def _typed(self) -> None:
        # An older reading must not be taken in the place of the newer words.
        self._number += 1
        self._show_reading(None)
        self._pause.start()

    def _read_text(self) -> None:
        from host_assistant.sources.pasted import read_pasted

        text = self.text.toPlainText()
        if text.strip():
            self._read(lambda: read_pasted(text, self._goods()))

    def _goods(self) -> tuple[str, ...]:
        on_sale = self._show.director.state.on_sale()
        return tuple(word for one in on_sale for word in (one.product.sku, one.product.name))

    def _read(self, read: Read) -> None:
        self._number += 1
        self._context.bridge.run(
            read, partial(self._was_read, self._number), partial(self._refused, self._number)
        )

    def _was_read(self, number: int, reading: Pasted) -> None:
        if number == self._number:
            self.answer.hide()
            self._show_reading(reading)

    def _refused(self, number: int, error: BaseException) -> None:
        from host_assistant.orders.comment_file import CommentsRefused

        if number == self._number:
            self._show_reading(None)
            said = str(error) if isinstance(error, CommentsRefused) else words_of(error)
            self.answer.tell(said, stays=True)
            self.fit()

    def _show_reading(self, reading: Pasted | None) -> None:
        self.reading = reading
        count = len(reading.comments) if reading is not None else 0
        self.summary.setVisible(reading is not None)
        self.table.setVisible(count > 0)
        self.take.setEnabled(count > 0)
        if reading is not None:
            self.summary.setText(read_words(reading))
            _fill(self.table, reading)
        words = ngettext("Take in {count} comment", "Take in {count} comments", count)
        self._name(self.take, words.format(count=grouped(count)) if count else _("Take in"))
        self.fit()

    def _press(self) -> None:
        if self._done:
            self.accept()
            self._open_inbox()
        elif self.reading is not None:
            self._take(self.reading)

    def _take(self, reading: Pasted) -> None:
        inbox, comments = self._show.inbox, reading.comments
        self.take.setEnabled(False)
        self.text.setReadOnly(True)

        def work() -> list[Taken]:
            taken: list[Taken] = []
            for start in range(0, len(comments), HEAP):
                taken += inbox.take(comments[start : start + HEAP]).result()
            return taken

        # The log may be slow; the page's other work must not wait behind thousands of comments.
        self._context.bridge.run_apart(work, self._taken, self._not_taken)

    def _taken(self, taken: list[Taken]) -> None:
        self._done = True
        self.text.hide()
        self.file.hide()
        self.summary.hide()
        self.table.hide()
        self._words.hide()
        self.answer.tell(taken_words(taken), good=True, stays=True)
        self._name(self.cancel, _("Close"))
        self._name(self.take, _("Open the inbox"))
        self.take.setEnabled(True)
        self.take.setFocus()
        self.fit()

    @staticmethod
    def _name(made: QPushButton, words: str) -> None:
        made.setText(words)
        made.setAccessibleName(words)

    def _not_taken(self, error: BaseException) -> None:
        from host_assistant.control_room.comment_taking import CommentsNotTaken
        from host_assistant.control_room.director import DirectorClosed

        over = isinstance(error, CommentsNotTaken | DirectorClosed)
        self.answer.tell(not_taken_words() if over else words_of(error), stays=True)
        self.take.setEnabled(True)
        self.text.setReadOnly(False)
        self.fit()


def read_words(reading: Pasted) -> str:
    count = len(reading.comments)
    if not count:
        return _("No comment was found in it. Nothing is taken. Copy the comments once more.")
    said = ngettext("{count} comment read.", "{count} comments read.", count)
    parts = [said.format(count=grouped(count))]
    if reading.ignored:
        left = ngettext(
            "{count} line is no comment.", "{count} lines are no comments.", reading.ignored
        )
        parts.append(left.format(count=grouped(reading.ignored)))
    if count > SHOWN_ROWS:
        parts.append(_("Here are the first {count}.").format(count=SHOWN_ROWS))
    parts.append(_("Nothing is taken yet."))
    return " ".join(parts)


def taken_words(taken: list[Taken]) -> str:
    new = [one for one in taken if not one.known]
    orders = sum(one.order_id is not None for one in new)
    said = ngettext("{count} comment taken in", "{count} comments taken in", len(new))
    parts = [said.format(count=grouped(len(new)))]
    if orders:
        parts.append(
            ngettext("{count} sure order", "{count} sure orders", orders).format(
                count=grouped(orders)
            )
        )
    if len(new) < len(taken):
        parts.append(_("{count} were there already").format(count=grouped(len(taken) - len(new))))
    return f"{', '.join(parts)}."


def not_taken_words() -> str:
    return _(
        "The session is over, so these comments were not taken. They are still where you copied "
        "them from. Open the session again, then paste them once more."
    )


def _table() -> QTableWidget:
    made = QTableWidget(0, 2)
    made.setHorizontalHeaderLabels([_("Who"), _("Comment")])
    made.setAccessibleName(_("What was read"))
    read_by_rows(made)
    made.setWordWrap(True)
    header = made.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    made.setColumnWidth(0, 176)
    made.verticalHeader().setMinimumSectionSize(36)
    return made


def _fill(table: QTableWidget, reading: Pasted) -> None:
    shown = reading.comments[:SHOWN_ROWS]
    table.setRowCount(len(shown))
    for place, comment in enumerate(shown):
        table.setItem(place, 0, QTableWidgetItem(comment.author or "–"))
        table.setItem(place, 1, QTableWidgetItem(comment.text))
    table.resizeRowsToContents()
