"""The live page's hand: it asks the Director, and says so when the answer is no."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from host_assistant.language import _, ngettext
from host_assistant.show.commands import Command
from host_assistant.show.events import OrderCancelled, OrderLine
from host_assistant.show.refusals import Refused
from host_assistant.show.state import ShowState
from host_assistant.values.quantity import format_milli
from ui.context import Context, OpenShow

if TYPE_CHECKING:
    from concurrent.futures import Future

    from host_assistant.control_room.director import Outcome


def how_much(lines: tuple[OrderLine, ...]) -> str:
    """ "5 kg", or of several goods how many kinds."""
    if len(lines) == 1:
        return f"{format_milli(lines[0].quantity_milli)} {lines[0].unit}"
    return ngettext("{count} item", "{count} items", len(lines)).format(count=len(lines))


class Hand(QObject):
    """All commands of the page go through it, none waits: answers come back by the bridge."""

    def __init__(self, context: Context, show: OpenShow, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._show = show

    @property
    def state(self) -> ShowState:
        return self._show.director.state

    def do(
        self,
        command: Command,
        then: Callable[[Outcome], None] | None = None,
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Ask for it. Without `then` a refusal is told on the window's bar.

        What could not be written is told there in any case; `failed` hears of it as well.
        """
        self.follow(self._show.director.submit(command), then, failed)

    def follow(
        self,
        asked: Future[Outcome],
        then: Callable[[Outcome], None] | None = None,
        failed: Callable[[], None] | None = None,
    ) -> None:
        """As `do`, for what was asked by another way."""
        self._context.bridge.when_done(
            asked, then or self.tell_refusal, partial(self._not_written, failed)
        )

    def tell_refusal(self, outcome: Outcome) -> None:
        if outcome.refusal is not None:
            self.tell(self.sentence(outcome.refusal))

    def tell_cancelled(self, outcome: Outcome) -> None:
        """Say which order is gone: who pressed by mistake must be able to take it again."""
        for record in outcome.records:
            if isinstance(record.event, OrderCancelled):
                order = outcome.state.orders[record.event.order_id]
                who = order.buyer_label or _("a buyer without a name")
                self.tell(
                    _(
                        "Cancelled: the order of {amount} from {who}. It no longer counts, and its "
                        "goods can be sold again. Was it a mistake? Press + and take it again."
                    ).format(amount=how_much(order.lines), who=who)
                )
        self.tell_refusal(outcome)

    def give_page_the_focus(self) -> None:
        """What was pressed goes away: else Qt hands the focus to whatever stands beside it."""
        self._page.setFocus()

    def sentence(self, refusal: Refused) -> str:
        from host_assistant.control_room.wording import sentence

        return sentence(refusal, self.state)

    def tell(self, sentence: str) -> None:
        self._context.tell(sentence)

    def take_back(self, sentence: str) -> None:
        self._context.take_back(sentence)

    def _not_written(self, failed: Callable[[], None] | None, error: BaseException) -> None:
        if failed is not None:
            failed()
        says = getattr(error, "sentence", None)
        self.tell(
            says()
            if callable(says)
            else _(
                "This could not be written to the log, so it did not happen. "
                "Check that the disk is not full, then press again."
            )
        )
