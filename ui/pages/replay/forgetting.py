"""Erasing the data of a session's buyers: asked about first, done elsewhere, and told of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from host_assistant.journal.errors import JournalError
from host_assistant.journal.forget import Forgotten, StillOpen, erased_words
from host_assistant.journal.sessions import SessionRow
from host_assistant.language import _
from ui.context import Context
from ui.pages.replay.work import count_personal, forget
from ui.widgets.answer_bar import AnswerBar
from ui.widgets.ask import Ask
from ui.widgets.parts import button
from ui.widgets.tips import as_tip


class Forgetting(QObject):
    """The button, and what follows when it is pressed."""

    def __init__(self, context: Context, row: SessionRow, bar: Callable[[], AnswerBar]) -> None:
        super().__init__()
        self._context = context
        self._row = row
        self._bar = bar
        self.question: Ask | None = None
        self.button = button(
            _("Erase buyers …"),
            self.ask,
            kind="quiet",
            icon="mdi6.account-remove-outline",
            name=_("Erase the data of this session's buyers"),
        )
        self.button.setToolTip(as_tip(self.button.accessibleName()))

    def set_narrow(self, narrow: bool) -> None:
        """On a small screen the sign alone stands there."""
        self.button.setText("" if narrow else _("Erase buyers …"))

    def ask(self) -> None:
        if self._row.ended_at is None:
            self._bar().tell(StillOpen().sentence())
            return
        if self._context.show is not None:
            self._bar().tell(
                _(
                    "A session is being held at the moment, and erasing would hold up its orders. "
                    "Nothing was erased. Do it once that session has ended."
                )
            )
            return
        path, session_id = self._context.folder.journal, self._row.session_id
        self.button.setEnabled(False)
        self._context.bridge.run(
            lambda: count_personal(path, session_id), self._counted, self._failed
        )

    def _counted(self, there: Forgotten) -> None:
        self.button.setEnabled(True)
        if there == Forgotten(0, 0):
            self._bar().tell(
                _("Nothing is kept of this session's buyers: there is nothing to erase."), good=True
            )
            return
        self.question = Ask(
            self.button.window(),
            _("Erase the buyers of this session?"),
            _(
                "This computer forgets {what} for good. Orders, sums and the replay stay as they "
                "are. Parcels that are not sent yet lose their addresses: export "
                "the sheet for carriers first. Files that were exported stay where they are."
            ).format(what=erased_words(there)),
            _("Erase for good"),
            self.erase,
        )

    def erase(self) -> None:
        path, session_id = self._context.folder.journal, self._row.session_id
        self.button.setEnabled(False)
        self._context.bridge.run(lambda: forget(path, session_id), self._erased, self._failed)

    def _erased(self, erased: Forgotten) -> None:
        self.button.setEnabled(True)
        said = _("Erased: {what}. Orders and sums are as they were.")
        self._bar().tell(said.format(what=erased_words(erased)), good=True)

    def _failed(self, problem: BaseException) -> None:
        self.button.setEnabled(True)
        if not isinstance(problem, JournalError | StillOpen):
            raise problem
        self._bar().tell(problem.sentence())
