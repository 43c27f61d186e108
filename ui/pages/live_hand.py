"""The live page's hand: it asks the Director, and says so when the answer is no."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from host_assistant.language import _
from host_assistant.show.commands import Command
from host_assistant.show.refusals import Refused
from host_assistant.show.state import ShowState
from ui.context import Context, OpenShow

if TYPE_CHECKING:
    from host_assistant.control_room.director import Outcome


class Hand(QObject):
    """All commands of the page go through it, none waits: answers come back by the bridge."""

    def __init__(self, context: Context, show: OpenShow, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._show = show

    @property
    def state(self) -> ShowState:
        return self._show.director.state

    def do(self, command: Command, then: Callable[[Outcome], None] | None = None) -> None:
        """Ask for it. Without `then` a refusal is told on the window's bar."""
        self._context.bridge.when_done(
            self._show.director.submit(command), then or self.tell_refusal, self._not_written
        )

    def tell_refusal(self, outcome: Outcome) -> None:
        if outcome.refusal is not None:
            self.tell(self.sentence(outcome.refusal))

    def sentence(self, refusal: Refused) -> str:
        from host_assistant.control_room.wording import sentence

        return sentence(refusal, self.state)

    def tell(self, sentence: str) -> None:
        self._context.tell(sentence)

    def _not_written(self, error: BaseException) -> None:
        says = getattr(error, "sentence", None)
        self.tell(
            says()
            if callable(says)
            else _(
                "This could not be written to the log, so it did not happen. "
                "Check that the disk is not full, then press again."
            )
        )
