"""The inbox: what a person does about comments and orders that wait."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial

import msgspec

from host_assistant.control_room.buyers import sealed_buyer
from host_assistant.control_room.comment_taking import CommentTaking
from host_assistant.control_room.director import Outcome
from host_assistant.control_room.order_codes import new_order_code
from host_assistant.journal.orders import buyer_called
from host_assistant.show import commands as cmd
from host_assistant.show import refusals as no
from host_assistant.show.buyer import Buyer, SealedBuyer
from host_assistant.show.inbox import InboxItem
from host_assistant.show.state import ShowState


class Inbox(CommentTaking):
    """Takes comments in and has a person's answers done. Any thread may ask."""

    def confirm(
        self, item_id: str, *, order_id: str = "", allow_oversell: bool = False
    ) -> Future[Outcome]:
        """A person says that it was read rightly.

        A doubtful comment becomes a confirmed order, a pending order is confirmed; a cancellation
        takes `order_id` back, or else the likeliest one.
        """
        state = self._director.state
        item = state.inbox.get(item_id)
        if item is None:
            return _refused(state, no.NotInInbox(item_id))
        if item.sort == "cancel":
            means = order_id or next(iter(item.cancels), "")
            return self._director.submit(
                cmd.ConfirmCancellation(comment_id=item_id, order_id=means)
            )
        if item.sort == "unsure":
            lines = _lines_read(item)
            if not lines:
                return _refused(state, no.EmptyOrder())
            return self._director.submit(
                cmd.ConfirmComment(
                    comment_id=item_id,
                    lines=lines,
                    buyer=self._buyer(item_id),
                    allow_oversell=allow_oversell,
                )
            )
        return self._director.submit(
            cmd.ConfirmOrder(order_id=item_id, allow_oversell=allow_oversell)
        )

    def mend(
        self,
        item_id: str,
        lines: tuple[cmd.Wanted, ...],
        *,
        name: str | None = None,
        phone: str | None = None,
        address: str | None = None,
        allow_oversell: bool = False,
    ) -> Future[Outcome]:
        """Confirm it with these lines; what is None of the buyer stays as it is known.

        An order that stands already is put out of force and goes on under a new id. Raises
        JournalError where its buyer cannot be looked up.
        """
        state = self._director.state
        item = state.inbox.get(item_id)
        given = {"name": name, "phone": phone, "address": address}
        if item is not None and item.sort == "unsure":
            order_id, buyer = item_id, self._buyer(item_id, **given)
            command: cmd.Command = cmd.ConfirmComment(
                comment_id=item_id, lines=lines, buyer=buyer, allow_oversell=allow_oversell
            )
        else:
            order_id = new_order_code(state.orders, state.inbox)
            command = cmd.MendOrder(
                order_id=item_id,
                new_order_id=order_id,
                lines=lines,
                buyer=self._changed_buyer(state, item_id, given),
                allow_oversell=allow_oversell,
            )
        if all(text is None for text in given.values()):
            return self._director.submit(command)
        # Before the show knows of it: a comment may come at the same moment.
        was_by_hand = self._by_hand(order_id, by_hand=True)
        mended = self._director.submit(command)
        if not was_by_hand:
            mended.add_done_callback(partial(self._undone, order_id))
        return mended

    def _undone(self, order_id: str, mended: Future[Outcome]) -> None:
        if mended.exception() is not None or mended.result().refusal is not None:
            self._by_hand(order_id, by_hand=False)

    def _changed_buyer(
        self, state: ShowState, order_id: str, given: dict[str, str | None]
    ) -> SealedBuyer | None:
        """The order's buyer with what is given; None where nothing is."""
        changed = {field: text for field, text in given.items() if text is not None}
        order = state.orders.get(order_id)
        if not changed or order is None:
            return None
        known = Buyer()
        if order.buyer_id is not None:
            with self._director.open_journal() as journal:
                known = buyer_called(journal, state.session or "", order.buyer_id) or known
        return sealed_buyer(**{**msgspec.structs.asdict(known), **changed})

    def drop(self, item_id: str) -> Future[Outcome]:
        """A person says that it is no order, or no cancellation."""
        state = self._director.state
        item = state.inbox.get(item_id)
        if item is None:
            return _refused(state, no.NotInInbox(item_id))
        if item.sort in ("unsure", "cancel"):
            return self._director.submit(cmd.DropComment(comment_id=item_id))
        return self._director.submit(cmd.CancelOrder(order_id=item_id, reason="dropped"))

    def wait(self, item_id: str) -> Future[Outcome]:
        """Put a doubtful comment on the waiting list as it was read: there is too little now."""
        state = self._director.state
        item = state.inbox.get(item_id)
        if item is None or item.sort != "unsure":
            return _refused(state, no.NotInInbox(item_id))
        return self._director.submit(
            cmd.ConfirmComment(
                comment_id=item_id,
                lines=_lines_read(item),
                buyer=self._buyer(item_id),
                waiting=True,
            )
        )

    def set_rule(self, on: bool) -> Future[Outcome]:
        """Whether sure orders with a telephone number are confirmed as they come."""
        return self._director.submit(cmd.SetConfirmRule(on=on))


def _lines_read(item: InboxItem) -> tuple[cmd.Wanted, ...]:
    """The lines that were read, if none of them was left open."""
    wanted = [
        cmd.Wanted(line.sku, line.quantity_milli)
        for line in item.lines
        if line.quantity_milli is not None
    ]
    return tuple(wanted) if len(wanted) == len(item.lines) else ()


def _refused(state: ShowState, refusal: no.Refused) -> Future[Outcome]:
    answer: Future[Outcome] = Future()
    answer.set_result(Outcome(state, (), refusal))
    return answer
