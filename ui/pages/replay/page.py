"""Xem lại: the sessions that were held, and each as it happened."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QStackedLayout, QWidget

from host_assistant.journal.errors import JournalError
from host_assistant.journal.sessions import SessionRow
from host_assistant.language import _, ngettext
from ui.background import Job, start
from ui.context import Context
from ui.pages.replay.list import SessionsModel, SessionsTable
from ui.pages.replay.session import ReplaySession
from ui.pages.replay.work import Loaded, SessionGone, list_sessions, load_session
from ui.theme import tokens
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.empty import Empty
from ui.widgets.parts import button, column, label, row

MARGIN = 24


class ReplayPage(QWidget):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._job: Job | None = None
        self.session: ReplaySession | None = None
        self.model = SessionsModel()
        self.table = SessionsTable(self.model)
        self.table.opened.connect(self.open_session)
        self.count = label(role="muted")
        self.watch = button(
            _("Watch again"),
            self.table.open_chosen,
            kind="primary",
            icon="mdi6.play",
            colour=tokens().on_brand,
        )
        self.bar = AnswerBar()
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("Reading the session"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._list_page())
        self._stack.addWidget(self._empty_page())
        self._stack.addWidget(self._loading_page())
        context.bridge.show_changed.connect(self.look)

    def _list_page(self) -> QWidget:
        page = QWidget()
        head = row(label(_("Replay"), "title"), 4, self.count, None, self.watch)
        layout = column(head, self.table, self.bar, gap=16, margins=MARGIN)
        layout.setStretch(1, 1)
        page.setLayout(layout)
        return page

    def _empty_page(self) -> QWidget:
        return Empty(
            "mdi6.history",
            _("No session yet"),
            _(
                "Every session is kept here, second by second: what viewers saw, every price, "
                "every order. Hold a rehearsal first; nobody watches it."
            ),
            _("Go to the rehearsal"),
            lambda: self._context.navigate("live"),
        )

    def _loading_page(self) -> QWidget:
        self.progress.setFixedWidth(360)
        self.cancel = button(_("Cancel"), self.back)
        page = QWidget()
        words = label(_("Reading the session …"), "heading")
        inner = column(None, words, self.progress, 8, self.cancel, None, gap=12)
        for part in (words, self.progress, self.cancel):
            inner.setAlignment(part, Qt.AlignmentFlag.AlignHCenter)
        page.setLayout(inner)
        return page

    def on_shown(self) -> None:
        self.look()

    def leave(self) -> None:
        """The page is taken down: nothing may answer it any more."""
        if self._job is not None:
            self._job.cancel()

    def look(self) -> None:
        """Read the list of sessions anew."""
        path = self._context.folder.journal
        self._context.bridge.run(lambda: list_sessions(path), self._listed, self._failed)

    def open_session(self, session_id: str) -> None:
        self.leave()
        path = self._context.folder.journal
        self.progress.setRange(0, 100)
        self.progress.setValue(0)
        self._stack.setCurrentIndex(2)
        self.cancel.setFocus()
        self._job = start(
            self._context.bridge,
            lambda steps: load_session(path, session_id, steps),
            done=self._loaded,
            failed=self._failed,
            progressed=lambda share: self.progress.setValue(round(share * 100)),
        )

    def back(self) -> None:
        """From one session, or from reading it, to the list."""
        self.leave()
        session, self.session = self.session, None
        if session is not None:
            self._stack.removeWidget(session)
            session.deleteLater()
        self._show_list()
        self.look()

    def _listed(self, rows: tuple[SessionRow, ...]) -> None:
        chosen = self.table.chosen
        self.model.put(rows)
        self.count.setText(
            ngettext("{count} session held", "{count} sessions held", len(rows)).format(
                count=len(rows)
            )
        )
        ids = [row.session_id for row in rows]
        if rows:
            place = ids.index(chosen.session_id) if chosen and chosen.session_id in ids else 0
            self.table.setCurrentIndex(self.model.index(place, 0))
        if self._stack.currentIndex() < 2:
            self._show_list()

    def _show_list(self) -> None:
        empty = not self.model.rows and not self.bar.sentence
        self._stack.setCurrentIndex(1 if empty else 0)
        self.watch.setEnabled(bool(self.model.rows))
        if not empty:
            self.table.setFocus()

    def _loaded(self, loaded: Loaded) -> None:
        self.session = ReplaySession(self._context, loaded)
        self.session.left.connect(self.back)
        self._stack.addWidget(self.session)
        self._stack.setCurrentWidget(self.session)
        self.session.controls.play.setFocus()

    def _failed(self, problem: BaseException) -> None:
        if isinstance(problem, JournalError):
            self.bar.tell(problem.sentence())
        elif isinstance(problem, SessionGone):
            self.bar.tell(
                _(
                    "This session is not in the log any more, so it cannot be shown. "
                    "Choose another one."
                )
            )
        else:
            raise problem
        self._show_list()
